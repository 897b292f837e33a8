// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/training.h"

#include "app/shell/interrupt.h"
#include "app/train/training_report.h"
#include "core/nn/worker.h"
#include "core/run/run_arguments.h"
#include "core/run/run_name.h"

namespace basin::train {

namespace fs = std::filesystem;

namespace {

/// How the run ended, for whoever started it.
Outcome outcomeOf(const EndEvent& end, const RunFolder& run, bool fromKeyboard) {
    switch (end.reason) {
        case EndReason::Finished: return {};
        case EndReason::Stopped:
        case EndReason::TimeUp:
            return {fromKeyboard ? 130 : 0, (end.message.empty() ? "" : end.message + " ") +
                                                "Go on with: basin-train resume " + shellQuoted(run.path().string())};
        default: return failed(end.message.empty() ? "The run failed: " + nameOf(end.reason) + "." : end.message);
    }
}

}  // namespace

Result<RunFolder> makeRun(const std::string& where, const RunConfig& config) {
    if (!where.empty()) return RunFolder::create(where, config);
    // Somebody else may take the number at the same moment.
    for (;;) {
        const fs::path path = freeRunPath("runs", config);
        Result<RunFolder> run = RunFolder::create(path, config);
        std::error_code ignored;
        if (run || !fs::exists(path, ignored)) return run;
    }
}

Outcome trainHere(const RunFolder& run, bool json, Fresh fresh) {
    const Result<RunConfig> config = run.readConfig();
    if (!config) return wrongRequest(config.error().message);
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    Result<EndEvent> end = Error{};
    {
        TrainingReport report(run.path().string(), *config, json);
        end = work(run, {.onEvent = [&report](const Event& event) { report.add(event); },
                         .onExtension = [&report](const RunConfig& extended) { report.setConfig(extended); },
                         .stopRequested = [&interrupt] { return interrupt.came(); }});
    }
    if (end) return outcomeOf(*end, run, interrupt.fromKeyboard());
    if (fresh == Fresh::Yes && run.status().state == RunState::Ready) {
        std::error_code ignored;
        fs::remove_all(run.path(), ignored);
    }
    return wrongRequest(end.error().message);
}

}  // namespace basin::train
