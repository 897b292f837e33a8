// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/run_options.h"
#include "app/train/training.h"
#include "app/train/verbs.h"

#include <cstdio>

namespace basin::train {

namespace {

struct RunRequest {
    RunOptions options;
    std::string runDir;
    bool json = false, dryRun = false;
};

Outcome run(const RunRequest& request) {
    const Result<RunConfig> config = applyOptions(RunConfig(), request.options.given());
    if (!config) return wrongRequest(config.error().message);
    if (request.dryRun) {
        std::printf("%s", writeRunConfig(*config).c_str());
        return {};
    }
    const Result<RunFolder> folder = makeRun(request.runDir, *config);
    if (!folder) return wrongRequest(folder.error().message);
    return trainHere(*folder, request.json, Fresh::Yes);
}

}  // namespace

Verb addRun(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("run", "Train a network in a new run");
    const auto request = std::make_shared<RunRequest>();
    request->options.addTo(*verb, RunOptions::Need::All);
    verb->add_option("--run-dir", request->runDir, "The folder of the run, which is made; runs/NAME-N if left out")
        ->type_name("DIR")
        ->group("Output");
    verb->add_flag("--dry-run", request->dryRun, "Only print the configuration")->group("Output");
    verb->add_flag("--json", request->json, "The events as they go into events.jsonl, one JSON object a line")
        ->group("Output");
    setManual(*verb,
              {.description = {"Makes the run's folder and trains in this process, on its device as soon as no other "
                               "run has it. Ctrl+C saves the run and ends it; \"basin-train resume\" goes on."},
               .examples = {"basin-train run --dataset cifar10 --data data --network resnet18 --epochs 60 \\",
                            "    --batch-size 128 --step-size 0.1 --schedule cosine --average tail:0.75 \\",
                            "    --average ema:0.999 --precision bf16 --max-time 2h"},
               .interrupted = kInterrupted});
    return {verb, [request] { return run(*request); }};
}

Verb addResume(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("resume", "Start a run that is ready, or go on with one that stopped");
    const auto folder = std::make_shared<std::string>();
    const auto json = std::make_shared<bool>(false);
    verb->add_option("RUN", *folder, "The folder of the run")->required()->type_name("");
    verb->add_flag("--json", *json, "The events as they go into events.jsonl, one JSON object a line");
    setManual(*verb, {.description = {"Goes on from the last sound checkpoint. What the run's log tells beyond it is "
                                      "taken back."},
                      .examples = {"basin-train resume runs/cifar10-resnet18-sgd-cosine-1"},
                      .interrupted = kInterrupted});
    return {verb, [folder, json]() -> Outcome {
                const Result<RunFolder> run = RunFolder::open(*folder);
                if (!run) return wrongRequest(run.error().message);
                return trainHere(*run, *json, Fresh::No);
            }};
}

}  // namespace basin::train
