// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/smoothed.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace basin {

/// Every local minimum of f within `range`, ascending in w.
std::vector<Minimum> minima(const Landscape& landscape, Interval range);
/// Every local maximum of f within `range`: the borders of the basins.
std::vector<double> maxima(const Landscape& landscape, Interval range);

/// The minima whose value is within `tolerance` of the lowest (several when they tie, as beyond a bifurcation).
std::vector<Minimum> globalMinima(const std::vector<Minimum>& all, double tolerance);

/// A basin of f: the interval between two neighbouring maxima, about one minimum.
struct Basin {
    Minimum minimum;
    Interval extent;  ///< to ±infinity at the outside
    Interval well;    ///< the part about the minimum where f″ > 0: outside of every well a point is "between basins"
};
std::vector<Basin> basins(const Landscape& landscape, Interval range);

/// The step sizes at which one minimum of f survives as a minimum of F.
struct Survival {
    Minimum minimum;                  ///< of f
    std::vector<Interval> stepSizes;  ///< ascending; a minimum can come back
};

/// Survival of every minimum of f for step sizes within `range`, followed by continuation from small steps and scanned on
/// a fine grid, its ends refined by bisection to 1e-3 relative. Slow (up to a second): call it off the window's thread;
/// `stop` ends it early with what is known.
std::vector<Survival> survival(const LandscapePtr& landscape, const GradientNoise& noise, Interval stepSizes,
                               std::stop_token stop = {});

}  // namespace basin
