// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_run.h"

#include "core/lab/simulation.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>
#include <thread>

using namespace basin;

namespace {

Scenario asymmetricValley() {
    Scenario scenario;
    scenario.landscape.name = "asymmetric";
    scenario.law = Law::Uniform;
    scenario.noiseSize = 1.0;
    scenario.stepSize = 0.1;
    scenario.start = 2.0;
    scenario.walkers = 2000;
    return scenario;
}

}  // namespace

TEST_CASE("A run records the distance at every early step and 40 times a decade later") {
    LabRun run(asymmetricValley());
    run.advance(1000, nullptr);
    const auto frame = run.frame();
    REQUIRE(frame->recordedSteps.front() == 1.0);
    REQUIRE(frame->recordedSteps[9] == 10.0);
    REQUIRE(frame->recordedSteps.size() == frame->sgdDistance.size());
    REQUIRE(frame->averageDistances.size() == 1);
    REQUIRE(frame->averageDistances[0].size() == frame->recordedSteps.size());
    for (std::size_t i = 1; i < frame->recordedSteps.size(); ++i)
        REQUIRE(frame->recordedSteps[i] <= std::ceil(1.06 * frame->recordedSteps[i - 1]) + 1.0);
}

TEST_CASE("A run does not depend on threads or on how its steps are split") {
    ThreadPool pool(2);
    LabRun one(asymmetricValley()), two(asymmetricValley());
    one.advance(500, nullptr);
    for (int i = 0; i < 50; ++i) two.advance(10, &pool);
    REQUIRE(one.frame()->iterates == two.frame()->iterates);
    REQUIRE(one.frame()->averages == two.frame()->averages);
    REQUIRE(one.frame()->sgdDistance == two.frame()->sgdDistance);
}

TEST_CASE("A copy of a run has the same future until something is changed in one of them") {
    Scenario scenario = asymmetricValley();
    LabRun one(scenario);
    one.advance(300, nullptr);
    LabRun two = one, branch = one;
    one.advance(200, nullptr);
    two.advance(200, nullptr);
    REQUIRE(one.frame()->iterates == two.frame()->iterates);
    REQUIRE(one.frame()->averages == two.frame()->averages);
    REQUIRE(one.frame()->averageDistances == two.frame()->averageDistances);
    scenario.stepSize = 0.01;
    branch.setScenario(scenario, true);
    branch.advance(200, nullptr);
    REQUIRE(branch.frame()->iterates != one.frame()->iterates);
    REQUIRE(one.scenario().stepSize == 0.1);
}

TEST_CASE("Another step size restarts the averages and not the walkers, unless they are kept") {
    Scenario scenario = asymmetricValley();
    LabRun run(scenario);
    run.advance(100, nullptr);
    const auto before = run.frame();
    scenario.stepSize = 0.05;
    run.setScenario(scenario, true);
    REQUIRE(run.frame()->averagedSteps == 100);
    scenario.stepSize = 0.02;
    run.setScenario(scenario, false);
    const auto after = run.frame();
    REQUIRE(after->averagedSteps == 0);
    REQUIRE(after->step == 100);
    REQUIRE(after->iterates == before->iterates);
    REQUIRE(after->recordedSteps.empty());
    REQUIRE(after->analysis->stepSize == 0.02);
}

TEST_CASE("Another start, seed or number of walkers restarts") {
    Scenario scenario = asymmetricValley();
    LabRun run(scenario);
    run.advance(100, nullptr);
    scenario.start = -1.0;
    run.setScenario(scenario, true);
    REQUIRE(run.step() == 0);
    REQUIRE(run.frame()->iterates.front() == -1.0);
    run.advance(10, nullptr);
    scenario.seed = 7;
    run.setScenario(scenario, true);
    REQUIRE(run.step() == 0);
    scenario.walkers = 17;
    run.setScenario(scenario, true);
    REQUIRE(run.frame()->iterates.size() == 17);
}

TEST_CASE("Shares of the wells and the part between them add up to one") {
    Scenario scenario;
    scenario.landscape.name = "double-well";
    scenario.stepSize = 0.02;
    scenario.noiseSize = 20.0;
    scenario.start = 0.5;
    LabRun run(scenario);
    run.advance(2000, nullptr);
    const auto frame = run.frame();
    for (const Readings* readings : {&frame->sgd, &frame->average}) {
        const double wells = std::accumulate(readings->shares.begin(), readings->shares.end(), 0.0);
        REQUIRE_THAT(wells + readings->between, WithinAbs(1.0, 1e-12));
        const double smoothed = std::accumulate(readings->smoothedShares.begin(), readings->smoothedShares.end(), 0.0);
        REQUIRE_THAT(smoothed, WithinAbs(1.0, 1e-12));
    }
}

