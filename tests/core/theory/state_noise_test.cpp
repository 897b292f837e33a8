// SPDX-License-Identifier: GPL-3.0-or-later
// The exact chain, the constants and the ensemble under noise that depends on the place.
#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "core/noise/minibatch_noise.h"
#include "core/noise/scaled_noise.h"
#include "core/sgd/ensemble.h"
#include "core/theory/constants.h"
#include "core/theory/exact_law.h"
#include "tests/support/catch.h"

#include <cmath>
#include <random>
#include <vector>

using namespace basin;

namespace {

std::vector<Sample> samples() {
    std::mt19937_64 random(8);
    std::normal_distribution<double> normal;
    std::vector<Sample> result;
    for (int i = 0; i < 14; ++i) {
        const double x = 0.5 + normal(random);
        result.push_back({x, 0.9 * x + 0.5 * normal(random)});
    }
    return result;
}

/// Mean and standard error of (w − about)² over the walkers.
std::pair<double, double> squares(std::span<const double> walkers, double about) {
    double sum = 0.0, fourth = 0.0;
    for (const double w : walkers) sum += std::pow(w - about, 2), fourth += std::pow(w - about, 4);
    const double n = static_cast<double>(walkers.size()), mean = sum / n;
    return {mean, std::sqrt((fourth / n - mean * mean) / n)};
}

}  // namespace

// w′ = (1 − ηx²)w + ηxy with (x, y) drawn at random: about w* = E xy/E x² the variance is
// V = η² E(xy − x²w*)² / (1 − E(1 − ηx²)²) for batches of one.
TEST_CASE("Least squares by single samples: mean and variance in the long run, by the chain and by walkers") {
    const auto data = samples();
    const auto f = *makeRegression(data, SampleLoss::Squares, {-1.0, 3.0});
    const GradientNoise noise(minibatchNoise(f, 1, true));
    double xx = 0.0, xy = 0.0;
    const double N = static_cast<double>(data.size());
    for (const auto& [x, y] : data) xx += x * x / N, xy += x * y / N;
    const double wStar = xy / xx, eta = 0.15 / xx;
    double square = 0.0, contraction = 0.0;
    for (const auto& [x, y] : data) {
        square += std::pow(x * y - x * x * wStar, 2) / N;
        contraction += std::pow(1.0 - eta * x * x, 2) / N;
    }
    const double V = eta * eta * square / (1.0 - contraction);
    const ExactLaw exact = *exactLaw(f, noise, eta, {.reference = wStar});
    REQUIRE_THAT(exact.limit.meanW, WithinAbs(0.0, 1e-9 * std::sqrt(V)));
    REQUIRE_THAT(exact.limit.meanV, WithinAbs(0.0, 1e-9 * std::sqrt(V)));
    REQUIRE_THAT(exact.limit.square, WithinRel(V, 2e-3));
    // The average sits at w* exactly, not at the minimum v* of F. F is a parabola here (F‴ = 0), and so is the drift's mean
    // gradient linear, with the slope A = E x² where F has μ: P2 is right to a factor of μ/A.
    const auto report = measureConstants(f, noise, eta);
    REQUIRE_THAT(*predictionsFor(*report, eta).P2 * report->constants.mu / xx, WithinRel(wStar - report->vStar, 1e-3));
    REQUIRE(std::abs(wStar - report->vStar) > 1e-3);

    Ensemble ensemble({.walkers = 20000, .start = wStar, .seed = 5});
    ensemble.advance({.landscape = f, .noise = noise, .stepSize = eta}, 400, nullptr);
    const auto [measured, error] = squares(ensemble.iterates(), wStar);
    REQUIRE_THAT(measured, WithinAbs(V, 5.0 * error));
}

// ε = √(s² + t²w²) ξ on a w²/2: V = (1−ηa)² V + η²(s² + t²V), the law of ξ does not matter.
TEST_CASE("Noise that grows with |w| on a parabola has its closed variance under every law") {
    const double a = 1.0, s = 0.8, t = 1.5;
    const LandscapePtr parabola = *makeFormula("w^2/2", {-6.0, 6.0});
    for (const double eta : {0.02, 0.2})
        for (const Law law : {Law::Uniform, Law::Gaussian, Law::Rademacher}) {
            const GradientNoise noise(
                *scaledNoise(*Noise::withSigma(law, 1.0, 3.0), "sqrt(0.64 + 2.25*w^2)", parabola->domain()));
            const double V = eta * eta * s * s / (1.0 - std::pow(1.0 - eta * a, 2) - eta * eta * t * t);
            const ExactLaw exact = *exactLaw(parabola, noise, eta, {});
            CAPTURE(eta, static_cast<int>(law), V);
            REQUIRE_THAT(exact.limit.square, WithinRel(V, 3e-3));
            Ensemble ensemble({.walkers = 20000, .start = 0.0, .seed = 6});
            ensemble.advance({.landscape = parabola, .noise = noise, .stepSize = eta}, static_cast<int>(8.0 / eta),
                             nullptr);
            const auto [measured, error] = squares(ensemble.iterates(), 0.0);
            REQUIRE_THAT(measured, WithinAbs(V, 5.0 * error));
        }
}

