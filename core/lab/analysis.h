// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/smoothing/minima.h"
#include "core/smoothing/smoothed.h"

#include <memory>
#include <vector>

namespace basin {

/// What is known of a scenario before a single step is taken: f, F and their minima. Immutable; threads share it.
struct Analysis {
    LandscapePtr landscape;
    GradientNoise noise;    ///< of one gradient (already of the batch)
    double stepSize = 0.0;  ///< η that F was made for
    Interval view;          ///< what is plotted
    std::shared_ptr<const Smoothed> smoothed;
    std::vector<Basin> basins;            ///< of f, ascending
    std::vector<Minimum> globalMinima;    ///< of f: w_f (several when they tie)
    std::vector<Minimum> smoothedMinima;  ///< of F, ascending; empty where F is absent
    std::vector<Minimum> targets;         ///< global minima of F: v*
    std::vector<double> borders;          ///< between neighbouring minima of F: where F is highest
};

/// `dynamics` must have a landscape. `previous` (may be null) lends what did not change.
std::shared_ptr<const Analysis> analyse(const Dynamics& dynamics, Interval view, double stepSize,
                                        const std::shared_ptr<const Analysis>& previous);

/// Index of the basin in whose well `w` lies, or -1: between basins.
int wellOf(const Analysis& analysis, double w);

/// The plotted interval of a scenario: its own view, else the landscape's domain.
Interval viewOf(const Scenario& scenario, const Landscape& landscape);

}  // namespace basin