TEST_CASE("The distance of v squared is the D of the golden table") {
    // maths.md §4: asymmetric valley, U[−1, 1], η = .04: D_∞ = 1.454e-2, and E‖w − v*‖² = D + η²σ² = D + η²/3 (P3).
    // The relaxation time 1/(ημ) is about 36 steps. 100,000 walkers: (v − v*)² has a relative standard deviation near
    // √2, so that D has a relative standard error of .45 %; six of them, and the 1 % of the table.
    Scenario scenario = asymmetricValley();
    scenario.landscape.parameters = {{"a_plus", 2.0}, {"a_minus", 0.25}, {"s", 0.5}};
    scenario.stepSize = 0.04;
    scenario.start = -0.6;
    scenario.walkers = 100000;
    LabRun run(scenario);
    ThreadPool pool(2);
    run.advance(600, &pool);
    const auto frame = run.frame();
    const double d = frame->auxiliary.rms * frame->auxiliary.rms;
    REQUIRE_THAT(d, WithinRel(1.454e-2, 0.037));
    const double w = frame->sgd.distance.rms * frame->sgd.distance.rms;
    REQUIRE_THAT(w - d, WithinRel(0.04 * 0.04 / 3.0, 0.15));
}

TEST_CASE("With momentum there is no auxiliary iterate") {
    Scenario scenario = asymmetricValley();
    scenario.momentum = 0.5;
    LabRun run(scenario);
    run.advance(10, nullptr);
    REQUIRE(std::isnan(run.frame()->auxiliary.rms));
}

TEST_CASE("F follows a step-size schedule") {
    Scenario scenario = asymmetricValley();
    scenario.schedule.kind = Schedule::Kind::Cosine;
    scenario.schedule.length = 1000;
    LabRun run(scenario);
    REQUIRE_THAT(run.frame()->analysis->stepSize, WithinRel(0.1, 1e-12));
    run.advance(500, nullptr);
    // Half way down a cosine the step size is half of the base.
    REQUIRE_THAT(run.frame()->stepSize, WithinRel(0.05, 1e-9));
    REQUIRE_THAT(run.frame()->analysis->stepSize, WithinRel(0.05, 0.01));
}

TEST_CASE("Without a variance, medians stand for RMS") {
    Scenario scenario;
    scenario.landscape.name = "spiky";
    scenario.law = Law::AlphaStable;
    scenario.noiseShape = 1.5;
    scenario.noiseSize = 0.5;
    LabRun run(scenario);
    run.advance(50, nullptr);
    const auto frame = run.frame();
    REQUIRE(frame->distanceIsMedian);
    REQUIRE(std::isfinite(frame->sgd.distance.median));
    REQUIRE(frame->sgdDistance.back() > 0.0);
}

TEST_CASE("The live simulation takes the steps it is asked for and answers the newest scenario") {
    std::atomic<int> calls{0};
    Scenario scenario = asymmetricValley();
    Simulation simulation(scenario, [&] { ++calls; });
    simulation.takeSteps(123);
    scenario.stepSize = 0.05;
    simulation.setScenario(scenario, false);
    scenario.stepSize = 0.03;
    const std::uint64_t revision = simulation.setScenario(scenario, false);
    std::shared_ptr<const Frame> newest;
    // Waits for an event, not for a time: the loop ends when the answer is there.
    while (!newest || newest->revision != revision || newest->step != 123) {
        if (auto frame = simulation.takeFrame()) newest = frame;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    REQUIRE(newest->stepSize == 0.03);
    REQUIRE(calls > 0);
    simulation.restart();
    while (newest->step != 0) {
        if (auto frame = simulation.takeFrame()) newest = frame;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    REQUIRE(newest->revision == revision);
}

TEST_CASE("A run tells under which settings its steps were taken") {
    Scenario scenario;
    scenario.stepSize = 0.01;
    scenario.walkers = 10;
    LabRun run(scenario);
    run.advance(10, nullptr);
    scenario.stepSize = 0.02;
    run.setScenario(scenario, false);
    scenario.stepSize = 0.005;  // no step was taken at 0.02
    run.setScenario(scenario, true);
    run.advance(5, nullptr);
    scenario.momentum = 0.5;
    run.setScenario(scenario, false);
    const Course course = *run.frame()->course;
    REQUIRE(course.start == scenario.start);
    REQUIRE(course.stretches.size() == 3);
    REQUIRE(course.stretches[0].from == 0);
    REQUIRE(course.stretches[0].stepSize == 0.01);
    REQUIRE(course.stretches[1].from == 10);
    REQUIRE(course.stretches[1].stepSize == 0.005);
    REQUIRE(course.stretches[1].plain);
    REQUIRE(course.stretches[2].from == 15);
    REQUIRE_FALSE(course.stretches[2].plain);

    // Another start begins anew, and so does a restart.
    scenario.start = 0.25;
    scenario.momentum = 0.0;
    run.setScenario(scenario, false);
    REQUIRE(run.frame()->course->start == 0.25);
    REQUIRE(run.frame()->course->stretches.size() == 1);

    // Whoever drags a slider for long while the run plays loses the course, until the next start.
    for (int i = 0; i < 300; ++i) {
        run.advance(1, nullptr);
        scenario.stepSize *= 1.001;
        run.setScenario(scenario, true);
    }
    REQUIRE_FALSE(run.frame()->course);
    run.restart();
    REQUIRE(run.frame()->course->stretches.size() == 1);
}
