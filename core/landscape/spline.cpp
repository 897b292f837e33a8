// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/spline.h"

namespace basin {

namespace {

/// f″ at every point. Between, f″ is linear; that f′ is continuous at the inner point i says, with h the lengths of the
/// pieces and s the slopes of the chords,
///   h_{i−1} f″_{i−1} + 2(h_{i−1} + h_i) f″_i + h_i f″_{i+1} = 6 (s_i − s_{i−1}).
/// Not a knot: f‴ is the same on both sides of the first inner point, f″_0 = f″_1 − (h_0/h_1)(f″_2 − f″_1), and likewise
/// at the last. Put into the first and last equation, that leaves a tridiagonal system, solved without pivoting since the
/// diagonal dominates.
std::vector<double> secondDerivatives(const std::vector<CurvePoint>& points) {
    const std::size_t n = points.size();
    std::vector<double> h(n - 1), s(n - 1);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        h[i] = points[i + 1].w - points[i].w;
        s[i] = (points[i + 1].f - points[i].f) / h[i];
    }
    std::vector<double> diagonal(n), above(n), m(n);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        double below = h[i - 1];
        diagonal[i] = 2.0 * (h[i - 1] + h[i]);
        above[i] = h[i];
        m[i] = 6.0 * (s[i] - s[i - 1]);
        if (i == 1) {
            diagonal[i] += h[0] * (1.0 + h[0] / h[1]);
            above[i] -= h[0] * h[0] / h[1];
            below = 0.0;
        }
        if (i + 2 == n) {
            const double ratio = h[i] / h[i - 1];
            diagonal[i] += h[i] * (1.0 + ratio);
            below -= h[i] * ratio;
            above[i] = 0.0;
        }
        if (i == 1) continue;
        const double factor = below / diagonal[i - 1];
        diagonal[i] -= factor * above[i - 1];
        m[i] -= factor * m[i - 1];
    }
    m[n - 2] /= diagonal[n - 2];
    for (std::size_t i = n - 3; i >= 1; --i) m[i] = (m[i] - above[i] * m[i + 1]) / diagonal[i];
    m[0] = m[1] - h[0] / h[1] * (m[2] - m[1]);
    m[n - 1] = m[n - 2] + h[n - 2] / h[n - 3] * (m[n - 2] - m[n - 3]);
    return m;
}

}  // namespace

std::vector<CubicPiece> splinePieces(const std::vector<CurvePoint>& points) {
    const std::vector<double> m = secondDerivatives(points);
    std::vector<CubicPiece> pieces(points.size() - 1);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const double h = points[i + 1].w - points[i].w;
        pieces[i] = {.start = points[i].w,
                     .c0 = points[i].f,
                     .c1 = (points[i + 1].f - points[i].f) / h - h * (2.0 * m[i] + m[i + 1]) / 6.0,
                     .c2 = 0.5 * m[i],
                     .c3 = (m[i + 1] - m[i]) / (6.0 * h)};
    }
    return pieces;
}

}  // namespace basin
