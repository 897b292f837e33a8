// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/critical_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>

namespace basin {

namespace {

constexpr int kMostSteps = 30;       // of Newton's method
constexpr double kFarthest = 2.5;    // cells that a zero may lie away from where it was suspected
constexpr double kSame = 0.05;       // cells between two finds of one point
constexpr double kSharp = 1e-9;      // cells that the last step of Newton's method, or of the search, may be long
constexpr double kRounding = 1e-13;  // of the height of the function: what rounding leaves of its values
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
/// Cells along a side of ever finer grids. None is a multiple of another: ripples that two of them cannot tell look different.
constexpr std::array kSearched{120, 200, 340, 580, 990};
constexpr std::size_t kMany = 4000;  // points with which a search ends
constexpr double kSingular = 1e-9;   // of the Hessian's largest eigenvalue: flat in a direction

/// Values at the nodes of a grid of (n + 1)² and one more all around.
class Samples {
public:
    Samples(const PlaneFunction& function, const Rectangle& over, int n)
        : m_width(static_cast<std::size_t>(n) + 3), m_values(m_width * m_width) {
        const double dx = over.x.width() / n, dy = over.y.width() / n;
        const Rectangle wide{{over.x.lower - dx, over.x.upper + dx}, {over.y.lower - dy, over.y.upper + dy}};
        function.sample(wide, n + 3, n + 3, m_values);
    }

    /// ∇f by central differences, in heights a cell, times 2: only its signs are used.
    Point gradient(int column, int row) const {
        const double* at = node(column, row);
        return {at[1] - at[-1], at[m_width] - *(at - m_width)};
    }
    /// Of the nodes of `over`.
    double height() const {
        double lowest = HUGE_VAL, highest = -HUGE_VAL;
        for (std::size_t row = 1; row + 1 < m_width; ++row)
            for (std::size_t column = 1; column + 1 < m_width; ++column) {
                lowest = std::min(lowest, m_values[row * m_width + column]);
                highest = std::max(highest, m_values[row * m_width + column]);
            }
        return highest - lowest;
    }
    /// True if all eight neighbours of a node are higher by more than `noise`.
    bool isLowest(int column, int row, double noise) const {
        const double* at = node(column, row);
        for (const double* line : {at - m_width, at, at + m_width})
            for (const double* other : {line - 1, line, line + 1})
                if (other != at && !(*other > *at + noise)) return false;
        return true;
    }

private:
    const double* node(int column, int row) const {
        return &m_values[(static_cast<std::size_t>(row) + 1) * m_width + static_cast<std::size_t>(column) + 1];
    }

    std::size_t m_width;
    std::vector<double> m_values;
};

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
        // Newton's method squares the error: after a step this small nothing but rounding is left.
        if (size < kSharp + 16.0 * kEpsilon * std::max(std::abs(w.x) / cell.x, std::abs(w.y) / cell.y)) return w;
    }
    return std::nullopt;
}

