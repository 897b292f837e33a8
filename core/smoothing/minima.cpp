// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include "core/smoothing/extrema.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// A dent of f shallower than this share of its height over the range is rounding.
constexpr double kShallow = 1e-13;

std::vector<Extremum> extremaOf(const Landscape& landscape, const std::vector<double>& grid) {
    double lowest = kInfinity, highest = -kInfinity;
    std::vector<double> slopes;
    for (const double w : grid) {
        slopes.push_back(landscape.slope(w));
        const double f = landscape.value(w);
        if (f < lowest) lowest = f;
        if (f > highest) highest = f;
    }
    return extrema([&](double w) { return landscape.value(w); }, [&](double w) { return landscape.slope(w); }, grid,
                   slopes, kShallow * std::max(highest - lowest, 0.0));
}

Minimum minimumAt(const Landscape& landscape, double w) { return {w, landscape.value(w), landscape.curvature(w)}; }

/// How far from `from` f″ stays non-negative on the way along `path` (which leads away from it) to `end`; `otherwise` where
/// it does so all the way.
template <class Iterator>
double inflection(const Landscape& landscape, double from, Iterator path, Iterator end, double rounding,
                  double otherwise) {
    double inside = from;
    for (; path != end; ++path) {
        if (landscape.curvature(*path) >= -rounding) {
            inside = *path;
            continue;
        }
        double outside = *path;
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = 0.5 * (inside + outside);
            (landscape.curvature(middle) >= -rounding ? inside : outside) = middle;
        }
        return inside;
    }
    return otherwise;
}

}  // namespace

std::vector<Minimum> minima(const Landscape& landscape, Interval range) {
    std::vector<Minimum> result;
    for (const Extremum& extremum : extremaOf(landscape, scanGrid(Tabulation(landscape), range)))
        if (extremum.isMinimum) result.push_back(minimumAt(landscape, extremum.w));
    return result;
}

std::vector<double> maxima(const Landscape& landscape, Interval range) {
    std::vector<double> result;
    for (const Extremum& extremum : extremaOf(landscape, scanGrid(Tabulation(landscape), range)))
        if (!extremum.isMinimum) result.push_back(extremum.w);
    return result;
}

std::vector<Minimum> globalMinima(const std::vector<Minimum>& all, double tolerance) {
    double lowest = kInfinity;
    for (const Minimum& minimum : all) lowest = std::min(lowest, minimum.value);
    std::vector<Minimum> result;
    for (const Minimum& minimum : all)
        if (minimum.value <= lowest + tolerance) result.push_back(minimum);
    return result;
}

std::vector<Basin> basins(const Landscape& landscape, Interval range) {
    const std::vector<double> grid = scanGrid(Tabulation(landscape), range);
    const std::vector<Extremum> all = extremaOf(landscape, grid);
    double rounding = 0.0;
    for (const double w : grid) rounding = std::max(rounding, 1e-12 * std::abs(landscape.curvature(w)));

    std::vector<Basin> result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].isMinimum) continue;
        const double w = all[i].w;
        const Interval extent{i > 0 ? all[i - 1].w : -kInfinity, i + 1 < all.size() ? all[i + 1].w : kInfinity};
        const auto after = std::upper_bound(grid.begin(), grid.end(), w);
        const auto rightEnd = std::upper_bound(after, grid.end(), extent.upper);
        const auto before = std::make_reverse_iterator(std::lower_bound(grid.begin(), grid.end(), w));
        const auto leftEnd = std::make_reverse_iterator(std::lower_bound(grid.begin(), before.base(), extent.lower));
        const Interval well{inflection(landscape, w, before, leftEnd, rounding, extent.lower),
                            inflection(landscape, w, after, rightEnd, rounding, extent.upper)};
        result.push_back({minimumAt(landscape, w), extent, well});
    }
    return result;
}

}  // namespace basin
