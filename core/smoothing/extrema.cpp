// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/extrema.h"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace basin {

namespace {

constexpr int kCells = 1024;      ///< of a range, at least
constexpr int kBetweenKnots = 4;  ///< cells between two knots of the tabulation

int sign(double x) { return (x > 0.0) - (x < 0.0); }

/// The zero, or the jump through zero, of `slope` in [lower, upper], at whose ends it has these values of different sign.
double crossing(const std::function<double(double)>& slope, double lower, double upper, double atLower, double atUpper,
                double precision) {
    const double width = upper - lower;
    const auto close = [width, precision](double a, double b) {
        return std::abs(b - a) <= 2e-16 * (std::abs(a) + std::abs(b)) + precision * width;
    };
    std::uintmax_t iterations = 200;
    const auto [a, b] = boost::math::tools::toms748_solve(slope, lower, upper, atLower, atUpper, close, iterations);
    return 0.5 * (a + b);
}

/// Where the slope comes close to 0 between three points of the grid without a change of sign at them it may still touch or
/// cross it: there the vertex of the parabola through the three is looked at. The points that it crosses at are added.
void addVertices(const std::function<double(double)>& slope, std::vector<double>& grid, std::vector<double>& slopes) {
    std::vector<double> newGrid, newSlopes;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        newGrid.push_back(grid[i]);
        newSlopes.push_back(slopes[i]);
        if (i == 0 || i + 1 == grid.size() || slopes[i] == 0.0) continue;
        const double s = slopes[i], left = slopes[i - 1] / s, right = slopes[i + 1] / s;
        if (!(left >= 1.0 && right >= 1.0) || left + right == 2.0) continue;
        // In units of s: 1 + βx + γx², x from grid[i]
        const double h = grid[i] - grid[i - 1], k = grid[i + 1] - grid[i];
        const double gamma = ((left - 1.0) / h + (right - 1.0) / k) / (h + k), beta = (right - 1.0) / k - gamma * k;
        if (1.0 - 0.25 * beta * beta / gamma > 0.5) continue;
        const double x = -0.5 * beta / gamma, at = slope(grid[i] + x);
        if (sign(at) != -sign(s)) continue;
        const auto place = x < 0.0 ? newGrid.end() - 1 : newGrid.end();
        newSlopes.insert(newSlopes.begin() + (place - newGrid.begin()), at);
        newGrid.insert(place, grid[i] + x);
    }
    grid = std::move(newGrid);
    slopes = std::move(newSlopes);
}

/// Takes out the shallowest pair of neighbours until none is shallower than `shallow`.
void simplify(std::vector<Extremum>& all, double shallow) {
    while (all.size() > 1) {
        std::size_t best = 0;
        double least = shallow;
        bool found = false;
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            const double depth = std::abs(all[i + 1].value - all[i].value);
            if (depth <= least) best = i, least = depth, found = true;
        }
        if (!found) return;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(best), all.begin() + static_cast<std::ptrdiff_t>(best + 2));
    }
}

}  // namespace

std::vector<Extremum> extrema(const std::function<double(double)>& value, const std::function<double(double)>& slope,
                              std::vector<double> grid, std::vector<double> slopes, double shallow, double precision) {
    addVertices(slope, grid, slopes);
    std::vector<Extremum> all;
    double lastPoint = 0.0, lastSlope = 0.0;  // the last with a slope that is not 0
    double flatFrom = 0.0, flatTo = 0.0;      // the stretch of zeros since
    bool flat = false;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double w = grid[i], here = slopes[i];
        if (!std::isfinite(here)) continue;
        if (here == 0.0) {
            if (!flat) flatFrom = w;
            flat = true;
            flatTo = w;
            continue;
        }
        if (sign(lastSlope) * sign(here) < 0) {
            const double at =
                flat ? 0.5 * (flatFrom + flatTo) : crossing(slope, lastPoint, w, lastSlope, here, precision);
            all.push_back({at, value(at), here > 0.0});
        }
        lastPoint = w;
        lastSlope = here;
        flat = false;
    }
    simplify(all, shallow);
    return all;
}

std::vector<double> merged(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> result(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), result.begin());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

std::vector<double> scanGrid(const Tabulation& tabulation, Interval range) {
    std::vector<double> even, detailed;
    for (int i = 0; i <= kCells; ++i) even.push_back(range.lower + range.width() * i / kCells);
    even.back() = range.upper;
    const auto& knots = tabulation.knots();
    for (std::size_t i = 0; i + 1 < knots.size(); ++i)
        for (int part = 0; part < kBetweenKnots; ++part) {
            const double w = knots[i].w + (knots[i + 1].w - knots[i].w) * part / kBetweenKnots;
            if (range.lower < w && w < range.upper) detailed.push_back(w);
        }
    return merged(even, detailed);
}

}  // namespace basin
