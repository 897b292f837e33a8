// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/law_walk.h"

#include "core/landscape/catalogue.h"
#include "core/theory/chain_walk.h"
#include "tests/support/catch.h"

#include <cmath>
#include <numeric>

using namespace basin;

namespace {

struct Moments {
    double mass = 0.0, mean = 0.0, variance = 0.0;
};
Moments momentsOf(const LawWalk& walk) {
    Moments moments;
    moments.mass = std::accumulate(walk.law().begin(), walk.law().end(), 0.0);
    moments.mean = Chain::mean(walk.law(), walk.points());
    for (std::size_t i = 0; i < walk.law().size(); ++i)
        moments.variance += walk.law()[i] * std::pow(walk.points()[i] - moments.mean, 2);
    return moments;
}

/// f = w²/2, whose iterates are normal under Gaussian noise: mean φm and variance φ²V + η²σ² after a step, φ = 1 − η.
const LandscapePtr kParabola = *makeLandscape("kinked", std::vector<double>{1.0, 1.0});
const Noise kNoise{Law::Gaussian, 0.3};

Moments steps(Moments law, double eta, int count) {
    for (int t = 0; t < count; ++t)
        law = {1.0, (1.0 - eta) * law.mean, std::pow(1.0 - eta, 2) * law.variance + std::pow(eta * 0.3, 2)};
    return law;
}

void requireNear(const Moments& got, const Moments& expected) {
    REQUIRE_THAT(got.mass, WithinAbs(1.0, 1e-9));
    REQUIRE_THAT(got.mean, WithinAbs(expected.mean, 1e-6));
    REQUIRE_THAT(got.variance, WithinRel(expected.variance, 2e-3));
}

}  // namespace

TEST_CASE("The law at a step has the moments of the recursion, and goes on correctly when the step size changes") {
    const Course first{2.0, {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 0.2}}};
    LawWalk walk(first);
    REQUIRE(walk.advanceTo(5));
    const Moments after5 = steps({1.0, 2.0, 0.0}, 0.2, 5);
    requireNear(momentsOf(walk), after5);

    // From step 8 on a small step: its law in the long run is far narrower than what it starts from. Then a large one.
    Course changed = first;
    changed.stretches.push_back({.from = 8, .landscape = kParabola, .noise = kNoise, .stepSize = 0.01});
    changed.stretches.push_back({.from = 28, .landscape = kParabola, .noise = kNoise, .stepSize = 0.7});
    REQUIRE(walk.follow(changed));
    REQUIRE(walk.advanceTo(28));
    const Moments after28 = steps(steps(after5, 0.2, 3), 0.01, 20);
    requireNear(momentsOf(walk), after28);
    REQUIRE(walk.advanceTo(31));
    requireNear(momentsOf(walk), steps(after28, 0.7, 3));
    REQUIRE(walk.step() == 31);
}

TEST_CASE("A walk follows only a course that is the same as far as it has come") {
    const Course course{2.0, {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 0.2}}};
    LawWalk walk(course);
    REQUIRE(walk.advanceTo(5));
    Course other = course;
    other.start = 1.0;
    REQUIRE_FALSE(walk.follow(other));
    other = course;
    other.stretches[0].stepSize = 0.1;
    REQUIRE_FALSE(walk.follow(other));
    other = course;
    other.stretches.push_back({.from = 4, .landscape = kParabola, .noise = kNoise, .stepSize = 0.1});
    REQUIRE_FALSE(walk.follow(other));  // it has walked past the change
    other.stretches.back().from = 5;
    REQUIRE(sameUntil(5, course, other));
    REQUIRE_FALSE(sameUntil(6, course, other));
    REQUIRE(walk.follow(other));
    REQUIRE(walk.follow(course));  // not yet begun, it may be taken back
}

TEST_CASE("A billion steps end in the long run's law at once, and a pause keeps what is done") {
    const Course course{2.0, {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 0.2}}};
    LawWalk walk(course);
    REQUIRE_FALSE(walk.advanceTo(1000, [] { return true; }));
    const std::int64_t paused = walk.step();
    REQUIRE(paused > 0);
    REQUIRE(paused < 1000);
    requireNear(momentsOf(walk), steps({1.0, 2.0, 0.0}, 0.2, static_cast<int>(paused)));
    REQUIRE(walk.advanceTo(1'000'000'000));
    // V = ησ²/(2 − η) = .2 · .09/1.8 = .01.
    requireNear(momentsOf(walk), {1.0, 0.0, 0.01});
}

TEST_CASE("A start far outside, from which the first step overshoots, finds a grid that holds it") {
    // η = 1.9: w goes from 50 to −45, while the law in the long run is some 1.3 wide.
    const Course course{50.0, {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 1.9}}};
    LawWalk walk(course);
    REQUIRE(walk.advanceTo(1));
    REQUIRE_THAT(momentsOf(walk).mean, WithinAbs(-45.0, 1e-6));
    REQUIRE(walk.advanceTo(40));
    const double phi = -0.9;
    REQUIRE_THAT(momentsOf(walk).mean, WithinAbs(50.0 * std::pow(phi, 40), 1e-4));
}

TEST_CASE("Noise much narrower than the way from the start to the valley is resolved") {
    // One step's noise is .003 wide, the way 2: a grid of 2000 points would widen the law.
    const Course course{2.0, {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 0.001}}};
    LawWalk walk(course);
    REQUIRE(walk.advanceTo(300));
    requireNear(momentsOf(walk), steps({1.0, 2.0, 0.0}, 0.001, 300));
}

TEST_CASE("Between two wells the law at a step is the one of the walk that also keeps the average") {
    const LandscapePtr wells = makeLandscape("double-well");
    const Noise noise{Law::Uniform, 6.0};
    const Course course{1.0, {{.from = 0, .landscape = wells, .noise = noise, .stepSize = 0.04}}};
    LawWalk walk(course);
    REQUIRE(walk.advanceTo(777));
    const Chain chain = *Chain::make(wells, noise, 0.04, {.include = 1.0});
    ChainWalk other(chain, chain.stationary(), 1.0, 0.0);
    REQUIRE(other.advanceTo(777));
    REQUIRE(chain.points() == walk.points());
    double difference = 0.0;
    for (std::size_t i = 0; i < chain.cells(); ++i) difference += std::abs(walk.law()[i] - other.law()[i]);
    REQUIRE(difference < 1e-4);
}

TEST_CASE("With momentum or a schedule there is no law, and the error says so") {
    const Course course{2.0,
                        {{.from = 0, .landscape = kParabola, .noise = kNoise, .stepSize = 0.2},
                         {.from = 3, .landscape = kParabola, .noise = kNoise, .stepSize = 0.2, .plain = false}}};
    LawWalk walk(course);
    REQUIRE(walk.advanceTo(2));
    REQUIRE_FALSE(walk.error());
    REQUIRE_FALSE(walk.advanceTo(10));
    REQUIRE(walk.error());
    REQUIRE(walk.step() == 3);
}
