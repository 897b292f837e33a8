// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/constants.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "tests/support/catch.h"

#include <cmath>
#include <initializer_list>
#include <vector>

using namespace basin;

namespace {

// c and M are bounds that are found to 4e-3: from the safe side.
constexpr double kFound = 5e-3;

ConstantsReport measured(const char* name, std::initializer_list<double> parameters, const Noise& noise, double eta) {
    const auto report = measureConstants(*makeLandscape(name, std::vector<double>(parameters)), noise, eta);
    REQUIRE(report);
    return *report;
}

bool holds(const ConstantsReport& report, int assumption) { return report.assumptions[assumption - 1].holds; }

}  // namespace

TEST_CASE("The asymmetric valley has the constants of maths.md: every assumption holds, on the whole line") {
    for (const double eta : {0.01, 0.04, 0.16}) {
        const ConstantsReport report = measured("asymmetric", {2.0, 0.25, 0.5}, Noise{Law::Uniform, 1.0}, eta);
        const Constants& k = report.constants;
        CAPTURE(eta);
        REQUIRE(report.certified);
        REQUIRE(std::isinf(report.domain.upper));
        // f″ rises from a₋ = .25 to a₊ = 2; σ² = 1/3; F′(v)/(v − v*) tends to .25 on the left.
        REQUIRE_THAT(k.L, WithinRel(2.0, 1e-12));
        REQUIRE_THAT(k.sigma1, WithinRel(std::sqrt(1.0 / 3.0), 1e-12));
        REQUIRE(k.sigma2 == 0.0);
        REQUIRE(k.c <= 0.25);
        REQUIRE_THAT(k.c, WithinRel(0.25, kFound));
        REQUIRE(k.convex);
        // maths.md §4: M ≤ (a₊ − a₋)/(4s) = .875 uniformly in η.
        REQUIRE(k.M <= 0.875);
        for (int assumption = 1; assumption <= 5; ++assumption) REQUIRE(holds(report, assumption));
    }
}

TEST_CASE("The kinked valley has the constants of maths.md: A4 fails, for M grows like 1/η") {
    const double plus = 2.0, minus = 0.25;
    for (const double eta : {0.05, 0.2}) {
        const double rho = eta;  // ρ = ηr with r = 1
        const ConstantsReport report = measured("kinked", {plus, minus}, Noise{Law::Uniform, 1.0}, eta);
        const Constants& k = report.constants;
        CAPTURE(eta);
        // v* = ρ(√a₋ − √a₊)/(√a₋ + √a₊), μ = √(a₊a₋), M = (a₊ − a₋)/(4ρ).
        const double p = std::sqrt(plus), m = std::sqrt(minus);
        REQUIRE_THAT(report.vStar, WithinAbs(rho * (m - p) / (m + p), 1e-9));
        REQUIRE_THAT(k.mu, WithinRel(p * m, 1e-8));
        REQUIRE(k.M >= (plus - minus) / (4.0 * rho) * (1.0 - 1e-6));
        REQUIRE_THAT(k.M, WithinRel((plus - minus) / (4.0 * rho), 2.0 * kFound));
        REQUIRE_THAT(k.c, WithinRel(minus, kFound));
        REQUIRE_FALSE(holds(report, 4));
        REQUIRE(report.assumptions[3].why.find("η/8") != std::string::npos);
        for (const int assumption : {1, 2, 3, 5}) REQUIRE(holds(report, assumption));
    }
}

TEST_CASE("The flat basin's preset has c = .32 and L = a + 6h/δ²") {
    const ConstantsReport report = measured("dip", {1.0, 0.1, 1.0, 0.05}, Noise{Law::Uniform, 20.0}, 0.004);
    // maths.md §4: 1 + .6/.0025 = 241; ηL = .96; A3 holds with c = .32.
    REQUIRE_THAT(report.constants.L, WithinRel(241.0, 1e-12));
    REQUIRE_THAT(report.constants.c, WithinAbs(0.32, 0.005));
    REQUIRE(holds(report, 3));
    REQUIRE_FALSE(report.constants.convex);
}

TEST_CASE("Ripples are damped by the characteristic function: c and M follow for every law") {
    // f = w²/2 + b(1 − cos κw), F′ = v + Sbκ sin κv, μ = 1 + bκ²S at v* = 0. For S > 0 the smallest F′/v is 1 + bκ²S min sin x/x
    // = 1 − .217234 bκ²S (at x = 4.4934). M = sup |Sbκ(sin κv − κv)|/v² = |S| bκ³ sup (x − sin x)/x², scanned below.
    const double b = 0.02, kappa = 10.0, eta = 0.1;
    for (const Noise& noise : {Noise{Law::Gaussian, 1.0}, Noise{Law::Laplace, 1.0}, Noise{Law::Uniform, 1.0},
                               Noise{Law::StudentT, 0.5, 3.0}}) {
        const ConstantsReport report = measured("spiky", {1.0, b, kappa, 0.0}, noise, eta);
        const double S = noise.characteristic(eta * kappa), bend = b * kappa * kappa * S;
        CAPTURE(static_cast<int>(noise.law), S);
        REQUIRE_THAT(report.constants.mu, WithinRel(1.0 + bend, 1e-9));
        REQUIRE_THAT(report.constants.L, WithinRel(1.0 + b * kappa * kappa, 1e-12));
        REQUIRE(S > 0.0);
        REQUIRE(report.constants.c <= 1.0 - 0.217233 * bend);
        REQUIRE_THAT(report.constants.c, WithinRel(1.0 - 0.217234 * bend, kFound));
        double largest = 0.0;
        for (double x = 1e-3; x < 50.0; x += 1e-4) largest = std::max(largest, std::abs(x - std::sin(x)) / (x * x));
        REQUIRE(report.constants.M >= b * kappa * kappa * kappa * S * largest * (1.0 - 1e-6));
        REQUIRE_THAT(report.constants.M, WithinRel(b * kappa * kappa * kappa * S * largest, 2.0 * kFound));
    }
}

