// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bounds.h"

#include "core/landscape/catalogue.h"
#include "core/theory/constants.h"
#include "core/theory/exact_law.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace basin;

namespace {

/// The asymmetric valley of maths.md §4 (a₊ = 2, a₋ = .25, s = .5) under U[−1, 1]: σ² = 1/3.
Constants valley() {
    return {.L = 2.0, .sigma1 = std::sqrt(1.0 / 3.0), .c = 0.25, .M = 0.55, .mu = 0.44, .convex = true};
}

/// One of the catalogue's landscapes of quadratic growth, its parameters within a decade of their defaults.
LandscapePtr drawnLandscape(std::mt19937_64& random, std::string& name) {
    static constexpr const char* kNames[] = {"asymmetric", "kinked", "dip", "spiky", "double-well", "gaussians"};
    name = kNames[random() % std::size(kNames)];
    std::uniform_real_distribution<double> factor(std::log(0.4), std::log(2.5));
    std::vector<double> values;
    for (const Parameter& p : findLandscape(name)->parameters)
        values.push_back(std::clamp(p.standard * std::exp(factor(random)), p.minimum, p.maximum));
    return *makeLandscape(name, values);
}

}  // namespace

TEST_CASE("Bounds have their closed forms") {
    const Constants k = valley();
    // η = .1, convex and ηL = .2 ≤ 2, so κ = 1: λ = 2·.1·.25 − .01·4 = .01, b = .01/3, B1 = 1/3.
    // B1′ = .1/3/(.25·(2 − .025)) = .1/1.48125. B2 = .1·.64/3/(2·1.8) = .064/10.8.
    // B3 = M/μ times the smaller of B1 and B1′. B5 = 2μ²c²/(L M² σ²) = 2·.1936·.0625/(2·.3025/3).
    const Bounds bounds = boundsFor(k, 0.1);
    REQUIRE_THAT(bounds.B1.value(), WithinRel(1.0 / 3.0, 1e-12));
    REQUIRE_THAT(bounds.B1p.value(), WithinRel(0.1 / 1.48125, 1e-12));
    REQUIRE_THAT(bounds.B2.value(), WithinRel(0.064 / 10.8, 1e-12));
    REQUIRE_THAT(bounds.B3.value(), WithinRel(0.55 / 0.44 * 0.1 / 1.48125, 1e-12));
    REQUIRE_THAT(bounds.B5.value(), WithinRel(2.0 * 0.1936 * 0.0625 / (2.0 * 0.3025 / 3.0), 1e-12));
    REQUIRE_FALSE(bounds.B6);
}

TEST_CASE("Where a condition does not hold the bound is absent, and κ is 1 for convex f with η ≤ 2/L only") {
    Constants k = valley();
    // B1 needs η < 2c/L² = .125, B1′ η ≤ 1/L = .5, B2 η < 1/L.
    REQUIRE_FALSE(boundsFor(k, 0.126).B1);
    REQUIRE(boundsFor(k, 0.126).B1p);
    REQUIRE(boundsFor(k, 0.5).B1p);
    REQUIRE_FALSE(boundsFor(k, 0.5).B2);
    REQUIRE_FALSE(boundsFor(k, 0.51).B1p);
    REQUIRE_FALSE(boundsFor(k, 0.51).B3);
    k.convex = false;  // κ = 1 + ηL = 1.2: B1 and B1′ grow by 1.44
    REQUIRE_THAT(boundsFor(k, 0.1).B1.value(), WithinRel(1.44 / 3.0, 1e-12));
    REQUIRE_THAT(boundsFor(k, 0.1).B1p.value(), WithinRel(1.44 * 0.1 / 1.48125, 1e-12));
    k.c = -0.1;  // A3 fails: nothing from above
    REQUIRE_FALSE(boundsFor(k, 0.1).B1);
    REQUIRE_FALSE(boundsFor(k, 0.1).B1p);
    REQUIRE_FALSE(boundsFor(k, 0.1).B3);
    REQUIRE(boundsFor(k, 0.1).B2);
    k = valley();
    k.sigma1 = HUGE_VAL;  // A2 fails: nothing at all
    const Bounds none = boundsFor(k, 0.1);
    REQUIRE_FALSE((none.B1 || none.B1p || none.B2 || none.B3 || none.B5));
}

TEST_CASE("With noise that depends on w there is B6 instead of the bounds for noise that does not") {
    Constants k = valley();
    k.sigma2 = 0.3;
    k.LF = 2.0;
    // β = η²Lσ₁σ₂/(1 − ηL) = .01·2·.57735·.3/.8; B1 is the D of D = (√((1−λ)D) + ηβ)² + b with λ = .05 − .04 and b = .01/3;
    // B6 = (M B1 + β)/μ.
    const Bounds bounds = boundsFor(k, 0.1);
    const double beta = 0.01 * 2.0 * std::sqrt(1.0 / 3.0) * 0.3 / 0.8;
    const double D = bounds.B1.value();
    REQUIRE_THAT(std::pow(std::sqrt(0.99 * D) + 0.1 * beta, 2) + 0.01 / 3.0, WithinRel(D, 1e-12));
    REQUIRE(D > 1.0 / 3.0);  // b/λ, without β
    REQUIRE_THAT(bounds.B6.value(), WithinRel((0.55 * D + beta) / 0.44, 1e-12));
    // The finite-time bound tends to it.
    REQUIRE_THAT(averageBound(k, 0.1, 4.0, 1'000'000'000'000).value(), WithinRel(*bounds.B6, 1e-4));
    REQUIRE_FALSE(boundsFor(k, 0.5).B6);  // η = 1/L: there is no F
    REQUIRE_FALSE(bounds.B1p);
    REQUIRE_FALSE(bounds.B2);
    REQUIRE_FALSE(bounds.B3);
}

