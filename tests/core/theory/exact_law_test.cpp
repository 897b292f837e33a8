// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/exact_law.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/regression.h"
#include "core/noise/minibatch_noise.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/statistics.h"
#include "tests/support/catch.h"

#include <cmath>
#include <numbers>
#include <random>

using namespace basin;

TEST_CASE("On a parabola v, w and their mean squares have closed forms, in the limit and after some steps") {
    // kinked with a₊ = a₋ = 1: w_t has mean φᵗw_0 and variance V(1 − φ^{2t}), φ = 1 − η, V = ησ²/(2 − η); v = φw.
    const auto parabola = *makeLandscape("kinked", std::vector<double>{1.0, 1.0});
    const double eta = 0.2, phi = 0.8, sigma2 = 0.09, V = eta * sigma2 / (2.0 - eta), start = 1.0;
    const Noise noise{Law::Gaussian, 0.3};
    const ExactLaw limit = *exactLaw(parabola, noise, eta, {.reference = 0.5});
    REQUIRE_THAT(limit.moments.meanW, WithinAbs(-0.5, 1e-9));
    REQUIRE_THAT(limit.moments.meanV, WithinAbs(-0.5, 1e-9));
    REQUIRE_THAT(limit.moments.D, WithinRel(0.25 + phi * phi * V, 1e-5));
    REQUIRE_THAT(limit.moments.square, WithinRel(0.25 + V, 1e-5));
    REQUIRE(limit.averageVariance == 0.0);
    const ExactLaw after = *exactLaw(parabola, noise, eta, {.start = start, .steps = 3});
    const double decay = std::pow(phi, 3), variance = V * (1.0 - decay * decay);
    REQUIRE_THAT(after.moments.meanW, WithinAbs(decay, 1e-9));
    REQUIRE_THAT(after.moments.meanV, WithinAbs(phi * decay, 1e-9));
    REQUIRE_THAT(after.moments.square, WithinRel(decay * decay + variance, 1e-4));
    REQUIRE_THAT(after.averageMean, WithinAbs((phi + phi * phi + decay) / 3.0, 1e-9));
    REQUIRE_THAT(after.limit.square, WithinRel(V, 1e-4));
}

TEST_CASE("The law on its way may be where it is not in the long run") {
    // Samples on the wave of frequency 2.3 exactly: there every sample's gradient is 0, and who comes near stays for ever. From
    // w = 4 the walkers spread far to the right first. Walkers who take the steps one by one are the witness; four of their standard
    // errors.
    std::vector<Sample> samples;
    for (int i = 1; i <= 18; ++i) samples.push_back({0.3 * i, std::sin(2.3 * 0.3 * i)});
    const auto wave = *makeRegression(samples, SampleLoss::Wave, {0.0, 8.0});
    const GradientNoise noise(minibatchNoise(wave, 1, true));
    constexpr double kStepSize = 0.02;
    constexpr std::int64_t kSteps = 2000;
    const ExactLaw exact = *exactLaw(wave, noise, kStepSize, {.start = 4.0, .steps = kSteps});
    Ensemble ensemble({.walkers = 4000, .start = 4.0, .seed = 3});
    ensemble.advance({.landscape = wave, .noise = noise, .stepSize = kStepSize}, kSteps, nullptr);
    const Mean mean = meanOf(ensemble.iterates());
    REQUIRE(mean.value > 3.5);
    REQUIRE_THAT(exact.moments.meanW, WithinAbs(mean.value, 4.0 * mean.error));
    REQUIRE_THAT(exact.limit.meanW, WithinAbs(2.3, 1e-4));  // to a fraction of a cell
}

TEST_CASE("The escape time is that of walkers who take the steps one by one") {
    // From the right well of the catalogue's double well over its barrier at 0.
    const LandscapePtr landscape = makeLandscape("double-well");
    const double eta = 0.05, start = 1.0;
    const Noise noise{Law::Gaussian, 4.0};
    const ExactLaw exact = *exactLaw(landscape, noise, eta, {.include = start});
    const double expected = Chain::mean(exact.chain.lawAt(start), exact.chain.escapeTimes({0.0, 1e9}));

    std::mt19937_64 random(5);
    std::normal_distribution<double> normal(0.0, 4.0);
    constexpr int kWalkers = 20000;
    double sum = 0.0, squares = 0.0;
    for (int walker = 0; walker < kWalkers; ++walker) {
        double steps = 0.0;
        for (double w = start; w >= 0.0; ++steps) w -= eta * (landscape->slope(w) + normal(random));
        sum += steps;
        squares += steps * steps;
    }
    const double mean = sum / kWalkers, error = std::sqrt((squares / kWalkers - mean * mean) / kWalkers);
    CAPTURE(expected, mean, error);
    REQUIRE(error < 0.02 * mean);
    // 5 standard errors, and the half cell by which the grid's last point inside stands from the edge.
    REQUIRE_THAT(expected, WithinAbs(mean, 5.0 * error + 0.002 * mean));
}

TEST_CASE("Kramers' formula") {
    // (1/η)·2π/√|f″_a f″_b|·exp(2ΔV/(ησ²)) with η = .01, f″ = 2 and −1, ΔV = ¼, σ² = 5: 100·2π/√2·e^{10}.
    REQUIRE_THAT(kramersSteps(0.01, std::sqrt(5.0), 2.0, -1.0, 0.25),
                 WithinRel(100.0 * 2.0 * std::numbers::pi / std::sqrt(2.0) * std::exp(10.0), 1e-12));
}

TEST_CASE("A stop ends it, and what can not be says why") {
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = exactLaw(makeLandscape("asymmetric"), Noise{Law::Uniform, 1.0}, 0.1, {}, stop.get_token());
    REQUIRE_FALSE(stopped);
    REQUIRE(stopped.error().message == kStopped);
    REQUIRE_FALSE(exactLaw(makeLandscape("asymmetric"), Noise{Law::AlphaStable, 1.0, 0.8}, 0.1, {}));
}
