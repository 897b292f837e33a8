// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_analysis.h"

#include "core/landscape/numbers.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// Cells of the map of basins along each side.
constexpr int kBasinCells = 256;
/// Values closer than this share of the height count as a tie.
constexpr double kTie = 1e-9;

Rectangle hull(const Rectangle& a, const Rectangle& b) {
    return {{std::min(a.x.lower, b.x.lower), std::max(a.x.upper, b.x.upper)},
            {std::min(a.y.lower, b.y.lower), std::max(a.y.upper, b.y.upper)}};
}

std::vector<CriticalPoint> minimaOf(const std::vector<CriticalPoint>& points) {
    std::vector<CriticalPoint> minima;
    for (const CriticalPoint& point : points)
        if (point.kind == CriticalPoint::Kind::Minimum) minima.push_back(point);
    return minima;
}

template <class F>
PlaneFunction functionOf(const F& f) {
    return {[&f](Point w) { return f.value(w); },
            [&f](Point w) { return f.gradient(w); },
            [&f](Point w) { return f.hessian(w); },
            [&f](const Rectangle& over, int columns, int rows, std::span<double> out) {
                f.sample(over, columns, rows, out);
            },
            {}};
}

/// The points in `range`, and those in the domain with all the finer a grid where the range is much larger.
CriticalPointSearch search(const PlaneFunction& function, const Rectangle& domain, const Rectangle& range) {
    CriticalPointSearch all = searchCriticalPoints(function, range);
    if (range.x.width() < 1.5 * domain.x.width() && range.y.width() < 1.5 * domain.y.width()) return all;
    CriticalPointSearch within = searchCriticalPoints(function, domain);
    for (const CriticalPoint& point : all.points)
        if (!domain.contains(point.place)) within.points.push_back(point);
    std::ranges::sort(within.points, [](const CriticalPoint& a, const CriticalPoint& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.value < b.value;
    });
    return within;
}

/// Those of ascending minima that are as low as the first, measured by the height of the function over `range`.
std::vector<CriticalPoint> lowestOf(const std::vector<CriticalPoint>& minima, const PlaneFunction& function,
                                    const Rectangle& range) {
    constexpr int kPoints = 16;
    std::vector<double> values(kPoints * kPoints);
    function.sample(range, kPoints, kPoints, values);
    const auto [low, high] = std::ranges::minmax(values);
    std::vector<CriticalPoint> lowest;
    for (const CriticalPoint& minimum : minima)
        if (minimum.value <= minima.front().value + kTie * (high - low)) lowest.push_back(minimum);
    return lowest;
}

}  // namespace

std::shared_ptr<const PlaneAnalysis> analysePlane(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize,
                                                  const Rectangle& view,
                                                  const std::shared_ptr<const PlaneAnalysis>& previous) {
    if (previous && previous->surface == surface && previous->noise == noise && previous->stepSize == stepSize &&
        previous->view == view)
        return previous;
    auto analysis = std::make_shared<PlaneAnalysis>();
    analysis->surface = surface;
    analysis->noise = noise;
    analysis->stepSize = stepSize;
    analysis->view = view;

    const Rectangle range = hull(surface->domain(), view);
    const bool sameRange = previous && previous->surface == surface && hull(surface->domain(), previous->view) == range;
    if (sameRange) {
        analysis->points = previous->points;
        analysis->minima = previous->minima;
        analysis->globalMinima = previous->globalMinima;
        analysis->basins = previous->basins;
        analysis->missed = previous->missed;
    } else {
        const PlaneFunction f = functionOf(*surface);
        CriticalPointSearch found = search(f, surface->domain(), range);
        if (!found.isSettled)
            analysis->missed = "f has more minima than were told apart on a grid of " +
                               std::to_string(found.resolution) + " × " + std::to_string(found.resolution) +
                               " cells: those closer than " +
                               toText(2.0 * surface->domain().x.width() / found.resolution) +
                               " may be missing; look at a smaller domain.";
        analysis->points = std::make_shared<const std::vector<CriticalPoint>>(std::move(found.points));
        analysis->minima = minimaOf(*analysis->points);
        analysis->globalMinima = lowestOf(analysis->minima, f, range);
        analysis->basins =
            std::make_shared<const BasinMap>(basinMap(*surface, analysis->minima, range, kBasinCells, kBasinCells));
    }

    const bool sameNoise =
        previous && previous->surface == surface && previous->noise == noise && previous->stepSize == stepSize;
    analysis->smoothed =
        sameNoise ? previous->smoothed : std::make_shared<const SmoothedSurface>(surface, noise, stepSize);
    if (sameNoise && sameRange) {
        analysis->smoothedPoints = previous->smoothedPoints;
        analysis->targets = previous->targets;
    } else if (analysis->smoothed->existence() != Existence::Absent) {
        PlaneFunction smoothed = functionOf(*analysis->smoothed);
        smoothed.noise = [&](Point v) { return analysis->smoothed->noise(v); };
        analysis->smoothedPoints = search(smoothed, surface->domain(), range).points;
        for (const CriticalPoint& minimum : lowestOf(minimaOf(analysis->smoothedPoints), smoothed, range))
            analysis->targets.push_back(minimum.place);
    }
    return analysis;
}

}  // namespace basin
