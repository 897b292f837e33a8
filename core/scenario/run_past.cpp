// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/run_past.h"

#include <utility>

namespace basin {

namespace {

bool areSame(const RunPastPtr& a, const RunPastPtr& b) { return a == b || (a && b && *a == *b); }

}  // namespace

bool OtherFuture::operator==(const OtherFuture& other) const {
    return branchedAt == other.branchedAt && areSame(past, other.past);
}

bool RunPlace::operator==(const RunPlace& place) const {
    return step == place.step && areSame(past, place.past) && other == place.other;
}

std::size_t scenarioBytes(const Scenario& scenario) {
    const auto bytes = []<class T>(const std::vector<T>& values) { return values.capacity() * sizeof(T); };
    std::size_t all = sizeof(Scenario) + scenario.title.capacity() + scenario.watch.capacity();
    all += bytes(scenario.landscape.points) + bytes(scenario.landscape.samples) + bytes(scenario.averages) +
           bytes(scenario.schedule.milestones) + bytes(scenario.claims);
    if (scenario.plane) all += bytes(scenario.plane->surface.hills) + bytes(scenario.plane->surface.table.values);
    return all;
}

Scenario asRun(const Scenario& scenario) {
    const Scenario standard;
    Scenario run = scenario;
    run.title.clear();
    run.watch.clear();
    run.claims.clear();
    run.focus = standard.focus;
    run.stepsPerSecond = standard.stepsPerSecond;
    run.twinStepSize.reset();
    return run;
}

RunPastPtr beginPast(const Scenario& scenario) {
    return std::make_shared<const RunPast>(
        RunPast{{Turn{.scenario = std::make_shared<const Scenario>(asRun(scenario))}}});
}

RunPastPtr continuePast(const RunPastPtr& past, std::int64_t step, const Scenario& scenario, bool restartsAverages) {
    if (step == 0) return beginPast(scenario);
    if (!past) return nullptr;
    Scenario run = asRun(scenario);
    if (!restartsAverages && run == *past->turns.back().scenario) return past;
    RunPast longer = *past;
    // Settings under which no step was taken leave no trace, but for averages that they restarted.
    if (longer.turns.back().step == step) {
        restartsAverages = restartsAverages || longer.turns.back().restartsAverages;
        longer.turns.pop_back();
    }
    if (longer.turns.size() >= kMostTurns) return nullptr;
    std::size_t bytes = scenarioBytes(run);
    for (const Turn& turn : longer.turns) bytes += scenarioBytes(*turn.scenario);
    if (bytes > kMostPastBytes) return nullptr;
    longer.turns.push_back({.step = step,
                            .scenario = std::make_shared<const Scenario>(std::move(run)),
                            .restartsAverages = restartsAverages});
    return std::make_shared<const RunPast>(std::move(longer));
}

}  // namespace basin
