// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/distance_lines.h"

#include "core/landscape/catalogue.h"
#include "core/theory/exact_law.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace basin;

namespace {

/// The asymmetric valley of the golden table (maths.md §4), σ² = 1/3.
const LandscapePtr kValley = *makeLandscape("asymmetric", std::vector<double>{2.0, 0.25, 0.5});
const Noise kNoise{Law::Uniform, 1.0};

}  // namespace

TEST_CASE("The lines for w lie by the last step's noise above those for v, with the golden table's numbers") {
    // η = .16: B1′ = .109, B2 = 7.34e-3, P1 = 5.323e-2, each to 1 %; η²σ² = .0256/3 = 8.533e-3. B1 fails: η > 2c/L² = .125.
    const ConstantsReport report = *measureConstants(kValley, kNoise, 0.16);
    const DistanceLines lines = distanceLines(report, 0.16);
    REQUIRE_FALSE(lines.upperIsB1);
    REQUIRE_THAT(lines.upper.value(), WithinRel(std::sqrt(0.109 + 8.533e-3), 0.01));
    REQUIRE_THAT(lines.lower.value(), WithinRel(std::sqrt(7.34e-3 + 8.533e-3), 0.01));
    REQUIRE_THAT(lines.expected.value(), WithinRel(std::sqrt(5.323e-2 + 8.533e-3), 0.01));
    // What they are about: the exact RMS of w.
    const double rms = std::sqrt(exactLaw(kValley, kNoise, 0.16, {.reference = report.vStar})->limit.square);
    REQUIRE(rms < *lines.upper);
    REQUIRE(rms > *lines.lower);
    REQUIRE_THAT(rms, WithinRel(*lines.expected, 0.01));
}

TEST_CASE("The lines for averages bound and foretell what the exact chain says of them") {
    const double eta = 0.04, start = -0.6;  // all but on v*: a start far off takes long to be forgotten
    const std::int64_t T = 20000;
    const ConstantsReport report = *measureConstants(kValley, kNoise, eta);
    const double v0 = start - eta * kValley->slope(start), distance2 = std::pow(v0 - report.vStar, 2);
    const Average all{.kind = Average::Kind::PolyakRuppert}, half{.kind = Average::Kind::LastFraction};
    const ExactLaw exact = *exactLaw(kValley, kNoise, eta, {.reference = report.vStar, .start = start, .steps = T});
    const double rms = std::sqrt(std::pow(exact.averageMean, 2) + exact.averageVariance);
    REQUIRE(averageLine(report, eta, distance2, all, T).value() > std::abs(exact.averageMean));
    REQUIRE_THAT(averageLine(report, eta, distance2, all, T).value(),
                 WithinRel(averageBound(report.constants, eta, distance2, T).value(), 1e-12));
    // To leading order in η.
    REQUIRE_THAT(expectedAverage(report, eta, all, T).value(), WithinRel(rms, 0.05));
    // Half of the iterates have twice the variance about the same bias.
    const double bias2 = std::pow(expectedAverage(report, eta, all, 1'000'000'000'000).value(), 2);
    REQUIRE_THAT(std::pow(expectedAverage(report, eta, half, T).value(), 2) - bias2,
                 WithinRel(2.0 * (std::pow(expectedAverage(report, eta, all, T).value(), 2) - bias2), 1e-4));
    // Without the start the bound is the lower one.
    REQUIRE(averageLine(report, eta, 1e4, half, T).value() < averageLine(report, eta, 1e4, all, T).value());
}

TEST_CASE("Averages hold as many iterates as they say") {
    REQUIRE(iteratesIn({.kind = Average::Kind::PolyakRuppert}, 100) == 100);
    REQUIRE(iteratesIn({.kind = Average::Kind::TailFrom, .start = 60}, 100) == 40);
    REQUIRE(iteratesIn({.kind = Average::Kind::TailFrom, .start = 200}, 100) == 0);
    REQUIRE(iteratesIn({.kind = Average::Kind::LastFraction, .fraction = 0.25}, 100) == 25);
    REQUIRE(iteratesIn({.kind = Average::Kind::Window, .length = 30}, 100) == 30);
    REQUIRE_FALSE(iteratesIn({.kind = Average::Kind::Exponential}, 100));
}

TEST_CASE("Lines whose conditions fail are absent") {
    // The deeper dip at .02: A3 fails and ηL > 1, which leaves the predictions. Without a variance nothing is left.
    const auto dip = *makeLandscape("dip", std::vector<double>{0.3, 0.5, 1.5, 0.3});
    const ConstantsReport fails = *measureConstants(dip, Noise{Law::Uniform, 15.0}, 0.06);
    const DistanceLines lines = distanceLines(fails, 0.06);
    REQUIRE_FALSE(lines.upper);
    REQUIRE_FALSE(lines.lower);
    REQUIRE(lines.expected);
    REQUIRE_FALSE(averageLine(fails, 0.06, 1.0, {.kind = Average::Kind::PolyakRuppert}, 100));
    const ConstantsReport heavy = *measureConstants(kValley, Noise{Law::AlphaStable, 1.0, 1.5}, 0.04);
    REQUIRE_FALSE(distanceLines(heavy, 0.04).upper);
    REQUIRE_FALSE(distanceLines(heavy, 0.04).lower);
    REQUIRE_FALSE(distanceLines(heavy, 0.04).expected);
}
