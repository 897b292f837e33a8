// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <algorithm>
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
    bool isPositiveDefinite() const;
    bool operator==(const Symmetric&) const = default;
};

/// A symmetric matrix with variances above 0 as D S D, D = diag(2^x, 2^y), with the diagonal of S between 1 and 4: nothing that
/// is computed from S falls below or above what a double holds.
struct ScaledSymmetric {
    int x = 0, y = 0;
    Symmetric s;
    explicit ScaledSymmetric(const Symmetric& m)
        : x(halfExponent(m.xx)),
          y(halfExponent(m.yy)),
          s{std::ldexp(m.xx, -2 * x), std::ldexp(m.xy, -x - y), std::ldexp(m.yy, -2 * y)} {}
    /// xx yy − xy² of S, with an error of an ulp or two even where both are nearly the same.
    double determinant() const {
        const double square = s.xy * s.xy, left = std::fma(s.xy, s.xy, -square);
        return std::fma(s.xx, s.yy, -square) - left;
    }

private:
    static int halfExponent(double number) { return static_cast<int>(std::floor(0.5 * std::ilogb(number))); }
};

inline bool Symmetric::isPositiveDefinite() const {
    return xx > 0.0 && yy > 0.0 && std::isfinite(xx) && std::isfinite(yy) && ScaledSymmetric(*this).determinant() > 0.0;
}

/// The symmetric positive definite root A of a positive definite matrix: A A = `matrix`.
inline Symmetric squareRoot(const Symmetric& matrix) {
    // √S = (S + √(det S) I) / √(tr S + 2 √(det S)), by Cayley and Hamilton, in units of the larger standard deviation.
    const ScaledSymmetric scaled(matrix);
    const int unit = std::max(scaled.x, scaled.y);
    const double xx = std::ldexp(matrix.xx, -2 * unit), xy = std::ldexp(matrix.xy, -2 * unit);
    const double yy = std::ldexp(matrix.yy, -2 * unit);
    const double s = std::ldexp(std::sqrt(scaled.determinant()), scaled.x + scaled.y - 2 * unit);
    const double t = std::sqrt(xx + yy + 2.0 * s);
    return {std::ldexp((xx + s) / t, unit), std::ldexp(xy / t, unit), std::ldexp((yy + s) / t, unit)};
}

}  // namespace basin
