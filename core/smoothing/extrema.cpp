// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/extrema.h"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace basin {

namespace {

constexpr int kPoints = 2048;
constexpr int kMostPoints = 200'000;
constexpr int kPerPeriod = 24;
constexpr int kBetweenBreakpoints = 12;

int sign(double x) { return (x > 0.0) - (x < 0.0); }

/// The zero, or the jump through zero, of `slope` in [lower, upper], where its signs differ and neither is 0.
double crossing(const std::function<double(double)>& slope, double lower, double upper, double atLower,
                double atUpper) {
    const double width = upper - lower;
    const auto close = [width](double a, double b) {
        return std::abs(b - a) <= 2e-16 * (std::abs(a) + std::abs(b)) + 1e-15 * width;
    };
    std::uintmax_t iterations = 200;
    const auto [a, b] = boost::math::tools::toms748_solve(slope, lower, upper, atLower, atUpper, close, iterations);
    return 0.5 * (a + b);
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
                              std::span<const double> grid, double shallow) {
    std::vector<Extremum> all;
    double lastPoint = 0.0, lastSlope = 0.0;  // the last with a slope that is not 0
    double flatFrom = 0.0, flatTo = 0.0;      // the stretch of zeros since
    bool flat = false;
    for (const double w : grid) {
        const double here = slope(w);
        if (!std::isfinite(here)) continue;
        if (here == 0.0) {
            if (!flat) flatFrom = w;
            flat = true;
            flatTo = w;
            continue;
        }
        if (sign(lastSlope) * sign(here) < 0) {
            const double at = flat ? 0.5 * (flatFrom + flatTo) : crossing(slope, lastPoint, w, lastSlope, here);
            all.push_back({at, value(at), here > 0.0});
        }
        lastPoint = w;
        lastSlope = here;
        flat = false;
    }
    simplify(all, shallow);
    return all;
}

std::vector<double> scanGrid(const Landscape& landscape, Interval range) {
    int cells = kPoints;
    if (const auto polynomial = landscape.trigonometricPolynomial())
        for (const auto& cosine : polynomial->cosines) {
            const double periods = std::abs(cosine.frequency) * range.width() / (2.0 * std::numbers::pi);
            cells = static_cast<int>(std::clamp(kPerPeriod * periods, 1.0 * cells, 1.0 * kMostPoints));
        }
    std::vector<double> grid;
    for (int i = 0; i <= cells; ++i) grid.push_back(range.lower + range.width() * i / cells);
    grid.back() = range.upper;

    std::vector<double> points = landscape.breakpoints();
    std::erase_if(points, [&](double w) { return !(range.lower < w && w < range.upper); });
    const double cell = range.width() / cells;
    for (std::size_t i = 0; i < points.size(); ++i) {
        grid.push_back(points[i]);
        if (i == 0) continue;
        const double gap = points[i] - points[i - 1];
        if (gap < kBetweenBreakpoints * cell)
            for (int k = 1; k < kBetweenBreakpoints; ++k) grid.push_back(points[i - 1] + gap * k / kBetweenBreakpoints);
    }
    std::sort(grid.begin(), grid.end());
    grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
    return grid;
}

}  // namespace basin
