// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "app/train/training_report.h"
#include "app/train/verbs.h"
#include "core/nn/evaluate_run.h"
#include "core/run/run_folder.h"

#include <cstdio>

namespace basin::train {

namespace {

struct EvaluateRequest {
    std::string run, average, csv;
    bool json = false;
};

Outcome evaluate(const EvaluateRequest& request) {
    const Result<RunFolder> run = RunFolder::open(request.run);
    if (!run) return wrongRequest(run.error().message);
    std::optional<std::string> of;
    if (!request.average.empty()) of = request.average;
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    const auto found = evaluateRun(*run, of, [&interrupt] { return interrupt.came(); });
    if (!found) return interrupt.came() ? interrupted() : failed(found.error().message);

    const std::vector<std::string> columns{"of", "images", "statistics", "accuracy", "loss"};
    Table table{columns, {}}, people{columns, {}};
    Json list = Json::array();
    for (const WeightsEvaluation& one : found->found) {
        const std::string split = nameOf(one.split), statistics = nameOf(one.statistics);
        const Evaluation& result = one.result;
        table.rows.push_back({one.of, split, statistics, result.accuracy, result.loss});
        people.rows.push_back({one.of, split, statistics, percentText(result.accuracy), result.loss});
        list.push_back({{"of", one.of},
                        {"split", split},
                        {"statistics", statistics},
                        {"accuracy", result.accuracy},
                        {"loss", result.loss}});
    }
    if (!request.csv.empty())
        if (const auto problem = writeCsv(request.csv, table)) return failed(*problem);
    if (request.json) {
        print(
            Json{{"run", run->path().string()}, {"step", found->step}, {"kept", found->isKept}, {"evaluations", list}});
        return {};
    }
    std::printf("after step %lld%s\n\n", static_cast<long long>(found->step),
                found->isKept ? "; kept in the run" : "; not kept, as the run has not ended");
    print(people);
    return {};
}

}  // namespace

Verb addEvaluate(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("evaluate", "Evaluate the weights of a run's last checkpoint");
    const auto request = std::make_shared<EvaluateRequest>();
    verb->add_option("RUN", request->run, "The folder of the run")->required()->type_name("");
    verb->add_option("--average", request->average,
                     "Only these weights: sgd, an average of the run, or tail:EPOCH where a segment begins")
        ->type_name("NAME");
    verb->add_flag("--json", request->json, "One JSON object on standard output");
    verb->add_option("--csv", request->csv, "Write the table to this file too")->type_name("FILE");
    setManual(
        *verb,
        {.description = {"With batch-norm statistics recomputed for each set of weights, on the test images and "
                         "on those set aside. Of a run that has ended it is kept in the run, for \"compare\". The "
                         "start of a tail can be moved after the run to any boundary of its segments."},
         .keys = {{"run", "its folder"},
                  {"step", "of the checkpoint"},
                  {"kept", "whether it stands in the run's log and files too"},
                  {"evaluations [{of, split, statistics}]", "of which weights, on which images"},
                  {"evaluations [{accuracy, loss}]", "share of the images; mean over the images"}},
         .examples = {"basin-train evaluate runs/first --average tail:3"},
         .interrupted = kInterrupted});
    return {verb, [request] { return evaluate(*request); }};
}

}  // namespace basin::train
