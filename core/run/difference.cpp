// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/difference.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace basin {

namespace {

constexpr double kUpper = 0.975;  ///< the quantile of a two-sided interval of 95 %
constexpr std::int64_t kMostSeeds = 1000;

constexpr std::array<Name<Evidence>, 3> kEvidence{
    {{Evidence::CommonSeeds, "common-seeds"}, {Evidence::OtherSeeds, "other-seeds"}, {Evidence::Images, "images"}}};

double tQuantile(double freedom) { return quantile(boost::math::students_t(freedom), kUpper); }

double square(double x) { return x * x; }

/// Sets the interval, and how many more than `n` runs bring its half-width below the difference; `halfWidthOf` gives it
/// for another n.
void finish(Difference& difference, double halfWidth, std::int64_t n,
            const std::function<double(std::int64_t)>& halfWidthOf) {
    difference.interval = {difference.value - halfWidth, difference.value + halfWidth};
    if (difference.isSeparated() || difference.value == 0.0) return;
    for (std::int64_t more = 1; more <= kMostSeeds; ++more) {
        if (halfWidthOf(n + more) >= std::abs(difference.value)) continue;
        difference.moreSeeds = more;
        return;
    }
}

}  // namespace

template <>
std::span<const Name<Evidence>> namesOf() {
    return kEvidence;
}

Spread spreadOf(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    double sum = 0.0, squares = 0.0;
    for (const double value : values) sum += value;
    const double mean = sum / n;
    for (const double value : values) squares += square(value - mean);
    return {mean, values.size() > 1 ? std::sqrt(squares / (n - 1.0)) : std::numeric_limits<double>::quiet_NaN()};
}

Difference differenceOfPairs(std::span<const double> first, std::span<const double> second) {
    std::vector<double> differences(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) differences[i] = first[i] - second[i];
    const Spread spread = spreadOf(differences);
    const auto n = static_cast<std::int64_t>(differences.size());
    const auto halfWidth = [&spread](std::int64_t m) {
        return tQuantile(static_cast<double>(m - 1)) * spread.deviation / std::sqrt(static_cast<double>(m));
    };
    Difference difference{.evidence = Evidence::CommonSeeds, .value = spread.mean, .samples = n};
    finish(difference, halfWidth(n), n, halfWidth);
    return difference;
}

Difference differenceOfSamples(std::span<const double> first, std::span<const double> second) {
    const Spread x = spreadOf(first), y = spreadOf(second);
    const auto halfWidth = [&](double n, double m) {
        const double vx = square(x.deviation) / n, vy = square(y.deviation) / m;
        if (vx + vy == 0.0) return 0.0;
        const double freedom = square(vx + vy) / (square(vx) / (n - 1.0) + square(vy) / (m - 1.0));
        return tQuantile(freedom) * std::sqrt(vx + vy);
    };
    const auto n = static_cast<double>(first.size()), m = static_cast<double>(second.size());
    Difference difference{.evidence = Evidence::OtherSeeds,
                          .value = x.mean - y.mean,
                          .samples = static_cast<std::int64_t>(std::min(first.size(), second.size()))};
    finish(difference, halfWidth(n, m), 0,
           [&](std::int64_t more) { return halfWidth(n + static_cast<double>(more), m + static_cast<double>(more)); });
    return difference;
}

Difference differenceByImages(const Correctness& first, const Correctness& second) {
    double onlyFirst = 0.0, onlySecond = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        onlyFirst += first[i] > second[i] ? 1.0 : 0.0;
        onlySecond += first[i] < second[i] ? 1.0 : 0.0;
    }
    const auto n = static_cast<double>(first.size());
    const double excess = onlyFirst - onlySecond;
    // With the correction for continuity: without it few images on which the two differ would seem to say much.
    double halfWidth = 0.0;
    if (onlyFirst + onlySecond > 0.0)
        halfWidth =
            (quantile(boost::math::normal(), kUpper) * std::sqrt(onlyFirst + onlySecond - square(excess) / n) + 1.0) /
            n;
    Difference difference{
        .evidence = Evidence::Images, .value = excess / n, .samples = static_cast<std::int64_t>(first.size())};
    difference.interval = {difference.value - halfWidth, difference.value + halfWidth};
    return difference;
}

}  // namespace basin
