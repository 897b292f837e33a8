// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_ensemble.h"

#include "core/plane/surface_choice.h"
#include "core/sgd/segments.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

using namespace basin;

namespace {

/// A surface by its gradient alone, which is all that SGD sees; steps one walker at a time.
template <class Gradient>
class GradientSurface : public Surface {
public:
    explicit GradientSurface(Gradient gradient) : m_gradient(std::move(gradient)) {}
    double value(Point) const override { return 0.0; }
    Point gradient(Point w) const override { return m_gradient(w); }
    Symmetric hessian(Point) const override { return {}; }
    Rectangle domain() const override { return {{-1.0, 1.0}, {-1.0, 1.0}}; }
    PlanePolynomial polynomial() const override { return {}; }
    void step(const PlaneStep& step) const override {
        for (std::size_t i = 0; i < step.count; ++i) {
            Point g = m_gradient({step.x[i], step.y[i]}) + step.noiseRoot.times({step.noiseX[i], step.noiseY[i]});
            if (step.velocityX) {
                g = step.momentum * Point{step.velocityX[i], step.velocityY[i]} + g;
                step.velocityX[i] = g.x;
                step.velocityY[i] = g.y;
            }
            step.x[i] -= step.stepSize * g.x;
            step.y[i] -= step.stepSize * g.y;
            if (step.sumX) {
                step.sumX[i] += step.x[i];
                step.sumY[i] += step.y[i];
            }
        }
    }

private:
    Gradient m_gradient;
};

template <class Gradient>
SurfacePtr surfaceOf(Gradient gradient) {
    return std::make_shared<const GradientSurface<Gradient>>(std::move(gradient));
}

/// f = (a x² + b y²)/2.
SurfacePtr bowl(double a, double b) {
    return surfaceOf([=](Point w) { return Point{a * w.x, b * w.y}; });
}

const std::vector<Average> kKinds{{.kind = Average::Kind::PolyakRuppert},
                                  {.kind = Average::Kind::LastFraction, .fraction = 0.5},
                                  {.kind = Average::Kind::Window, .length = 100},
                                  {.kind = Average::Kind::Exponential, .decay = 0.95}};

bool same(std::span<const double> a, std::span<const double> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

std::vector<double> average(const PlaneEnsemble& ensemble, std::size_t index, std::size_t coordinate) {
    std::vector<double> out(ensemble.walkers());
    ensemble.averages(index, out, coordinate);
    return out;
}

bool same(const PlaneEnsemble& a, const PlaneEnsemble& b) {
    bool equal = a.step() == b.step() && a.diverged() == b.diverged();
    for (const std::size_t c : {0u, 1u}) {
        equal = equal && same(a.iterates(c), b.iterates(c));
        for (std::size_t i = 0; i < a.averageCount(); ++i) equal = equal && same(average(a, i, c), average(b, i, c));
    }
    return equal;
}

}  // namespace

TEST_CASE("A step in the plane is w − η(∇f(w) + Aξ), with ξ₁ and then ξ₂ of each block from its own stream") {
    // 1000 walkers: blocks of 512 and 488 (padded to 496). On f = (x² + 2y²)/2 from (1, −1) with η = .1:
    // x_1 = .9 − .1 (A ξ)₁, y_1 = −.8 − .1 (A ξ)₂.
    const PlaneDynamics dynamics{
        .surface = bowl(1.0, 2.0), .noise = {.law = Law::Uniform, .root = {2.0, 0.5, 1.0}}, .stepSize = 0.1};
    PlaneEnsemble ensemble({.walkers = 1000, .start = {1.0, -1.0}, .seed = 9});
    ensemble.advance(dynamics, 1, nullptr);
    for (std::size_t block = 0; block < 2; ++block) {
        alignas(64) double first[512], second[512];
        const std::size_t count = block == 0 ? 512 : 496;
        RandomStream stream(9, block);
        stream.fill(Law::Uniform, 0.0, first, count);
        stream.fill(Law::Uniform, 0.0, second, count);
        for (std::size_t i = 0; i < (block == 0 ? 512 : 488); ++i) {
            const std::size_t walker = 512 * block + i;
            REQUIRE_THAT(ensemble.iterates(0)[walker],
                         WithinAbs(0.9 - 0.1 * (2.0 * first[i] + 0.5 * second[i]), 1e-15));
            REQUIRE_THAT(ensemble.iterates(1)[walker],
                         WithinAbs(-0.8 - 0.1 * (0.5 * first[i] + 1.0 * second[i]), 1e-15));
        }
    }
}

TEST_CASE("In a bowl the iterates settle to the covariance of the noise that descent lets through") {
    // w ← (I − ηH) w − ηε with H = diag(a, b) and Cov ε = C: in the long run S = (I − ηH) S (I − ηH) + η² C, so that
    //   S_ij = η C_ij / (h_i + h_j − η h_i h_j).
    // Here a = 1, b = 4, η = .1, Gaussian ξ and A = (2 1; 1 1), C = A² = (5 3; 3 2):
    //   S_xx = .5/1.9, S_xy = .3/(5 − .4), S_yy = .2/(8 − 1.6).
    // From 0 the rest of the start is gone after 200 steps (.9⁴⁰⁰). Each entry of n = 40,000 independent Gaussian pairs has the
    // variance (S_ii S_jj + S_ij²)/n.
    const PlaneDynamics dynamics{
        .surface = bowl(1.0, 4.0), .noise = {.law = Law::Gaussian, .root = {2.0, 1.0, 1.0}}, .stepSize = 0.1};
    constexpr std::size_t kWalkers = 40000;
    PlaneEnsemble ensemble({.walkers = kWalkers, .seed = 5, .averages = {}});
    ThreadPool pool(2);
    ensemble.advance(dynamics, 200, &pool);
    const Symmetric expected{0.5 / 1.9, 0.3 / 4.6, 0.2 / 6.4};
    Symmetric found;
    for (std::size_t i = 0; i < kWalkers; ++i) {
        const double x = ensemble.iterates(0)[i], y = ensemble.iterates(1)[i];
        found.xx += x * x / kWalkers;
        found.xy += x * y / kWalkers;
        found.yy += y * y / kWalkers;
    }
    const double root = std::sqrt(static_cast<double>(kWalkers));
    REQUIRE_THAT(found.xx, WithinAbs(expected.xx, 5.0 * std::sqrt(2.0) * expected.xx / root));
    REQUIRE_THAT(found.yy, WithinAbs(expected.yy, 5.0 * std::sqrt(2.0) * expected.yy / root));
    REQUIRE_THAT(found.xy,
                 WithinAbs(expected.xy, 5.0 * std::sqrt(expected.xx * expected.yy + expected.xy * expected.xy) / root));
}

TEST_CASE("Averages in the plane are the means of the iterates, in both coordinates") {
    const PlaneEnsembleOptions options{.walkers = 20, .start = {3.0, -2.0}, .seed = 5, .averages = kKinds};
    const PlaneDynamics dynamics{.surface = bowl(0.7, 2.0), .noise = {}, .stepSize = 0.05};
    constexpr std::int64_t kSteps = 1500;
    PlaneEnsemble ensemble(options), single(options);
    std::vector<std::array<std::vector<double>, 2>> path(1);
    for (std::int64_t t = 1; t <= kSteps; ++t) {
        single.advance(dynamics, 1, nullptr);
        auto& now = path.emplace_back();
        for (const std::size_t c : {0u, 1u}) now[c].assign(single.iterates(c).begin(), single.iterates(c).end());
    }
    ensemble.advance(dynamics, kSteps, nullptr);
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        Segments segments(kKinds[i]);
        for (std::int64_t t = 1; t <= kSteps; ++t)
            if (segments.nextCut(t - 1) == t) segments.cut(t);
        const bool exponential = kKinds[i].kind == Average::Kind::Exponential;
        const std::int64_t count = exponential ? kSteps : segments.count(kSteps);
        for (const std::size_t c : {0u, 1u}) {
            const std::vector<double> means = average(ensemble, i, c);
            for (std::size_t walker = 0; walker < options.walkers; ++walker) {
                double sum = 0.0, weights = 0.0;
                for (std::int64_t s = kSteps - count + 1; s <= kSteps; ++s) {
                    const double weight = exponential ? std::pow(0.95, static_cast<double>(kSteps - s)) : 1.0;
                    sum += weight * path[static_cast<std::size_t>(s)][c][walker];
                    weights += weight;
                }
                REQUIRE_THAT(means[walker], WithinAbs(sum / weights, 1e-12));
            }
        }
    }
}

