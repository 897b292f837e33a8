// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/noise.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/quadrature/ooura_fourier_integrals.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace basin;
using std::numbers::pi;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Every law with a density, at several shapes and another scale each.
std::vector<Noise> continuousLaws() {
    std::vector<Noise> laws{
        {.law = Law::Uniform, .scale = 0.3}, {.law = Law::Gaussian, .scale = 2.5}, {.law = Law::Laplace, .scale = 0.7}};
    for (const double nu : {1.0, 1.5, 2.0, 3.0, 4.5, 10.0, 100.0})
        laws.push_back({.law = Law::StudentT, .scale = 1.7, .shape = nu});
    for (const double alpha : {0.5, 0.8, 0.97, 1.0, 1.03, 1.3, 1.5, 1.9, 1.999, 2.0})
        laws.push_back({.law = Law::AlphaStable, .scale = 0.6, .shape = alpha});
    return laws;
}

std::vector<Noise> allLaws() {
    auto laws = continuousLaws();
    laws.push_back({.law = Law::Rademacher, .scale = 4.0});
    return laws;
}

std::string described(const Noise& noise) {
    return lawEntry(noise.law).name + " of scale " + std::to_string(noise.scale) + " and shape " +
           std::to_string(noise.shape);
}

template <class Function>
double integral(Function f, double lower, double upper) {
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, lower, upper, 12, 1e-13);
}

}  // namespace

TEST_CASE("The distribution grows by the integral of the density") {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> anywhere(-6.0, 6.0);
    for (const Noise& noise : continuousLaws()) {
        CAPTURE(described(noise));
        for (int i = 0; i < 20; ++i) {
            double a = noise.scale * anywhere(random), b = noise.scale * anywhere(random);
            if (a > b) std::swap(a, b);
            // The uniform density is cut off: a quadrature wants to know where.
            if (noise.law == Law::Uniform) a = std::max(a, -noise.scale), b = std::min(b, noise.scale);
            if (a > b) continue;
            // At 0 the Laplace density has an edge.
            const auto density = [&](double x) { return noise.density(x); };
            const double middle = std::clamp(0.0, a, b);
            const double mass = integral(density, a, middle) + integral(density, middle, b);
            REQUIRE_THAT(noise.distribution(b) - noise.distribution(a), WithinAbs(mass, 1e-12));
        }
    }
}

TEST_CASE("The lower tail is right to its own precision") {
    for (const Noise& noise : continuousLaws()) {
        if (std::isfinite(noise.reach())) continue;
        CAPTURE(described(noise));
        for (const double z : {2.0, 8.0, 20.0}) {
            const double x = -z * noise.scale;
            boost::math::quadrature::exp_sinh<double> quadrature;
            const double mass = quadrature.integrate([&](double d) { return noise.density(x - d); }, 1e-13);
            REQUIRE_THAT(noise.distribution(x), WithinRel(mass, 2e-11));
        }
    }
}

TEST_CASE("Every law is symmetric") {
    for (const Noise& noise : continuousLaws()) {
        CAPTURE(described(noise));
        for (const double z : {0.0, 1e-9, 0.2, 0.7, 3.0, 1e4}) {
            const double x = z * noise.scale;
            REQUIRE(noise.density(-x) == noise.density(x));
            REQUIRE_THAT(noise.distribution(-x) + noise.distribution(x), WithinAbs(1.0, 1e-15));
            REQUIRE(noise.characteristic(-z) == noise.characteristic(z));
        }
        REQUIRE(noise.distribution(0.0) == 0.5);
    }
}

TEST_CASE("The quantile inverts the distribution") {
    for (const Noise& noise : continuousLaws()) {
        CAPTURE(described(noise));
        for (const double p : {1e-200, 1e-12, 1e-5, 0.03, 0.2, 0.4, 0.49999, 0.5, 0.6, 0.97, 0.999999}) {
            const double x = noise.quantile(p);
            if (std::isinf(x)) continue;  // the smallest p of the heaviest tails
            // What rounding x alone does to p: x p(x) ε
            const double unavoidable = std::abs(x) * noise.density(x) * 1e-15;
            if (p < 0.5)
                REQUIRE_THAT(noise.distribution(x), WithinAbs(p, unavoidable + 1e-12 * p));
            else
                REQUIRE_THAT(noise.distribution(x), WithinAbs(p, unavoidable + 1e-12));
            REQUIRE_THAT(noise.quantile(1.0 - p), WithinAbs(-noise.quantile(1.0 - (1.0 - p)), 1e-12 * std::abs(x)));
        }
        REQUIRE(noise.quantile(0.0) == -noise.reach());
        REQUIRE(noise.quantile(1.0) == noise.reach());
        REQUIRE(std::isnan(noise.quantile(-0.1)));
        REQUIRE(std::isnan(noise.quantile(1.1)));
        REQUIRE(std::isnan(noise.quantile(std::numeric_limits<double>::quiet_NaN())));
    }
}

