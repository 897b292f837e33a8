// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/distance_lines.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// The average of the last part may hold so much less than its share (core/sgd/average.h).
constexpr double kShortOfLastPart = 15.0 / 16.0;

}  // namespace

DistanceLines distanceLines(const ConstantsReport& report, double stepSize) {
    const Bounds bounds = boundsFor(report.constants, stepSize);
    const auto ofW = [stepSize](const std::optional<double>& D, double noiseVariance) {
        return D ? std::optional(std::sqrt(*D + stepSize * stepSize * noiseVariance)) : std::nullopt;
    };
    const double most = report.constants.sigma1 * report.constants.sigma1;
    DistanceLines lines;
    lines.upperIsB1 = bounds.B1 && (!bounds.B1p || *bounds.B1 <= *bounds.B1p);
    lines.upper = ofW(lines.upperIsB1 ? bounds.B1 : bounds.B1p, most);
    lines.lower = ofW(bounds.B2, most);
    lines.expected = ofW(predictionsFor(report, stepSize).P1, report.noiseVariance);
    return lines;
}

std::optional<std::int64_t> iteratesIn(const Average& average, std::int64_t steps) {
    switch (average.kind) {
        case Average::Kind::PolyakRuppert: return steps;
        case Average::Kind::TailFrom: return std::max<std::int64_t>(steps - average.start, 0);
        case Average::Kind::LastFraction:
            return std::max<std::int64_t>(
                static_cast<std::int64_t>(std::llround(average.fraction * static_cast<double>(steps))), 1);
        case Average::Kind::Window: return std::min(steps, average.length);
        case Average::Kind::Exponential: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<double> averageLine(const ConstantsReport& report, double stepSize, double startDistance2,
                                  const Average& average, std::int64_t steps) {
    const std::optional<std::int64_t> held = iteratesIn(average, steps);
    if (!held || *held < 1) return std::nullopt;
    if (*held == steps) return averageBound(report.constants, stepSize, startDistance2, steps);
    const std::optional<double> before = iterateBound(report.constants, stepSize, startDistance2, steps - *held);
    const std::optional<double> limit = boundsFor(report.constants, stepSize).B1;
    if (!before || !limit) return std::nullopt;
    const double sure = average.kind == Average::Kind::LastFraction ? kShortOfLastPart : 1.0;
    return averageBound(report.constants, stepSize, std::max(*before, *limit),
                        std::max<std::int64_t>(1, static_cast<std::int64_t>(sure * static_cast<double>(*held))));
}

std::optional<double> expectedAverage(const ConstantsReport& report, double stepSize, const Average& average,
                                      std::int64_t steps) {
    const Predictions predictions = predictionsFor(report, stepSize);
    const std::optional<std::int64_t> held = iteratesIn(average, steps);
    if (!held || *held < 1 || !predictions.P2 || !predictions.P3) return std::nullopt;
    return std::sqrt(std::pow(*predictions.P2, 2) + *predictions.P3 / static_cast<double>(*held));
}

}  // namespace basin