TEST_CASE(
    "Runs in the plane depend neither on the number of threads nor on how their steps are split, and can be copied") {
    // 1300 walkers: blocks of 512, 512 and 276, not a multiple of 16.
    const PlaneEnsembleOptions options{.walkers = 1300, .start = {0.5, 0.5}, .seed = 11, .averages = kKinds};
    PlaneDynamics dynamics{
        .surface = *buildSurface({.name = "valley"}), .noise = {.root = {3.0, 1.0, 2.0}}, .stepSize = 0.05};
    SECTION("plain") {}
    SECTION("momentum and schedule") {
        dynamics.momentum = 0.9;
        dynamics.stepSize = 0.01;
        dynamics.schedule = {.kind = Schedule::Kind::Cosine, .length = 300};
    }
    SECTION("so much noise that walkers are lost") { dynamics.noise.root = {60.0, 0.0, 60.0}; }
    ThreadPool two(2);
    PlaneEnsemble whole(options), onTwo(options), split(options);
    whole.advance(dynamics, 1500, nullptr);
    onTwo.advance(dynamics, 1500, &two);
    for (std::int64_t piece = 1; split.step() < 1500; ++piece)
        split.advance(dynamics, std::min(piece, 1500 - split.step()), piece % 2 ? &two : nullptr);
    REQUIRE(same(whole, onTwo));
    REQUIRE(same(whole, split));
    REQUIRE((whole.diverged() > 0) == (dynamics.noise.root.xx == 60.0));
    PlaneEnsemble copy = whole;
    copy.advance(dynamics, 500, nullptr);
    whole.advance(dynamics, 500, &two);
    REQUIRE(same(whole, copy));
    if (!std::isnan(whole.iterates()[0])) REQUIRE(whole.trail() == copy.trail());
}

