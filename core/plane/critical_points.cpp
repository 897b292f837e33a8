// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/critical_points.h"

#include "core/plane/summand.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace basin {

namespace {

constexpr int kMostSteps = 30;      // of Newton's method
constexpr double kFarthest = 2.5;   // cells that a zero may lie away from where it was suspected
constexpr double kSame = 0.05;      // cells between two finds of one point
constexpr double kSingular = 1e-9;  // of the Hessian's largest eigenvalue: flat in a direction

using Gradient = std::vector<Point>;

/// ∇f at the nodes of a grid of (n + 1)² by central differences of sampled values: only its signs are used.
Gradient gradientOnGrid(const PlaneFunction& function, const Rectangle& over, int n) {
    const double dx = over.x.width() / n, dy = over.y.width() / n;
    const Rectangle wide{{over.x.lower - dx, over.x.upper + dx}, {over.y.lower - dy, over.y.upper + dy}};
    const auto width = static_cast<std::size_t>(n) + 3;
    std::vector<double> f(width * width);
    function.sample(wide, n + 3, n + 3, f);
    Gradient gradient;
    gradient.reserve((width - 2) * (width - 2));
    for (std::size_t row = 1; row + 1 < width; ++row)
        for (std::size_t column = 1; column + 1 < width; ++column) {
            const double* at = &f[row * width + column];
            gradient.push_back({(at[1] - at[-1]) / (2.0 * dx), (at[width] - *(at - width)) / (2.0 * dy)});
        }
    return gradient;
}

/// True if a component has different signs at the corners of a cell, or vanishes there.
bool changesSign(double a, double b, double c, double d) {
    return !(a > 0.0 && b > 0.0 && c > 0.0 && d > 0.0) && !(a < 0.0 && b < 0.0 && c < 0.0 && d < 0.0);
}

/// The zero of ∇f that Newton's method finds from `start`, if it is near: steps are in cells.
std::optional<Point> zeroNear(const PlaneFunction& function, Point start, Point cell) {
    Point w = start;
    for (int i = 0; i < kMostSteps; ++i) {
        const Point g = function.gradient(w);
        const Symmetric h = function.hessian(w);
        const double det = h.determinant();
        if (g.x == 0.0 && g.y == 0.0) return w;
        if (!g.isFinite() || !(std::abs(det) > 0.0)) return std::nullopt;
        Point step{(h.xy * g.y - h.yy * g.x) / det, (h.xy * g.x - h.xx * g.y) / det};
        const double size = std::hypot(step.x / cell.x, step.y / cell.y);
        if (!std::isfinite(size)) return std::nullopt;
        if (size > 1.0) step = (1.0 / size) * step;
        w = w + step;
        const Point away = w - start;
        if (std::hypot(away.x / cell.x, away.y / cell.y) > kFarthest) return std::nullopt;
        // Newton's method squares the error: after a step this small nothing is left.
        if (size < 1e-9) return w;
    }
    return std::nullopt;
}

/// The points found so far, by the cells that they lie in.
class Found {
public:
    Found(const Rectangle& over, Point cell) : m_over(over), m_cell(cell) {}

    void add(const CriticalPoint& point) {
        const auto [i, j] = cellOf(point.place);
        for (std::int64_t di = -1; di <= 1; ++di)
            for (std::int64_t dj = -1; dj <= 1; ++dj)
                for (auto [at, end] = m_byCell.equal_range(key(i + di, j + dj)); at != end; ++at) {
                    const Point away = points[at->second].place - point.place;
                    if (std::hypot(away.x / m_cell.x, away.y / m_cell.y) < kSame) return;
                }
        m_byCell.emplace(key(i, j), points.size());
        points.push_back(point);
    }

    std::vector<CriticalPoint> points;

private:
    std::pair<std::int64_t, std::int64_t> cellOf(Point w) const {
        return {std::llround((w.x - m_over.x.lower) / m_cell.x), std::llround((w.y - m_over.y.lower) / m_cell.y)};
    }
    static std::int64_t key(std::int64_t i, std::int64_t j) { return (i << 32) + j; }

    Rectangle m_over;
    Point m_cell;
    std::unordered_multimap<std::int64_t, std::size_t> m_byCell;
};

}  // namespace

std::vector<CriticalPoint> criticalPoints(const PlaneFunction& function, const Rectangle& over, int resolution) {
    const int n = resolution;
    const Point cell{over.x.width() / n, over.y.width() / n};
    const Gradient gradient = gradientOnGrid(function, over, n);
    const auto at = [&](int column, int row) {
        return gradient[static_cast<std::size_t>(row) * static_cast<std::size_t>(n + 1) +
                        static_cast<std::size_t>(column)];
    };
    Found found(over, cell);
    for (int row = 0; row < n; ++row)
        for (int column = 0; column < n; ++column) {
            const Point a = at(column, row), b = at(column + 1, row), c = at(column, row + 1),
                        d = at(column + 1, row + 1);
            if (!changesSign(a.x, b.x, c.x, d.x) || !changesSign(a.y, b.y, c.y, d.y)) continue;
            const std::optional<Point> zero =
                zeroNear(function, {over.x.lower + (column + 0.5) * cell.x, over.y.lower + (row + 0.5) * cell.y}, cell);
            if (!zero || !over.contains(*zero)) continue;
            const Symmetric hessian = function.hessian(*zero);
            const Interval eigenvalues = hessian.eigenvalues();
            const double size = std::max(std::abs(eigenvalues.lower), std::abs(eigenvalues.upper));
            if (std::min(std::abs(eigenvalues.lower), std::abs(eigenvalues.upper)) <= kSingular * size) continue;
            const auto kind = eigenvalues.lower > 0.0   ? CriticalPoint::Kind::Minimum
                              : eigenvalues.upper < 0.0 ? CriticalPoint::Kind::Maximum
                                                        : CriticalPoint::Kind::Saddle;
            found.add({*zero, function.value(*zero), hessian, kind});
        }
    std::ranges::sort(found.points, [](const CriticalPoint& a, const CriticalPoint& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.value != b.value) return a.value < b.value;
        return a.place.x != b.place.x ? a.place.x < b.place.x : a.place.y < b.place.y;
    });
    return std::move(found.points);
}

}  // namespace basin