TEST_CASE("The quantile of the coin flip is one of its sides") {
    const Noise flip{.law = Law::Rademacher, .scale = 3.0};
    REQUIRE(flip.quantile(0.0) == -3.0);
    REQUIRE(flip.quantile(0.5) == -3.0);
    REQUIRE(flip.quantile(0.51) == 3.0);
    REQUIRE(flip.distribution(-3.1) == 0.0);
    REQUIRE(flip.distribution(-3.0) == 0.5);
    REQUIRE(flip.distribution(2.9) == 0.5);
    REQUIRE(flip.distribution(3.0) == 1.0);
    REQUIRE(flip.density(3.0) == 0.0);
}

TEST_CASE("The characteristic function is the Fourier integral of the density") {
    boost::math::quadrature::ooura_fourier_cos<double> fourier(1e-13);
    for (const Noise& noise : continuousLaws()) {
        CAPTURE(described(noise));
        REQUIRE(noise.characteristic(0.0) == 1.0);
        for (const double z : {0.3, 1.0, 2.0, 7.0}) {
            const double t = z / noise.scale;
            // The Fourier quadrature is for half-lines; the uniform law ends at r.
            const double half =
                noise.law == Law::Uniform
                    ? integral([&](double x) { return noise.density(x) * std::cos(t * x); }, 0.0, noise.scale)
                    : fourier.integrate([&](double x) { return noise.density(x); }, t).first;
            REQUIRE_THAT(noise.characteristic(t), WithinAbs(2.0 * half, 1e-10));
        }
    }
    // Of two points: (cos tr + cos(−tr))/2, at tr = π/3 and 4 it is ½ and cos 4.
    const Noise flip{.law = Law::Rademacher, .scale = 4.0};
    REQUIRE_THAT(flip.characteristic(pi / 12.0), WithinAbs(0.5, 1e-15));
    REQUIRE_THAT(flip.characteristic(1.0), WithinAbs(std::cos(4.0), 1e-15));
}

TEST_CASE("Moments are integrals of powers against the density") {
    for (const Noise& noise : continuousLaws()) {
        CAPTURE(described(noise));
        for (int order = 0; order <= 8; ++order) {
            CAPTURE(order);
            const double moment = noise.moment(order);
            if (!(order < noise.momentLimit())) {
                if (order % 2 == 0)
                    REQUIRE(moment == kInfinity);
                else
                    REQUIRE(std::isnan(moment));
                continue;
            }
            if (order % 2 == 1) {
                REQUIRE(moment == 0.0);
                continue;
            }
            const auto integrand = [&](double x) {
                const double density = noise.density(x);
                return density == 0.0 ? 0.0 : std::pow(x, order) * density;
            };
            boost::math::quadrature::exp_sinh<double> quadrature;
            // Close to the limit the tail falls off like x^−1.5 at the slowest here: exp-sinh bears that.
            const double half = noise.law == Law::Uniform ? integral(integrand, 0.0, noise.scale)
                                                          : quadrature.integrate(integrand, 1e-12);
            REQUIRE_THAT(moment, WithinRel(2.0 * half, 1e-9));
        }
        REQUIRE(std::isnan(noise.moment(-2)));
    }
    // ((−3)^n + 3^n)/2
    const Noise flip{.law = Law::Rademacher, .scale = 3.0};
    REQUIRE(flip.moment(2) == 9.0);
    REQUIRE(flip.moment(3) == 0.0);
    REQUIRE(flip.moment(8) == 6561.0);
}