TEST_CASE("The finite-time bound tends to the limit's (M/μ) B1") {
    const Constants k = valley();
    const double limit = k.M / k.mu * *boundsFor(k, 0.1).B1;
    REQUIRE_THAT(averageBound(k, 0.1, 4.0, 1'000'000'000'000).value(), WithinRel(limit, 1e-4));
    // One step: (1/μ)[(|v₀ − v*| + √D_1)/η + κσ + M·D_0], D_0 = 4, D_1 = (1 − .01)·4 + .01/3, the mean being over t < 1.
    const double D1 = 0.99 * 4.0 + 0.01 / 3.0;
    REQUIRE_THAT(averageBound(k, 0.1, 4.0, 1).value(),
                 WithinRel((20.0 + std::sqrt(D1) / 0.1 + std::sqrt(1.0 / 3.0) + 0.55 * 4.0) / 0.44, 1e-12));
    REQUIRE_FALSE(averageBound(k, 0.126, 4.0, 100));
}

TEST_CASE("Predictions have their closed forms") {
    // P1 = ηV/(μ(2 − ημ)) = .1·.3/(.44·1.956); P2 = −F‴ P1/(2μ); P3 = σ²/μ².
    ConstantsReport report{.constants = valley(), .third = 0.7, .gradientVariance = 0.3, .noiseVariance = 1.0 / 3.0};
    const Predictions p = predictionsFor(report, 0.1);
    REQUIRE_THAT(p.P1.value(), WithinRel(0.03 / (0.44 * 1.956), 1e-12));
    REQUIRE_THAT(p.P2.value(), WithinRel(-0.7 * 0.03 / (0.44 * 1.956) / 0.88, 1e-12));
    REQUIRE_THAT(p.P3.value(), WithinRel(1.0 / 3.0 / 0.1936, 1e-12));
    // A drift of the mean gradient moves the average by −drift/μ.
    report.meanGradient = 0.02;
    REQUIRE_THAT(*predictionsFor(report, 0.1).P2, WithinRel(*p.P2 - 0.02 / 0.44, 1e-12));
    report.constants.mu = -0.1;
    REQUIRE_FALSE(predictionsFor(report, 0.1).P1);
}

TEST_CASE("No bound is violated by the exact law, over landscapes, laws and step sizes drawn at random") {
    std::mt19937_64 random(21);
    std::uniform_real_distribution<double> uniform;
    int upper = 0, lower = 0, bias = 0, finite = 0;
    for (int draw = 0; draw < 60; ++draw) {
        std::string name;
        const LandscapePtr landscape = drawnLandscape(random, name);
        static constexpr Law kLaws[] = {Law::Uniform, Law::Gaussian, Law::Laplace, Law::Rademacher};
        const Law law = kLaws[random() % std::size(kLaws)];
        const double L = [&] {
            const Interval range = landscape->curvatureBounds({-HUGE_VAL, HUGE_VAL}).range;
            return std::max(std::abs(range.lower), std::abs(range.upper));
        }();
        const double eta = std::pow(10.0, -1.5 + 1.5 * uniform(random)) / L;
        // Steps as wide as a tenth of the domain to the whole of it: where there is more than one valley F has one.
        const Noise noise = *Noise::withSigma(
            law, landscape->domain().width() * std::pow(10.0, -1.0 + uniform(random)) * 0.3 / eta, 3.0);
        const auto report = measureConstants(landscape, noise, eta);
        CAPTURE(name, draw, static_cast<int>(law), eta, noise.scale);
        REQUIRE(report);
        const Bounds bounds = boundsFor(report->constants, eta);
        const double start = report->vStar + 0.5 * landscape->domain().width();
        const auto exact = [&](std::size_t cells) {
            return *exactLaw(landscape, noise, eta,
                             {.cells = cells, .reference = report->vStar, .start = start, .steps = 30});
        };
        const ExactLaw fine = exact(600), coarse = exact(300);
        const double D = fine.limit.D, DError = 2.0 * std::abs(D - coarse.limit.D);
        const double meanError = 2.0 * std::abs(fine.limit.meanV - coarse.limit.meanV) + 1e-9 * std::sqrt(D);
        CAPTURE(D, DError, fine.limit.meanV, meanError);
        if (bounds.B1) REQUIRE(D <= *bounds.B1 * (1.0 + 1e-9) + DError);
        if (bounds.B1p) REQUIRE(D <= *bounds.B1p * (1.0 + 1e-9) + DError);
        if (bounds.B2) REQUIRE(D >= *bounds.B2 * (1.0 - 1e-9) - DError);
        if (bounds.B3) REQUIRE(std::abs(fine.limit.meanV) <= *bounds.B3 + meanError);
        // B4 is about E|v̄_T − v*| ≥ |E v̄_T − v*|, and the mean of w_1 … w_T has the expectation of that of v_0 … v_{T−1}.
        const double v0 = start - eta * landscape->slope(start) - report->vStar;
        const auto B4 = averageBound(report->constants, eta, v0 * v0, 30);
        if (B4) REQUIRE(std::abs(fine.averageMean) <= *B4 + meanError);
        upper += bounds.B1 || bounds.B1p;
        lower += bounds.B2.has_value();
        bias += bounds.B3.has_value();
        finite += B4.has_value();
    }
    // Enough of the draws have each bound, or else nothing was tested.
    CAPTURE(upper, lower, bias, finite);
    REQUIRE(upper >= 15);
    REQUIRE(lower >= 30);
    REQUIRE(bias >= 15);
    REQUIRE(finite >= 10);
}
