// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/ensemble.h"

#include "core/sgd/segments.h"
#include "core/thread_pool.h"
#include "tests/core/sgd/test_landscapes.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

using namespace basin;

namespace {

const std::vector<Average> kEveryKind{
    {.kind = Average::Kind::PolyakRuppert},
    {.kind = Average::Kind::TailFrom, .start = 100},
    {.kind = Average::Kind::LastFraction, .fraction = 0.5},
    {.kind = Average::Kind::LastFraction, .fraction = 0.9},
    {.kind = Average::Kind::Window, .length = 10},
    {.kind = Average::Kind::Window, .length = 1000},
    {.kind = Average::Kind::Exponential, .decay = 0.95},
    {.kind = Average::Kind::Exponential, .decay = 0.0},
};

Dynamics quadratic(double curvature, double stepSize, Noise noise = {Law::Uniform, 1.0, 0.0}) {
    return {.landscape = parabola(curvature), .noise = noise, .stepSize = stepSize};
}

std::vector<double> average(const Ensemble& ensemble, std::size_t index) {
    std::vector<double> out(ensemble.walkers());
    ensemble.averages(index, out);
    return out;
}

/// Bit for bit, so that NaN equals NaN.
bool same(std::span<const double> a, std::span<const double> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

bool same(const Ensemble& a, const Ensemble& b) {
    bool equal = same(a.iterates(), b.iterates()) && a.step() == b.step() && a.diverged() == b.diverged();
    for (std::size_t i = 0; i < a.averageCount(); ++i) equal = equal && same(average(a, i), average(b, i));
    return equal;
}

}  // namespace

TEST_CASE("A step is w − η(f′(w) + ε), with the noise of the block's own stream") {
    // One step from w_0 = 1 on f = w²/2 with U[−r, r]: w_1 − (1 − η) = −ηε lies within ±ηr and has the variance η²r²/3;
    // the mean of 4096 has the standard error ηr/√(3·4096).
    Ensemble ensemble({.walkers = 4096, .start = 1.0});
    ensemble.advance(quadratic(1.0, 0.1, {Law::Uniform, 5.0, 0.0}), 1, nullptr);
    double mean = 0.0;
    for (const double w : ensemble.iterates()) {
        REQUIRE(std::abs(w - 0.9) <= 0.5);
        mean += w / 4096.0;
    }
    REQUIRE_THAT(mean, WithinAbs(0.9, 6.0 * 0.5 / std::sqrt(3.0 * 4096.0)));
    // No two walkers draw alike, in the same block or in another.
    std::vector<double> sorted(ensemble.iterates().begin(), ensemble.iterates().end());
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
}

TEST_CASE("Averages are the means of the iterates that they name") {
    const EnsembleOptions options{.walkers = 20, .start = 3.0, .seed = 5, .averages = kEveryKind};
    const Dynamics dynamics = quadratic(0.7, 0.05);
    Ensemble ensemble(options), single(options);
    std::vector<Segments> segments(kEveryKind.begin(), kEveryKind.end());

    std::vector<std::vector<double>> path{{single.iterates().begin(), single.iterates().end()}};
    for (std::int64_t t = 1; t <= 6000; ++t) {
        single.advance(dynamics, 1, nullptr);
        path.emplace_back(single.iterates().begin(), single.iterates().end());
    }
    std::int64_t cutTo = 0;
    for (const std::int64_t t : {1, 2, 17, 99, 100, 101, 1000, 4096, 5000, 6000}) {
        CAPTURE(t);
        ensemble.advance(dynamics, t - ensemble.step(), nullptr);
        while (cutTo < t) {
            ++cutTo;
            for (Segments& one : segments)
                if (one.nextCut(cutTo - 1) == cutTo) one.cut(cutTo);
        }
        for (std::size_t i = 0; i < kEveryKind.size(); ++i) {
            CAPTURE(i);
            const std::vector<double> means = average(ensemble, i);
            for (std::size_t walker = 0; walker < options.walkers; ++walker) {
                double expected = 0.0;
                if (kEveryKind[i].kind == Average::Kind::Exponential) {
                    // The weights (1−ψ)ψ^{t−s}/(1−ψ^t), written out.
                    double weights = 0.0;
                    for (std::int64_t s = std::max<std::int64_t>(1, t - 1000); s <= t; ++s) {
                        const double weight = std::pow(kEveryKind[i].decay, static_cast<double>(t - s));
                        expected += weight * path[static_cast<std::size_t>(s)][walker];
                        weights += weight;
                    }
                    expected /= weights;
                } else {
                    const std::int64_t count = segments[i].count(t);
                    for (std::int64_t s = t - count + 1; s <= t; ++s)
                        expected += path[static_cast<std::size_t>(s)][walker] / static_cast<double>(count);
                    if (count == 0) {
                        REQUIRE(std::isnan(means[walker]));
                        continue;
                    }
                }
                REQUIRE_THAT(means[walker], WithinAbs(expected, 1e-12));
            }
        }
    }
}

TEST_CASE("Results depend neither on the number of threads nor on how the steps are split") {
    // 2500 walkers are three blocks, the last one of 452 and not a multiple of 16.
    const EnsembleOptions options{.walkers = 2500, .start = -1.0, .seed = 11, .averages = kEveryKind};
    Dynamics dynamics = quadratic(1.0, 0.1, {Law::Gaussian, 1.0, 0.0});
    SECTION("plain") {}
    SECTION("momentum and schedule") {
        dynamics.momentum = 0.9;
        dynamics.schedule = {.kind = Schedule::Kind::Cosine, .length = 300};
    }
    SECTION("tails so heavy that walkers pass the limit of divergence and would come back") {
        dynamics.noise = Noise{Law::AlphaStable, 1e6, 0.5};
    }
    ThreadPool two(2), three(3);
    Ensemble whole(options), onTwo(options), onThree(options), split(options);
    whole.advance(dynamics, 1500, nullptr);
    onTwo.advance(dynamics, 1500, &two);
    onThree.advance(dynamics, 1500, &three);
    for (std::int64_t piece = 1; split.step() < 1500; ++piece)
        split.advance(dynamics, std::min(piece, 1500 - split.step()), piece % 2 ? &two : nullptr);
    REQUIRE(same(whole, onTwo));
    REQUIRE(same(whole, onThree));
    REQUIRE(same(whole, split));
    REQUIRE((whole.diverged() > 0) == (dynamics.noise.law.law == Law::AlphaStable));
}

TEST_CASE("The same seed repeats a run and another does not") {
    const Dynamics dynamics = quadratic(1.0, 0.1);
    Ensemble one({.walkers = 100, .seed = 1}), again({.walkers = 100, .seed = 1}), other({.walkers = 100, .seed = 2});
    for (Ensemble* ensemble : {&one, &again, &other}) ensemble->advance(dynamics, 100, nullptr);
    REQUIRE(same(one, again));
    for (std::size_t i = 0; i < 100; ++i) REQUIRE(one.iterates()[i] != other.iterates()[i]);
}

TEST_CASE("A copy goes on as the original would, and neither touches the other") {
    Dynamics dynamics = quadratic(1.0, 0.1);
    dynamics.momentum = 0.5;
    Ensemble one({.walkers = 1100, .averages = kEveryKind});
    one.advance(dynamics, 1234, nullptr);
    Ensemble two = one, other({.walkers = 3});
    other = one;
    REQUIRE(same(one, two));
    two.advance(dynamics, 777, nullptr);
    REQUIRE(one.step() == 1234);
    REQUIRE(same(one, other));
    one.advance(dynamics, 777, nullptr);
    REQUIRE(same(one, two));
    other.advance(quadratic(1.0, 0.05), 777, nullptr);
    REQUIRE_FALSE(same(other.iterates(), one.iterates()));
}

TEST_CASE("Averages restart and the walkers go on") {
    const EnsembleOptions options{.walkers = 50, .start = 10.0, .averages = kEveryKind};
    const Dynamics dynamics = quadratic(1.0, 0.1);
    Ensemble ensemble(options), undisturbed(options);
    ensemble.advance(dynamics, 777, nullptr);
    undisturbed.advance(dynamics, 777, nullptr);
    ensemble.restartAverages();
    REQUIRE(ensemble.averagedSteps() == 0);
    REQUIRE(ensemble.step() == 777);
    REQUIRE(std::isnan(average(ensemble, 0)[0]));
    ensemble.advance(dynamics, 1, nullptr);
    undisturbed.advance(dynamics, 1, nullptr);
    REQUIRE(same(ensemble.iterates(), undisturbed.iterates()));
    // After one step every average but the tail from step 100 is that iterate.
    for (const std::size_t i : {0u, 2u, 3u, 4u, 5u, 6u, 7u})
        for (std::size_t walker = 0; walker < 50; ++walker)
            REQUIRE_THAT(average(ensemble, i)[walker], WithinRel(ensemble.iterates()[walker], 1e-14));
    REQUIRE(std::isnan(average(ensemble, 1)[0]));

    ensemble.setAverages({{.kind = Average::Kind::Window, .length = 1}});
    REQUIRE(ensemble.averageCount() == 1);
    REQUIRE(ensemble.averagedSteps() == 0);
    ensemble.advance(dynamics, 5, nullptr);
    REQUIRE(same(average(ensemble, 0), ensemble.iterates()));
    ensemble.setAverages({});
    REQUIRE(ensemble.averageCount() == 0);
    ensemble.advance(dynamics, 5, nullptr);
    REQUIRE(ensemble.step() == 788);
}

TEST_CASE("A running mean of a million iterates keeps its digits") {
    // Without noise and slope every iterate is w_0 = .1, and so is their mean; a plain sum of 10⁶ terms, rounded at each,
    // would be off by about 1e-12 of it.
    const Dynamics still{.landscape = landscapeOfSlope([](double) { return 0.0; }),
                         .noise = Noise{Law::Uniform, 1e-300, 0.0}};
    Ensemble ensemble({.walkers = 16, .start = 0.1, .averages = {{.kind = Average::Kind::PolyakRuppert}, {}}});
    ensemble.advance(still, 1000000, nullptr);
    REQUIRE_THAT(average(ensemble, 0)[0], WithinRel(0.1, 1.2e-13));
    REQUIRE_THAT(average(ensemble, 1)[0], WithinRel(0.1, 1.2e-13));
}

TEST_CASE("The step size follows its schedule at every step") {
    // Noise too small to be seen: w_T = w_0 Π(1 − η_t a).
    Dynamics dynamics = quadratic(2.0, 0.3, {Law::Uniform, 1e-14, 0.0});
    dynamics.schedule = {.kind = Schedule::Kind::MultiStep, .length = 10, .factor = 0.5};
    // Milestones at 2, 4 and 6 of 10 steps: factors 1 1 ½ ½ ¼ ¼ ⅛ ⅛ ⅛ ⅛.
    const double expected =
        std::pow(1 - 0.6, 2) * std::pow(1 - 0.3, 2) * std::pow(1 - 0.15, 2) * std::pow(1 - 0.075, 4);
    Ensemble ensemble({.walkers = 1, .start = 1.0});
    ensemble.advance(dynamics, 3, nullptr);
    ensemble.advance(dynamics, 7, nullptr);
    REQUIRE_THAT(ensemble.iterates()[0], WithinRel(expected, 1e-12));
}

TEST_CASE("Momentum keeps its velocity between calls and forgets it when it is switched off") {
    // Without noise on f = w²/2 from w_0 = 1 with η = .1, β = .5:
    // m_1 = 1, w_1 = .9; m_2 = .5 + .9 = 1.4, w_2 = .76; m_3 = .7 + .76 = 1.46, w_3 = .614.
    Dynamics dynamics = quadratic(1.0, 0.1, {Law::Uniform, 1e-14, 0.0});
    dynamics.momentum = 0.5;
    Ensemble ensemble({.walkers = 3, .start = 1.0});
    ensemble.advance(dynamics, 1, nullptr);
    REQUIRE_THAT(ensemble.iterates()[2], WithinRel(0.9, 1e-12));
    ensemble.restartAverages();
    ensemble.advance(dynamics, 2, nullptr);
    REQUIRE_THAT(ensemble.iterates()[2], WithinRel(0.614, 1e-12));
    // Plain: w_4 = .9·.614. Then momentum from rest: m = w_4, w_5 = .9 w_4.
    dynamics.momentum = 0.0;
    ensemble.advance(dynamics, 1, nullptr);
    dynamics.momentum = 0.5;
    ensemble.advance(dynamics, 1, nullptr);
    REQUIRE_THAT(ensemble.iterates()[2], WithinRel(0.81 * 0.614, 1e-12));
}

TEST_CASE("Walkers that diverge are counted, become NaN and leave the others alone") {
    // Within |w| < 1 the slope leads to 0, beyond it leads away, ten times farther at each step.
    const Dynamics dynamics{.landscape = landscapeOfSlope([](double w) { return std::abs(w) < 1.0 ? w : -90.0 * w; }),
                            .noise = Noise{Law::Gaussian, 2.0, 0.0},
                            .stepSize = 0.1};
    Ensemble ensemble({.walkers = 3000, .start = 0.0, .averages = kEveryKind});
    ensemble.advance(dynamics, 200, nullptr);
    const std::size_t before = ensemble.diverged();
    REQUIRE(before > 0);
    REQUIRE(before < 3000);
    const std::vector<double> then(ensemble.iterates().begin(), ensemble.iterates().end());
    ensemble.advance(dynamics, 200, nullptr);
    REQUIRE(ensemble.diverged() >= before);
    std::size_t counted = 0;
    for (std::size_t i = 0; i < 3000; ++i) {
        const double w = ensemble.iterates()[i];
        if (std::isnan(then[i])) REQUIRE(std::isnan(w));
        REQUIRE((std::isnan(w) || std::abs(w) <= Ensemble::kDivergence));
        counted += std::isnan(w);
    }
    REQUIRE(counted == ensemble.diverged());
    for (std::size_t k = 0; k < ensemble.averageCount(); ++k) {
        const std::vector<double> means = average(ensemble, k);
        for (std::size_t i = 0; i < 3000; ++i) REQUIRE(std::isnan(means[i]) == std::isnan(ensemble.iterates()[i]));
    }
}

TEST_CASE("Beyond 2/a descent is unstable and every walker diverges") {
    // |1 − ηa| = 1.5 takes 1 to 10¹² in ln 10¹²/ln 1.5 = 68 steps. The noise adds at most Σ ηr/1.5^k = 5 to the 1, so that
    // after 60 steps |w| ≤ 6·1.5⁶⁰ = 2.2e11; after 120 even a thousand-millionth would have passed the limit.
    Ensemble ensemble({.walkers = 100, .start = 1.0});
    ensemble.advance(quadratic(1.0, 2.5), 60, nullptr);
    REQUIRE(ensemble.diverged() == 0);
    ensemble.advance(quadratic(1.0, 2.5), 60, nullptr);
    REQUIRE(ensemble.diverged() == 100);
}