TEST_CASE("Where moments end") {
    REQUIRE(Noise{.law = Law::Gaussian}.momentLimit() == kInfinity);
    REQUIRE(Noise{.law = Law::StudentT, .shape = 2.5}.momentLimit() == 2.5);
    REQUIRE(Noise{.law = Law::AlphaStable, .shape = 1.5}.momentLimit() == 1.5);
    REQUIRE(Noise{.law = Law::AlphaStable, .shape = 2.0}.momentLimit() == kInfinity);
    // E ε exists for α > 1 and is 0 by symmetry; at α = 1 (Cauchy) E|ε| is infinite.
    REQUIRE(Noise{.law = Law::AlphaStable, .shape = 1.01}.moment(1) == 0.0);
    REQUIRE(std::isnan(Noise{.law = Law::AlphaStable, .shape = 1.0}.moment(1)));
    REQUIRE(Noise{.law = Law::StudentT, .shape = 4.0}.moment(4) == kInfinity);
}

TEST_CASE("Sigma is the root of the second moment") {
    for (const Noise& noise : allLaws()) {
        CAPTURE(described(noise));
        if (noise.hasVariance())
            REQUIRE_THAT(noise.sigma(), WithinRel(std::sqrt(noise.moment(2)), 1e-14));
        else
            REQUIRE(noise.sigma() == kInfinity);
    }
    // r/√3, ℓ√2, s√(ν/(ν−2)) = 2√5 at ν = 2.5, γ√2
    REQUIRE_THAT((Noise{.law = Law::Uniform, .scale = 3.0}.sigma()), WithinRel(std::sqrt(3.0), 1e-15));
    REQUIRE_THAT((Noise{.law = Law::Laplace, .scale = 3.0}.sigma()), WithinRel(std::sqrt(18.0), 1e-15));
    REQUIRE_THAT((Noise{.law = Law::StudentT, .scale = 2.0, .shape = 2.5}.sigma()), WithinRel(std::sqrt(20.0), 1e-15));
    REQUIRE_THAT((Noise{.law = Law::AlphaStable, .scale = 3.0, .shape = 2.0}.sigma()),
                 WithinRel(std::sqrt(18.0), 1e-15));
}

