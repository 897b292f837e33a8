// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/curve.h"

#include <vector>

namespace basin {

/// One piece of a cubic spline: f = c0 + c1 x + c2 x² + c3 x³ with x = w − start.
struct CubicPiece {
    double start = 0.0;
    double c0 = 0.0, c1 = 0.0, c2 = 0.0, c3 = 0.0;

    double value(double w) const {
        const double x = w - start;
        return c0 + x * (c1 + x * (c2 + x * c3));
    }
    double slope(double w) const {
        const double x = w - start;
        return c1 + x * (2.0 * c2 + x * 3.0 * c3);
    }
    double curvature(double w) const { return 2.0 * c2 + 6.0 * c3 * (w - start); }
    /// From the start to w.
    double integral(double w) const {
        const double x = w - start;
        return x * (c0 + x * (c1 / 2.0 + x * (c2 / 3.0 + x * c3 / 4.0)));
    }
};

/// The pieces of the C² spline through at least four points, ascending in w, one fewer than the points. Its ends are "not
/// a knot": the first two pieces are one cubic, and the last two, so that a cubic is reproduced exactly and a smooth
/// curve to fourth order up to its ends.
std::vector<CubicPiece> splinePieces(const std::vector<CurvePoint>& points);

}  // namespace basin
