// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/sampler.h"
#include "core/smoothing/smoothed.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace basin;

namespace {

/// −exp(−w²/2ω²): bounded with all its derivatives, so that every law has a mean and a variance of them.
std::shared_ptr<Written> well(double omega) {
    auto result = parabola(1.0);
    result->f = [=](double w) { return -std::exp(-0.5 * w * w / (omega * omega)); };
    result->f1 = [=](double w) { return w / (omega * omega) * std::exp(-0.5 * w * w / (omega * omega)); };
    result->f2 = [=](double w) {
        const double z = w * w / (omega * omega);
        return (1.0 - z) / (omega * omega) * std::exp(-0.5 * z);
    };
    result->integralOfF = [=](double w) {
        return -omega * std::sqrt(0.5 * std::numbers::pi) * std::erf(w / (omega * std::sqrt(2.0)));
    };
    result->degree = 0;
    return result;
}

}  // namespace

// The mean of f(v − ηε) over N draws is F(v) give or take its standard error; likewise f′ and f″. Bound 5 standard errors:
// with 10 laws, 2 places and 3 quantities chance exceeds it once in 30,000 seeds.
TEST_CASE("F, F′ and F″ are the means over draws of the noise") {
    constexpr std::size_t kDraws = 1 << 18;
    alignas(64) static std::array<double, kDraws> noise;
    const LandscapePtr landscape = well(0.4);
    const double stepSize = 0.3;
    for (const Noise& law : std::vector<Noise>{{.law = Law::Uniform, .scale = 2.0},
                                               {.law = Law::Gaussian, .scale = 1.0},
                                               {.law = Law::Laplace, .scale = 1.0},
                                               {.law = Law::Rademacher, .scale = 1.0},
                                               {.law = Law::StudentT, .scale = 1.0, .shape = 5.0},
                                               {.law = Law::StudentT, .scale = 1.0, .shape = 1.0},
                                               {.law = Law::StudentT, .scale = 1.0, .shape = 1.7},
                                               {.law = Law::AlphaStable, .scale = 1.0, .shape = 0.7},
                                               {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.3},
                                               {.law = Law::AlphaStable, .scale = 1.0, .shape = 2.0}}) {
        RandomStream(17, 3).fill(law.law, law.shape, noise.data(), kDraws);
        const Smoothed smoothed(landscape, law, stepSize);
        REQUIRE(smoothed.existence() == Existence::Complete);
        for (const double v : {0.1, -0.6}) {
            std::array<double, 3> sum{}, squares{};
            for (const double draw : noise) {
                const double w = v - stepSize * law.scale * draw;
                const std::array<double, 3> here{landscape->value(w), landscape->slope(w), landscape->curvature(w)};
                for (std::size_t i = 0; i < 3; ++i) sum[i] += here[i], squares[i] += here[i] * here[i];
            }
            const std::array<double, 3> exact{smoothed.value(v), smoothed.slope(v), smoothed.curvature(v)};
            for (std::size_t i = 0; i < 3; ++i) {
                CAPTURE(static_cast<int>(law.law), law.shape, v, i);
                const double mean = sum[i] / kDraws, variance = squares[i] / kDraws - mean * mean;
                REQUIRE_THAT(exact[i], WithinAbs(mean, 5.0 * std::sqrt(variance / kDraws) + 1e-12));
            }
        }
    }
}

// Cauchy noise of scale γ moves the poles of a rational f by iγ: of 1/(1 + w²) it makes (1+γ)/((1+γ)² + v²), and of
// log(1 + w²) — which grows, but slower than any power — log((1+γ)² + v²).
TEST_CASE("Cauchy noise on functions with poles") {
    auto bump = parabola(1.0);
    bump->f = [](double w) { return 1.0 / (1.0 + w * w); };
    bump->f1 = [](double w) { return -2.0 * w / std::pow(1.0 + w * w, 2); };
    bump->f2 = [](double w) { return (6.0 * w * w - 2.0) / std::pow(1.0 + w * w, 3); };
    bump->degree = 0;
    auto logarithm = parabola(1.0);
    logarithm->f = [](double w) { return std::log1p(w * w); };
    logarithm->f1 = [](double w) { return 2.0 * w / (1.0 + w * w); };
    logarithm->f2 = [](double w) { return 2.0 * (1.0 - w * w) / std::pow(1.0 + w * w, 2); };
    logarithm->degree = 0;
    for (const Noise& noise : {Noise{.law = Law::StudentT, .scale = 1.0, .shape = 1.0},
                               Noise{.law = Law::AlphaStable, .scale = 1.0, .shape = 1.0}})
        for (const double gamma : {1e-5, 0.03, 1.0, 20.0}) {
            const double g = 1.0 + gamma;
            for (const double v : {0.0, 0.7, -1.9}) {
                CAPTURE(static_cast<int>(noise.law), gamma, v);
                const Smoothed F(bump, noise, gamma);
                REQUIRE_THAT(F.value(v), WithinAbs(g / (g * g + v * v), 1e-9));
                REQUIRE_THAT(F.slope(v), WithinAbs(-2.0 * g * v / std::pow(g * g + v * v, 2), 1e-9));
                const Smoothed L(logarithm, noise, gamma);
                REQUIRE_THAT(L.value(v), WithinAbs(std::log(g * g + v * v), 1e-7));
                REQUIRE_THAT(L.slope(v), WithinAbs(2.0 * v / (g * g + v * v), 1e-9));
            }
        }
}
