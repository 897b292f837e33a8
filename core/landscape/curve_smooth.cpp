// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"

#include <algorithm>
#include <array>

namespace basin {

namespace {

constexpr int kSweeps = 200;
constexpr std::array kThirdDifference{-1.0, 3.0, -3.0, 1.0};

/// d_j = −f_j + 3f_{j+1} − 3f_{j+2} + f_{j+3}.
double thirdDifference(const std::vector<CurvePoint>& points, std::size_t j) {
    double sum = 0.0;
    for (std::size_t k = 0; k < kThirdDifference.size(); ++k) sum += kThirdDifference[k] * points[j + k].f;
    return sum;
}

/// The height of point i at which Σ d_j² is least, the other heights as they are.
double bestHeight(const std::vector<CurvePoint>& points, std::size_t i) {
    // Half the derivative of Σ d_j², and half its second derivative.
    double gradient = 0.0, curvature = 0.0;
    for (std::size_t j = i < 3 ? 0 : i - 3; j <= std::min(i, points.size() - 4); ++j) {
        const double coefficient = kThirdDifference[i - j];
        gradient += coefficient * thirdDifference(points, j);
        curvature += coefficient * coefficient;
    }
    return points[i].f - gradient / curvature;
}

}  // namespace

std::vector<CurvePoint> smoothWithin(std::vector<CurvePoint> points, const std::vector<bool>& movable,
                                     double tolerance) {
    if (points.size() < 4 || !(tolerance > 0.0)) return points;
    // A convex problem with a box for each height: descent along one height after the other.
    const std::vector<CurvePoint> drawn = points;
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t i = 0; i < points.size(); ++i)
            if (movable[i])
                points[i].f = std::clamp(bestHeight(points, i), drawn[i].f - tolerance, drawn[i].f + tolerance);
    return points;
}

}  // namespace basin
