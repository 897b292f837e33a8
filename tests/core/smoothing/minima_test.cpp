// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace basin;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}

// f = w²/2 + b(1 − cos κw): w = 0 is a minimum, f″(0) = 1 + bκ²; f is even.
TEST_CASE("Minima and maxima of a rippled parabola alternate and mirror each other") {
    const auto landscape = ripples(1.0, 0.1, 20.0);
    const auto low = minima(*landscape, {-2.5, 2.5});
    const auto high = maxima(*landscape, {-2.5, 2.5});
    REQUIRE(low.size() == high.size() + 1);
    REQUIRE(low.size() % 2 == 1);
    const Minimum& middle = low[low.size() / 2];
    REQUIRE_THAT(middle.w, WithinAbs(0.0, 1e-12));
    REQUIRE_THAT(middle.curvature, WithinRel(41.0, 1e-9));
    for (std::size_t i = 0; i < high.size(); ++i) {
        REQUIRE(low[i].w < high[i]);
        REQUIRE(high[i] < low[i + 1].w);
        REQUIRE_THAT(high[i], WithinAbs(-high[high.size() - 1 - i], 1e-12));
        REQUIRE_THAT(landscape->slope(high[i]), WithinAbs(0.0, 1e-12));
        REQUIRE(landscape->curvature(high[i]) < 0.0);
    }
    // f′ = w + 2 sin 20w: beyond |w| = 2 it has no zero, and up to there w/2 crosses −sin 20w twice a period π/10 on either
    // side of 0. On the right the crossings lie where sin 20w < 0, in (π, 2π)/20 + kπ/10: whole below 2 for k ≤ 5, and the
    // seventh interval begins at 2.04. So 6 maxima and 6 minima a side, and the minimum at 0.
    REQUIRE(low.size() == 13);
}

TEST_CASE("A kink is a minimum where the slope jumps through 0, and there only") {
    const auto low = minima(*wedge(), {-1.0, 2.0});
    REQUIRE(low.size() == 1);
    REQUIRE_THAT(low[0].w, WithinAbs(0.0, 1e-15));
    REQUIRE(low[0].value < 1e-15);
    REQUIRE(maxima(*wedge(), {-1.0, 2.0}).empty());
    const auto all = basins(*wedge(), {-1.0, 2.0});
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].extent == Interval{-kInfinity, kInfinity});
    REQUIRE(all[0].well == Interval{-kInfinity, kInfinity});

    // f = |w| + 2w has no minimum: its slope goes from 1 to 3.
    auto tilted = wedge();
    tilted->f1 = [](double w) { return w > 0.0 ? 3.0 : 1.0; };
    REQUIRE(minima(*tilted, {-1.0, 2.0}).empty());
}

// Half-width a ten-thousandth of the domain. Within it 0 = w + 6h(w−s)/δ² to leading order: w = s − sδ²/6h.
TEST_CASE("A dip far narrower than the domain is found") {
    const double h = 0.1, s = 0.7313, delta = 0.0004;
    const auto dip = narrowDip(h, s, delta);
    const auto low = minima(*dip, {-2.0, 2.0});
    REQUIRE(low.size() == 2);
    REQUIRE_THAT(low[0].w, WithinAbs(0.0, 1e-12));
    REQUIRE_THAT(low[1].w, WithinAbs(s - s * delta * delta / (6.0 * h), 1e-10));
    // Noise far smaller than the dip keeps its minimum, noise far wider does not: F″(s) = 1 + 6h/δ² · O((δ/ηr)) there.
    for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::StudentT}) {
        const Noise noise{.law = law, .scale = 1.0, .shape = 3.0};
        REQUIRE(Smoothed(dip, noise, 0.1 * delta).minima({-2.0, 2.0}).size() == 2);
        REQUIRE(Smoothed(dip, noise, 500.0 * delta).minima({-2.0, 2.0}).size() == 1);
    }
}

// f = 0 on [−1, 1], (|w|−1)² beyond: one minimum, in the middle.
TEST_CASE("A plateau is one minimum in its middle") {
    auto landscape = parabola(1.0);
    landscape->f = [](double w) { return std::pow(std::max(std::abs(w) - 1.0, 0.0), 2); };
    landscape->f1 = [](double w) { return std::copysign(2.0 * std::max(std::abs(w) - 1.0, 0.0), w); };
    landscape->f2 = [](double w) { return std::abs(w) > 1.0 ? 2.0 : 0.0; };
    landscape->breaks = {-1.0, 1.0};
    const auto low = minima(*landscape, {-3.0, 3.0});
    REQUIRE(low.size() == 1);
    REQUIRE_THAT(low[0].w, WithinAbs(0.0, 1e-9));
}

