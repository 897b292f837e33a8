// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/core_law.h"

#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <random>

using namespace basin;
using Catch::Matchers::WithinAbs;

TEST_CASE("Tables of a law's middle agree with its characteristic function, and stay small whatever they must reach") {
    std::mt19937_64 random(41);
    std::uniform_real_distribution<double> exponent(-3.0, 0.0);
    for (const auto& [law, shape] : {std::pair{Law::Uniform, 0.0},
                                     {Law::Gaussian, 0.0},
                                     {Law::Laplace, 0.0},
                                     {Law::Rademacher, 0.0},
                                     {Law::StudentT, 1.5},
                                     {Law::StudentT, 40.0},
                                     {Law::AlphaStable, 0.5},
                                     {Law::AlphaStable, 1.9}})
        for (const double reach : {1e-6, 0.3, 20.0, 1e5, HUGE_VAL})
            for (const double largest : {30.0, 3e4, 1e9}) {
                CAPTURE(static_cast<int>(law), shape, reach, largest);
                const CoreLaw middle({law, 1.0, shape}, reach);
                const CoreLaw::Table table = middle.table(largest);
                REQUIRE(table.size() <= 20000);
                // Eleven values in a row, which no vector divides, from places anywhere.
                for (int i = 0; i < 5; ++i) {
                    const double first = -largest * std::pow(10.0, exponent(random)), step = -first / 4.3;
                    std::array<double, 11> factors{};
                    factors.fill(2.0);
                    table.multiply(first, 0.9 * step, factors);
                    for (std::size_t k = 0; k < factors.size(); ++k) {
                        const double t = first + 0.9 * step * static_cast<double>(k);
                        if (std::abs(t) > largest) continue;
                        CAPTURE(t);
                        // A cosine knows its t to an ulp.
                        CHECK_THAT(factors[k], WithinAbs(2.0 * middle.characteristic(t), 4e-8 + 1e-15 * std::abs(t)));
                    }
                }
            }
}

TEST_CASE("The middle of a law does what the law does as far as it reaches") {
    // ∫ cos(tξ) p(ξ) W(ξ) dξ by the midpoint rule over the window's smooth density, W = erfc(9s − 4.5)/2 with s from 0 at R to 1 at
    // 1.5 R; a uniform law is cut sharply, and of one that is ±1 nothing is left within R < 1.
    const double reach = 2.5;
    for (const auto& [law, shape] : {std::pair{Law::Gaussian, 0.0}, {Law::StudentT, 3.0}, {Law::AlphaStable, 1.5}}) {
        const Noise noise{law, 1.0, shape};
        const CoreLaw middle(noise, reach);
        for (const double t : {0.0, 0.7, 5.0, 40.0}) {
            CAPTURE(static_cast<int>(law), t);
            constexpr int kPlaces = 20000;
            const double h = 1.5 * reach / kPlaces;
            double sum = 0.0;
            for (int i = 0; i < kPlaces; ++i) {
                const double x = h * (i + 0.5), s = (x - reach) / (0.5 * reach);
                sum += 2.0 * h * noise.density(x) * 0.5 * std::erfc(9.0 * s - 4.5) * std::cos(t * x);
            }
            CHECK_THAT(middle.characteristic(t), WithinAbs(sum, 1e-7));
        }
    }
    CHECK_THAT(CoreLaw({Law::Uniform, 1.0, 0.0}, 0.25).characteristic(2.0),
               WithinAbs(0.25 * std::sin(0.5) / 0.5, 1e-15));
    CHECK(CoreLaw({Law::Rademacher, 1.0, 0.0}, 0.25).characteristic(2.0) == 0.0);
    CHECK_THAT(CoreLaw({Law::Rademacher, 1.0, 0.0}, 1.0).characteristic(2.0), WithinAbs(std::cos(2.0), 1e-15));
}
