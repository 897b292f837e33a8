// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/advance.h"
#include "app/lab/plane_verbs.h"
#include "app/lab/text.h"
#include "core/plane/plane_readings.h"
#include "core/plane/plane_run.h"

#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

struct Standing {
    std::string name;
    PlaneReadings readings;
};

Json standingJson(const PlaneReadings& r) {
    return {{"mean", {r.x.value, r.y.value}},
            {"rms", r.distance.rms},
            {"trace", r.trace.value},
            {"largest", r.largest.value},
            {"mean_error", {r.x.error, r.y.error}},
            {"rms_error", r.distance.rmsError},
            {"trace_error", r.trace.error},
            {"largest_error", r.largest.error},
            {"shares", r.shares}};
}

Table tableOf(const std::vector<Standing>& standings, std::vector<std::string> columns) {
    Table table{std::move(columns), {}};
    for (const auto& [name, r] : standings)
        table.rows.push_back({name, r.x.value, r.x.error, r.y.value, r.y.error, r.distance.rms, r.distance.rmsError,
                              r.trace.value, r.trace.error});
    return table;
}

}  // namespace

Outcome simulatePlane(const Request& request, std::int64_t asked) {
    const PlaneDynamics& dynamics = *request.plane;
    const auto analysis = analysePlane(dynamics.surface, dynamics.noise, dynamics.stepSize,
                                       viewOf(*request.scenario.plane, *dynamics.surface), nullptr);
    PlaneEnsemble ensemble(scenarioPlaneEnsemble(request.scenario));
    advanceWithProgress(ensemble, dynamics, asked, request.threads);

    std::vector<Standing> standings{{"sgd", readCrowd(*analysis, Plane::iterates(ensemble), false)}};
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i)
        standings.push_back({request.averageNames[i], readCrowd(*analysis, Plane::averages(ensemble, i), false)});
    if (!request.csv.empty()) {
        const Table csv = tableOf(standings, {"name", "mean_x", "mean_x_error", "mean_y", "mean_y_error", "rms",
                                              "rms_error", "trace", "trace_error"});
        if (const auto problem = writeCsv(request.csv, csv)) return failed(*problem);
    }
    Outcome outcome;
    if (ensemble.diverged() == ensemble.walkers())
        outcome = failed("Every walker diverged; choose a smaller --step-size or less noise.");
    if (ensemble.step() < asked) outcome = interrupted();
    const std::optional<Point> wf =
        analysis->globalMinima.empty() ? std::nullopt : std::optional(analysis->globalMinima.front().place);
    const std::optional<Point> vStar =
        analysis->targets.empty() ? std::nullopt : std::optional(analysis->targets.front());
    if (request.json) {
        Json json{{"step_size", dynamics.stepSize},
                  {"steps", ensemble.step()},
                  {"walkers", ensemble.walkers()},
                  {"diverged", ensemble.diverged()},
                  {"seed", request.scenario.seed},
                  {"w_f", pointJson(wf)},
                  {"v_star", pointJson(vStar)},
                  {"basins", Json::array()},
                  {"sgd", standingJson(standings.front().readings)},
                  {"averages", Json::object()}};
        for (const CriticalPoint& minimum : analysis->minima) json["basins"].push_back(pointJson(minimum.place));
        for (std::size_t i = 1; i < standings.size(); ++i)
            json["averages"][standings[i].name] = standingJson(standings[i].readings);
        print(json);
        return outcome;
    }
    printFacts({{"step size", shortNumber(dynamics.stepSize)},
                {"steps", std::to_string(ensemble.step())},
                {"walkers", std::to_string(ensemble.walkers()) + ", of which " + std::to_string(ensemble.diverged()) +
                                " diverged"},
                {"w_f", pointText(wf)},
                {"v*", pointText(vStar)}});
    std::printf("\n");
    print(tableOf(standings, {"", "mean x", "+-", "mean y", "+-", "rms to v*", "+-", "trace", "+-"}));
    return outcome;
}

}  // namespace basin::lab
