// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"
#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "core/smoothing/smoothed.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace basin;

namespace {

constexpr std::size_t kPoints = 1024;

double between(std::mt19937_64& random, double lower, double upper) {
    return std::uniform_real_distribution<double>(lower, upper)(random);
}

std::size_t index(std::mt19937_64& random, std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

/// A named landscape with parameters anywhere in their ranges, a drawn one, or a typed one.
LandscapePtr randomLandscape(std::mt19937_64& random, std::string& name) {
    const auto entries = landscapeCatalogue();
    const std::size_t choice = index(random, entries.size() + 2);
    if (choice < entries.size()) {
        const CatalogueEntry& entry = entries[choice];
        std::vector<double> values;
        name = entry.name;
        for (const Parameter& parameter : entry.parameters) {
            const double value =
                parameter.logarithmic
                    ? std::exp(between(random, std::log(parameter.minimum), std::log(parameter.maximum)))
                    : between(random, parameter.minimum, parameter.maximum);
            values.push_back(std::clamp(value, parameter.minimum, parameter.maximum));
            name += " " + std::to_string(values.back());
        }
        const auto made = makeLandscape(entry.name, values);
        return made ? *made : makeLandscape(entry.name);
    }
    if (choice == entries.size()) {
        name = "drawn";
        std::vector<CurvePoint> points;
        for (int i = 0; i <= 60; ++i)
            points.push_back({-3.0 + 0.1 * i, 0.3 * std::pow(-3.0 + 0.1 * i, 2) + between(random, -0.3, 0.3)});
        return *makeCurve(points);
    }
    constexpr std::array<const char*, 4> kFormulas{"abs(w) + 0.1*sin(20*w)", "w^2/2 - 0.2*exp(-400*(w-1)^2)",
                                                   "abs(w)^1.5 + min(w^2, 0.3)", "0.1*w^4 - w^2 + cos(5*w)"};
    name = kFormulas[index(random, kFormulas.size())];
    return *makeFormula(name, {-3.0, 2.5});
}

Noise randomNoise(std::mt19937_64& random) {
    switch (index(random, 6)) {
        case 0: return {.law = Law::Uniform};
        case 1: return {.law = Law::Gaussian};
        case 2: return {.law = Law::Laplace};
        case 3: return {.law = Law::Rademacher};
        case 4: return {.law = Law::StudentT, .scale = 1.0, .shape = between(random, 1.1, 6.0)};
        default: return {.law = Law::AlphaStable, .scale = 1.0, .shape = between(random, 1.1, 2.0)};
    }
}

}  // namespace

// The promise is 1e-4 of the plotted range; each pair is looked at where it is hardest: at breakpoints, else anywhere.
TEST_CASE("The curve agrees with the readings for any landscape, law, step size and range") {
    std::mt19937_64 random(2024);
    std::vector<double> curve(kPoints);
    for (int pair = 0; pair < 400; ++pair) {
        std::string name;
        const LandscapePtr landscape = randomLandscape(random, name);
        const Noise noise = randomNoise(random);
        const double stepSize = std::pow(10.0, between(random, -6.0, 3.0));
        const Smoothed smoothed(landscape, noise, stepSize);
        if (smoothed.existence() == Existence::Absent) continue;

        // The domain, a part of it, or much more than it.
        const Interval domain = landscape->domain();
        const double width = domain.width() * std::array{1.0, 1.0, 0.03, 20.0}[index(random, 4)];
        const double centre =
            width < domain.width() ? between(random, domain.lower, domain.upper) : domain.centre() + 0.1 * width;
        const Interval range{centre - 0.5 * width, centre + 0.5 * width};
        smoothed.curve(range, curve);

        const auto [lowest, highest] = std::minmax_element(curve.begin(), curve.end());
        const double tolerance = 1e-4 * (*highest - *lowest);
        const std::vector<double> points = landscape->breakpoints();
        for (int i = 0; i < 10; ++i) {
            double place = between(random, 0.0, kPoints - 1.0);
            if (i < 5 && !points.empty())
                place = (points[index(random, points.size())] - range.lower) / width * (kPoints - 1.0) + i - 2.0;
            const double at = std::clamp(std::round(place), 0.0, kPoints - 1.0);
            const double v = range.lower + width * at / (kPoints - 1.0);
            CAPTURE(name, static_cast<int>(noise.law), noise.shape, stepSize, range.lower, range.upper, v);
            REQUIRE_THAT(curve[static_cast<std::size_t>(at)], WithinAbs(smoothed.value(v), tolerance));
        }
    }
}

// A dip of depth 1 whose half-width δ is a hundredth of the distance of two points. Noise much wider than it sees its area
// 32δ/35 only: F = v²/2 + s²/2 − 32δ/35 p(v − s) under Gaussian noise of width s, to second order in δ/s.
TEST_CASE("A feature far narrower than the points are apart weighs what it weighs") {
    const Interval range{-1.0, 1.0};
    const double apart = range.width() / (kPoints - 1.0), delta = 0.01 * apart;
    const double s = range.lower + apart * 300.0;  // on a point
    const auto dip = narrowDip(1.0, s, delta);
    std::vector<double> curve(kPoints);
    for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::StudentT})
        for (const double scale : {0.1 * delta, delta, 0.3 * apart, 2.0 * apart, 40.0 * apart}) {
            const Smoothed smoothed(dip, Noise{.law = law, .scale = scale, .shape = 3.0}, 1.0);
            smoothed.curve(range, curve);
            for (const std::size_t i : {250u, 299u, 300u, 301u, 305u, 340u}) {
                const double v = range.lower + apart * static_cast<double>(i);
                CAPTURE(static_cast<int>(law), scale / apart, i);
                REQUIRE_THAT(curve[i], WithinAbs(smoothed.value(v), 1e-5));
            }
        }
    const double wide = 100.0 * delta;
    Smoothed(dip, Noise{.law = Law::Gaussian, .scale = wide}, 1.0).curve(range, curve);
    const double expected =
        0.5 * s * s + 0.5 * wide * wide - 32.0 / 35.0 * delta / (wide * std::sqrt(2.0 * std::numbers::pi));
    REQUIRE_THAT(curve[300], WithinAbs(expected, 1e-5));
}