/// The minimum near a node that is lower than its neighbours, by values alone: for kinks and for minima that are flat in a
/// direction, where Newton's method finds nothing. Along a narrow valley it does not come to an end, and finds none either.
std::optional<Point> lowestNear(const PlaneFunction& function, Point start, Point cell, double noise) {
    constexpr int kMostMoves = 60;
    Point w = start;
    double lowest = function.value(w), stride = 0.5;
    for (int moves = 0; moves < kMostMoves && stride > 1e-3 * kSharp;) {
        Point next = w;
        for (const int i : {-1, 0, 1})
            for (const int j : {-1, 0, 1}) {
                const Point other = w + Point{i * stride * cell.x, j * stride * cell.y};
                const double value = function.value(other);
                if (!(value < lowest)) continue;
                lowest = value;
                next = other;
            }
        if (next == w)
            stride *= 0.5;
        else
            ++moves;
        w = next;
    }
    const Point away = w - start;
    if (stride > 1e-3 * kSharp || std::hypot(away.x / cell.x, away.y / cell.y) > 1.5) return std::nullopt;
    for (const Point side : {Point{cell.x, 0.0}, {-cell.x, 0.0}, {0.0, cell.y}, {0.0, -cell.y}})
        if (!(function.value(w + side) > lowest + noise)) return std::nullopt;
    return w;
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
    /// True if there is a point within about two cells.
    bool isNear(Point w) const {
        const auto [i, j] = cellOf(w);
        for (std::int64_t di = -2; di <= 2; ++di)
            for (std::int64_t dj = -2; dj <= 2; ++dj)
                if (m_byCell.contains(key(i + di, j + dj))) return true;
        return false;
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
    const Samples samples(function, over, n);
    const double rounding = kRounding * samples.height();
    // What bends by less than this over a cell is not there: where a function is flat, rounding bends it.
    const auto floorAt = [&](Point w) {
        const Point noise = function.noise ? function.noise(w) : Point{};
        return std::max({rounding, noise.x * cell.x * cell.x, noise.y * cell.y * cell.y});
    };
    Found found(over, cell);
    for (int row = 0; row < n; ++row)
        for (int column = 0; column < n; ++column) {
            const Point a = samples.gradient(column, row), b = samples.gradient(column + 1, row),
                        c = samples.gradient(column, row + 1), d = samples.gradient(column + 1, row + 1);
            if (!changesSign(a.x, b.x, c.x, d.x) || !changesSign(a.y, b.y, c.y, d.y)) continue;
            const std::optional<Point> zero =
                zeroNear(function, {over.x.lower + (column + 0.5) * cell.x, over.y.lower + (row + 0.5) * cell.y}, cell);
            if (!zero || !over.contains(*zero)) continue;
            const Symmetric hessian = function.hessian(*zero);
            const Interval eigenvalues = hessian.eigenvalues();
            const double size = std::max(std::abs(eigenvalues.lower), std::abs(eigenvalues.upper));
            if (std::min(std::abs(eigenvalues.lower), std::abs(eigenvalues.upper)) <= kSingular * size) continue;
            const Symmetric perCell{hessian.xx * cell.x * cell.x, hessian.xy * cell.x * cell.y,
                                    hessian.yy * cell.y * cell.y};
            const Interval bent = perCell.eigenvalues();
            if (!(std::max(std::abs(bent.lower), std::abs(bent.upper)) > floorAt(*zero))) continue;
            const auto kind = eigenvalues.lower > 0.0   ? CriticalPoint::Kind::Minimum
                              : eigenvalues.upper < 0.0 ? CriticalPoint::Kind::Maximum
                                                        : CriticalPoint::Kind::Saddle;
            found.add({*zero, function.value(*zero), hessian, kind});
        }
    for (int row = 1; row < n; ++row)
        for (int column = 1; column < n; ++column) {
            const Point node{over.x.lower + column * cell.x, over.y.lower + row * cell.y};
            if (!samples.isLowest(column, row, rounding) || found.isNear(node)) continue;
            if (const std::optional<Point> lowest = lowestNear(function, node, cell, floorAt(node)))
                found.add({*lowest, function.value(*lowest), function.hessian(*lowest), CriticalPoint::Kind::Minimum});
        }
    std::ranges::sort(found.points, [](const CriticalPoint& a, const CriticalPoint& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.value != b.value) return a.value < b.value;
        return a.place.x != b.place.x ? a.place.x < b.place.x : a.place.y < b.place.y;
    });
    return std::move(found.points);
}

CriticalPointSearch searchCriticalPoints(const PlaneFunction& function, const Rectangle& over) {
    const auto minimaAmong = [](const std::vector<CriticalPoint>& points) {
        return std::ranges::count(points, CriticalPoint::Kind::Minimum, &CriticalPoint::kind);
    };
    CriticalPointSearch search;
    auto before = minimaAmong(criticalPoints(function, over, kSearched.front()));
    for (std::size_t i = 1; i < kSearched.size(); ++i) {
        search.resolution = kSearched[i];
        search.points = criticalPoints(function, over, search.resolution);
        const auto minima = minimaAmong(search.points);
        search.isSettled = minima == before;
        if (search.isSettled || search.points.size() > kMany) break;
        before = minima;
    }
    return search;
}

}  // namespace basin
