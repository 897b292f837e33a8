// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/binned_law.h"

#include "tests/support/catch.h"

#include <numeric>
#include <random>

using namespace basin;

TEST_CASE("Bins over all of the points hold all of the mass, whatever their number") {
    std::mt19937_64 generator(5);
    std::uniform_real_distribution<double> uniform;
    std::vector<double> points, law;
    for (double w = -1.0; points.size() < 200; w += 0.001 + 0.02 * uniform(generator)) {
        points.push_back(w);
        law.push_back(uniform(generator) / 100.0);
    }
    const double mass = std::accumulate(law.begin(), law.end(), 0.0);
    for (const int bins : {1, 7, 199, 1000}) {
        const std::vector<double> shares = binnedLaw(law, points, {points.front(), points.back()}, bins);
        REQUIRE_THAT(std::accumulate(shares.begin(), shares.end(), 0.0), WithinRel(mass, 1e-12));
    }
}

TEST_CASE("An even law has the share of each bin's width, and none outside of the range") {
    // 101 points from 0 to 1, cells of width .01 but half as wide at the ends: the density is 1 where each holds .01 (ends .005).
    std::vector<double> points, law;
    for (int i = 0; i <= 100; ++i) {
        points.push_back(0.01 * i);
        law.push_back(i == 0 || i == 100 ? 0.005 : 0.01);
    }
    const std::vector<double> shares = binnedLaw(law, points, {0.25, 1.25}, 4);
    REQUIRE_THAT(shares[0], WithinAbs(0.25, 1e-12));
    REQUIRE_THAT(shares[2], WithinAbs(0.25, 1e-12));
    REQUIRE_THAT(shares[3], WithinAbs(0.0, 1e-12));
}
