// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/run_time.h"
#include "core/plane/plane_analysis.h"
#include "core/scenario/run_past.h"
#include "core/sgd/statistics.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace basin {

/// Where a crowd of points (the SGD iterates w, or one average of each walker) stands in the plane.
struct PlaneReadings {
    Distance distance;           ///< to the nearest v*
    Mean x, y;                   ///< of the places
    Mean f, smoothed;            ///< f and F, each averaged over the points; NaN where F is absent
    Mean trace;                  ///< tr ∇²f, averaged over the points
    Mean largest, smallest;      ///< eigenvalues of ∇²f, averaged over the points
    Mean smoothedTrace;          ///< tr ∇²F at the mean place; without error
    std::vector<double> shares;  ///< share of the points in each basin of f
    double outside = 0.0;        ///< share outside the map of basins
};

/// Places one by one, as two columns.
struct Points {
    std::vector<double> x, y;
    std::size_t size() const { return x.size(); }
};

/// A picture of the running simulation in the plane. Immutable; made on the simulation's thread, shown on the window's.
struct PlaneFrame : RunTime {
    std::shared_ptr<const PlaneAnalysis> analysis;
    std::int64_t step = 0;
    RunPastPtr past;  ///< as in Frame
    std::int64_t averagedSteps = 0;
    double stepSize = 0.0;  ///< η_t now
    std::size_t walkers = 0, diverged = 0;
    Points iterates, averages;   ///< of the first walkers, at most PlaneRun::kShown; NaN where lost or not begun
    Points path, averagePath;    ///< of walker 0: its last iterates, and its average in focus at the recorded steps
    PlaneReadings sgd, average;  ///< the average in focus
    std::vector<double> recordedSteps;  ///< as in Frame
    std::vector<double> sgdDistance;
    std::vector<std::vector<double>> averageDistances;
    bool distanceIsMedian = false;
    std::shared_ptr<const PlaneFrame> other;  ///< as in Frame
};

}  // namespace basin
