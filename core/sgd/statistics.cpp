// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/statistics.h"

#include "core/sgd/lanes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double distanceToNearest(double point, std::span<const double> targets) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const double target : targets) nearest = std::min(nearest, std::abs(point - target));
    return nearest;
}

/// The value at share `p` of sorted order, between neighbours by linear interpolation. Reorders `values`, of which those
/// before `from` are known to be no larger than the rest.
double quantile(std::vector<double>& values, std::size_t& from, double p) {
    const double place = p * static_cast<double>(values.size() - 1);
    const auto lower = static_cast<std::size_t>(place);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(lower);
    std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(from), at, values.end());
    from = lower;
    const double share = place - static_cast<double>(lower);
    if (share == 0.0) return *at;
    return *at + share * (*std::min_element(at + 1, values.end()) - *at);
}

}  // namespace

Mean meanOf(std::span<const double> values) {
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (const double x : values)
        if (std::isfinite(x)) sum += x, count += 1.0;
    if (count == 0.0) return {kNone, kNone};
    const double mean = sum / count;
    for (const double x : values)
        if (std::isfinite(x)) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / (count * std::max(1.0, count - 1.0)))};
}

Distance distanceToNearest(std::span<const double> points, std::span<const double> targets, bool quantiles) {
    Distance distance{kNone, kNone, kNone, kNone, kNone, 0};
    if (targets.empty()) {
        distance.count = static_cast<std::size_t>(
            std::count_if(points.begin(), points.end(), [](double point) { return std::isfinite(point); }));
        return distance;
    }
    const lanes::DistanceSums sums = lanes::distanceSums(points.data(), points.size(), targets.data(), targets.size());
    distance.count = sums.count;
    if (sums.count == 0) return distance;

    // m₂ = mean d² has the variance (m₄ − m₂²)/n; the root carries it over by 1/(2√m₂).
    const double n = static_cast<double>(sums.count);
    const double m2 = sums.second / n, m4 = sums.fourth / n;
    distance.rms = std::sqrt(m2);
    distance.rmsError = m2 > 0.0 ? std::sqrt(std::max(0.0, m4 - m2 * m2) / n) / (2.0 * distance.rms) : 0.0;

    if (quantiles) {
        std::vector<double> all;
        all.reserve(sums.count);
        for (const double point : points)
            if (std::isfinite(point)) all.push_back(distanceToNearest(point, targets));
        std::size_t from = 0;
        distance.lowerQuartile = quantile(all, from, 0.25);
        distance.median = quantile(all, from, 0.5);
        distance.upperQuartile = quantile(all, from, 0.75);
    }
    return distance;
}

Histogram histogram(std::span<const double> points, Interval range, int bins) {
    Histogram histogram{.range = range,
                        .counts = std::vector<std::uint32_t>(static_cast<std::size_t>(std::max(bins, 0)), 0)};
    if (bins <= 0 || !(range.width() > 0.0)) return histogram;
    // Slot 0 counts what lies below, slot bins + 1 what lies above, slot bins + 2 what is not a number. Two tables, so
    // that neighbouring points of one bin do not wait for each other's store.
    const auto slots = static_cast<std::size_t>(bins) + 3;
    std::vector<std::uint32_t> counts(2 * slots, 0);
    const double scale = bins / range.width();
    const auto slotOf = [&](double point) {
        const double place = (point - range.lower) * scale;
        if (!(place >= 0.0)) return std::isnan(place) ? slots - 1 : std::size_t{0};
        if (point > range.upper) return slots - 2;
        return 1 + std::min(static_cast<std::size_t>(place), static_cast<std::size_t>(bins) - 1);
    };
    std::size_t i = 0;
    for (; i + 1 < points.size(); i += 2) {
        ++counts[slotOf(points[i])];
        ++counts[slots + slotOf(points[i + 1])];
    }
    if (i < points.size()) ++counts[slotOf(points[i])];

    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin)
        histogram.counts[bin] = counts[1 + bin] + counts[slots + 1 + bin];
    histogram.below = std::size_t{counts[0]} + counts[slots];
    histogram.above = std::size_t{counts[slots - 2]} + counts[2 * slots - 2];
    return histogram;
}

}  // namespace basin
