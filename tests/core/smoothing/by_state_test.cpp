// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/catalogue.h"
#include "core/noise/minibatch_noise.h"
#include "core/noise/scaled_noise.h"
#include "core/smoothing/inverse_step.h"
#include "core/smoothing/smoothed.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <random>
#include <vector>

using namespace basin;

namespace {

std::vector<Sample> samples() {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::vector<Sample> result;
    for (int i = 0; i < 10; ++i) {
        const double x = normal(random);
        result.push_back({x, 1.2 * x + 0.7 * normal(random)});
    }
    return result;
}

}  // namespace

TEST_CASE("With σ(w) constant F is that of the law itself") {
    for (const char* name : {"asymmetric", "dip", "kinked", "double-well", "spiky"}) {
        const LandscapePtr f = makeLandscape(name);
        const double L = f->curvatureBounds(f->domain()).range.upper, eta = 0.4 / L;
        for (const Noise& law : {Noise{Law::Uniform, 1.0}, Noise{Law::Gaussian, 1.0}, Noise{Law::Laplace, 1.0}}) {
            const double size = 0.1 * f->domain().width() / eta;
            const Smoothed plain(f, law.scaledBy(size), eta);
            const Smoothed state(f, GradientNoise(*scaledNoise(law, std::to_string(size), f->domain())), eta);
            const Noise sized = law.scaledBy(std::stod(std::to_string(size)));
            const Smoothed exact(f, sized, eta);
            std::vector<double> curve(257);
            plain.curve(f->domain(), curve);
            double height = 0.0;
            for (const double F : curve) height = std::max(height, std::abs(F));
            CAPTURE(name, static_cast<int>(law.law), eta);
            for (int i = 0; i <= 40; ++i) {
                const double v = f->domain().lower + f->domain().width() * i / 40;
                REQUIRE_THAT(state.value(v), WithinAbs(exact.value(v), 1e-9 * height));
                const double slope = height / f->domain().width();
                REQUIRE_THAT(state.slope(v), WithinAbs(exact.slope(v), 1e-5 * slope));
            }
            const auto these = state.minima(f->domain()), those = exact.minima(f->domain());
            REQUIRE(these.size() == those.size());
            for (std::size_t i = 0; i < those.size(); ++i)
                REQUIRE_THAT(these[i].w, WithinAbs(those[i].w, 1e-6 * f->domain().width()));
        }
    }
}

// f = A w²/2 − b w + c with A = mean x², b = mean xy: F(v) = E f(v − ηε) = f(v) + A η² Var ε(w)/2 with w = (v − ηb)/(1 − ηA),
// and Var ε(w) = Var(x² w − xy)/B, times (N−B)/(N−1) without replacement.
TEST_CASE("Least squares by minibatches: F has its closed form") {
    const auto data = samples();
    const auto f = *makeRegression(data, SampleLoss::Squares, {-2.0, 4.0});
    double A = 0.0, b = 0.0;
    for (const auto& [x, y] : data) A += 0.1 * x * x, b += 0.1 * x * y;
    const double eta = 0.5 / A;
    for (const bool withReplacement : {true, false})
        for (const int batch : {1, 3, 9}) {
            const Smoothed F(f, GradientNoise(minibatchNoise(f, batch, withReplacement)), eta);
            REQUIRE(F.existence() == Existence::Complete);
            double lowest = 1e300, at = 0.0;
            for (int i = 0; i <= 30; ++i) {
                const double v = -2.0 + 0.2 * i, w = (v - eta * b) / (1.0 - eta * A);
                double variance = 0.0;
                for (const auto& [x, y] : data) variance += 0.1 * std::pow(x * x * w - x * y - (A * w - b), 2);
                variance *= (withReplacement ? 1.0 : (10.0 - batch) / 9.0) / batch;
                CAPTURE(withReplacement, batch, v);
                const double expected = f->value(v) + 0.5 * A * eta * eta * variance;
                REQUIRE_THAT(F.value(v), WithinRel(expected, 1e-9));
                if (expected < lowest) lowest = expected, at = v;
            }
            const auto minima = F.minima({-2.0, 4.0});
            REQUIRE(minima.size() == 1);
            REQUIRE_THAT(minima.front().w, WithinAbs(at, 0.2));
            REQUIRE(minima.front().value <= lowest);
        }
}

// The mean of f(w − ηg) over draws of the gradient at w is F(w − ηf′(w)), give or take five standard errors.
TEST_CASE("F is the mean over the draws of the noise at w(v)") {
    constexpr std::size_t kDraws = 1 << 17;
    alignas(64) static std::array<double, kDraws> place, drawn;
    const auto wave = *makeRegression(samples(), SampleLoss::Wave, {0.0, 4.0});
    const LandscapePtr well = makeLandscape("double-well");
    struct Case {
        LandscapePtr f;
        std::shared_ptr<const StateNoise> noise;
    };
    for (const Case& one : {Case{wave, minibatchNoise(wave, 1, true)}, Case{wave, minibatchNoise(wave, 4, false)},
                            Case{well, *scaledNoise({Law::Gaussian, 1.0}, "abs(w)", well->domain())},
                            Case{well, *scaledNoise({Law::Rademacher, 1.0}, "1 + w^2", well->domain())}}) {
        const Landscape& f = *one.f;
        const double eta = 0.6 / f.curvatureBounds(f.domain()).range.upper;
        const Smoothed F(one.f, GradientNoise(one.noise), eta);
        REQUIRE(F.reason().empty());
        for (const double w : {0.31, 0.93}) {
            place.fill(w);
            RandomStream stream(19, 1);
            one.noise->draw(stream, place.data(), drawn.data(), kDraws);
            const double v = w - eta * f.slope(w);
            double sum = 0.0, squares = 0.0;
            for (const double draw : drawn) {
                const double value = f.value(one.noise->drawsGradient() ? w - eta * draw : v - eta * draw);
                sum += value, squares += value * value;
            }
            const double mean = sum / kDraws, variance = std::max(squares / kDraws - mean * mean, 0.0);
            CAPTURE(w, v, mean, variance);
            REQUIRE_THAT(F.value(v), WithinAbs(mean, 5.0 * std::sqrt(variance / kDraws) + 1e-9));
        }
    }
}

TEST_CASE("There is an F for noise that depends on the place only while w − ηf′(w) rises") {
    // f = w²/2 about the kink: η must stay below 1.
    const auto f = *makeRegression({{1.0, 1.0}, {-1.0, 0.0}}, SampleLoss::Squares, {-3.0, 3.0});
    const auto noise = minibatchNoise(f, 1, true);
    REQUIRE(Smoothed(f, GradientNoise(noise), 0.99).existence() == Existence::Complete);
    const Smoothed none(f, GradientNoise(noise), 1.01);
    REQUIRE(none.existence() == Existence::Absent);
    REQUIRE(none.reason().find("below 1;") != std::string::npos);
    REQUIRE(std::isnan(none.value(0.0)));
    REQUIRE(none.minima({-3.0, 3.0}).empty());
    // A quartic grows without bound: there w(v) is known on the image of the domain.
    const LandscapePtr quartic = makeLandscape("styblinski-tang");
    const InverseStep inverse(*quartic, 0.002);
    REQUIRE(inverse.exists());
    for (const double w : {-4.0, -1.0, 0.3, 3.9})
        REQUIRE_THAT(inverse(w - 0.002 * quartic->slope(w)), WithinAbs(w, 1e-12));
    REQUIRE(std::isnan(inverse(5.0)));
}
