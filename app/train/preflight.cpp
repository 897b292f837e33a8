// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/preflight.h"
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "app/train/run_options.h"
#include "app/train/training_report.h"
#include "app/train/verbs.h"
#include "core/number_text.h"

namespace basin::train {

namespace {

struct PreflightRequest {
    RunOptions options;
    bool json = false;
};

Outcome measure(const PreflightRequest& request) {
    const Result<RunConfig> config = applyOptions(RunConfig(), request.options.given());
    if (!config) return wrongRequest(config.error().message);
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    const Result<Preflight> found = preflight(*config, [&interrupt] { return interrupt.came(); });
    if (interrupt.came()) return interrupted();
    if (!found) return failed(found.error().message);
    if (request.json) {
        printLine(Json{{"device", found->device},
                       {"images_per_s", found->imagesPerS},
                       {"step_s", found->stepS},
                       {"memory_bytes", found->memoryBytes},
                       {"iterations_per_epoch", found->iterationsPerEpoch},
                       {"training_s", found->trainingS},
                       {"evaluation_s", found->evaluationS}});
        return {};
    }
    constexpr double kMegabyte = 1e6;
    printFacts({{"device", found->device},
                {"speed", shortNumber(found->imagesPerS) + " images/s"},
                {"a step", shortNumber(1e3 * found->stepS) + " ms"},
                {"memory", shortNumber(found->memoryBytes / kMegabyte) + " MB"},
                {"an epoch", std::to_string(found->iterationsPerEpoch) + " steps"},
                {"training", roundedDuration(found->trainingS)},
                {"evaluations", roundedDuration(found->evaluationS)}});
    return {};
}

}  // namespace

Verb addPreflight(CLI::App& program) {
    CLI::App* verb =
        program.add_subcommand("preflight", "Measure a few steps of a run, and say how long all would take");
    const auto request = std::make_shared<PreflightRequest>();
    request->options.addTo(*verb, RunOptions::Need::All);
    verb->add_flag("--json", request->json, "One JSON object on standard output")->group("Output");
    setManual(*verb, {.description = {"Takes the options of \"run\", makes no folder and keeps nothing."},
                      .keys = {{"device", "that was measured"},
                               {"images_per_s, step_s, memory_bytes", "images and seconds of a step; of the device"},
                               {"iterations_per_epoch, training_s, evaluation_s", "of the whole run"}},
                      .examples = {"basin-train preflight --dataset cifar10 --data data --network resnet18 \\",
                                   "    --epochs 60 --batch-size 128 --step-size 0.1"}});
    return {verb, [request] { return measure(*request); }};
}

}  // namespace basin::train
