// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/request.h"
#include "app/lab/text.h"
#include "app/lab/verbs.h"
#include "core/lab/analysis.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/statistics.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

constexpr std::int64_t kStandardSteps = 10000;

/// A crowd of points: its mean and its distance to the nearest v*, with standard errors.
struct Crowd {
    std::string name;
    double mean = NAN, meanError = NAN, rms = NAN, rmsError = NAN;
};

Crowd crowdOf(std::string name, std::span<const double> points, const std::vector<double>& targets) {
    Crowd crowd{std::move(name)};
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (const double w : points)
        if (std::isfinite(w)) sum += w, count += 1.0;
    if (count == 0.0) return crowd;
    crowd.mean = sum / count;
    for (const double w : points)
        if (std::isfinite(w)) squares += (w - crowd.mean) * (w - crowd.mean);
    crowd.meanError = std::sqrt(squares / (count * std::max(1.0, count - 1.0)));
    const Distance distance = distanceToNearest(points, targets, false);
    crowd.rms = distance.rms;
    crowd.rmsError = distance.rmsError;
    return crowd;
}

Json crowdJson(const Crowd& crowd) {
    return {{"mean", crowd.mean}, {"rms", crowd.rms}, {"mean_error", crowd.meanError}, {"rms_error", crowd.rmsError}};
}

Outcome run(const CommonArguments& arguments) {
    const Result<Request> request = arguments.request();
    if (!request) return wrongRequest(request.error().message);
    const Dynamics& dynamics = request->dynamics;
    const auto analysis = analyse(dynamics, viewOf(request->scenario, *dynamics.landscape), dynamics.stepSize, nullptr);
    std::vector<double> targets;
    for (const Minimum& target : analysis->targets) targets.push_back(target.w);

    const std::int64_t steps = request->steps.value_or(kStandardSteps);
    Ensemble ensemble(scenarioEnsemble(request->scenario));
    ThreadPool pool(request->threads);
    {
        Progress progress("steps");
        constexpr std::int64_t kWork = 20'000'000;  // steps of one walker between two looks at the clock
        const std::int64_t chunk = std::max<std::int64_t>(1, kWork / static_cast<std::int64_t>(ensemble.walkers()));
        while (ensemble.step() < steps) {
            ensemble.advance(dynamics, std::min(chunk, steps - ensemble.step()), &pool);
            progress.show(static_cast<double>(ensemble.step()), static_cast<double>(steps));
        }
    }
    std::vector<Crowd> crowds{crowdOf("sgd", ensemble.iterates(), targets)};
    std::vector<double> average(ensemble.walkers());
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
        ensemble.averages(i, average);
        crowds.push_back(crowdOf(request->averageNames[i], average, targets));
    }

    Table table{{"", "mean", "+-", "rms to v*", "+-"}, {}};
    for (const Crowd& crowd : crowds)
        table.rows.push_back({crowd.name, crowd.mean, crowd.meanError, crowd.rms, crowd.rmsError});
    if (!request->csv.empty()) {
        Table csv = table;
        csv.columns = {"name", "mean", "mean_error", "rms", "rms_error"};
        if (const auto problem = writeCsv(request->csv, csv)) return failed(*problem);
    }
    if (request->json) {
        Json json{{"step_size", dynamics.stepSize},
                  {"steps", steps},
                  {"walkers", ensemble.walkers()},
                  {"diverged", ensemble.diverged()},
                  {"seed", request->scenario.seed},
                  {"w_f", analysis->globalMinima.empty() ? NAN : analysis->globalMinima.front().w},
                  {"v_star", targets.empty() ? NAN : targets.front()},
                  {"sgd", crowdJson(crowds.front())},
                  {"averages", Json::object()}};
        for (std::size_t i = 1; i < crowds.size(); ++i) json["averages"][crowds[i].name] = crowdJson(crowds[i]);
        print(json);
        return {};
    }
    printFacts({{"step size", shortNumber(dynamics.stepSize)},
                {"steps", std::to_string(steps)},
                {"walkers", std::to_string(ensemble.walkers()) + ", of which " + std::to_string(ensemble.diverged()) +
                                " diverged"},
                {"v*", targets.empty() ? "–" : shortNumber(targets.front())}});
    std::printf("\n");
    print(table);
    return {};
}

}  // namespace

Verb addSimulate(CLI::App& program) {
    CLI::App* verb =
        program.add_subcommand("simulate", "Many walkers of SGD and their averages: how far from v* they end");
    const auto arguments = std::make_shared<CommonArguments>();
    arguments->addTo(*verb);
    verb->footer(
        "Examples:\n"
        "  basin-lab simulate --scenario flat-basin-large-step --steps 1e5 --walkers 500\n"
        "  basin-lab simulate --landscape spiky --noise gaussian --sigma 4 --step-size 0.02 --average polyak --average "
        "window:500\n"
        "Without --steps it takes 10000. rms is the root mean square distance to v* (the nearest, if there are "
        "several).");
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
