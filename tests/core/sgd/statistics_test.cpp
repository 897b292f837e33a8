// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/statistics.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace basin;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("Distances by hand") {
    // To 1 from 1, 4 and −3: d = 0, 3, 4; mean d² = 25/3. Points that are not finite do not count.
    const std::vector<double> points{1.0, kNaN, 4.0, kInfinity, -3.0, -kInfinity};
    const std::vector<double> target{1.0};
    const Distance d = distanceToNearest(points, target, true);
    REQUIRE(d.count == 3);
    REQUIRE_THAT(d.rms, WithinRel(std::sqrt(25.0 / 3.0), 1e-15));
    REQUIRE(d.median == 3.0);
    // Quartiles of 0, 3, 4 by linear interpolation: at places ½ and 1½ of the sorted order.
    REQUIRE(d.lowerQuartile == 1.5);
    REQUIRE(d.upperQuartile == 3.5);
    // mean d⁴ = (81 + 256)/3; the error of the mean square is √((337/3 − 625/9)/3).
    REQUIRE_THAT(d.rmsError,
                 WithinRel(std::sqrt((337.0 / 3.0 - 625.0 / 9.0) / 3.0) / (2.0 * std::sqrt(25.0 / 3.0)), 1e-14));
}

TEST_CASE("A distance without points or targets is NaN") {
    const std::vector<double> none, some{1.0, 2.0}, bad{kNaN, kInfinity};
    REQUIRE(std::isnan(distanceToNearest(some, none, true).rms));
    REQUIRE(distanceToNearest(some, none, true).count == 2);
    REQUIRE(std::isnan(distanceToNearest(none, some, true).rms));
    const Distance d = distanceToNearest(bad, some, true);
    REQUIRE(d.count == 0);
    REQUIRE(std::isnan(d.rms));
    REQUIRE(std::isnan(d.median));
}

TEST_CASE("Distances equal a plain loop, for any number of points and targets") {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    for (int round = 0; round < 200; ++round) {
        std::vector<double> points(1 + random() % 70), targets(1 + random() % 3), distances;
        for (double& w : points) w = random() % 10 ? normal(random) : kNaN;
        for (double& v : targets) v = normal(random);
        double second = 0.0, fourth = 0.0;
        for (const double w : points) {
            if (std::isnan(w)) continue;
            double nearest = kInfinity;
            for (const double v : targets) nearest = std::min(nearest, std::abs(w - v));
            distances.push_back(nearest);
            second += nearest * nearest;
            fourth += std::pow(nearest, 4);
        }
        const Distance d = distanceToNearest(points, targets, true);
        REQUIRE(d.count == distances.size());
        if (distances.empty()) continue;
        const double n = static_cast<double>(distances.size());
        REQUIRE_THAT(d.rms, WithinRel(std::sqrt(second / n), 1e-13));
        const double variance = std::max(0.0, fourth / n - second / n * second / n);
        REQUIRE_THAT(d.rmsError, WithinAbs(std::sqrt(variance / n) / (2.0 * d.rms), 1e-7));
        std::sort(distances.begin(), distances.end());
        const auto quantile = [&](double p) {
            const double place = p * (n - 1.0);
            const auto lower = static_cast<std::size_t>(place);
            const auto upper = std::min(lower + 1, distances.size() - 1);
            return distances[lower] + (place - std::floor(place)) * (distances[upper] - distances[lower]);
        };
        REQUIRE_THAT(d.lowerQuartile, WithinRel(quantile(0.25), 1e-12));
        REQUIRE_THAT(d.median, WithinRel(quantile(0.5), 1e-12));
        REQUIRE_THAT(d.upperQuartile, WithinRel(quantile(0.75), 1e-12));
    }
}

TEST_CASE("The standard error of a root mean square is that of repeated samples") {
    // d = |N(0,1)|: the rms of n = 400 points has the standard deviation 1/√(2n) = .03536; over 2000 repetitions this is
    // known to 1/√(2·2000) = 1.6 %.
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    const std::vector<double> target{0.0};
    std::vector<double> points(400);
    double sum = 0.0, squares = 0.0, claimed = 0.0;
    for (int i = 0; i < 2000; ++i) {
        for (double& w : points) w = normal(random);
        const Distance d = distanceToNearest(points, target, false);
        sum += d.rms;
        squares += d.rms * d.rms;
        claimed += d.rmsError / 2000.0;
    }
    const double deviation = std::sqrt(squares / 2000.0 - sum / 2000.0 * sum / 2000.0);
    REQUIRE_THAT(deviation, WithinRel(1.0 / std::sqrt(800.0), 5 * 0.016));
    REQUIRE_THAT(claimed, WithinRel(1.0 / std::sqrt(800.0), 0.02));
}

TEST_CASE("Histograms count every point once") {
    // Bins of width 1 over [0, 4]; a border belongs to the bin on its right, the last one to the last bin.
    const std::vector<double> points{0.0, 0.5, 1.0, 3.99, 4.0, 4.01, -0.01, kNaN, kInfinity, -kInfinity, 1e300, 2.5};
    const Histogram h = histogram(points, {0.0, 4.0}, 4);
    REQUIRE(h.counts == std::vector<std::uint32_t>{2, 1, 1, 2});
    REQUIRE(h.below == 2);
    REQUIRE(h.above == 3);

    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    std::vector<double> many(10001);
    for (double& w : many) w = normal(random);
    const Interval range{-1.3, 2.1};
    const Histogram fine = histogram(many, range, 57);
    std::vector<std::uint32_t> expected(57, 0);
    std::size_t below = 0, above = 0;
    for (const double w : many) {
        if (w < range.lower)
            ++below;
        else if (w > range.upper)
            ++above;
        else
            ++expected[std::min<std::size_t>(56, static_cast<std::size_t>((w - range.lower) * (57 / range.width())))];
    }
    REQUIRE(fine.counts == expected);
    REQUIRE(fine.below == below);
    REQUIRE(fine.above == above);
    REQUIRE(histogram(many, {1.0, 1.0}, 5).counts == std::vector<std::uint32_t>(5, 0));
}

TEST_CASE("A mean has its standard error, and lost walkers do not count") {
    // 1, 2, 3: the variance of one is (1 + 0 + 1)/2, of the mean a third of it.
    const Mean mean = meanOf(std::vector<double>{1.0, NAN, 2.0, INFINITY, 3.0});
    REQUIRE_THAT(mean.value, WithinAbs(2.0, 1e-15));
    REQUIRE_THAT(mean.error, WithinAbs(std::sqrt(1.0 / 3.0), 1e-15));
    REQUIRE(std::isnan(meanOf({}).value));
}
