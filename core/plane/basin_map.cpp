// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/basin_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace basin {

namespace {

constexpr int kMostSteps = 4000;  // of one walk down
constexpr std::int16_t kUnknown = -2, kNone = -1;

std::size_t indexOf(int row, int columns, int column) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
}

/// ∫₀^τ e^{−λs} ds = (1 − e^{−λτ})/λ, for λ of any sign.
double decayed(double lambda, double tau) {
    const double x = lambda * tau;
    return std::abs(x) < 1e-6 ? tau * (1.0 - 0.5 * x) : -std::expm1(-x) / lambda;
}

/// Where steepest descent ẇ = −∇f goes from w by the local parabola: exact along each axis of the Hessian, so that it neither
/// crosses a narrow valley nor lingers in it. The step is as long as `longest` unless the parabola's minimum is nearer.
Point descended(Point w, Point g, const Symmetric& h, double longest) {
    const Interval lambda = h.eigenvalues();
    // The axis of the larger eigenvalue: the longer of two vectors that both lie along it.
    const Point p{lambda.upper - h.yy, h.xy}, q{h.xy, lambda.upper - h.xx};
    const double pp = dot(p, p), qq = dot(q, q);
    const Point axis = pp == 0.0 && qq == 0.0 ? Point{1.0, 0.0}
                       : pp > qq              ? (1.0 / std::sqrt(pp)) * p
                                              : (1.0 / std::sqrt(qq)) * q;
    const Point other{-axis.y, axis.x};
    const double steep = dot(g, axis), flat = dot(g, other);
    const auto after = [&](double tau) {
        return Point{-decayed(lambda.upper, tau) * steep, -decayed(lambda.lower, tau) * flat};
    };
    double tau = longest / std::max(length(g), 1e-300);
    Point move = after(tau);
    // Stretch the time until the step is long enough, or the parabola's minimum is reached.
    for (int i = 0; i < 60 && length(move) < 0.7 * longest; ++i) {
        const Point farther = after(2.0 * tau);
        if (!(length(farther) > 1.01 * length(move))) break;
        move = farther;
        tau *= 2.0;
    }
    const double size = length(move);
    if (size > longest) move = (longest / size) * move;
    return w + move.x * axis + move.y * other;
}

}  // namespace

int BasinMap::at(Point w) const {
    if (!over.contains(w) || basin.empty()) return -1;
    const int column = std::min(static_cast<int>((w.x - over.x.lower) / over.x.width() * columns), columns - 1);
    const int row = std::min(static_cast<int>((w.y - over.y.lower) / over.y.width() * rows), rows - 1);
    return basin[indexOf(row, columns, column)];
}

BasinMap basinMap(const Surface& surface, const std::vector<CriticalPoint>& minima, const Rectangle& over, int columns,
                  int rows) {
    BasinMap map{over, columns, rows, {}};
    const auto count = indexOf(rows, columns, 0);
    map.basin.assign(count, kUnknown);
    const Point cell{over.x.width() / columns, over.y.width() / rows};
    const double longest = 1.5 * std::max(cell.x, cell.y);
    // A walk may leave the map for a while: over the wall of a bent valley, say.
    const Rectangle around{{over.x.lower - 0.5 * over.x.width(), over.x.upper + 0.5 * over.x.width()},
                           {over.y.lower - 0.5 * over.y.width(), over.y.upper + 0.5 * over.y.width()}};
    const auto centreOf = [&](std::size_t index) {
        const auto column = static_cast<double>(index % static_cast<std::size_t>(columns));
        const std::size_t whole = index / static_cast<std::size_t>(columns);
        const auto row = static_cast<double>(whole);
        return Point{over.x.lower + (column + 0.5) * cell.x, over.y.lower + (row + 0.5) * cell.y};
    };
    const auto cellOf = [&](Point w) {
        const int column = std::min(static_cast<int>((w.x - over.x.lower) / cell.x), columns - 1);
        const int row = std::min(static_cast<int>((w.y - over.y.lower) / cell.y), rows - 1);
        return indexOf(row, columns, column);
    };
    const auto minimumNear = [&](Point w) -> std::int16_t {
        for (std::size_t i = 0; i < minima.size(); ++i) {
            const Point away = w - minima[i].place;
            if (std::abs(away.x) < 0.75 * cell.x && std::abs(away.y) < 0.75 * cell.y)
                return static_cast<std::int16_t>(i);
        }
        return kUnknown;
    };
    for (std::size_t i = 0; i < minima.size(); ++i)
        if (over.contains(minima[i].place)) map.basin[cellOf(minima[i].place)] = static_cast<std::int16_t>(i);

    // The lowest cells first: walks from the higher ones soon come to a cell that is known.
    std::vector<double> f(count);
    surface.sample({{over.x.lower + 0.5 * cell.x, over.x.upper - 0.5 * cell.x},
                    {over.y.lower + 0.5 * cell.y, over.y.upper - 0.5 * cell.y}},
                   columns, rows, f);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    // A NaN, which no order holds, comes last.
    for (double& value : f)
        if (std::isnan(value)) value = HUGE_VAL;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return f[a] < f[b]; });
    for (const std::size_t start : order) {
        if (map.basin[start] != kUnknown) continue;
        Point w = centreOf(start);
        std::int16_t label = kNone;
        for (int i = 0; i < kMostSteps; ++i) {
            const Point g = surface.gradient(w);
            const Point next = descended(w, g, surface.hessian(w), longest);
            const Point away = next - w;
            if (!next.isFinite() || !around.contains(next)) break;
            w = next;
            if (over.contains(w)) {
                const std::size_t index = cellOf(w);
                if (index != start && map.basin[index] != kUnknown) {
                    label = map.basin[index];
                    break;
                }
            }
            if (length(away) < 1e-3 * longest || i % 64 == 63) {
                const std::int16_t near = minimumNear(w);
                if (near != kUnknown || length(away) < 1e-9 * longest) {
                    label = near == kUnknown ? kNone : near;
                    break;
                }
            }
        }
        map.basin[start] = label;
    }
    return map;
}

}  // namespace basin
