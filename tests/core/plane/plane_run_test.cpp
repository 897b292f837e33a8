// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_run.h"

#include "core/lab/simulation.h"
#include "core/plane/plane_readings.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>

using namespace basin;

namespace {

/// The valley f = a(x − x₀)²/2 + (k₀ + k₁x²)y²/2 with a = x₀ = 1, k₀ = ½, k₁ = 3 and uniform noise of radius r.
Scenario valley(double stepSize, double radius) {
    Scenario scenario;
    setSurface(scenario, {.name = "valley", .parameters = {{"a", 1.0}, {"x0", 1.0}, {"k0", 0.5}, {"k1", 3.0}}});
    scenario.stepSize = stepSize;
    scenario.noiseSize = radius;
    scenario.plane->start = {1.0, 0.0};
    return scenario;
}

}  // namespace

TEST_CASE("Golden numbers of the valley: the average is flatter than the minimum of f") {
    // f = a(x − x₀)²/2 + (k₀ + k₁x²)y²/2 with noise U[−r, r] in x and y, ρ = ηr, E(ηξ)² = ρ²/3 =: s. The noise of x and y is
    // independent, so that
    //   F = a((x − x₀)² + s)/2 + (k₀ + k₁(x² + s))(y² + s)/2,
    //   ∂F/∂y = (k₀ + k₁(x² + s)) y = 0 at y = 0, and there ∂F/∂x = a(x − x₀) + k₁ s x = 0 at x* = a x₀/(a + k₁ρ²/3).
    // tr ∇²f = (a + k₁y²) + (k₀ + k₁x²): a + k₀ + k₁x₀² at w_f = (x₀, 0), a + k₀ + k₁x*² at v* = (x*, 0).
    // In the long run E ∂f/∂x = 0, which is a(E x − x₀) + k₁ E xy² = 0: the average sits at x₀ − (k₁/a) E xy², and
    // E tr ∇²f = a + k₀ + k₁ E(x² + y²) over the iterates.
    // Here η = .05, r = 6, so that ρ = .3, s = .03: x* = 1/1.09 = .917431, tr at w_f = 4.5, at v* = 1.5 + 3x*² = 4.025040.
    constexpr double kEta = 0.05, kRadius = 6.0;
    Scenario scenario = valley(kEta, kRadius);
    scenario.walkers = 20000;
    scenario.averages = {{.kind = Average::Kind::LastFraction, .fraction = 0.5}};
    PlaneRun run(scenario);
    const auto before = run.frame();
    REQUIRE(before->analysis->globalMinima.size() == 1);
    REQUIRE(before->analysis->targets.size() == 1);
    const Point wf = before->analysis->globalMinima.front().place, vStar = before->analysis->targets.front();
    REQUIRE_THAT(wf.x, WithinAbs(1.0, 1e-6));
    REQUIRE_THAT(wf.y, WithinAbs(0.0, 1e-6));
    REQUIRE_THAT(vStar.x, WithinAbs(0.917431, 1e-6));
    REQUIRE_THAT(vStar.y, WithinAbs(0.0, 1e-6));
    const Surface& f = *before->analysis->surface;
    REQUIRE_THAT(f.hessian(wf).trace(), WithinAbs(4.5, 1e-4));
    REQUIRE_THAT(f.hessian(vStar).trace(), WithinAbs(4.02504, 1e-4));

    // By quadrature: the midpoint rule of the mean of ∂f/∂x over the square of half-width ρ, exact to 1/n² of its curvature.
    constexpr int kNodes = 400;
    double slope = 0.0;
    for (int i = 0; i < kNodes; ++i)
        for (int j = 0; j < kNodes; ++j) {
            const auto node = [](int k) { return kEta * kRadius * (2.0 * k + 1.0 - kNodes) / kNodes; };
            slope += f.gradient({vStar.x - node(i), vStar.y - node(j)}).x / (kNodes * kNodes);
        }
    REQUIRE_THAT(slope, WithinAbs(0.0, 1e-5));

    ThreadPool pool(2);
    run.advance(4000, &pool);
    const auto after = run.frame();
    REQUIRE(after->diverged == 0);
    // The same SGD once more, written out with another generator: 4000 walkers after 600 steps, when the start is long
    // forgotten ((1 − ηa)⁶⁰⁰ = 4e-14).
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> uniform(-kRadius, kRadius);
    constexpr int kWalkers = 4000;
    std::vector<double> xs(kWalkers), traces(kWalkers), pulls(kWalkers);
    for (int i = 0; i < kWalkers; ++i) {
        double x = 1.0, y = 0.0;
        for (int t = 0; t < 600; ++t) {
            const double gx = (x - 1.0) + 3.0 * x * y * y, gy = (0.5 + 3.0 * x * x) * y;
            x -= kEta * (gx + uniform(random));
            y -= kEta * (gy + uniform(random));
        }
        const auto at = static_cast<std::size_t>(i);
        xs[at] = x;
        traces[at] = 1.5 + 3.0 * (x * x + y * y);
        pulls[at] = x * y * y;
    }
    const Mean x = meanOf(xs), trace = meanOf(traces), pull = meanOf(pulls);
    const auto within = [](double found, double expected, double error) {
        CAPTURE(found, expected, error);
        REQUIRE(std::abs(found - expected) <= 5.0 * error);
    };
    within(after->sgd.x.value, x.value, std::hypot(after->sgd.x.error, x.error));
    within(after->sgd.trace.value, trace.value, std::hypot(after->sgd.trace.error, trace.error));
    within(after->average.x.value, 1.0 - 3.0 * pull.value, std::hypot(after->average.x.error, 3.0 * pull.error));
    // Each average lies so close to the mean that its trace is a + k₀ + k₁(E x)², to their spread squared (here < .05).
    const double flat = 1.5 + 3.0 * after->average.x.value * after->average.x.value;
    REQUIRE_THAT(after->average.trace.value, WithinAbs(flat, 0.05));
    REQUIRE(after->average.trace.value + 10.0 * after->average.trace.error < 4.5);
    REQUIRE(after->average.trace.value + 10.0 * after->average.trace.error < after->sgd.trace.value);
}

