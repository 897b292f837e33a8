// SPDX-License-Identifier: GPL-3.0-or-later
// A run that goes back to an earlier step finds it bit for bit, by whatever way; what it does then is what it did before,
// until the settings change.
#include "core/lab/timeline.h"

#include "core/lab/lab_run.h"
#include "core/lab/simulation.h"
#include "core/plane/plane_run.h"
#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

namespace {

Scenario everything() {
    Scenario scenario;
    scenario.stepSize = 0.004;
    scenario.noiseSize = 20.0;
    scenario.start = 0.1;
    scenario.walkers = 1500;  // more than one block, and not a whole number of them
    scenario.momentum = 0.5;
    scenario.schedule.kind = Schedule::Kind::Cosine;
    scenario.schedule.length = 5000;
    scenario.averages = {{.kind = Average::Kind::LastFraction},
                         {.kind = Average::Kind::Window, .length = 300},
                         {.kind = Average::Kind::Exponential},
                         {.kind = Average::Kind::TailFrom, .start = 700},
                         {.kind = Average::Kind::PolyakRuppert}};
    return scenario;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void requireSame(const Frame& got, const Frame& wanted) {
    REQUIRE(got.step == wanted.step);
    REQUIRE(got.averagedSteps == wanted.averagedSteps);
    REQUIRE(got.stepSize == wanted.stepSize);
    REQUIRE(got.analysis->stepSize == wanted.analysis->stepSize);
    REQUIRE(same(got.iterates, wanted.iterates));
    REQUIRE(same(got.averages, wanted.averages));
    REQUIRE(same(got.recordedSteps, wanted.recordedSteps));
    REQUIRE(same(got.sgdDistance, wanted.sgdDistance));
    for (std::size_t i = 0; i < wanted.averageDistances.size(); ++i)
        REQUIRE(same(got.averageDistances[i], wanted.averageDistances[i]));
    REQUIRE(got.course->stretches.size() == wanted.course->stretches.size());
    for (std::size_t i = 0; i < wanted.course->stretches.size(); ++i) {
        REQUIRE(got.course->stretches[i].from == wanted.course->stretches[i].from);
        REQUIRE(got.course->stretches[i].stepSize == wanted.course->stretches[i].stepSize);
    }
}

/// What a person set during the run: each at its step.
struct Setting {
    std::int64_t step;
    Scenario scenario;
    bool keepAverages;
};

std::vector<Setting> settings() {
    const Scenario first = everything();
    Scenario second = first, third = first;
    second.stepSize = 0.008;
    third.stepSize = 0.008;
    third.momentum = 0.0;
    third.schedule = {};
    return {{0, first, false}, {1700, second, true}, {3100, third, false}};
}

/// The state at a step, straight from the beginning.
std::shared_ptr<const Frame> straight(const std::vector<Setting>& set, std::int64_t step) {
    LabRun run(set.front().scenario);
    for (std::size_t i = 1; i < set.size() && set[i].step <= step; ++i) {
        run.advance(set[i].step - run.step(), nullptr);
        run.setScenario(set[i].scenario, set[i].keepAverages);
    }
    run.advance(step - run.step(), nullptr);
    return run.frame();
}

void goTo(Timeline<LabRun>& line, std::int64_t step) {
    line.goBefore(step);
    REQUIRE(line.step() <= step);
    line.advance(step - line.step(), nullptr);
}

/// To the step, in portions of random length.
void play(Timeline<LabRun>& line, std::int64_t step, std::mt19937& random) {
    while (line.step() < step) line.advance(std::min<std::int64_t>(step - line.step(), 1 + random() % 90), nullptr);
}

}  // namespace

TEST_CASE("A run in portions is the run in one go, bit for bit") {
    std::mt19937 random(1);
    LabRun run(everything());
    while (run.step() < 3000) run.advance(std::min<std::int64_t>(3000 - run.step(), 1 + random() % 70), nullptr);
    requireSame(*run.frame(), *straight({{0, everything(), false}}, 3000));
}

TEST_CASE("Every step of the past is found again, and leads to the same future") {
    const std::vector<Setting> set = settings();
    std::mt19937 random(2);
    Timeline<LabRun> line(set[0].scenario);
    for (std::size_t i = 1; i < set.size(); ++i) {
        play(line, set[i].step, random);
        line.setScenario(set[i].scenario, set[i].keepAverages);
    }
    play(line, 4200, random);
    REQUIRE(line.copies() > 10);
    requireSame(*line.run().frame(), *straight(set, 4200));

    for (const std::int64_t step : {4100, 0, 2500, 1699, 1700, 37, 3099, 3100, 4200}) {
        goTo(line, step);
        CAPTURE(step);
        requireSame(*line.run().frame(), *straight(set, step));
        // The settings of then, with their last change at that very step.
        const Scenario& then = set[step < 1700 ? 0 : step < 3100 ? 1 : 2].scenario;
        REQUIRE(*line.scenario() == then);
        REQUIRE(line.end() == 4200);
        REQUIRE(line.isRewound() == (step < 4200));
    }
    goTo(line, 900);
    play(line, 4500, random);
    requireSame(*line.run().frame(), *straight(set, 4500));
    REQUIRE(line.end() == 4500);
}

TEST_CASE("Another setting in the past makes another future, and the old one lives on in a copy") {
    const std::vector<Setting> set = settings();
    std::mt19937 random(3);
    Timeline<LabRun> line(set[0].scenario);
    play(line, 1700, random);
    line.setScenario(set[1].scenario, true);
    play(line, 2600, random);
    goTo(line, 1000);
    Timeline<LabRun> old = line;

    Scenario other = set[0].scenario;
    other.noiseSize = 5.0;
    line.setScenario(other, false);
    REQUIRE(line.end() == 1000);
    play(line, 2000, random);
    requireSame(*line.run().frame(), *straight({{0, set[0].scenario, false}, {1000, other, false}}, 2000));
    goTo(line, 400);
    requireSame(*line.run().frame(), *straight({{0, set[0].scenario, false}}, 400));
    REQUIRE(line.end() == 2000);

    play(old, 2600, random);
    requireSame(*old.run().frame(), *straight(set, 2600));
    goTo(old, 1500);
    requireSame(*old.run().frame(), *straight(set, 1500));
}

TEST_CASE("What is only shown or said changes no future, and stays through the past") {
    std::mt19937 random(4);
    Timeline<LabRun> line(everything());
    play(line, 500, random);
    goTo(line, 200);
    Scenario seen = everything();
    seen.stepsPerSecond = 77.0;
    seen.focus = 2;
    seen.view = Interval{-1.0, 2.0};
    line.setScenario(seen, false);
    REQUIRE(line.end() == 500);
    goTo(line, 50);
    REQUIRE(*line.scenario() == seen);
    REQUIRE(line.run().scenario().view == seen.view);
    // Another start has nothing of that past.
    Scenario elsewhere = seen;
    elsewhere.start = 0.5;
    line.setScenario(elsewhere, false);
    REQUIRE(line.step() == 0);
    REQUIRE(line.end() == 0);
    REQUIRE(line.copies() == 0);
}

TEST_CASE("Averages that were begun anew are so in the past") {
    std::mt19937 random(5);
    Timeline<LabRun> line(everything());
    play(line, 300, random);
    line.restartAverages();
    play(line, 600, random);
    REQUIRE(line.run().frame()->averagedSteps == 300);
    goTo(line, 100);
    REQUIRE(line.run().frame()->averagedSteps == 100);
    goTo(line, 450);
    REQUIRE(line.run().frame()->averagedSteps == 150);
}

TEST_CASE("The past takes a bounded room, evenly spread") {
    // 100,000 walkers with one exponential average: 4 numbers each, 3.2 MB a copy: at most 20 of them in 64 MB.
    Scenario scenario;
    scenario.walkers = 100000;
    scenario.averages = {{.kind = Average::Kind::Exponential}};
    Timeline<LabRun> line(scenario);
    for (int i = 0; i < 60; ++i) line.advance(64, nullptr);
    REQUIRE(line.copies() <= 20);
    REQUIRE(line.copies() >= 10);
    const auto before = line.run().frame()->iterates;
    line.goBefore(3000);
    // The copies stand 256 steps apart at most: 60 of 64 steps, thinned out twice.
    REQUIRE(line.step() > 3000 - 256);
    line.advance(60 * 64 - line.step(), nullptr);
    REQUIRE(line.run().frame()->iterates == before);
}

TEST_CASE("Settings that take up too much room are forgotten, and the run is known from there on") {
    Scenario scenario = everything();
    scenario.walkers = 3;
    scenario.title.assign(std::size_t{4} << 20, 'x');  // 4 MB: the 32nd turn is beyond 128 MB
    Timeline<LabRun> line(scenario);
    LabRun straightOn(scenario);
    std::shared_ptr<const Frame> before, then;
    for (int i = 1; i <= 40; ++i) {
        for (int portion = 0; portion < 3; ++portion) line.advance(40, nullptr);
        straightOn.advance(120, nullptr);
        if (i == 36) then = straightOn.frame();
        scenario.stepSize = 0.004 + 0.0001 * i;
        line.setScenario(scenario, i % 7 == 0);
        straightOn.setScenario(scenario, i % 7 == 0);
        if (line.start() == line.step()) before = straightOn.frame();
    }
    line.advance(200, nullptr);
    straightOn.advance(200, nullptr);
    REQUIRE(before);
    REQUIRE(line.start() == before->step);
    REQUIRE(line.start() >= 30 * 120);
    REQUIRE(line.start() <= 32 * 120);
    goTo(line, 36 * 120 - 1);
    line.advance(1, nullptr);
    REQUIRE(same(line.run().frame()->iterates, then->iterates));
    line.goBefore(5);
    requireSame(*line.run().frame(), *before);
    REQUIRE(line.end() == 5000);
    line.advance(5000 - line.step(), nullptr);
    requireSame(*line.run().frame(), *straightOn.frame());

    // Other settings where it begins now.
    line.goBefore(0);
    scenario.noiseSize = 3.0;
    line.setScenario(scenario, false);
    line.advance(300, nullptr);
    const std::shared_ptr<const Frame> other = line.run().frame();
    REQUIRE(other->averagedSteps == 300);
    line.goBefore(0);
    REQUIRE(line.run().frame()->averagedSteps == 0);
    line.advance(300, nullptr);
    requireSame(*line.run().frame(), *other);
}

TEST_CASE("In the plane the past is found again as on the line") {
    Scenario scenario = everything();
    scenario.plane.emplace();
    std::mt19937 random(6);
    Timeline<PlaneRun> line(scenario);
    PlaneRun straightOn(scenario);
    straightOn.advance(700, nullptr);
    const std::shared_ptr<const PlaneFrame> then = straightOn.frame();
    while (line.step() < 1500) line.advance(std::min<std::int64_t>(1500 - line.step(), 1 + random() % 90), nullptr);
    line.goBefore(700);
    REQUIRE(line.step() > 600);
    line.advance(700 - line.step(), nullptr);
    const std::shared_ptr<const PlaneFrame> again = line.run().frame();
    REQUIRE(again->iterates.x == then->iterates.x);
    REQUIRE(again->iterates.y == then->iterates.y);
    REQUIRE(same(again->averages.x, then->averages.x));
    REQUIRE(again->recordedSteps == then->recordedSteps);
    REQUIRE(again->sgdDistance == then->sgdDistance);
    REQUIRE(again->analysis->stepSize == then->analysis->stepSize);
    REQUIRE(again->analysis->targets == then->analysis->targets);
    REQUIRE(line.end() == 1500);
}

namespace {

/// A simulation that is asked on the test's thread.
struct Asked {
    std::mutex mutex;
    std::condition_variable ready;
    Simulation simulation;

