// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/minibatch_noise.h"
#include "core/noise/scaled_noise.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <random>
#include <vector>

using namespace basin;

namespace {

constexpr std::size_t kWalkers = 1 << 16;

std::shared_ptr<const Regression> someData(SampleLoss loss) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::vector<Sample> samples;
    for (int i = 0; i < 12; ++i) {
        const double x = 1.0 + normal(random);
        samples.push_back({x, 1.5 * x + 0.8 * normal(random)});
    }
    return *makeRegression(samples, loss, {-1.0, 4.0});
}

}  // namespace

TEST_CASE("σ(w)ξ: drawn as the law times the formula, held beyond the domain") {
    const auto noise = *scaledNoise({Law::Laplace, 0.5}, "1 + 0.5*sin(3*w) + w^2/4", {-2.0, 2.0});
    alignas(64) static std::array<double, kWalkers> w, drawn, plain;
    for (std::size_t i = 0; i < kWalkers; ++i) w[i] = -4.0 + 8.0 * static_cast<double>(i) / kWalkers;
    RandomStream stream(1, 2), same(1, 2);
    noise->draw(stream, w.data(), drawn.data(), kWalkers);
    same.fill(Law::Laplace, 0.0, plain.data(), kWalkers);
    for (std::size_t i = 0; i < kWalkers; i += 17) {
        const double held = std::clamp(w[i], -2.0, 2.0);
        const double sigma = 1.0 + 0.5 * std::sin(3.0 * held) + 0.25 * held * held;
        CAPTURE(w[i]);
        REQUIRE_THAT(drawn[i], WithinRel(0.5 * sigma * plain[i], 1e-13));
        // A Laplace law of scale ℓ has the variance 2ℓ².
        REQUIRE_THAT(noise->variance(w[i]), WithinRel(2.0 * std::pow(0.5 * sigma, 2), 1e-13));
    }
    // ε′ = σ′ξ: σ′ = 1.5 cos 3w + w/2 at w = 1, and 0 where σ is held.
    REQUIRE_THAT(noise->slopeVariance(1.0), WithinRel(0.5 * std::pow(1.5 * std::cos(3.0) + 0.5, 2), 1e-12));
    REQUIRE(noise->slopeVariance(3.0) == 0.0);
    REQUIRE_FALSE(scaledNoise({Law::Uniform, 1.0}, "w", {-1.0, 1.0}));
    REQUIRE_FALSE(scaledNoise({Law::Uniform, 1.0}, "0*w", {-1.0, 1.0}));
    REQUIRE_FALSE(scaledNoise({Law::Uniform, 1.0}, "1/w", {-1.0, 1.0}));
    REQUIRE_FALSE(scaledNoise({Law::Uniform, 1.0}, "sigma", {-1.0, 1.0}));
}

// Mean and variance of the drawn gradient over 65536 walkers within 5 standard errors; the variance's error from the fourth
// moment.
TEST_CASE("A minibatch gradient has the mean f′ and the variance s²/B, times (N−B)/(N−1) without replacement") {
    alignas(64) static std::array<double, kWalkers> w, gradient;
    for (const SampleLoss loss : {SampleLoss::Squares, SampleLoss::Robust, SampleLoss::Wave})
        for (const bool withReplacement : {true, false})
            for (const int batch : {1, 5, 11, 12}) {
                const auto data = someData(loss);
                const auto noise = minibatchNoise(data, batch, withReplacement);
                const double place = 0.7, f1 = data->slope(place);
                double s2 = 0.0;
                for (const Sample& sample : data->samples())
                    s2 += std::pow(data->sampleSlope(sample, place) - f1, 2) / 12.0;
                const double variance = s2 / batch * (withReplacement ? 1.0 : (12.0 - batch) / 11.0);
                CAPTURE(static_cast<int>(loss), withReplacement, batch, variance);
                REQUIRE_THAT(noise->variance(place), WithinAbs(variance, 1e-12 * s2));

                w.fill(place);
                RandomStream stream(7, static_cast<std::uint64_t>(batch));
                noise->draw(stream, w.data(), gradient.data(), kWalkers);
                double mean = 0.0, square = 0.0, fourth = 0.0;
                for (const double g : gradient) {
                    const double d = g - f1;
                    mean += d / kWalkers;
                    square += d * d / kWalkers;
                    fourth += d * d * d * d / kWalkers;
                }
                REQUIRE_THAT(mean, WithinAbs(0.0, 5.0 * std::sqrt(variance / kWalkers) + 1e-12));
                REQUIRE_THAT(square, WithinAbs(variance, 5.0 * std::sqrt(fourth / kWalkers) + 1e-12));
                // The few atoms have the same mean and variance.
                double atomMean = 0.0, atomSquare = 0.0;
                for (const Atom& atom : noise->atomsAt(place)) {
                    atomMean += atom.probability * atom.value;
                    atomSquare += atom.probability * atom.value * atom.value;
                }
                REQUIRE_THAT(atomMean, WithinAbs(0.0, 1e-9 * std::sqrt(s2)));
                REQUIRE_THAT(atomSquare, WithinAbs(variance, 1e-9 * s2));
            }
}

TEST_CASE("Two noises are equal if they say the same") {
    const auto data = someData(SampleLoss::Squares);
    const GradientNoise one(minibatchNoise(data, 2, true)),
        same(minibatchNoise(someData(SampleLoss::Squares), 2, true)), other(minibatchNoise(data, 2, false)),
        law(Noise{Law::Uniform, 1.0});
    REQUIRE(one == same);
    REQUIRE_FALSE(one == other);
    REQUIRE_FALSE(one == law);
    REQUIRE(law == GradientNoise(Noise{Law::Uniform, 1.0}));
}
