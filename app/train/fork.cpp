// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/fork.h"
#include "app/shell/manual.h"
#include "app/train/run_options.h"
#include "app/train/training.h"
#include "app/train/verbs.h"
#include "core/number_text.h"
#include "core/run/run_name.h"

#include <cstdio>
#include <limits>

namespace basin::train {

namespace {

struct ForkRequest {
    std::string run, epoch, runDir;
    RunOptions options;
    bool json = false, makeOnly = false;
};

Outcome fork(const ForkRequest& request) {
    const Result<RunFolder> parent = RunFolder::open(request.run);
    if (!parent) return wrongRequest(parent.error().message);
    const Result<RunConfig> config = parent->readConfig();
    if (!config) return wrongRequest(config.error().message);
    const Result<std::int64_t> epoch = parseWhole(request.epoch, 0, std::numeric_limits<int>::max());
    if (!epoch) return wrongRequest("--at-epoch: " + epoch.error().message);
    const Result<RunConfig> changed = applyOptions(*config, request.options.given());
    if (!changed) return wrongRequest(changed.error().message);
    const std::filesystem::path into =
        request.runDir.empty() ? freeRunPath("runs", *changed) : std::filesystem::path(request.runDir);
    const Result<RunFolder> made = forkRun(*parent, *epoch, into, *changed);
    if (!made) return wrongRequest(made.error().message);
    if (!request.makeOnly) return trainHere(*made, request.json, Fresh::No);
    std::printf("%s\n", made->path().c_str());
    return {};
}

}  // namespace

Verb addFork(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("fork", "Go on from an epoch of a run in a run of its own, with changes");
    const auto request = std::make_shared<ForkRequest>();
    verb->add_option("RUN", request->run, "The folder of the run to leave")->required()->type_name("");
    verb->add_option("--at-epoch", request->epoch, "The epoch; the run must have kept its checkpoint (--keep-every)")
        ->required()
        ->type_name("K");
    request->options.addTo(*verb, RunOptions::Need::None);
    verb->add_option("--run-dir", request->runDir, "The folder of the fork, which is made; runs/NAME-N if left out")
        ->type_name("DIR")
        ->group("Output");
    verb->add_flag("--make-only", request->makeOnly, "Make the folder and do not train")->group("Output");
    verb->add_flag("--json", request->json, "The events as they go into events.jsonl, one JSON object a line")
        ->group("Output");
    setManual(*verb,
              {.description = {"The fork has the weights, averages and counters of its parent at that epoch, and "
                               "its configuration but for the options that are given."},
               .examples = {"basin-train fork runs/first --at-epoch 100 --step-size 0.02"},
               .interrupted = kInterrupted});
    return {verb, [request] { return fork(*request); }};
}

}  // namespace basin::train