    explicit Asked(const Scenario& scenario)
        : simulation(scenario, [this] {
              const std::lock_guard lock(mutex);
              ready.notify_one();
          }) {}

    template <class Condition>
    std::shared_ptr<const Frame> waitFor(Condition condition) {
        for (;;) {
            {
                std::unique_lock lock(mutex);
                std::shared_ptr<const Frame> frame;
                ready.wait(lock, [&] { return (frame = simulation.takeFrame()) != nullptr; });
                if (condition(*frame)) return frame;
            }
        }
    }
    std::shared_ptr<const Frame> at(std::int64_t step) {
        return waitFor([step](const Frame& frame) { return frame.step == step && !frame.repeatingTo; });
    }
};

}  // namespace

TEST_CASE("A simulation goes back, branches, and shows both futures at the same step") {
    const Scenario first = everything();
    Asked asked(first);
    asked.simulation.takeSteps(2000);
    REQUIRE(asked.at(2000)->end == 2000);
    asked.simulation.goTo(800);
    requireSame(*asked.at(800), *straight({{0, first, false}}, 800));

    Scenario second = first;
    second.noiseSize = 5.0;
    const std::uint64_t revision = asked.simulation.setScenario(second, false);
    asked.simulation.takeSteps(700);
    std::shared_ptr<const Frame> both = asked.at(1500);
    REQUIRE(both->revision == revision);
    REQUIRE(both->branchedAt == 800);
    REQUIRE(both->end == 1500);
    requireSame(*both, *straight({{0, first, false}, {800, second, false}}, 1500));
    // The old future with the same random numbers; its averages begin where those of the new one do.
    REQUIRE(both->other);
    LabRun old(first);
    old.advance(800, nullptr);
    old.take({.step = 800, .scenario = std::make_shared<const Scenario>(first), .restartsAverages = true});
    old.advance(700, nullptr);
    requireSame(*both->other, *old.frame());

    // Both go back together, and on again.
    asked.simulation.goTo(1000);
    both = asked.at(1000);
    REQUIRE(both->other->step == 1000);
    REQUIRE(both->other->averagedSteps == 200);
    asked.simulation.setBranched(false);
    REQUIRE_FALSE(asked.waitFor([](const Frame& frame) { return !frame.branchedAt; })->other);
    asked.simulation.setBranched(true);
    asked.simulation.takeSteps(100);
    both = asked.at(1100);
    REQUIRE(both->branchedAt == 1000);
    requireSame(*both->other, *both);
    asked.simulation.restart();
    REQUIRE_FALSE(asked.at(0)->branchedAt);
}

TEST_CASE("What is asked is done in order, and a newer place to go to wins") {
    Asked asked(everything());
    asked.simulation.takeSteps(1000);
    for (const std::int64_t step : {900, 10, 500, 333}) asked.simulation.goTo(step);
    asked.simulation.takeSteps(7);
    const auto frame = asked.at(340);
    REQUIRE(frame->end == 1000);
    requireSame(*frame, *straight({{0, everything(), false}}, 340));
}
