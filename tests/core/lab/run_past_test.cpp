// SPDX-License-Identifier: GPL-3.0-or-later
// A run whose settings change on the way is repeated from what it tells of its past, bit for bit.
#include "core/scenario/run_past.h"
#include "core/lab/simulation.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <random>
#include <thread>

using namespace basin;

namespace {

Scenario anyScenario() {
    Scenario scenario;
    scenario.noiseSize = 5.0;
    scenario.walkers = 1500;  // more than one block
    scenario.averages = {{.kind = Average::Kind::LastFraction},
                         {.kind = Average::Kind::Exponential, .decay = 0.1},
                         {.kind = Average::Kind::Window, .length = 50}};
    return scenario;
}

/// One change as a person makes it; some come back to what was before.
void change(Scenario& scenario, std::mt19937& random) {
    const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    switch (pick(10)) {
        case 0: scenario.stepSize = pick(2) == 0 ? 0.01 : 0.02; break;
        case 1: scenario.noiseSize = 1.0 + pick(3); break;
        case 2: scenario.law = pick(2) == 0 ? Law::Uniform : Law::Gaussian; break;
        case 3: scenario.momentum = pick(2) == 0 ? 0.0 : 0.9; break;
        case 4: scenario.batchSize = 1 + pick(3); break;
        case 5: scenario.averages.front().fraction = pick(2) == 0 ? 0.5 : 0.25; break;
        case 6: scenario.landscape.name = pick(2) == 0 ? "dip" : "double-well"; break;
        case 7: scenario.schedule.kind = pick(2) == 0 ? Schedule::Kind::Constant : Schedule::Kind::InverseSqrt; break;
        case 8: scenario.focus = static_cast<std::size_t>(pick(3)); break;
        default: scenario.title += "!"; break;
    }
}

std::vector<std::vector<double>> numbersOf(const LabRun& run) {
    const Ensemble& ensemble = run.ensemble();
    std::vector<std::vector<double>> numbers{{ensemble.iterates().begin(), ensemble.iterates().end()}};
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
        std::vector<double> averages(ensemble.walkers());
        ensemble.averages(i, averages);
        numbers.push_back(averages);
    }
    return numbers;
}

/// NaN stands for an average that has not begun.
bool same(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                          [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); });
    });
}

/// The newest frame for which `isWanted` holds; waits for it, not for a time.
template <class Wanted>
std::shared_ptr<const Frame> frameWith(Simulation& simulation, Wanted isWanted) {
    while (true) {
        if (auto frame = simulation.takeFrame(); frame && isWanted(*frame)) return frame;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

std::vector<std::vector<double>> numbersOf(Simulation& simulation) {
    std::promise<std::vector<std::vector<double>>> numbers;
    simulation.look([&](const LabRun& run) { numbers.set_value(numbersOf(run)); });
    return numbers.get_future().get();
}

}  // namespace

TEST_CASE("A run is repeated bit for bit from its past, whatever was changed on the way") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        Scenario scenario = anyScenario();
        LabRun run(scenario);
        for (int i = 0; i < 30; ++i) {
            // Several changes at the same step now and then, as while it is paused.
            if (random() % 2 == 0) run.advance(static_cast<std::int64_t>(random() % 40), nullptr);
            change(scenario, random);
            run.setScenario(scenario, random() % 2 == 0);
        }
        run.advance(static_cast<std::int64_t>(random() % 100), nullptr);
        REQUIRE(run.past());

        LabRun again(*run.past()->turns.front().scenario);
        for (std::size_t i = 1; i < run.past()->turns.size(); ++i) {
            const Turn& turn = run.past()->turns[i];
            while (again.step() < turn.step)
                again.advance(std::min<std::int64_t>(7, turn.step - again.step()), nullptr);
            again.take(turn);
        }
        again.advance(run.step() - again.step(), nullptr);
        REQUIRE(same(numbersOf(again), numbersOf(run)));
        REQUIRE(*again.past() == *run.past());
    }
}

TEST_CASE("Words, speed and focus leave no trace in the past, and neither do settings without a step") {
    Scenario scenario = anyScenario();
    LabRun run(scenario);
    scenario.stepSize = 0.5;
    run.setScenario(scenario, false);  // at step 0: the run begins with it
    REQUIRE(run.past()->turns.size() == 1);
    REQUIRE(run.past()->turns.front().scenario->stepSize == 0.5);
    run.advance(10, nullptr);
    scenario.title = "Another";
    scenario.stepsPerSecond = 3.0;
    scenario.focus = 2;
    run.setScenario(scenario, false);
    REQUIRE(run.past()->turns.size() == 1);
    for (const double stepSize : {0.1, 0.2, 0.3}) {
        scenario.stepSize = stepSize;
        run.setScenario(scenario, false);
    }
    REQUIRE(run.past()->turns.size() == 2);
    REQUIRE(run.past()->turns.back().scenario->stepSize == 0.3);
    run.restart();
    REQUIRE(run.past()->turns.size() == 1);
}

TEST_CASE("A past that is too long to keep is given up until the next start") {
    Scenario scenario = anyScenario();
    scenario.walkers = 1;
    LabRun run(scenario);
    for (std::size_t i = 0; i <= kMostTurns; ++i) {
        run.advance(1, nullptr);
        scenario.start = 0.0;
        scenario.noiseSize = 1.0 + 1e-4 * static_cast<double>(i);
        run.setScenario(scenario, true);
    }
    REQUIRE_FALSE(run.past());
    run.restart();
    REQUIRE(run.past());
}

