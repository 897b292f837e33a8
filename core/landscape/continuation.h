// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

namespace basin {

/// How a landscape that is given on an interval goes on beyond one end: f + f′ (w − e) + k (w − e)²/2 with the value and
/// slope that it has at the end e, and k > 0.
struct Continuation {
    double end = 0.0;
    double f = 0.0;
    double slope = 0.0;
    double curvature = 1.0;  ///< k

    double valueAt(double w) const { return f + (w - end) * (slope + 0.5 * curvature * (w - end)); }
    double slopeAt(double w) const { return slope + curvature * (w - end); }
    /// From the end to w.
    double integralTo(double w) const {
        const double x = w - end;
        return x * (f + x * (0.5 * slope + curvature * x / 6.0));
    }
};

/// What decides how hard a continuation bends.
struct CurveScale {
    double height = 0.0;            ///< max f − min f on the interval
    double width = 1.0;             ///< of the interval
    double largestCurvature = 0.0;  ///< max |f″| on the interval
};

/// k is f″ at the end or, where that is less, that of a parabola of the interval's own width and height; where f falls
/// towards the outside it is as much as keeps the fall to a tenth of the height, but not more than the largest |f″| on
/// the interval, so that no step size is unstable outside that is stable within.
inline Continuation continuationOf(double end, double f, double slope, double curvature, bool fallsOutside,
                                   const CurveScale& scale) {
    const double own = scale.height > 0.0 ? 8.0 * scale.height / (scale.width * scale.width) : 1.0;
    double k = std::max(curvature, own);
    if (fallsOutside && scale.height > 0.0) {
        const double needed = slope * slope / (2.0 * 0.1 * scale.height);
        k = std::max(k, std::min(needed, scale.largestCurvature));
    }
    return {end, f, slope, k};
}

}  // namespace basin
