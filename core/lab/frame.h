// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/analysis.h"
#include "core/lab/run_time.h"
#include "core/scenario/run_past.h"
#include "core/sgd/statistics.h"
#include "core/theory/law_walk.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// Where a crowd of points (the SGD iterates w, or one average of each walker) stands.
struct Readings {
    Distance distance;                                ///< to the nearest v*
    double place = 0.0;                               ///< the median point
    double f = 0.0, smoothed = 0.0;                   ///< f and F there; NaN where F is absent
    double curvature = 0.0, smoothedCurvature = 0.0;  ///< f″ and F″ there; f″ is NaN between basins
    int basin = -1;                                   ///< the basin of f whose well holds the place; -1: between basins
    std::vector<double> shares;                       ///< share of the points in each basin's well
    double between = 0.0;                             ///< share in none of them
    std::vector<double> smoothedShares;               ///< share in each basin of F (none lies between)
};

/// A picture of the running simulation. Immutable; made on the simulation's thread, shown on the window's.
struct Frame : RunTime {
    std::shared_ptr<const Analysis> analysis;
    std::int64_t step = 0;  ///< t since the start
    std::shared_ptr<const Course>
        course;                      ///< the settings of all steps since the start; null when they changed too often
    RunPastPtr past;                 ///< what repeats the run; null when the settings changed too often
    std::int64_t averagedSteps = 0;  ///< steps since the averages restarted
    double stepSize = 0.0;           ///< η_t now, by the schedule
    std::size_t walkers = 0, diverged = 0;
    std::vector<double> iterates;                  ///< w of the first walkers, at most LabRun::kShown
    std::vector<double> averages;                  ///< the average in focus, of the same walkers
    Histogram iterateHistogram, averageHistogram;  ///< of all walkers, over the view
    Readings sgd, average;                         ///< the average in focus
    /// Of the auxiliary iterates v = w − η_t f′(w) to the nearest v*: rms² is D = E‖v − v*‖² (maths.md §3). Without momentum
    /// only, for then w − v is noise alone; all NaN with it.
    Distance auxiliary;
    std::vector<double> recordedSteps;  ///< abscissae of the distance chart: steps since the averages restarted
    std::vector<double> sgdDistance;
    std::vector<std::vector<double>> averageDistances;  ///< one for each average of the scenario
    bool distanceIsMedian = false;                      ///< the noise has no variance: medians stand for RMS
    /// The other future at the same step, where the run has branched; null elsewhere.
    std::shared_ptr<const Frame> other;
};

}  // namespace basin
