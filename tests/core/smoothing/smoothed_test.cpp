// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/smoothed.h"

#include "core/landscape/catalogue.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <vector>

using namespace basin;

namespace {

const std::vector<Noise>& everyLaw() {
    static const std::vector<Noise> laws{
        {.law = Law::Uniform, .scale = 1.0},
        {.law = Law::Gaussian, .scale = 1.0},
        {.law = Law::Laplace, .scale = 1.0},
        {.law = Law::Rademacher, .scale = 1.0},
        {.law = Law::StudentT, .scale = 1.0, .shape = 5.0},
        {.law = Law::StudentT, .scale = 1.0, .shape = 2.2},
        {.law = Law::StudentT, .scale = 1.0, .shape = 1.5},
        {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.1},
        {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.7},
        {.law = Law::AlphaStable, .scale = 1.0, .shape = 2.0},
    };
    return laws;
}

}  // namespace

// f = a w²/2 − h exp(−w²/2ω²). The well is ∫ ω/√(2π) e^{−k²ω²/2} cos kw dk, so noise makes of it
//   F = a v²/2 + a Var(X)/2 − 2hω/√(2π) ∫₀^∞ e^{−k²ω²/2} φ(k) cos kv dk
// with the characteristic function φ of X = ηε: a way to F without the density of X, its moments or any tail. Slope and
// curvature carry k and k² beside it. Without a variance F is known up to a constant, and F(0) = f(0) = −h.
TEST_CASE("Quadrature agrees with Fourier's integral for every law and any step size") {
    const double a = 1.3, h = 0.7, omega = 0.25;
    auto landscape = parabola(a);
    const auto well = [=](double w) { return h * std::exp(-0.5 * w * w / (omega * omega)); };
    landscape->f = [=](double w) { return 0.5 * a * w * w - well(w); };
    landscape->f1 = [=](double w) { return a * w + w / (omega * omega) * well(w); };
    landscape->f2 = [=](double w) { return a + (1.0 - w * w / (omega * omega)) / (omega * omega) * well(w); };
    landscape->integralOfF = [=](double w) {
        return a * w * w * w / 6.0 -
               h * omega * std::sqrt(0.5 * std::numbers::pi) * std::erf(w / (omega * std::sqrt(2.0)));
    };
    boost::math::quadrature::tanh_sinh<double> quadrature;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> place(-2.0, 2.0), exponent(-6.0, 1.0);
    for (const Noise& noise : everyLaw()) {
        for (int i = 0; i < 12; ++i) {
            const double stepSize = std::pow(10.0, exponent(random)), v = place(random);
            CAPTURE(static_cast<int>(noise.law), noise.shape, stepSize, v);
            const auto fourier = [&](double at, int order) {
                return 2.0 * h * omega / std::sqrt(2.0 * std::numbers::pi) *
                       quadrature.integrate(
                           [&](double k) {
                               const double wave = order == 1 ? -std::sin(k * at) : std::cos(k * at);
                               return std::pow(k, order) * wave * std::exp(-0.5 * k * k * omega * omega) *
                                      noise.characteristic(stepSize * k);
                           },
                           0.0, 9.0 / omega, 1e-13);
            };
            const Smoothed smoothed(landscape, noise, stepSize);
            double constant = fourier(0.0, 0) - h;
            if (noise.hasVariance()) constant = 0.5 * a * std::pow(stepSize * noise.sigma(), 2);
            REQUIRE((smoothed.existence() == Existence::Complete) == noise.hasVariance());
            const double size = 0.5 * a * 4.0 + std::abs(constant);  // max|F| on the domain
            REQUIRE_THAT(smoothed.value(v), WithinAbs(0.5 * a * v * v + constant - fourier(v, 0), 1e-8 * size));
            REQUIRE_THAT(smoothed.slope(v), WithinAbs(a * v - fourier(v, 1), 1e-8 * size));
            REQUIRE_THAT(smoothed.curvature(v), WithinAbs(a + fourier(v, 2), 1e-8 * size / omega));
        }
    }
}