TEST_CASE("A law at equal sigma has that sigma, or says why not") {
    for (const Noise& noise : allLaws()) {
        CAPTURE(described(noise));
        const auto equal = Noise::withSigma(noise.law, 0.37, noise.shape);
        REQUIRE(bool(equal) == noise.hasVariance());
        if (equal) {
            REQUIRE_THAT(equal->sigma(), WithinRel(0.37, 1e-14));
            REQUIRE(equal->shape == noise.shape);
        }
    }
    const auto student = Noise::withSigma(Law::StudentT, 1.0, 2.0);
    REQUIRE(!student);
    REQUIRE(student.error().where == "nu");
    REQUIRE(student.error().message ==
            "Student t noise with ν = 2 has no standard deviation: give its scale s instead, or choose ν > 2.");
    const auto stable = Noise::withSigma(Law::AlphaStable, 1.0, 1.5);
    REQUIRE(!stable);
    REQUIRE(stable.error().message ==
            "α-stable noise with α = 1.5 has no standard deviation: give its scale γ instead, or choose α = 2.");
    for (const double sigma : {0.0, -1.0, kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
        const auto none = Noise::withSigma(Law::Uniform, sigma, 0.0);
        REQUIRE(!none);
        REQUIRE(none.error().where == "sigma");
    }
}

TEST_CASE("A batch has a variance smaller by its size") {
    for (const Noise& noise : allLaws()) {
        CAPTURE(described(noise));
        REQUIRE(noise.ofBatch(1) == noise);
        const Noise batch = noise.ofBatch(16);
        REQUIRE(batch.law == noise.law);
        REQUIRE(batch.shape == noise.shape);
        if (noise.hasVariance()) REQUIRE_THAT(batch.sigma(), WithinRel(noise.sigma() / 4.0, 1e-14));
        // The mean of B draws has the characteristic function φ(t/B)^B; Gaussian and α-stable laws are closed under it.
        if (noise.law == Law::Gaussian || noise.law == Law::AlphaStable)
            for (const double t : {0.1, 1.0, 5.0})
                REQUIRE_THAT(batch.characteristic(t), WithinRel(std::pow(noise.characteristic(t / 16.0), 16.0), 1e-13));
    }
    // No variance, and not closed under means: the scale by √B, as maths.md has it for the other laws.
    REQUIRE(Noise{.law = Law::StudentT, .scale = 3.0, .shape = 1.5}.ofBatch(9).scale == 1.0);
    // Cauchy: the mean of any number of draws is distributed like one. At α = ½ the mean of 4 is 4 times as wide.
    REQUIRE(Noise{.law = Law::AlphaStable, .scale = 3.0, .shape = 1.0}.ofBatch(9).scale == 3.0);
    REQUIRE(Noise{.law = Law::AlphaStable, .scale = 3.0, .shape = 0.5}.ofBatch(4).scale == 12.0);
}

TEST_CASE("The law of a multiple") {
    for (const Noise& noise : allLaws()) {
        CAPTURE(described(noise));
        const Noise shrunk = noise.scaledBy(0.02);
        REQUIRE_THAT(shrunk.characteristic(3.0), WithinAbs(noise.characteristic(0.06), 1e-14));
        REQUIRE_THAT(shrunk.distribution(0.013), WithinAbs(noise.distribution(0.65), 1e-14));
        REQUIRE(noise.scaledBy(-0.02) == shrunk);
    }
    REQUIRE((Noise{.law = Law::Uniform, .scale = 20.0}.scaledBy(0.004).reach()) == 0.08);
    REQUIRE((Noise{.law = Law::Rademacher, .scale = 8.0}.reach()) == 8.0);
    REQUIRE((Noise{.law = Law::Laplace}.reach()) == kInfinity);
}

TEST_CASE("Nothing is NaN at the end of the numbers") {
    for (const Noise& noise : allLaws()) {
        CAPTURE(described(noise));
        for (const double size : {5e-324, 1e-300, 1e-30, 1.0, 1e30, 1e155, 1e300, 1.7e308, kInfinity}) {
            for (const double x : {-size, size}) {
                CAPTURE(x);
                REQUIRE(noise.density(x) >= 0.0);
                REQUIRE(noise.density(x) < kInfinity);
                REQUIRE(noise.distribution(x) >= 0.0);
                REQUIRE(noise.distribution(x) <= 1.0);
                if (size < 1e300) REQUIRE(std::abs(noise.characteristic(x)) <= 1.0);
            }
        }
        REQUIRE(noise.distribution(-kInfinity) == 0.0);
        REQUIRE(noise.distribution(kInfinity) == 1.0);
    }
}

TEST_CASE("Heavy tails keep their power law as far as doubles go") {
    // Student t: p → Γ((ν+1)/2)/(Γ(ν/2)√π) ν^{ν/2} |x|^{−ν−1}; with ν = 3: 2/(π/2 √3)/√3 · 27 /3 … = 6√3/π |x|^{−4},
    // from p = 2/(π√3 (1+x²/3)²) → 2·9/(π√3 x⁴) = 6√3/(π x⁴). P(ε < −x) → 2√3/(π x³).
    const Noise student{.law = Law::StudentT, .scale = 1.0, .shape = 3.0};
    REQUIRE_THAT(student.density(1e30), WithinRel(6.0 * std::sqrt(3.0) / pi * 1e-120, 1e-12));
    REQUIRE_THAT(student.distribution(-1e30), WithinRel(2.0 * std::sqrt(3.0) / pi * 1e-90, 1e-12));
    // ν = 1.5 where x² overflows: P(ε < −x) → p x/ν.
    const Noise wide{.law = Law::StudentT, .scale = 1.0, .shape = 1.5};
    REQUIRE_THAT(wide.distribution(-1e100), WithinRel(wide.density(1e100) * 1e100 / 1.5, 1e-11));
    REQUIRE_THAT(wide.distribution(-1e160), WithinRel(wide.distribution(-1e100) * 1e-90, 1e-11));
    // α-stable: p → Γ(1+α) sin(πα/2)/π |x|^{−α−1}, P(ε < −x) → Γ(α) sin(πα/2)/π x^{−α}. At α = ½ the next term of p is
    // smaller by x^{−1/2}.
    for (const double alpha : {0.7, 1.0, 1.5, 1.99}) {
        const Noise stable{.law = Law::AlphaStable, .scale = 1.0, .shape = alpha};
        const double size = std::sin(pi * alpha / 2.0) / pi;
        REQUIRE_THAT(stable.density(1e30),
                     WithinRel(std::tgamma(1.0 + alpha) * size * std::pow(1e30, -alpha - 1.0), 1e-12));
        REQUIRE_THAT(stable.distribution(-1e30), WithinRel(std::tgamma(alpha) * size * std::pow(1e30, -alpha), 1e-12));
    }
}
