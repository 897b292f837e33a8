// SPDX-License-Identifier: GPL-3.0-or-later
// The live curve of F against its readings, and F of the named landscapes against maths.md §4.
#include "core/landscape/curve.h"
#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "core/noise/sampler.h"
#include "core/smoothing/minima.h"
#include "core/smoothing/smoothed.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace basin;

namespace {

std::vector<LandscapePtr> everyKind() {
    std::vector<LandscapePtr> all;
    for (const LandscapeEntry& entry : landscapeCatalogue()) all.push_back(makeLandscape(entry.name));
    std::vector<CurvePoint> even, uneven;
    for (int i = 0; i <= 60; ++i) {
        const double share = i / 60.0;
        even.push_back({-2.0 + 4.0 * share, 0.3 * std::pow(4.0 * share - 2.0, 2) + 0.2 * std::sin(20.0 * share)});
        uneven.push_back({-2.0 + 4.0 * share * share, std::cos(9.0 * share) + share});
    }
    all.push_back(*makeCurve(even));
    all.push_back(*makeCurve(uneven));
    all.push_back(*makeFormula("0.3*w^2 + 0.2*abs(sin(7*w))", {-2.0, 2.0}));
    return all;
}

double lowestMinimum(const Smoothed& smoothed, Interval range) {
    const std::vector<Minimum> all = smoothed.minima(range);
    return std::min_element(all.begin(), all.end(),
                            [](const Minimum& a, const Minimum& b) { return a.value < b.value; })
        ->w;
}

}  // namespace

TEST_CASE("The live curve is F to a ten-thousandth of what is plotted, for every landscape, law and step size") {
    std::mt19937_64 generator(11);
    std::uniform_real_distribution<double> uniform;
    std::vector<double> curve(4096);
    for (const LandscapePtr& landscape : everyKind())
        for (const LawEntry& law : lawCatalogue())
            for (int draw = 0; draw < 4; ++draw) {
                const Interval domain = landscape->domain();
                // From windows finer than a pixel to windows wider than the view.
                const double width = domain.width() * std::pow(10.0, -5.0 + 5.5 * uniform(generator));
                const double shape =
                    law.law == Law::AlphaStable ? 1.2 + 0.8 * uniform(generator) : 2.5 + 6.0 * uniform(generator);
                const Smoothed smoothed(landscape, Noise{law.law, 1.0, shape}, width);
                if (smoothed.existence() == Existence::Absent) continue;
                smoothed.curve(domain, curve);
                const auto [lowest, highest] = std::minmax_element(curve.begin(), curve.end());
                CAPTURE(law.name, width, shape, domain.lower);
                REQUIRE(std::isfinite(*highest - *lowest));
                for (int k = 0; k < 12; ++k) {
                    const auto i = static_cast<std::size_t>(4095.0 * uniform(generator));
                    const double v = domain.lower + domain.width() * static_cast<double>(i) / 4095.0;
                    REQUIRE(std::abs(curve[i] - smoothed.value(v)) <= 1e-4 * (*highest - *lowest));
                }
            }
}

TEST_CASE("F is the mean of f over draws of the noise") {
    // 400,000 draws; each difference within five standard errors (sixty comparisons).
    constexpr std::size_t kDraws = 400'000;
    alignas(64) static double draws[kDraws];
    for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::Rademacher, Law::StudentT}) {
        const Noise noise{law, 1.5, 5.0};
        RandomStream(7, 3).fill(law, noise.shape, draws, kDraws);
        for (const char* name : {"dip", "spiky", "asymmetric", "kinked"}) {
            const LandscapePtr landscape = makeLandscape(name);
            const double eta = 0.08;
            const Smoothed smoothed(landscape, noise, eta);
            for (const double v : {-0.7, 0.1, 0.95}) {
                double sum = 0.0, squares = 0.0;
                for (std::size_t i = 0; i < kDraws; ++i) {
                    const double f = landscape->value(v - eta * noise.scale * draws[i]);
                    sum += f;
                    squares += f * f;
                }
                const double mean = sum / kDraws, error = std::sqrt((squares / kDraws - mean * mean) / kDraws);
                CAPTURE(static_cast<int>(law), name, v);
                REQUIRE(std::abs(mean - smoothed.value(v)) < 5.0 * error + 1e-12);
            }
        }
    }
}