// Uniform noise of half-width ρ, |v| < ρ: F = (a₊(v+ρ)³ + a₋(ρ−v)³)/(12ρ), so v* = ρ(√a₋−√a₊)/(√a₋+√a₊) and
// F″(v*) = (a₊(v*+ρ) + a₋(ρ−v*))/(2ρ) = √(a₊a₋) (maths.md §4).
TEST_CASE("Kinked valley under uniform noise") {
    const double right = 2.0, left = 0.5;
    for (const double rho : {1e-7, 1e-4, 0.01, 0.5, 30.0}) {
        CAPTURE(rho);
        const Smoothed smoothed(kinkedValley(right, left), Noise{.law = Law::Uniform, .scale = 10.0}, rho / 10.0);
        const double v = rho * (std::sqrt(left) - std::sqrt(right)) / (std::sqrt(left) + std::sqrt(right));
        REQUIRE_THAT(smoothed.slope(v), WithinAbs(0.0, 1e-14 * std::max(1.0, rho)));
        REQUIRE_THAT(smoothed.curvature(v), WithinRel(std::sqrt(right * left), 1e-9));
        REQUIRE_THAT(smoothed.value(v),
                     WithinAbs((right * std::pow(v + rho, 3) + left * std::pow(rho - v, 3)) / (12.0 * rho),
                               1e-12 * rho * rho + 1e-20));
    }
}

// E|v − X|: F″ = 2p(v) for a law with density p, F′ = 2P(X ≤ v) − 1, F(0) = E|X|:
// Gaussian σ√(2/π), Laplace ℓ, Student t with ν = 3: 2√3/π s, Cauchy: none.
TEST_CASE("A wedge: the jump of the slope is smoothed into twice the density") {
    struct Case {
        Noise noise;
        double meanSize;
    };
    const double pi = std::numbers::pi;
    for (const auto& [noise, meanSize] :
         {Case{{.law = Law::Gaussian, .scale = 0.3}, 0.3 * std::sqrt(2.0 / pi)},
          Case{{.law = Law::Laplace, .scale = 0.3}, 0.3}, Case{{.law = Law::Uniform, .scale = 0.3}, 0.15},
          Case{{.law = Law::StudentT, .scale = 0.3, .shape = 3.0}, 0.6 * std::sqrt(3.0) / pi}}) {
        CAPTURE(static_cast<int>(noise.law));
        const Smoothed smoothed(wedge(), noise, 1.0);
        REQUIRE(smoothed.existence() == Existence::Complete);
        REQUIRE_THAT(smoothed.value(0.0), WithinAbs(meanSize, 1e-9));
        for (const double v : {-1.0, -0.2, 0.05, 0.7}) {
            REQUIRE_THAT(smoothed.slope(v), WithinAbs(2.0 * noise.distribution(v) - 1.0, 1e-9));
            REQUIRE_THAT(smoothed.curvature(v), WithinAbs(2.0 * noise.density(v), 1e-8));
        }
    }
}

TEST_CASE("Without a step F is f") {
    const LandscapePtr landscape = ripples(1.0, 0.1, 20.0);
    for (const Noise& noise : everyLaw()) {
        const Smoothed smoothed(landscape, noise, 0.0);
        REQUIRE(smoothed.existence() == Existence::Complete);
        REQUIRE(smoothed.value(0.3) == landscape->value(0.3));
        REQUIRE(smoothed.slope(0.3) == landscape->slope(0.3));
        REQUIRE(smoothed.curvature(0.3) == landscape->curvature(0.3));
        std::vector<double> curve(5);
        smoothed.curve({-1.0, 1.0}, curve);
        REQUIRE(curve[1] == landscape->value(-0.5));
    }
}

// E|X|^p is finite for p < ν (Student) and p < α (stable): E f needs p = growth, E f′ one less.
TEST_CASE("How much of F exists, for every growth and law") {
    const auto existence = [](int growth, Law law, double shape) {
        auto landscape = parabola(1.0);
        landscape->degree = growth;
        return Smoothed(landscape, Noise{.law = law, .scale = 1.0, .shape = shape}, 0.1).existence();
    };
    for (const int growth : {0, 1, 2, 3, 4})
        for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::Rademacher})
            REQUIRE(existence(growth, law, 2.0) == Existence::Complete);
    for (const int growth : {0, 1, 2, 3, 4}) REQUIRE(existence(growth, Law::AlphaStable, 2.0) == Existence::Complete);

    REQUIRE(existence(2, Law::StudentT, 2.1) == Existence::Complete);
    REQUIRE(existence(2, Law::StudentT, 2.0) == Existence::UpToConstant);
    REQUIRE(existence(2, Law::StudentT, 1.1) == Existence::UpToConstant);
    REQUIRE(existence(2, Law::StudentT, 1.0) == Existence::Absent);
    REQUIRE(existence(4, Law::StudentT, 3.5) == Existence::UpToConstant);
    REQUIRE(existence(4, Law::StudentT, 2.5) == Existence::Absent);
    REQUIRE(existence(1, Law::StudentT, 1.0) == Existence::UpToConstant);
    REQUIRE(existence(2, Law::AlphaStable, 1.99) == Existence::UpToConstant);
    REQUIRE(existence(2, Law::AlphaStable, 1.0) == Existence::Absent);
    REQUIRE(existence(1, Law::AlphaStable, 1.5) == Existence::Complete);
    REQUIRE(existence(1, Law::AlphaStable, 0.6) == Existence::UpToConstant);
    REQUIRE(existence(0, Law::AlphaStable, 0.6) == Existence::Complete);
}