// f = −cos w: minima at 2πk, maxima between, inflections at π/2 + kπ.
TEST_CASE("Basins reach from maximum to maximum, wells from inflection to inflection") {
    auto landscape = ripples(0.0, 1.0, 1.0);
    const auto all = basins(*landscape, {-8.0, 8.0});
    const double pi = std::numbers::pi;
    REQUIRE(all.size() == 3);
    REQUIRE_THAT(all[1].minimum.w, WithinAbs(0.0, 1e-12));
    REQUIRE_THAT(all[1].extent.lower, WithinAbs(-pi, 1e-12));
    REQUIRE_THAT(all[1].extent.upper, WithinAbs(pi, 1e-12));
    REQUIRE_THAT(all[1].well.lower, WithinAbs(-0.5 * pi, 1e-9));
    REQUIRE_THAT(all[1].well.upper, WithinAbs(0.5 * pi, 1e-9));
    REQUIRE(all[0].extent.lower == -kInfinity);
    REQUIRE_THAT(all[0].extent.upper, WithinAbs(-pi, 1e-12));
    REQUIRE_THAT(all[0].well.lower, WithinAbs(-2.5 * pi, 1e-9));
    REQUIRE(all[2].extent.upper == kInfinity);
}

TEST_CASE("All minima that tie are global ones") {
    const std::vector<Minimum> all{{-1.0, 2.0, 1.0}, {0.0, 1.0 + 1e-12, 1.0}, {1.0, 1.0, 1.0}};
    const auto lowest = globalMinima(all, 1e-9);
    REQUIRE(lowest.size() == 2);
    REQUIRE(lowest[0].w == 0.0);
    REQUIRE(lowest[1].w == 1.0);
    REQUIRE(globalMinima({}, 1.0).empty());
}

// Spiky, a=1, b=.1, κ=20, uniform r=8, η=.022 (maths.md §4): κρ = 3.52, S = sin(3.52)/3.52 = −.105 < −a/(bκ²) = −.025.
TEST_CASE("Beyond the bifurcation F has two minimisers and a maximum between") {
    const Smoothed smoothed(ripples(1.0, 0.1, 20.0), Noise{.law = Law::Uniform, .scale = 8.0}, 0.022);
    const auto low = smoothed.minima({-2.0, 2.0});
    const auto lowest = globalMinima(low, 1e-9);
    REQUIRE(lowest.size() == 2);
    REQUIRE_THAT(lowest[0].w, WithinAbs(-0.125, 5e-4));
    REQUIRE_THAT(lowest[1].w, WithinAbs(0.125, 5e-4));
    REQUIRE_THAT(smoothed.slope(0.0), WithinAbs(0.0, 1e-12));
    REQUIRE(smoothed.curvature(0.0) < 0.0);
    const auto all = smoothed.extrema({-2.0, 2.0});
    for (std::size_t i = 1; i < all.size(); ++i) {
        REQUIRE(all[i].w > all[i - 1].w);
        REQUIRE(all[i].isMinimum != all[i - 1].isMinimum);
    }
}

// Whatever the landscape and the law: between two points at which F′ goes from − to + there is a minimum on the list, and
// every minimum on the list is one: F′ changes its sign there.
TEST_CASE("No minimum of F is missed and none made up") {
    std::mt19937_64 random(8);
    const auto between = [&random](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
    const std::vector<LandscapePtr> landscapes{
        makeLandscape("dip"),         makeLandscape("spiky"),  makeLandscape("gaussians"),
        makeLandscape("double-well"), makeLandscape("kinked"), *makeFormula("abs(w) + 0.1*sin(20*w)", {-3, 3})};
    const std::vector<Noise> laws{{.law = Law::Uniform},
                                  {.law = Law::Gaussian},
                                  {.law = Law::Laplace},
                                  {.law = Law::Rademacher},
                                  {.law = Law::StudentT, .scale = 1.0, .shape = 2.5},
                                  {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.4}};
    for (const LandscapePtr& landscape : landscapes)
        for (const Noise& noise : laws) {
            const double stepSize = std::pow(10.0, between(-4.0, 0.0));
            const Smoothed smoothed(landscape, noise, stepSize);
            const Interval domain = landscape->domain();
            const auto low = smoothed.minima(domain);
            CAPTURE(static_cast<int>(noise.law), stepSize, domain.upper, low.size());
            const int cells = 150;
            double last = 0.0;
            for (int i = 0; i <= cells; ++i) {
                const double left = domain.lower + domain.width() * (i - 1) / cells;
                const double v = domain.lower + domain.width() * i / cells, slope = smoothed.slope(v);
                if (last < 0.0 && slope > 1e-9)
                    REQUIRE(std::any_of(low.begin(), low.end(), [&](const Minimum& minimum) {
                        return left - 1e-9 <= minimum.w && minimum.w <= v + 1e-9;
                    }));
                last = slope;
            }
            for (const Minimum& minimum : low) {
                const double apart = 1e-6 * domain.width();
                REQUIRE(smoothed.slope(minimum.w - apart) < 0.0);
                REQUIRE(smoothed.slope(minimum.w + apart) > 0.0);
                REQUIRE_THAT(minimum.value, WithinAbs(smoothed.value(minimum.w), 1e-6));
            }
        }
}
