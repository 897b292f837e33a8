// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_ranges.h"

#include "ui/widgets/value_scale.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace basin {

namespace {

constexpr int kGrid = 48;              // places along each side
constexpr double kReach = 1.0 / 16.0;  // of the view's width: how far one step's noise goes

/// 1, 2 or 5 times a power of ten, at most `value` > 0.
double roundDown(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power * (1.0 + 1e-12);
    return power * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
}

}  // namespace

PlaneRanges planeRanges(const Surface& surface, const Rectangle& view) {
    std::vector<double> values(static_cast<std::size_t>(kGrid) * kGrid);
    surface.sample(view, kGrid, kGrid, values);
    std::vector<double> sorted = values;
    std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
    const double half = sorted[sorted.size() / 2];
    constexpr double kTiny = 1e-9;
    double largest = kTiny, steepest = kTiny;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(values[i] <= half)) continue;
        const std::size_t column = i % kGrid, row = i / kGrid;
        const Point w{view.x.lower + view.x.width() * static_cast<double>(column) / (kGrid - 1),
                      view.y.lower + view.y.width() * static_cast<double>(row) / (kGrid - 1)};
        const Interval curvatures = surface.hessian(w).eigenvalues();
        const double slope = length(surface.gradient(w));
        if (std::isfinite(curvatures.upper)) largest = std::max(largest, curvatures.upper);
        if (std::isfinite(slope)) steepest = std::max(steepest, slope);
    }
    PlaneRanges ranges;
    ranges.largestCurvature = largest;
    ranges.stepSize = {roundDown(1e-3 / largest), roundDown(8.0 / largest)};
    // As on the line (ui/lab/control_ranges.h): at η = 1/L the widest noise spans half of the view.
    const double widest = roundDown(0.5 * std::max(view.x.width(), view.y.width()) * largest);
    ranges.noise = {std::min(roundDown(0.01 * steepest), 1e-2 * widest), widest};
    return ranges;
}

Rectangle planeViewOf(const Scenario& scenario, const Surface& surface) {
    return scenario.plane && scenario.plane->view ? *scenario.plane->view : surface.domain();
}

void settleOn(Scenario& scenario, const Surface& surface) {
    const Rectangle view = planeViewOf(scenario, surface);
    const PlaneRanges ranges = planeRanges(surface, view);
    scenario.stepSize = roundToDigits(0.1 / ranges.largestCurvature, 1);
    const double reach = kReach * std::min(view.x.width(), view.y.width()) / scenario.stepSize;
    const Noise unit{.law = scenario.law, .scale = 1.0, .shape = scenario.noiseShape};
    const bool bySigma = scenario.equalSigma || !unit.hasVariance();
    scenario.noiseSize = std::max(roundToDigits(bySigma ? reach : reach / unit.sigma(), 2), ranges.noise.lower);
    if (scenario.plane && !view.contains(scenario.plane->start))
        scenario.plane->start = {view.x.lower + 0.25 * view.x.width(), view.y.lower + 0.75 * view.y.width()};
}

}  // namespace basin
