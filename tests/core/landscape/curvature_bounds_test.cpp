// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curvature_bounds.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/landscape/formula.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace basin;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kSamples = 20000;

/// The extremes of f″ over an interval as sampled, on both sides of every breakpoint too.
Interval sampledRange(const Landscape& landscape, Interval over) {
    Interval range{kInfinity, -kInfinity};
    const auto take = [&](double w) {
        if (!over.contains(w)) return;
        const double here = landscape.curvature(w);
        range = {std::min(range.lower, here), std::max(range.upper, here)};
    };
    for (int i = 0; i <= kSamples; ++i) take(over.lower + over.width() * i / kSamples);
    for (const double w : landscape.breakpoints())
        for (const double place : {std::nextafter(w, -kInfinity), w, std::nextafter(w, kInfinity)}) take(place);
    return range;
}

/// A landscape of the catalogue with every parameter drawn within its range.
LandscapePtr drawn(const CatalogueEntry& entry, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share(0.05, 0.95);
    std::vector<double> values;
    for (const Parameter& p : entry.parameters)
        values.push_back(p.logarithmic ? p.minimum * std::pow(p.maximum / p.minimum, share(random))
                                       : p.minimum + share(random) * (p.maximum - p.minimum));
    return *makeLandscape(entry.name, values);
}

LandscapePtr drawnCurve(std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::vector<CurvePoint> points;
    for (int i = 0; i < 12; ++i) points.push_back({-3.0 + 0.5 * i, normal(random)});
    return *makeCurve(points);
}

void check(const Landscape& landscape, Interval over) {
    const CurvatureBounds bounds = landscape.curvatureBounds(over);
    const Interval sampled = sampledRange(landscape, over);
    const double size = std::max(std::abs(sampled.lower), std::abs(sampled.upper));
    CAPTURE(over.lower, over.upper, bounds.range.lower, bounds.range.upper, sampled.lower, sampled.upper);
    REQUIRE(bounds.certified);
    // No sample lies outside, but for rounding.
    REQUIRE(bounds.range.lower <= sampled.lower + 1e-12 * size);
    REQUIRE(bounds.range.upper >= sampled.upper - 1e-12 * size);
    // Two samples stand h apart, so that no extreme is missed by more than lipschitz·h/2; the sums of bells may be 2 % looser.
    const double h = over.width() / kSamples;
    const double slack = (std::isfinite(bounds.lipschitz) ? bounds.lipschitz * h : 0.0) +
                         0.02 * (landscape.gaussianWells() ? size : 0.0) + 1e-12 * size;
    REQUIRE(bounds.range.lower >= sampled.lower - slack);
    REQUIRE(bounds.range.upper <= sampled.upper + slack);
    // |f″(x) − f″(y)| ≤ lipschitz |x − y|.
    double steepest = 0.0;
    for (int i = 0; i < kSamples; ++i)
        steepest = std::max(steepest, std::abs(landscape.curvature(over.lower + h * (i + 1)) -
                                               landscape.curvature(over.lower + h * i)));
    REQUIRE(steepest <= bounds.lipschitz * h * (1.0 + 1e-9) + 1e-12 * size);
}

}  // namespace

TEST_CASE("Bounds of the curvature hold every sample and no more, for all landscapes of the catalogue") {
    std::mt19937_64 random(11);
    for (const CatalogueEntry& entry : landscapeCatalogue())
        for (int draw = 0; draw < 6; ++draw) {
            const LandscapePtr landscape = drawn(entry, random);
            const Interval domain = landscape->domain();
            CAPTURE(entry.name, draw);
            check(*landscape, domain);
            std::uniform_real_distribution<double> place(domain.lower - 0.3 * domain.width(),
                                                         domain.upper + 0.3 * domain.width());
            for (int part = 0; part < 4; ++part) {
                const double a = place(random), b = place(random);
                check(*landscape, {std::min(a, b), std::max(a, b)});
            }
        }
}

TEST_CASE("Bounds of a spline's curvature hold every sample and no more") {
    std::mt19937_64 random(12);
    for (int draw = 0; draw < 6; ++draw) {
        const LandscapePtr curve = drawnCurve(random);
        std::uniform_real_distribution<double> place(-4.0, 4.0);
        const double a = place(random), b = place(random);
        check(*curve, {std::min(a, b), std::max(a, b)});
    }
}

TEST_CASE("Bounds on the whole line hold far out too, and are infinite where f grows faster than a parabola") {
    std::mt19937_64 random(13);
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        const LandscapePtr landscape = drawn(entry, random);
        const CurvatureBounds all = landscape->curvatureBounds({-kInfinity, kInfinity});
        CAPTURE(entry.name);
        if (landscape->growth() > 2) {
            REQUIRE(all.range.upper == kInfinity);
            continue;
        }
        REQUIRE(std::isfinite(all.range.lower));
        REQUIRE(std::isfinite(all.range.upper));
        for (int i = 0; i < 400; ++i) {
            const double w = std::sinh(-14.0 + 0.07 * i);  // ±6e5, the closer the nearer to 0
            const double size = 1e-9 * std::max(std::abs(all.range.lower), std::abs(all.range.upper));
            REQUIRE(landscape->curvature(w) >= all.range.lower - size);
            REQUIRE(landscape->curvature(w) <= all.range.upper + size);
        }
    }
}

TEST_CASE("The curvature of a formula is estimated from samples, and a jump of it is seen") {
    const auto sine = *makeFormula("sin(w)", {-3.0, 3.0});
    const CurvatureBounds bounds = sine->curvatureBounds({-2.0, 2.0});
    REQUIRE_FALSE(bounds.certified);
    // f″ = −sin w, |f‴| = |cos w| ≤ 1.
    REQUIRE_THAT(bounds.range.lower, WithinAbs(-1.0, 1e-6));
    REQUIRE_THAT(bounds.range.upper, WithinAbs(1.0, 1e-6));
    REQUIRE_THAT(bounds.lipschitz, WithinAbs(1.0, 1e-3));
    // f = w²/2 + |w|w/2 has f″ = 0 on the left of 0 and 2 on the right.
    const auto kink = *makeFormula("w^2/2 + abs(w)*w/2", {-3.0, 3.0});
    REQUIRE(kink->curvatureBounds({-1.0, 1.0}).lipschitz == kInfinity);
}

TEST_CASE("The range of a cosine over an interval") {
    REQUIRE(cosineRange(0.0, 7.0) == Interval{-1.0, 1.0});
    REQUIRE(cosineRange(-kInfinity, 0.0) == Interval{-1.0, 1.0});
    REQUIRE(cosineRange(0.0, 0.5) == Interval{std::cos(0.5), 1.0});
    REQUIRE(cosineRange(3.0, 3.5) == Interval{-1.0, std::cos(3.5)});
    REQUIRE(cosineRange(-4.0, -2.0) == Interval{-1.0, std::cos(-2.0)});
}
