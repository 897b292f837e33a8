// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/regression.h"

#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

namespace {

std::vector<Sample> someSamples() { return {{-1.0, -0.5}, {0.0, 0.3}, {0.5, 1.0}, {1.5, 2.0}, {2.5, 3.9}}; }

}  // namespace

TEST_CASE("A regression's loss: derivatives, antiderivative, steps and bounds of the curvature") {
    std::mt19937_64 random(11);
    for (const SampleLossEntry& entry : sampleLosses()) {
        CAPTURE(entry.name);
        const auto f = *makeRegression(someSamples(), entry.loss, {-1.0, 3.0});
        checkDerivatives(*f, random);
        checkStep(*f, random);
        checkGrouping(*f, random);
        // The mean over the samples of the loss as it is written.
        const double w = 1.2;
        double mean = 0.0;
        for (const auto& [x, y] : someSamples()) {
            const double r = w * x - y;
            mean += entry.loss == SampleLoss::Squares  ? 0.5 * r * r
                    : entry.loss == SampleLoss::Robust ? std::sqrt(1.0 + r * r) - 1.0
                                                       : 0.5 * std::pow(std::sin(w * x) - y, 2);
        }
        REQUIRE_THAT(f->value(w), WithinRel(mean / 5.0, 1e-13));
        std::uniform_real_distribution<double> anywhere(-2.0, 4.0);
        for (int i = 0; i < 20; ++i) {
            const double a = anywhere(random), b = anywhere(random);
            const Interval over{std::min(a, b), std::max(a, b)};
            const CurvatureBounds bounds = f->curvatureBounds(over);
            for (int k = 0; k <= 100; ++k) {
                const double inside = f->curvature(over.lower + over.width() * k / 100);
                REQUIRE(bounds.range.lower <= inside + 1e-12);
                REQUIRE(inside - 1e-12 <= bounds.range.upper);
            }
        }
    }
    // Least squares: f′(w) = 0 at ∑xy/∑x².
    const auto squares = *makeRegression(someSamples(), SampleLoss::Squares, {-1.0, 3.0});
    REQUIRE_THAT(squares->slope((0.5 + 0.5 + 3.0 + 9.75) / (1.0 + 0.25 + 2.25 + 6.25)), WithinAbs(0.0, 1e-14));
}

TEST_CASE("Samples are read from two columns, and what is wrong is named by its line") {
    const auto samples = *readSamplesCsv("x,y\n1,2\n# a comment\n0.5; -3\n");
    REQUIRE(samples == std::vector<Sample>{{1.0, 2.0}, {0.5, -3.0}});
    REQUIRE(says(readSamplesCsv("1,2\n3\n").error(), "line 2"));
    REQUIRE(says(readSamplesCsv("1,2\n3\n").error(), "x and y"));
    REQUIRE(says(readSamplesCsv("1,2\nx,3\n").error(), "not a number"));
    REQUIRE_FALSE(makeRegression({{1.0, 1.0}}, SampleLoss::Squares, {0.0, 1.0}));
    REQUIRE_FALSE(makeRegression(std::vector<Sample>(201, {1.0, 1.0}), SampleLoss::Squares, {0.0, 1.0}));
    REQUIRE_FALSE(makeRegression({{1.0, 1.0}, {2e6, 1.0}}, SampleLoss::Squares, {0.0, 1.0}));
}

TEST_CASE("The suggested domain holds the best parameter") {
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    for (int draw = 0; draw < 20; ++draw) {
        const double truth = 10.0 * normal(random);
        std::vector<Sample> samples;
        for (int i = 0; i < 8; ++i) {
            const double x = normal(random);
            samples.push_back({x, truth * x + normal(random)});
        }
        double xx = 0.0, xy = 0.0;
        for (const Sample& s : samples) xx += s.x * s.x, xy += s.x * s.y;
        CAPTURE(draw, truth);
        REQUIRE(suggestedDomain(samples, SampleLoss::Squares).contains(xy / xx));
    }
}
