// SPDX-License-Identifier: GPL-3.0-or-later
// F and its minima on the landscapes and at the step sizes of maths.md §4, whose numbers these are.
#include "core/landscape/catalogue.h"
#include "core/smoothing/minima.h"
#include "core/smoothing/smoothed.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace basin;

namespace {

LandscapePtr landscape(const char* name, const std::vector<double>& values) { return *makeLandscape(name, values); }

/// The minimum of F that is lowest.
Minimum target(const LandscapePtr& landscape, const Noise& noise, double stepSize) {
    const auto all = Smoothed(landscape, noise, stepSize).minima(landscape->domain());
    return *std::min_element(all.begin(), all.end(),
                             [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
}

}  // namespace

// The golden table, to the digits that it has.
TEST_CASE("The minimiser of F in the asymmetric valley") {
    const LandscapePtr valley = landscape("asymmetric", {2.0, 0.25, 0.5});
    const Noise noise{.law = Law::Uniform, .scale = 1.0};
    REQUIRE_THAT(minima(*valley, valley->domain()).at(0).w, WithinAbs(-0.618718, 5e-7));
    REQUIRE_THAT(target(valley, noise, 0.01).w, WithinAbs(-0.618735, 5e-7));
    REQUIRE_THAT(target(valley, noise, 0.04).w, WithinAbs(-0.618979, 5e-7));
    REQUIRE_THAT(target(valley, noise, 0.16).w, WithinAbs(-0.622898, 5e-7));
    // w_f = −sB/√(a₊a₋), and f″ there is 2a₊a₋/(a₊ + a₋): with w = −sB/√(a₊a₋), √(w²+s²) = sA/√(a₊a₋), so that
    // f″ = A + Bw/√(w²+s²) = A − B²/A.
    const double A = 1.125, B = 0.875;
    REQUIRE_THAT(minima(*valley, valley->domain()).at(0).curvature, WithinRel(A - B * B / A, 1e-9));
}

// ∫(1 − u²)³ = P, so F = av²/2 + aρ²/6 − (hδ/2ρ)[P((v−s+ρ)/δ) − P((v−s−ρ)/δ)], P(u) = u − u³ + 3u⁵/5 − u⁷/7, |u| ≤ 1.
TEST_CASE("The dip under uniform noise") {
    const double a = 0.7, h = 0.4, s = 0.9, delta = 0.11;
    const LandscapePtr dip = landscape("dip", {a, h, s, delta});
    const auto P = [](double u) {
        u = std::clamp(u, -1.0, 1.0);
        return u - u * u * u + 0.6 * std::pow(u, 5) - std::pow(u, 7) / 7.0;
    };
    for (const double rho : {1e-4, 0.05, 0.11, 0.6, 4.0}) {
        const Smoothed smoothed(dip, Noise{.law = Law::Uniform, .scale = 10.0}, rho / 10.0);
        for (const double v : {-0.5, 0.8, 0.9, 0.97, 1.3}) {
            CAPTURE(rho, v);
            const double expected = 0.5 * a * v * v + a * rho * rho / 6.0 -
                                    h * delta / (2.0 * rho) * (P((v - s + rho) / delta) - P((v - s - rho) / delta));
            REQUIRE_THAT(smoothed.value(v), WithinAbs(expected, 1e-9 * std::max(1.0, rho * rho)));
        }
    }
}

TEST_CASE("Flat basin, sharp dip: F and f have their lowest minimum at 0 at every step size") {
    const LandscapePtr dip = landscape("dip", {1.0, 0.1, 1.0, 0.05});
    for (const double stepSize : {5e-5, 0.001, 0.004, 0.02})
        REQUIRE_THAT(target(dip, Noise{.law = Law::Uniform, .scale = 20.0}, stepSize).w, WithinAbs(0.0, 1e-9));
}

TEST_CASE("Deeper dip: F keeps its second minimum at step size .02, and at .006 it is the lowest") {
    const LandscapePtr dip = landscape("dip", {0.3, 0.5, 1.5, 0.3});
    const Noise noise{.law = Law::Uniform, .scale = 15.0};
    const auto all = Smoothed(dip, noise, 0.02).minima(dip->domain());
    REQUIRE(all.size() == 2);
    REQUIRE(all[0].value < all[1].value);
    REQUIRE(all[1].w > 1.0);
    REQUIRE_THAT(target(dip, noise, 0.006).w, WithinAbs(1.484, 5e-4));
}

TEST_CASE("Which minimiser?") {
    const LandscapePtr spiky = landscape("spiky", {1.0, 0.02, 10.0, 0.12});
    const Noise noise{.law = Law::Uniform, .scale = 1.0};
    const auto lowest = globalMinima(minima(*spiky, spiky->domain()), 1e-9);
    REQUIRE(lowest.size() == 1);
    REQUIRE_THAT(lowest[0].w, WithinAbs(0.0793, 5e-5));
    REQUIRE_THAT(target(spiky, noise, 0.1).w, WithinAbs(0.0743, 5e-5));
    REQUIRE_THAT(target(spiky, noise, 0.3).w, WithinAbs(0.0084, 5e-5));
}

// F″(0) = a + bκ²S with S as in the table of §4, α = 2 being Gaussian of variance 2γ².
TEST_CASE("The ripple of spiky shrinks by S for each law") {
    const double a = 1.0, b = 0.1, kappa = 20.0, eta = 0.03;
    const LandscapePtr spiky = landscape("spiky", {a, b, kappa, 0.0});
    const auto S = [&](const Noise& noise) {
        return (Smoothed(spiky, noise, eta).curvature(0.0) - a) / (b * kappa * kappa);
    };
    REQUIRE_THAT(S({.law = Law::Uniform, .scale = 3.0}), WithinRel(std::sin(1.8) / 1.8, 1e-9));
    REQUIRE_THAT(S({.law = Law::Gaussian, .scale = 3.0}), WithinRel(std::exp(-0.5 * 1.8 * 1.8), 1e-9));
    REQUIRE_THAT(S({.law = Law::Laplace, .scale = 3.0}), WithinRel(1.0 / (1.0 + 1.8 * 1.8), 1e-9));
    REQUIRE_THAT(S({.law = Law::Rademacher, .scale = 3.0}), WithinRel(std::cos(1.8), 1e-9));
    REQUIRE_THAT(S({.law = Law::AlphaStable, .scale = 3.0, .shape = 1.5}),
                 WithinRel(std::exp(-std::pow(1.8, 1.5)), 1e-9));
    REQUIRE_THAT(S({.law = Law::AlphaStable, .scale = 3.0, .shape = 2.0}), WithinRel(std::exp(-1.8 * 1.8), 1e-9));
}

// sin(κρ) = 0 at κρ = π, where the ripple is gone: η = π/(κr) = .0196.
TEST_CASE("At step size .0196 nothing of the spikes is left in F") {
    const LandscapePtr spiky = landscape("spiky", {1.0, 0.1, 20.0, 0.0});
    const auto all = Smoothed(spiky, Noise{.law = Law::Uniform, .scale = 8.0}, 0.0196).minima(spiky->domain());
    REQUIRE(all.size() == 1);
    REQUIRE_THAT(all[0].w, WithinAbs(0.0, 1e-9));
    REQUIRE_THAT(all[0].curvature, WithinAbs(1.0, 0.1));
}
