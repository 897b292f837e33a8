// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/elimination.h"

#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

TEST_CASE("A birth and death chain has the law that detailed balance gives, down to the rarest states") {
    // π_{i+1}/π_i = up_i/down_{i+1}; with up = 1e-4 and down = 0.5 the last of 60 states has 2e-4 to the 59th power.
    constexpr std::size_t kSize = 60;
    BandMatrix chain(kSize, 1);
    for (std::size_t i = 0; i + 1 < kSize; ++i) {
        chain.at(i, i + 1) = 1e-4;
        chain.at(i + 1, i) = 0.5;
    }
    const std::vector<double> law = chain.stationary();
    for (std::size_t i = 0; i < kSize; ++i)
        REQUIRE_THAT(law[i] / law[0], WithinRel(std::pow(2e-4, static_cast<double>(i)), 1e-12));
}

TEST_CASE("A banded random chain is stationary under its own law") {
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> uniform;
    constexpr std::size_t kSize = 80, kBand = 7;
    std::vector<std::vector<double>> rates(kSize, std::vector<double>(kSize, 0.0));
    BandMatrix chain(kSize, kBand);
    for (std::size_t i = 0; i < kSize; ++i)
        for (std::size_t j = i > kBand ? i - kBand : 0; j < std::min(kSize, i + kBand + 1); ++j)
            chain.at(i, j) = rates[i][j] = i == j ? 0.0 : std::pow(uniform(generator), 8.0);
    const std::vector<double> law = chain.stationary();
    for (std::size_t i = 0; i < kSize; ++i) {
        double in = 0.0, out = 0.0;  // balance of every state: what flows in flows out
        for (std::size_t j = 0; j < kSize; ++j) {
            in += law[j] * rates[j][i];
            out += law[i] * rates[i][j];
        }
        REQUIRE_THAT(in, WithinRel(out, 1e-11));
    }
}

TEST_CASE("States that nothing leads back to hold no mass") {
    BandMatrix chain(4, 3);
    chain.at(0, 2) = 0.3;  // 0 and 1 lead up into {2, 3} and are never entered again
    chain.at(1, 3) = 0.2;
    chain.at(2, 3) = 0.1;
    chain.at(3, 2) = 0.4;
    const std::vector<double> law = chain.stationary();
    REQUIRE(law[0] == 0.0);
    REQUIRE(law[1] == 0.0);
    // π_2 · 0.1 = π_3 · 0.4
    REQUIRE_THAT(law[2], WithinRel(0.8, 1e-14));
    REQUIRE_THAT(law[3], WithinRel(0.2, 1e-14));
}

TEST_CASE("The gambler's ruin takes i (n − i) games") {
    // A fair game with stakes 0 < i < n; leaving at either end. (I − Q)τ = 1 has τ_i = i (n − i).
    constexpr std::size_t kStates = 49;  // n = 50
    BandMatrix chain(kStates, 1);
    std::vector<double> exit(kStates, 0.0);
    for (std::size_t k = 0; k < kStates; ++k) {
        (k > 0 ? chain.at(k, k - 1) : exit[k]) = 0.5;
        (k + 1 < kStates ? chain.at(k, k + 1) : exit[k]) = 0.5;
    }
    const std::vector<double> times = chain.absorptionTimes(exit);
    for (std::size_t k = 0; k < kStates; ++k) {
        const double i = static_cast<double>(k + 1);
        REQUIRE_THAT(times[k], WithinRel(i * (50.0 - i), 1e-12));
    }
}