TEST_CASE("Readings of a crowd of the plane are the means of what its points have") {
    // Three points of the valley and one that is lost.
    const Scenario scenario = valley(0.01, 1.0);
    const auto analysis = PlaneRun(scenario).frame()->analysis;
    const double none = std::numeric_limits<double>::quiet_NaN();
    const Points points{{1.0, 0.0, 2.0, none}, {0.0, 1.0, -1.0, none}};
    const PlaneReadings readings = readCrowd(*analysis, points, false);
    // tr ∇²f = 1.5 + 3(x² + y²): 4.5, 4.5, 16.5; f = (x − 1)²/2 + (½ + 3x²)y²/2: 0, .75, 6.75.
    REQUIRE_THAT(readings.trace.value, WithinRel(8.5, 1e-12));
    REQUIRE_THAT(readings.f.value, WithinRel(2.5, 1e-12));
    REQUIRE_THAT(readings.trace.error, WithinRel(std::sqrt((16.0 + 16.0 + 64.0) / 6.0), 1e-12));
    REQUIRE_THAT(readings.x.value, WithinRel(1.0, 1e-12));
    REQUIRE_THAT(readings.largest.value + readings.smallest.value, WithinRel(8.5, 1e-12));
    REQUIRE(readings.distance.count == 3);
    const Point v = analysis->targets.front();
    double squares = 0.0;
    for (std::size_t i = 0; i < 3; ++i)
        squares += (points.x[i] - v.x) * (points.x[i] - v.x) + (points.y[i] - v.y) * (points.y[i] - v.y);
    REQUIRE_THAT(readings.distance.rms, WithinRel(std::sqrt(squares / 3.0), 1e-12));
    const double all = std::accumulate(readings.shares.begin(), readings.shares.end(), readings.outside);
    REQUIRE_THAT(all, WithinAbs(1.0, 1e-12));
}

TEST_CASE("A run in the plane restarts, keeps and forgets as one on the line does") {
    Scenario scenario = valley(0.05, 5.0);
    PlaneRun run(scenario);
    run.advance(300, nullptr);
    PlaneRun copy = run;
    const auto frame = run.frame();
    REQUIRE(frame->step == 300);
    REQUIRE(frame->averagedSteps == 300);
    REQUIRE(frame->recordedSteps.front() == 1.0);
    REQUIRE(frame->recordedSteps.size() == frame->sgdDistance.size());
    REQUIRE(frame->averagePath.size() == frame->recordedSteps.size());
    REQUIRE(frame->path.size() == PlaneEnsemble::kTrail);
    REQUIRE(frame->path.x.back() == frame->iterates.x.front());
    copy.advance(100, nullptr);
    run.advance(100, nullptr);
    REQUIRE(run.frame()->averages.y == copy.frame()->averages.y);

    scenario.plane->covariance = {1.0, 0.5, 1.0};
    run.setScenario(scenario, false);
    REQUIRE(run.frame()->averagedSteps == 0);
    REQUIRE(run.step() == 400);
    scenario.stepSize = 0.02;
    run.advance(10, nullptr);
    run.setScenario(scenario, true);
    REQUIRE(run.frame()->averagedSteps == 10);
    REQUIRE(run.frame()->analysis->stepSize == 0.02);
    scenario.plane->start = {0.5, 0.5};
    run.setScenario(scenario, true);
    REQUIRE(run.step() == 0);
    REQUIRE(run.frame()->iterates.x.front() == 0.5);

    // Its past repeats it.
    run.advance(50, nullptr);
    scenario.noiseSize = 3.0;
    run.setScenario(scenario, false);
    run.advance(50, nullptr);
    PlaneRun again(*run.past()->turns.front().scenario);
    again.advance(50, nullptr);
    again.take(run.past()->turns.back());
    again.advance(50, nullptr);
    REQUIRE(again.frame()->averages.x == run.frame()->averages.x);
}

TEST_CASE("The live simulation plays the plane") {
    SimulationOf<PlaneRun> simulation(valley(0.05, 5.0), [] {});
    simulation.takeSteps(123);
    std::shared_ptr<const PlaneFrame> newest;
    while (!newest || newest->step != 123) {
        if (auto frame = simulation.takeFrame()) newest = frame;
        std::this_thread::yield();
    }
    REQUIRE(newest->iterates.size() == 1000);
}
