// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/analysis.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// Values closer than this share of max|F| count as a tie.
constexpr double kTie = 1e-9;

double tieTolerance(const std::vector<Minimum>& all) {
    double scale = 1e-300;
    for (const Minimum& minimum : all) scale = std::max(scale, std::abs(minimum.value));
    return kTie * scale;
}

/// Where F is highest between neighbouring minima: the borders of its basins.
std::vector<double> bordersOf(const Smoothed& smoothed, Interval range) {
    std::vector<double> borders;
    const std::vector<Extremum> extrema = smoothed.extrema(range);
    // Minima and maxima in turn: a maximum with a minimum on either side.
    for (std::size_t i = 1; i + 1 < extrema.size(); ++i)
        if (!extrema[i].isMinimum) borders.push_back(extrema[i].w);
    return borders;
}

}  // namespace

Interval viewOf(const Scenario& scenario, const Landscape& landscape) {
    return scenario.view.value_or(landscape.domain());
}

std::shared_ptr<const Analysis> analyse(const Dynamics& dynamics, Interval view, double stepSize,
                                        const std::shared_ptr<const Analysis>& previous) {
    if (previous && previous->landscape == dynamics.landscape && previous->noise == dynamics.noise &&
        previous->stepSize == stepSize && previous->view == view)
        return previous;
    auto analysis = std::make_shared<Analysis>();
    analysis->landscape = dynamics.landscape;
    analysis->noise = dynamics.noise;
    analysis->stepSize = stepSize;
    analysis->view = view;

    const Interval domain = dynamics.landscape->domain();
    const Interval range{std::min(domain.lower, view.lower), std::max(domain.upper, view.upper)};
    if (previous && previous->landscape == dynamics.landscape && previous->view == view) {
        analysis->basins = previous->basins;
        analysis->globalMinima = previous->globalMinima;
    } else {
        analysis->basins = basins(*dynamics.landscape, range);
        std::vector<Minimum> all;
        for (const Basin& basin : analysis->basins) all.push_back(basin.minimum);
        analysis->globalMinima = globalMinima(all, tieTolerance(all));
    }

    analysis->smoothed = std::make_shared<const Smoothed>(dynamics.landscape, dynamics.noise, stepSize);
    if (analysis->smoothed->existence() != Existence::Absent) {
        analysis->smoothedMinima = analysis->smoothed->minima(range);
        analysis->targets = globalMinima(analysis->smoothedMinima, tieTolerance(analysis->smoothedMinima));
        analysis->borders = bordersOf(*analysis->smoothed, range);
    }
    return analysis;
}

int wellOf(const Analysis& analysis, double w) {
    const auto& basins = analysis.basins;
    const auto next = std::upper_bound(basins.begin(), basins.end(), w,
                                       [](double point, const Basin& basin) { return point < basin.extent.upper; });
    if (next == basins.end() || !next->well.contains(w)) return -1;
    return static_cast<int>(next - basins.begin());
}

}  // namespace basin
