// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/advance.h"
#include "app/lab/plane_verbs.h"
#include "app/lab/request.h"
#include "app/lab/text.h"
#include "app/lab/verbs.h"
#include "app/shell/manual.h"
#include "core/lab/analysis.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/statistics.h"

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
    const Mean mean = meanOf(points);
    const Distance distance = distanceToNearest(points, targets, false);
    return {std::move(name), mean.value, mean.error, distance.rms, distance.rmsError};
}

Json crowdJson(const Crowd& crowd) {
    return {{"mean", crowd.mean}, {"rms", crowd.rms}, {"mean_error", crowd.meanError}, {"rms_error", crowd.rmsError}};
}

Outcome run(const CommonArguments& arguments) {
    const Result<Request> request = arguments.request(CommonArguments::Spaces::LineAndPlane);
    if (!request) return wrongRequest(request.error().message);
    const std::int64_t asked = request->steps.value_or(kStandardSteps);
    if (request->plane) return simulatePlane(*request, asked);
    const Dynamics& dynamics = request->dynamics;
    const auto analysis = analyse(dynamics, viewOf(request->scenario, *dynamics.landscape), dynamics.stepSize, nullptr);
    std::vector<double> targets;
    for (const Minimum& target : analysis->targets) targets.push_back(target.w);

    Ensemble ensemble(scenarioEnsemble(request->scenario));
    advanceWithProgress(ensemble, dynamics, asked, request->threads);
    const std::int64_t steps = ensemble.step();
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
    Outcome outcome;
    if (ensemble.diverged() == ensemble.walkers())
        outcome = failed("Every walker diverged; choose a smaller --step-size or less noise.");
    if (steps < asked) outcome = interrupted();
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
        return outcome;
    }
    printFacts({{"step size", shortNumber(dynamics.stepSize)},
                {"steps", std::to_string(steps)},
                {"walkers", std::to_string(ensemble.walkers()) + ", of which " + std::to_string(ensemble.diverged()) +
                                " diverged"},
                {"v*", targets.empty() ? "–" : shortNumber(targets.front())}});
    std::printf("\n");
    print(table);
    return outcome;
}

}  // namespace

Verb addSimulate(CLI::App& program) {
    CLI::App* verb =
        program.add_subcommand("simulate", "Many walkers of SGD and their averages: how far from v* they end");
    const auto arguments = std::make_shared<CommonArguments>();
    arguments->addTo(*verb);
    setManual(
        *verb,
        {.description =
             {"Lets many walkers take --steps steps, 10000 if left out, and says where they and their "
              "averages are. rms is the root mean square distance to v*, the minimum of F, to the nearest if "
              "there are several; +- is one standard error."},
         .keys = {{"step_size, steps, walkers, seed", "as they were asked for; steps as many as were taken"},
                  {"diverged", "walkers that are lost to infinity; they do not count in what follows"},
                  {"w_f, v_star", "the minimum of f, of F"},
                  {"sgd {mean, rms, mean_error, rms_error}", "of the iterates w"},
                  {"averages {NAME: {mean, rms, mean_error, rms_error}}",
                   "of every average, by its text on the command line"},
                  {"in the plane: w_f, v_star, mean, mean_error", "pairs [x, y]"},
                  {"in the plane: basins", "the minima of f, the deepest first"},
                  {"in the plane, of each crowd: trace, largest, trace_error, largest_error",
                   "of the Hessian of f where the walkers are: its trace and its largest eigenvalue, averaged over "
                   "the first 2000"},
                  {"in the plane, of each crowd: shares", "of the walkers in each of the basins"}},
         .examples = {"basin-lab simulate --scenario flat-basin-large-step --steps 1e5 --walkers 500",
                      "basin-lab simulate --landscape spiky --noise gaussian --sigma 4 --step-size 0.02 \\",
                      "    --average polyak --average window:500",
                      "basin-lab simulate --surface valley --radius 6 --start 1,0 --step-size 0.05",
                      "basin-lab simulate --data samples.csv --loss robust --sampling without-replacement \\",
                      "    --batch-size 4 --step-size 0.05"}});
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
