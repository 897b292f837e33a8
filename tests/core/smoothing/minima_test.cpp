// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <cmath>
#include <limits>
#include <numbers>

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

// Half-width 0.001 of the domain between its own breakpoints, none of the scan's points inside needed.
TEST_CASE("A dip far narrower than the domain is found") {
    const double s = 0.7313, delta = 0.0004;
    auto landscape = parabola(1.0);
    const auto inside = [=](double w) { return std::abs(w - s) < delta; };
    landscape->f = [=](double w) {
        const double u = (w - s) / delta;
        return 0.5 * w * w - (inside(w) ? 0.1 * std::pow(1.0 - u * u, 3) : 0.0);
    };
    landscape->f1 = [=](double w) {
        const double u = (w - s) / delta;
        return w + (inside(w) ? 0.6 * u * std::pow(1.0 - u * u, 2) / delta : 0.0);
    };
    landscape->breaks = {s - delta, s + delta};
    const auto low = minima(*landscape, {-2.0, 2.0});
    REQUIRE(low.size() == 2);
    REQUIRE_THAT(low[0].w, WithinAbs(0.0, 1e-12));
    // −s = 0.6u/δ to leading order
    REQUIRE_THAT(low[1].w, WithinAbs(s - s * delta * delta / 0.6, 1e-9));
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
    const Smoothed smoothed(ripples(1.0, 0.1, 20.0), {.law = Law::Uniform, .scale = 8.0}, 0.022);
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