TEST_CASE("Golden table: v* of the asymmetric valley") {
    const LandscapePtr valley = *makeLandscape("asymmetric", std::vector{2.0, 0.25, 0.5});
    // w_f = −sB/√(a₊a₋) with B = .875, s = .5: −.4375/√.5
    REQUIRE_THAT(minima(*valley, valley->domain()).front().w, WithinAbs(-0.4375 / std::sqrt(0.5), 1e-9));
    for (const auto& [eta, vStar] :
         {std::pair{0.01, -0.618735}, std::pair{0.04, -0.618979}, std::pair{0.16, -0.622898}})
        REQUIRE_THAT(lowestMinimum(Smoothed(valley, {Law::Uniform, 1.0}, eta), valley->domain()),
                     WithinAbs(vStar, 1e-6));
}

TEST_CASE("The ripples of the spiky parabola shrink by the characteristic function of the noise") {
    // F″(0) = a + bκ²S for φ = 0, S = E cos κηε
    const double a = 1.0, b = 0.1, kappa = 20.0, eta = 0.02;
    const LandscapePtr spiky = *makeLandscape("spiky", std::vector{a, b, kappa, 0.0});
    const auto check = [&](const Noise& noise, double S) {
        REQUIRE_THAT(Smoothed(spiky, noise, eta).curvature(0.0), WithinAbs(a + b * kappa * kappa * S, 1e-9));
    };
    const double t = kappa * eta;  // .4
    check({Law::Uniform, 8.0}, std::sin(8.0 * t) / (8.0 * t));
    check({Law::Gaussian, 3.0}, std::exp(-0.5 * 9.0 * t * t));
    check({Law::Laplace, 2.0}, 1.0 / (1.0 + 4.0 * t * t));
    check({Law::Rademacher, 5.0}, std::cos(5.0 * t));
    check({Law::AlphaStable, 2.0, 1.5}, std::exp(-std::pow(2.0 * t, 1.5)));
}

TEST_CASE("The dip under uniform noise has the closed form of maths.md") {
    const double a = 1.0, h = 0.1, s = 1.0, delta = 0.05;
    const LandscapePtr dip = *makeLandscape("dip", std::vector{a, h, s, delta});
    const auto P = [](double u) {
        u = std::clamp(u, -1.0, 1.0);
        return u - std::pow(u, 3) + 0.6 * std::pow(u, 5) - std::pow(u, 7) / 7.0;
    };
    for (const double rho : {0.02, 0.08, 0.5}) {
        const Smoothed smoothed(dip, {Law::Uniform, rho}, 1.0);
        for (double v = -1.9; v < 1.9; v += 0.037) {
            const double F = 0.5 * a * v * v + a * rho * rho / 6.0 -
                             h * delta / (2.0 * rho) * (P((v - s + rho) / delta) - P((v - s - rho) / delta));
            REQUIRE_THAT(smoothed.value(v), WithinAbs(F, 1e-10));
        }
    }
}

TEST_CASE("Which minimiser: the presets' numbers") {
    const LandscapePtr spiky = *makeLandscape("spiky", std::vector{1.0, 0.02, 10.0, 0.12});
    REQUIRE_THAT(globalMinima(minima(*spiky, spiky->domain()), 1e-9).front().w, WithinAbs(0.0793, 5e-5));
    REQUIRE_THAT(lowestMinimum(Smoothed(spiky, {Law::Uniform, 1.0}, 0.1), spiky->domain()), WithinAbs(0.0743, 5e-5));
    REQUIRE_THAT(lowestMinimum(Smoothed(spiky, {Law::Uniform, 1.0}, 0.3), spiky->domain()), WithinAbs(0.0084, 5e-5));
    // The deeper dip keeps its second minimum at the large step.
    const LandscapePtr deeper = *makeLandscape("dip", std::vector{0.3, 0.5, 1.5, 0.3});
    REQUIRE(Smoothed(deeper, {Law::Uniform, 15.0}, 0.02).minima(deeper->domain()).size() == 2);
    REQUIRE_THAT(lowestMinimum(Smoothed(deeper, {Law::Uniform, 15.0}, 0.006), deeper->domain()),
                 WithinAbs(1.484, 5e-4));
}