TEST_CASE("The live simulation repeats a past on the way to where it stood, and goes on from there") {
    std::mt19937 random(3);
    Scenario scenario = anyScenario();
    LabRun run(scenario);
    for (int i = 0; i < 5; ++i) {
        run.advance(200, nullptr);
        change(scenario, random);
        run.setScenario(scenario, false);
    }
    run.advance(300, nullptr);

    Simulation simulation(scenario, [] {});
    simulation.setScenario(scenario, false);
    simulation.repeat({.past = run.past(), .step = run.step()});
    const auto arrived = frameWith(simulation, [&](const Frame& frame) { return frame.step == run.step(); });
    REQUIRE(same(numbersOf(simulation), numbersOf(run)));
    REQUIRE(*arrived->past == *run.past());

    run.advance(50, nullptr);
    simulation.takeSteps(50);
    frameWith(simulation, [&](const Frame& frame) { return frame.step == run.step(); });
    REQUIRE(same(numbersOf(simulation), numbersOf(run)));
}

TEST_CASE("Repeating a past can be stopped, and another scenario ends it") {
    Scenario scenario = anyScenario();
    Simulation simulation(scenario, [] {});
    constexpr std::int64_t kFar = 1'000'000'000'000;
    simulation.repeat({.past = beginPast(scenario), .step = kFar});
    frameWith(simulation, [&](const Frame& frame) { return frame.step > 0 && frame.repeatingTo == kFar; });
    simulation.stopRepeating();
    const auto stopped = frameWith(simulation, [](const Frame& frame) { return !frame.repeatingTo; });
    REQUIRE(stopped->step > 0);
    simulation.takeSteps(5);
    frameWith(simulation, [&](const Frame& frame) { return frame.step == stopped->step + 5; });

    // Another order may wait before.
    simulation.repeat({.past = beginPast(scenario), .step = kFar});
    frameWith(simulation, [&](const Frame& frame) { return frame.step > 0 && frame.repeatingTo == kFar; });
    simulation.takeSteps(1);
    frameWith(simulation, [&](const Frame& frame) { return frame.repeatingTo == kFar; });
    simulation.stopRepeating();
    frameWith(simulation, [](const Frame& frame) { return !frame.repeatingTo; });

    simulation.repeat({.past = beginPast(scenario), .step = kFar});
    frameWith(simulation, [&](const Frame& frame) { return frame.repeatingTo == kFar; });
    scenario.stepSize = 0.07;
    const std::uint64_t revision = simulation.setScenario(scenario, false);
    const auto after = frameWith(simulation, [&](const Frame& frame) { return frame.revision == revision; });
    REQUIRE_FALSE(after->repeatingTo);
    REQUIRE(after->stepSize == 0.07);
}

TEST_CASE("A run that has branched comes back with both futures, and both go on") {
    Scenario scenario = anyScenario();
    Simulation simulation(scenario, [] {});
    simulation.takeSteps(300);
    simulation.setBranched(true);
    Scenario changed = scenario;
    changed.stepSize = 0.02;
    simulation.setScenario(changed, false);
    simulation.takeSteps(200);
    const auto isAt = [](std::int64_t step) {
        return [step](const Frame& frame) {
            return !frame.repeatingTo && frame.step == step && frame.other && frame.other->step == step;
        };
    };
    const auto before = frameWith(simulation, isAt(500));
    const RunPlace place = placeOf(*before);
    REQUIRE(place.other);
    REQUIRE(place.other->branchedAt == 300);
    REQUIRE(place.other->past->turns.back().scenario->stepSize == scenario.stepSize);
    REQUIRE(place.past->turns.back().scenario->stepSize == 0.02);

    Simulation again(changed, [] {});
    const std::uint64_t revision = again.repeat(place);
    // On the way it already tells where it will stand.
    const auto first = frameWith(again, [&](const Frame& frame) { return frame.revision == revision; });
    REQUIRE(placeOf(*first) == place);
    const auto after = first->repeatingTo ? frameWith(again, isAt(500)) : first;
    REQUIRE(after->branchedAt == 300);
    REQUIRE(placeOf(*after) == place);
    const auto both = [](const Frame& frame) {
        return std::vector<std::vector<double>>{frame.iterates, frame.averages, frame.other->iterates,
                                                frame.other->averages};
    };
    REQUIRE(same(both(*after), both(*before)));
    simulation.takeSteps(100);
    again.takeSteps(100);
    REQUIRE(same(both(*frameWith(again, isAt(600))), both(*frameWith(simulation, isAt(600)))));

    // Stopped on the way, it is one run.
    again.repeat({.past = place.past, .step = 1'000'000'000'000, .other = place.other});
    frameWith(again, [](const Frame& frame) { return frame.step > 700 && frame.repeatingTo; });
    again.stopRepeating();
    const auto stopped = frameWith(again, [](const Frame& frame) { return !frame.repeatingTo; });
    REQUIRE_FALSE(stopped->branchedAt);
    REQUIRE_FALSE(placeOf(*stopped).other);
    // Restarting at once gives it up before it has begun.
    again.repeat(place);
    again.restart();
    REQUIRE_FALSE(frameWith(again, [](const Frame& frame) { return frame.step == 0; })->repeatingTo);
}
