// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/batch_law.h"

#include "tests/support/catch.h"

#include <cmath>
#include <random>
#include <vector>

using namespace basin;

namespace {

std::vector<double> deviations(std::size_t count, unsigned seed) {
    std::mt19937_64 random(seed);
    std::lognormal_distribution<double> skewed(0.0, 0.5);
    std::vector<double> values(count);
    double mean = 0.0;
    for (double& value : values) mean += (value = skewed(random)) / static_cast<double>(count);
    for (double& value : values) value -= mean;
    return values;
}

double moment(const std::vector<Atom>& law, int order) {
    double sum = 0.0;
    for (const Atom& atom : law) sum += atom.probability * std::pow(atom.value, order);
    return sum;
}

/// Every batch by hand, each as likely as the others.
void enumerate(const std::vector<double>& values, int left, bool withReplacement, std::size_t from, double sum,
               double weight, int batch, std::vector<Atom>& law) {
    if (left == 0) return law.push_back({sum / batch, weight});
    // Ordered draws with replacement; sets without it.
    for (std::size_t i = withReplacement ? 0 : from; i < values.size(); ++i)
        enumerate(values, left - 1, withReplacement, i + 1, sum + values[i], weight, batch, law);
}

std::vector<Atom> allBatches(const std::vector<double>& values, int batch, bool withReplacement) {
    std::vector<Atom> law;
    enumerate(values, batch, withReplacement, 0, 0.0, 1.0, batch, law);
    for (Atom& atom : law) atom.probability /= static_cast<double>(law.size());
    return law;
}

}  // namespace

TEST_CASE("The Gauss rule of the normal law's moments is that of Gauss and Hermite") {
    // Four points: ±√(3 ± √6) with the weights (3 ∓ √6)/12.
    const std::vector<double> moments{1, 0, 1, 0, 3, 0, 15, 0, 105};
    const std::vector<Atom> rule = gaussRule(moments);
    REQUIRE(rule.size() == 4);
    const double far = std::sqrt(3.0 + std::sqrt(6.0)), near = std::sqrt(3.0 - std::sqrt(6.0));
    const double places[] = {-far, -near, near, far};
    for (std::size_t i = 0; i < 4; ++i) {
        REQUIRE_THAT(rule[i].value, WithinAbs(places[i], 1e-12));
        const bool isFar = i == 0 || i == 3;
        REQUIRE_THAT(rule[i].probability, WithinAbs((3.0 + (isFar ? -1.0 : 1.0) * std::sqrt(6.0)) / 12.0, 1e-12));
    }
    // A coin has two values, however many moments are given.
    const std::vector<double> coin{1, 0, 1, 0, 1, 0, 1, 0, 1};
    const std::vector<Atom> two = gaussRule(coin);
    REQUIRE(two.size() == 2);
    REQUIRE_THAT(two[0].value, WithinAbs(-1.0, 1e-12));
    REQUIRE_THAT(two[1].probability, WithinAbs(0.5, 1e-12));
}

TEST_CASE("The law of a batch has the moments of all its batches up to the 15th, with and without replacement") {
    const std::vector<double> values = deviations(9, 5);
    for (const bool withReplacement : {true, false})
        for (const int batch : {1, 2, 3, 5, 7, 8, 9}) {
            if (withReplacement && batch > 5) continue;  // 9^7 batches
            const std::vector<Atom> all = allBatches(values, batch, withReplacement),
                                    law = batchLaw(values, batch, withReplacement);
            const double sigma = std::sqrt(moment(all, 2));
            CAPTURE(withReplacement, batch, law.size(), sigma);
            for (int order = 0; order <= 15; ++order) {
                CAPTURE(order);
                // Against the moment of the sizes, for the odd ones may vanish.
                double size = 0.0;
                for (const Atom& atom : all) size += atom.probability * std::pow(std::abs(atom.value), order);
                REQUIRE_THAT(moment(law, order), WithinAbs(moment(all, order), 1e-8 * size + 1e-15));
            }
        }
}

TEST_CASE("Large batches: variance s²/B, times (N−B)/(N−1) without replacement; the law tends to the normal one") {
    const std::vector<double> values = deviations(400, 9);
    double square = 0.0;
    for (const double d : values) square += d * d / 400.0;
    for (const int batch : {40, 200, 390}) {
        REQUIRE_THAT(moment(batchLaw(values, batch, true), 2), WithinRel(square / batch, 1e-10));
        REQUIRE_THAT(moment(batchLaw(values, batch, false), 2),
                     WithinRel(square / batch * (400.0 - batch) / 399.0, 1e-10));
    }
    // Excess kurtosis κ₄/B with replacement, small against the normal law's 3.
    const std::vector<Atom> law = batchLaw(values, 400, true);
    REQUIRE_THAT(moment(law, 4) / std::pow(moment(law, 2), 2), WithinAbs(3.0, 0.05));
    REQUIRE(batchLaw(values, 400, false).size() == 1);
}