TEST_CASE("A walker that is lost in one coordinate is lost in both, and its averages with it") {
    // x leads away from where the walker's noise has put it, ten times farther at each step; y stays near 0.
    const PlaneDynamics dynamics{.surface = surfaceOf([](Point w) {
                                     return Point{std::abs(w.x) < 1.0 ? w.x : -90.0 * w.x, w.y};
                                 }),
                                 .noise = {.law = Law::Gaussian, .root = {2.0, 0.0, 1.0}},
                                 .stepSize = 0.1};
    PlaneEnsemble ensemble({.walkers = 3000, .averages = kKinds});
    ensemble.advance(dynamics, 300, nullptr);
    REQUIRE(ensemble.diverged() > 0);
    REQUIRE(ensemble.diverged() < 3000);
    std::size_t lost = 0;
    for (std::size_t i = 0; i < 3000; ++i) {
        const bool isLost = std::isnan(ensemble.iterates(0)[i]);
        REQUIRE(std::isnan(ensemble.iterates(1)[i]) == isLost);
        lost += isLost;
    }
    REQUIRE(lost == ensemble.diverged());
    for (std::size_t k = 0; k < kKinds.size(); ++k)
        for (const std::size_t c : {0u, 1u}) {
            const std::vector<double> means = average(ensemble, k, c);
            for (std::size_t i = 0; i < 3000; ++i) REQUIRE(std::isnan(means[i]) == std::isnan(ensemble.iterates(c)[i]));
        }
}

TEST_CASE("The trail holds the last iterates of the first walker, the newest last") {
    const PlaneDynamics dynamics{.surface = bowl(1.0, 1.0), .noise = {}, .stepSize = 0.1};
    PlaneEnsemble whole({.walkers = 600, .start = {1.0, 2.0}}), single({.walkers = 600, .start = {1.0, 2.0}});
    std::vector<Point> path{{1.0, 2.0}};
    REQUIRE(whole.trail() == path);
    for (int t = 0; t < 1000; ++t) {
        single.advance(dynamics, 1, nullptr);
        path.push_back({single.iterates(0)[0], single.iterates(1)[0]});
        if (t == 9) {
            whole.advance(dynamics, 10, nullptr);
            REQUIRE(whole.trail() == path);
        }
    }
    whole.advance(dynamics, 990, nullptr);
    REQUIRE(whole.trail() == std::vector<Point>(path.end() - PlaneEnsemble::kTrail, path.end()));
}
