// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cmath>

namespace basin {

/// A place in the plane of two parameters: w = (x, y).
struct Point {
    double x = 0.0, y = 0.0;

    bool isFinite() const { return std::isfinite(x) && std::isfinite(y); }
    bool operator==(const Point&) const = default;
};
inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(double factor, Point a) { return {factor * a.x, factor * a.y}; }
inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double length(Point a) { return std::hypot(a.x, a.y); }

/// A rectangle of the plane with sides along the axes.
struct Rectangle {
    Interval x, y;

    Point centre() const { return {x.centre(), y.centre()}; }
    bool contains(Point w) const { return x.contains(w.x) && y.contains(w.y); }
    bool operator==(const Rectangle&) const = default;
};

/// A symmetric 2×2 matrix: a Hessian, or the covariance of noise.
struct Symmetric {
    double xx = 0.0, xy = 0.0, yy = 0.0;

    double trace() const { return xx + yy; }
    double determinant() const { return xx * yy - xy * xy; }
    /// Eigenvalues, the smaller one first.
    Interval eigenvalues() const {
        const double half = 0.5 * (xx - yy), root = std::hypot(half, xy), mean = 0.5 * (xx + yy);
        return {mean - root, mean + root};
    }
    Point times(Point v) const { return {xx * v.x + xy * v.y, xy * v.x + yy * v.y}; }
    bool isPositiveDefinite() const { return xx > 0.0 && determinant() > 0.0; }
    bool operator==(const Symmetric&) const = default;
};

/// The symmetric positive definite root A of a positive definite matrix: A A = `matrix`.
inline Symmetric squareRoot(const Symmetric& matrix) {
    // √S = (S + √(det S) I) / √(tr S + 2 √(det S)), by Cayley and Hamilton.
    const double s = std::sqrt(matrix.determinant()), t = std::sqrt(matrix.trace() + 2.0 * s);
    return {(matrix.xx + s) / t, matrix.xy / t, (matrix.yy + s) / t};
}

}  // namespace basin