TEST_CASE("One sentence says why F is not there") {
    const Smoothed complete(parabola(1.0), Noise{.law = Law::Gaussian}, 0.1);
    REQUIRE(complete.reason().empty());
    const Smoothed upToConstant(parabola(1.0), Noise{.law = Law::AlphaStable, .scale = 1.0, .shape = 1.5}, 0.1);
    REQUIRE(
        upToConstant.reason() ==
        "With α = 1.5 the noise has no variance, so E f is infinite on a landscape that grows like w²; F is shown up "
        "to a constant, equal to f at w = 0.");
    const Smoothed absent(parabola(1.0), Noise{.law = Law::StudentT, .scale = 1.0, .shape = 0.9}, 0.1);
    REQUIRE(
        absent.reason() ==
        "With ν = 0.9 the noise has no mean, so neither E f nor E f′ exists on a landscape that grows like w²: there "
        "is no F, no v* and no bound.");
    REQUIRE(std::isnan(absent.value(0.0)));
    REQUIRE(std::isnan(absent.slope(0.0)));
    REQUIRE(std::isnan(absent.curvature(0.0)));
    REQUIRE(absent.minima({-2.0, 2.0}).empty());
}

// Gaussian smoothing solves the heat equation: with τ = η²σ², ∂F/∂τ = F″/2. Central difference in τ of relative width
// 2δ = 2e-3: error δ²τ²F⁗'s sixth derivative, below 1e-6 here.
TEST_CASE("Under Gaussian noise F solves the heat equation") {
    const LandscapePtr landscape = ripples(1.0, 0.1, 6.0);
    for (const double tau : {1e-3, 0.02, 0.3}) {
        const double delta = 1e-3 * tau;
        for (const double v : {-0.7, 0.1, 1.3}) {
            const auto F = [&](double t) {
                return Smoothed(landscape, Noise{.law = Law::Gaussian, .scale = std::sqrt(t)}, 1.0).value(v);
            };
            const double derivative = (F(tau + delta) - F(tau - delta)) / (2.0 * delta);
            REQUIRE_THAT(
                derivative,
                WithinAbs(
                    0.5 * Smoothed(landscape, Noise{.law = Law::Gaussian, .scale = std::sqrt(tau)}, 1.0).curvature(v),
                    1e-5));
        }
    }
}

// Jensen: F(v) = E f(v − X) ≥ f(v) for convex f and E X = 0.
TEST_CASE("Convex landscapes are raised by smoothing") {
    for (const Noise& noise : everyLaw()) {
        if (!noise.hasVariance()) continue;
        for (const LandscapePtr& landscape : {LandscapePtr(kinkedValley(2.0, 0.25)), LandscapePtr(wedge())})
            for (const double v : {-1.0, -0.01, 0.0, 0.3}) {
                const Smoothed smoothed(landscape, noise, 0.07);
                REQUIRE(smoothed.value(v) >= landscape->value(v) - 1e-12);
            }
    }
}

TEST_CASE("The quick slope is F′ to a millionth of its height, or there is none because the slope itself is quick") {
    int quick = 0;
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        const LandscapePtr f = makeLandscape(entry.name);
        for (const Noise& law : everyLaw())
            for (const double eta : {0.001, 0.03, 0.5}) {
                const Smoothed F(f, law, eta);
                if (F.existence() == Existence::Absent) continue;
                // Also far beyond the domain, as far as constants are searched for.
                const Interval domain = f->domain();
                const Interval range{domain.lower - 0.5 * domain.width(), domain.upper + domain.width()};
                const auto slope = F.quickSlope(range);
                if (!slope) continue;
                ++quick;
                double height = 0.0, error = 0.0;
                constexpr int kSamples = 101;  // at no point of a grid of powers of two
                for (int i = 0; i <= kSamples; ++i) {
                    const double v = range.lower + range.width() * i / kSamples, exact = F.slope(v);
                    height = std::max(height, std::abs(exact));
                    error = std::max(error, std::abs(slope(v) - exact));
                }
                CAPTURE(entry.name, lawEntry(law.law).name, law.shape, eta);
                REQUIRE(error <= 1e-6 * height);
            }
    }
    REQUIRE(quick > 50);
}
