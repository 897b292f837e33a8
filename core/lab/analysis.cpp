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

/// Where F is highest between neighbouring minima: the border of two basins of F. Golden section would need a
/// unimodal F; between two neighbouring minima F is.
std::vector<double> bordersBetween(const Smoothed& smoothed, const std::vector<Minimum>& minima) {
    std::vector<double> borders;
    for (std::size_t i = 1; i < minima.size(); ++i) {
        double lower = minima[i - 1].w, upper = minima[i].w;
        // F′ > 0 right of the lower minimum and < 0 left of the upper one.
        const double width = upper - lower;
        lower += 1e-6 * width;
        upper -= 1e-6 * width;
        for (int halving = 0; halving < 40; ++halving) {
            const double middle = 0.5 * (lower + upper);
            (smoothed.slope(middle) > 0.0 ? lower : upper) = middle;
        }
        borders.push_back(0.5 * (lower + upper));
    }
    return borders;
}

}  // namespace

Interval viewOf(const Scenario& scenario, const Landscape& landscape) {
    return scenario.view.value_or(landscape.domain());
}

std::shared_ptr<const Analysis> analyse(const Dynamics& dynamics, Interval view, double stepSize,
                                        const std::shared_ptr<const Analysis>& previous) {
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
        analysis->borders = bordersBetween(*analysis->smoothed, analysis->smoothedMinima);
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
