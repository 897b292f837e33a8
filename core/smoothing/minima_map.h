// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/smoothed.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace basin {

/// Minima and maxima of F at one step size, in turn, ascending in w.
struct ExtremaRow {
    double stepSize = 0.0;
    std::vector<Extremum> extrema;
};

/// A minimum of F followed through ascending step sizes.
struct MinimaBranch {
    struct Point {
        double stepSize = 0.0, w = 0.0;
        bool lowest = false;  ///< v*, perhaps one of several
    };
    std::vector<Point> points;
    bool begins = false;  ///< it is not there at the step size before the first point
    bool ends = false;    ///< it is gone at the step size after the last point
};

/// Joins minima of neighbouring rows (ascending in the step size): one goes on as the minimum that it rolls into if that rolls
/// back into it.
std::vector<MinimaBranch> branchesOf(const std::vector<ExtremaRow>& rows);

/// The extrema of F within `range` at `count` step sizes with equal ratios, from coarse to fine, then closer together where
/// a minimum begins or ends (to .2 %). `progress` gets all rows so far, ascending, after each one. Slow: a millisecond and more a row.
std::vector<ExtremaRow> scanExtrema(const LandscapePtr& landscape, const GradientNoise& noise, Interval stepSizes,
                                    Interval range, int count,
                                    const std::function<void(const std::vector<ExtremaRow>&)>& progress = {},
                                    std::stop_token stop = {});

}  // namespace basin
