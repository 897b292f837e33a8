// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curvature_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace basin {

namespace {

void take(Interval& range, double value) { range = {std::min(range.lower, value), std::max(range.upper, value)}; }

constexpr Interval kNothing{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

}  // namespace

CurvatureBounds boundsBetweenTurns(const Landscape& landscape, Interval over, std::span<const double> turns,
                                   Interval limits, double lipschitz) {
    CurvatureBounds bounds{kNothing, lipschitz, true};
    take(bounds.range, std::isinf(over.lower) ? limits.lower : landscape.curvature(over.lower));
    take(bounds.range, std::isinf(over.upper) ? limits.upper : landscape.curvature(over.upper));
    for (const double turn : turns) {
        if (turn < over.lower || turn > over.upper) continue;
        // Both sides, for f″ may jump there.
        for (const double side : {-HUGE_VAL, HUGE_VAL})
            take(bounds.range, landscape.curvature(std::nextafter(turn, side)));
        take(bounds.range, landscape.curvature(turn));
    }
    return bounds;
}

Interval cosineRange(double from, double to) {
    constexpr double kPi = std::numbers::pi;
    if (!(to - from < 2.0 * kPi)) return {-1.0, 1.0};
    Interval range = kNothing;
    take(range, std::cos(from));
    take(range, std::cos(to));
    for (double k = std::ceil(from / kPi); k * kPi <= to; k += 1.0) take(range, std::fmod(k, 2.0) == 0.0 ? 1.0 : -1.0);
    return range;
}

CurvatureBounds Landscape::curvatureBounds(Interval over) const {
    // Beyond the domain a landscape that is given there only goes on as a parabola; a little of it belongs to the samples.
    const Interval all = domain();
    const double margin = 0.01 * all.width();
    const Interval sampled{std::clamp(over.lower, all.lower - margin, all.upper),
                           std::clamp(over.upper, all.lower, all.upper + margin)};
    constexpr int kSamples = 8192;
    const double spacing = sampled.width() / kSamples;
    CurvatureBounds bounds{kNothing, 0.0, false};
    constexpr int kWide = 4;
    std::array<double, kWide + 1> last{};  // f″ at the last samples, by their number modulo kWide + 1
    double fine = 0.0, coarse = 0.0;       // steepest differences over one spacing and over kWide
    for (int i = 0; i <= kSamples; ++i) {
        const double here = curvature(sampled.lower + spacing * i);
        take(bounds.range, here);
        if (i > 0) fine = std::max(fine, std::abs(here - last[(i - 1) % last.size()]) / spacing);
        if (i >= kWide) coarse = std::max(coarse, std::abs(here - last[(i - kWide) % last.size()]) / (kWide * spacing));
        last[i % last.size()] = here;
    }
    // A jump of f″ looks the steeper the closer the samples are: four times, or twice where one of them falls on it.
    const bool jumps =
        fine > 1.5 * coarse && fine * spacing > 1e-9 * (std::abs(bounds.range.lower) + std::abs(bounds.range.upper));
    bounds.lipschitz = jumps ? std::numeric_limits<double>::infinity() : fine;
    return bounds;
}

}  // namespace basin