TEST_CASE("Where F is absent its curve is a gap, and one point or two make a curve") {
    std::vector<double> curve(5, 0.0);
    Smoothed(parabola(1.0), Noise{.law = Law::AlphaStable, .scale = 1.0, .shape = 0.9}, 0.1).curve({-1.0, 1.0}, curve);
    for (const double F : curve) REQUIRE(std::isnan(F));

    for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::Rademacher, Law::StudentT}) {
        // E (v − X)²/2 = v²/2 + σ²/2
        const Noise noise{.law = law, .scale = 1.0, .shape = 3.0};
        const double half = 0.5 * noise.sigma() * noise.sigma();
        const Smoothed smoothed(parabola(1.0), noise, 1.0);
        std::vector<double> one(1), two(2);
        smoothed.curve({-1.0, 3.0}, one);
        smoothed.curve({-1.0, 3.0}, two);
        REQUIRE_THAT(one[0], WithinAbs(0.5 + half, 1e-8));
        REQUIRE_THAT(two[0], WithinAbs(0.5 + half, 1e-6));
        REQUIRE_THAT(two[1], WithinAbs(4.5 + half, 1e-6));
    }
}

// E f is infinite, so F is fixed by F = f at the centre of the domain, which need not be in the range.
TEST_CASE("Up to a constant the curve goes through f at the centre of the domain") {
    const LandscapePtr landscape = makeLandscape("gaussians");
    const double anchor = landscape->domain().centre();
    for (const double stepSize : {1e-4, 0.05, 3.0}) {
        const Smoothed smoothed(landscape, Noise{.law = Law::AlphaStable, .scale = 1.0, .shape = 1.4}, stepSize);
        REQUIRE(smoothed.existence() == Existence::UpToConstant);
        REQUIRE_THAT(smoothed.value(anchor), WithinAbs(landscape->value(anchor), 1e-9));
        std::vector<double> curve(101);
        smoothed.curve({anchor - 1.0, anchor + 1.0}, curve);
        REQUIRE_THAT(curve[50], WithinAbs(landscape->value(anchor), 1e-5));
        smoothed.curve({anchor + 1.0, anchor + 2.0}, curve);
        REQUIRE_THAT(curve[0], WithinAbs(smoothed.value(anchor + 1.0), 1e-5));
    }
}

TEST_CASE("Several threads get the same curve of one landscape at once") {
    const LandscapePtr landscape = makeLandscape("dip");
    const auto make = [&landscape](std::vector<double>& curve) {
        for (int i = 1; i <= 20; ++i)
            Smoothed(landscape, Noise{.law = Law::Laplace, .scale = 1.0}, 0.01 * i).curve(landscape->domain(), curve);
    };
    std::vector<double> alone(512);
    make(alone);
    std::array<std::vector<double>, 3> curves;
    {
        std::vector<std::jthread> threads;
        for (std::vector<double>& curve : curves) {
            curve.resize(alone.size());
            threads.emplace_back([&make, &curve] { make(curve); });
        }
    }
    for (const std::vector<double>& curve : curves) REQUIRE(curve == alone);
}
