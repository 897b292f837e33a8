// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_folder.h"
#include "core/run/run_label.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// How well one set of weights does. Only held-out images choose; those of the test set are reported.
struct Accuracies {
    std::string of;          ///< "sgd" or an average's name
    double last = kUnknown;  ///< of the last evaluation, on `RunSummary::reported`
    double best = kUnknown;  ///< the highest one on held-out images
    double bestEpoch = kUnknown;
};

/// What stands in the way of watching a run, or of its worker.
enum class Hitch { None, ConfigUnreadable, EventsUnreadable, WorkerDidNotComeUp };

/// One row of the run list: the facts, not yet in words.
struct RunSummary {
    std::filesystem::path path;
    RunLabel label;
    std::shared_ptr<const RunConfig> config;  ///< null while it cannot be read
    RunStatus status;
    Hitch hitch = Hitch::None;
    std::string hitchDetail;  ///< what the system or the worker said
    bool starting = false;    ///< a worker was started here and has not come up yet
    bool reading = false;     ///< there is more in its log than was read so far
    double created = 0.0;     ///< seconds since 1970: its first event, until then its configuration
    double epoch = 0.0;       ///< epochs made
    double secondsLeft = kUnknown;
    Split reported = Split::Test;  ///< the images of the last accuracies: the test's if there are any
    Accuracies sgd;
    std::optional<Accuracies> average;  ///< the best one on held-out images; without such, the first one configured
    std::size_t warnings = 0;

    bool isActive() const;  ///< has a worker that lives, or one on its way
};

/// Progress, time left and accuracies from a history.
void summarise(const RunHistory& history, RunSummary& summary);

}  // namespace basin