TEST_CASE("A second valley of F makes A3 fail, and says where") {
    // The deeper dip at η = .006, v* = 1.484 in the dip: F′ does not point back from the flat minimum at 0.
    const ConstantsReport report = measured("dip", {0.3, 0.5, 1.5, 0.3}, Noise{Law::Uniform, 15.0}, 0.006);
    REQUIRE_THAT(report.vStar, WithinAbs(1.484, 0.001));
    REQUIRE(report.constants.c <= 0.0);
    REQUIRE_FALSE(holds(report, 3));
    REQUIRE(report.assumptions[2].where);
    REQUIRE(report.assumptions[2].where->contains(0.5));
}

TEST_CASE("Noise without variance fails A2, a quartic fails A1, and each says so") {
    const ConstantsReport heavy = measured("asymmetric", {2.0, 0.25, 0.5}, Noise{Law::AlphaStable, 1.0, 1.5}, 0.01);
    REQUIRE(std::isinf(heavy.constants.sigma1));
    REQUIRE_FALSE(holds(heavy, 2));
    REQUIRE(holds(heavy, 1));
    const auto quartic = measureConstants(makeLandscape("styblinski-tang"), Noise{Law::Uniform, 1.0}, 0.001);
    REQUIRE(quartic);
    REQUIRE_FALSE(holds(*quartic, 1));
    REQUIRE(std::isfinite(quartic->domain.upper));
    // Under a law without third moments E f′ of a quartic does not exist: no constants.
    REQUIRE_FALSE(measureConstants(makeLandscape("styblinski-tang"), Noise{Law::StudentT, 1.0, 2.5}, 0.001));
}

TEST_CASE("A formula's constants are estimated, and close to those of the same function of the catalogue") {
    // The asymmetric valley a₊ = 2, a₋ = .25, s = .5: A = 1.125, B = .875.
    const auto formula = *makeFormula("1.125*w^2/2 + 0.4375*(w*sqrt(w^2+0.25) + 0.25*asinh(w/0.5))", {-3.0, 3.0});
    const auto estimated = measureConstants(formula, Noise{Law::Gaussian, 0.7}, 0.05);
    const ConstantsReport exact = measured("asymmetric", {2.0, 0.25, 0.5}, Noise{Law::Gaussian, 0.7}, 0.05);
    REQUIRE(estimated);
    REQUIRE_FALSE(estimated->certified);
    REQUIRE_THAT(estimated->vStar, WithinAbs(exact.vStar, 1e-6));
    REQUIRE_THAT(estimated->constants.mu, WithinRel(exact.constants.mu, 1e-5));
    REQUIRE_THAT(estimated->constants.M, WithinRel(exact.constants.M, 0.02));
    // V_G = Var[ε + f′(v* − ηε)] to leading order σ²(1 − ημ)².
    const double sigma2 = 0.49, damping = std::pow(1.0 - 0.05 * exact.constants.mu, 2);
    REQUIRE_THAT(exact.gradientVariance, WithinRel(sigma2 * damping, 0.01));
    REQUIRE_THAT(estimated->gradientVariance, WithinRel(exact.gradientVariance, 1e-4));
}

TEST_CASE("Heavy-tailed noise: c and M hold at every place where F′ is looked at exactly") {
    for (const char* name : {"asymmetric", "dip", "double-well", "gaussians"})
        for (const double nu : {3.0, 2.5}) {
            const LandscapePtr f = makeLandscape(name);
            const Noise noise{Law::StudentT, 1.0, nu};
            const double eta = 0.02;
            const auto report = measureConstants(f, noise, eta);
            REQUIRE(report);
            const Constants& k = report->constants;
            const Smoothed F(f, noise, eta);
            double least = HUGE_VAL, most = 0.0;
            for (const double side : {-1.0, 1.0})
                for (double d = 2e-3; d < 3.0; d *= 1.05) {
                    const double v = report->vStar + side * d;
                    if (!f->domain().contains(v)) break;
                    const double slope = side * F.slope(v);
                    least = std::min(least, slope / d);
                    most = std::max(most, std::abs(slope - k.mu * d) / (d * d));
                }
            CAPTURE(name, nu, k.c, k.M, least, most);
            REQUIRE(k.c <= least);
            REQUIRE(k.M >= most);
        }
}