TEST_CASE("The constants of noise that depends on the place") {
    // f = a w²/2, σ(w) = 1 + w²/4 on [−2, 2]: L = a, σ₁ = 2, σ₂ = 1; F = a v²/2 + a η² σ²(w)/2 with w = v/(1 − ηa), so that
    // F″(0) = a + aη²/(2(1 − ηa)²) as (σ²)″ = 1 at 0.
    const LandscapePtr f = *makeFormula("0.8*w^2/2", {-2.0, 2.0});
    const double a = 0.8, eta = 0.3;
    const auto report = measureConstants(
        f, GradientNoise(*scaledNoise(*Noise::withSigma(Law::Gaussian, 1.0, 3.0), "1 + w^2/4", f->domain())), eta);
    REQUIRE(report);
    const Constants& k = report->constants;
    REQUIRE_FALSE(report->certified);
    REQUIRE_THAT(k.L, WithinRel(a, 1e-9));
    REQUIRE_THAT(k.sigma1, WithinRel(2.0, 1e-9));
    REQUIRE_THAT(k.sigma2, WithinRel(1.0, 1e-9));
    REQUIRE_THAT(k.mu, WithinRel(a + 0.5 * a * eta * eta / std::pow(1.0 - eta * a, 2), 1e-4));
    REQUIRE_THAT(report->vStar, WithinAbs(0.0, 1e-7));
    REQUIRE_THAT(report->noiseVariance, WithinRel(1.0, 1e-9));
    // V_G = (1 − ηa)² σ²(0).
    REQUIRE_THAT(report->gradientVariance, WithinRel(std::pow(1.0 - eta * a, 2), 1e-8));
    for (const Assumption& assumption : report->assumptions) REQUIRE_FALSE(assumption.why.empty());
    REQUIRE(report->assumptions[4].holds);
}

TEST_CASE("B1, B4 and B6 hold for the exact law under noise that depends on the place, drawn at random") {
    std::mt19937_64 random(31);
    std::uniform_real_distribution<double> uniform;
    int upper = 0, bias = 0, finite = 0;
    for (int draw = 0; draw < 24; ++draw) {
        std::vector<Sample> data;
        for (int i = 0; i < 6; ++i) {
            const double x = 0.6 + 0.8 * uniform(random);
            data.push_back({x, x + uniform(random) - 0.5});
        }
        const SampleLoss loss = draw % 2 == 0 ? SampleLoss::Squares : SampleLoss::Robust;
        const auto f = *makeRegression(data, loss, suggestedDomain(data, loss));
        const bool batches = draw % 3 != 0;
        const GradientNoise noise(
            batches ? minibatchNoise(f, 1 + draw % 4, draw % 2 == 0)
                    : *scaledNoise(*Noise::withSigma(Law::Uniform, 0.5, 3.0), "1 + 0.5*sin(2*w)", f->domain()));
        const double L = f->curvatureBounds(f->domain()).range.upper, eta = (0.05 + 0.4 * uniform(random)) / L;
        const auto report = measureConstants(f, noise, eta);
        REQUIRE(report);
        const Bounds bounds = boundsFor(report->constants, eta);
        const double start = report->vStar + 0.3;
        const ExactLaw exact =
            *exactLaw(f, noise, eta, {.cells = 800, .reference = report->vStar, .start = start, .steps = 30});
        CAPTURE(draw, eta, exact.limit.D, exact.limit.meanV);
        const double slack = 1.0 + 1e-3;  // of the grid
        if (bounds.B1) REQUIRE(exact.limit.D <= *bounds.B1 * slack);
        if (bounds.B6) REQUIRE(std::abs(exact.limit.meanV) <= *bounds.B6 * slack);
        const double v0 = start - eta * f->slope(start) - report->vStar;
        const auto B4 = averageBound(report->constants, eta, v0 * v0, 30);
        if (B4) REQUIRE(std::abs(exact.averageMean) <= *B4 * slack);
        upper += bounds.B1.has_value(), bias += bounds.B6.has_value(), finite += B4.has_value();
    }
    CAPTURE(upper, bias, finite);
    REQUIRE(upper >= 8);
    REQUIRE(bias >= 8);
    REQUIRE(finite >= 8);
}
