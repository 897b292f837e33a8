// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/stable.h"

#include "core/noise/noise.h"
#include "core/noise/stable_integrals.h"
#include "tests/support/catch.h"

#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/quadrature/ooura_fourier_integrals.hpp>
#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <thread>
#include <vector>

using namespace basin;
using std::numbers::pi;

TEST_CASE("Symmetric stable laws against their Fourier integral to 25 digits") {
    // p(x) = 1/π ∫₀^∞ cos(xt) exp(−t^α) dt and P(ε > x) = ½ − 1/π ∫₀^∞ sin(xt)/t exp(−t^α) dt, summed half period by half
    // period in 25 digits by mpmath's Gauss–Legendre quadrature.
    struct Known {
        double alpha, x, density, tail;
    };
    for (const Known& known : {Known{0.7, 1.0, 0.1170272082078936, 0.26004911342031774},
                               Known{1.2, 3.0, 0.032309557795483367, 0.079497544179961385},
                               Known{1.5, 1.0, 0.20203815960784013, 0.24365797560072954},
                               Known{1.5, 30.0, 6.1890805710833009e-5, 0.0012258302773189739},
                               Known{1.8, 6.0, 0.0015957371823601544, 0.0043602837414322662},
                               Known{1.95, 12.0, 3.4234341828063008e-5, 0.00020120430638782669}}) {
        CAPTURE(known.alpha, known.x);
        const StableLaw law(known.alpha);
        REQUIRE_THAT(law.density(known.x), WithinRel(known.density, 1e-13));
        REQUIRE_THAT(law.tail(known.x), WithinRel(known.tail, 1e-13));
    }
}

TEST_CASE("Symmetric stable laws against their Fourier integral for any α") {
    boost::math::quadrature::ooura_fourier_cos<double> cosine(1e-14);
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> anyAlpha(0.5, 2.0), anyLog(-3.0, 4.0);
    for (int i = 0; i < 100; ++i) {
        const double alpha = anyAlpha(random), x = std::exp(anyLog(random));
        CAPTURE(alpha, x);
        const double expected = cosine.integrate([&](double t) { return std::exp(-std::pow(t, alpha)); }, x).first / pi;
        REQUIRE_THAT(StableLaw(alpha).density(x), WithinAbs(expected, 1e-11));
    }
}

TEST_CASE("At α = ½ a symmetric stable draw is the difference of two Lévy draws") {
    // A Lévy draw of scale c, density √(c/2π) y^{−3/2} e^{−c/(2y)}, has the characteristic function
    // exp(−√(c|t|)(1 ∓ i)); the difference of two has exp(−2√(c|t|)), which is exp(−√|t|) for c = ¼.
    const auto levy = [](double y) { return std::sqrt(0.125 / pi) * std::pow(y, -1.5) * std::exp(-0.125 / y); };
    const StableLaw law(0.5);
    boost::math::quadrature::exp_sinh<double> quadrature;
    for (const double x : {1e-3, 0.02, 0.3, 1.0, 5.0, 40.0, 1000.0, 1e6}) {
        CAPTURE(x);
        const double density = quadrature.integrate([&](double y) { return levy(y) * levy(y + x); }, 1e-13);
        REQUIRE_THAT(law.density(x), WithinRel(density, 1e-10));
    }
}

TEST_CASE("The stable law runs into Cauchy and Gauss") {
    for (const double x : {0.01, 0.5, 2.0, 20.0, 1e5}) {
        CAPTURE(x);
        for (const double alpha : {1.0 - 1e-13, 1.0 + 1e-13}) {
            // dp/dα is of order p log x: at 1e-13 from α = 1 nothing is left of it in twelve digits.
            const StableLaw law(alpha);
            REQUIRE_THAT(law.density(x), WithinRel(1.0 / (pi * (1.0 + x * x)), 3e-12));
            REQUIRE_THAT(law.tail(x), WithinRel(std::atan2(1.0, x) / pi, 3e-12));
        }
    }
    // α = 2: N(0, 2). Close to it the body is Gaussian, and the tail is (2−α)·|x|^−3.
    const StableLaw law(2.0 - 1e-12);
    for (const double x : {0.01, 0.5, 2.0, 6.0}) {
        CAPTURE(x);
        REQUIRE_THAT(law.density(x), WithinRel(std::exp(-0.25 * x * x) / std::sqrt(4.0 * pi), 1e-8));
        REQUIRE_THAT(law.tail(x), WithinRel(0.5 * std::erfc(0.5 * x), 1e-6));
    }
    REQUIRE_THAT(law.density(1e5), WithinRel(1e-12 * 1e-15, 1e-3));
}

TEST_CASE("Zolotarev's integral and the rotated path agree where both hold") {
    for (const double alpha : {0.92, 0.95, 0.98, 1.02, 1.05, 1.1}) {
        const auto zolotarev = zolotarevIntegrals(alpha, 0.01, 100.0), rotated = rotatedIntegrals(alpha);
        for (double x = 0.01; x < 100.0; x *= 1.37) {
            CAPTURE(alpha, x);
            const StableValue a = zolotarev->at(x), b = rotated->at(x);
            REQUIRE_THAT(a.density, WithinRel(b.density, 2e-14));
            REQUIRE_THAT(a.tail, WithinRel(b.tail, 2e-14));
        }
    }
}

TEST_CASE("Table and series of the stable law give its integrals, for every α") {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> anyLog(-7.0, 6.0);
    for (const double alpha :
         {0.2, 0.5, 0.6, 0.75, 0.9, 0.9501, 0.99, 1.0, 1.01, 1.0499, 1.2, 1.5, 1.75, 1.9, 1.99, 1.9999, 2.0 - 1e-7}) {
        const StableLaw law(alpha);
        const auto integrals = stableIntegrals(alpha, std::exp(-7.0), std::exp(6.0));
        for (int i = 0; i < 300; ++i) {
            const double x = std::exp(anyLog(random));
            CAPTURE(alpha, x);
            const StableValue value = integrals->at(x);
            REQUIRE_THAT(law.density(x), WithinRel(value.density, 1e-12));
            REQUIRE_THAT(law.density(-x), WithinRel(value.density, 1e-12));
            REQUIRE_THAT(law.tail(x), WithinRel(value.tail, 1e-12));
        }
    }
}

TEST_CASE("The stable law at its centre") {
    for (const double alpha : {0.5, 0.9, 1.1, 1.7}) {
        // p(0) = 1/π ∫ exp(−t^α) dt = Γ(1 + 1/α)/π
        const StableLaw law(alpha);
        REQUIRE_THAT(law.density(0.0), WithinRel(std::tgamma(1.0 + 1.0 / alpha) / pi, 1e-14));
        REQUIRE(law.tail(0.0) == 0.5);
    }
}

TEST_CASE("One stable law serves many threads") {
    std::vector<std::shared_ptr<const StableLaw>> laws(8);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < laws.size(); ++i)
            threads.emplace_back([&laws, i] { laws[i] = stableLaw(1.5 + 0.01 * static_cast<double>(i % 2)); });
    }
    for (std::size_t i = 2; i < laws.size(); ++i) REQUIRE(laws[i] == laws[i - 2]);
    REQUIRE(laws[0]->density(1.0) != laws[1]->density(1.0));
    // More laws than are kept: each is still itself.
    for (int i = 0; i < 40; ++i) REQUIRE(stableLaw(1.0 + 0.02 * i + 0.01)->alpha() == 1.0 + 0.02 * i + 0.01);
}
