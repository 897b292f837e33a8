// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/interrupt.h"
#include "app/shell/report.h"
#include "app/train/measurement_progress.h"
#include "app/train/training_report.h"
#include "core/nn/measurement_cost.h"
#include "core/nn/opened_run.h"
#include "core/run/measurement_file.h"
#include "core/sgd/statistics.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace basin::train {

/// What verbs that measure the weights of runs have in common.
struct MeasuringRequest {
    std::vector<std::string> runs, of;
    bool json = false, dryRun = false, progress = false;

    void addTo(CLI::App& verb);
};

/// A measurement, and which run it is of.
template <class Found>
struct Measured {
    std::string run;
    Found found;
};

/// A run with those of its weights that are asked for, or how the verb ends.
struct ChosenWeights {
    std::unique_ptr<OpenedRun> run;
    std::vector<Evaluator::Weights> chosen;
    std::optional<Outcome> problem;
};
ChosenWeights chooseWeights(const std::string& run, const std::vector<std::string>& of);

Json meanJson(const Mean& mean);
std::string meanText(const Mean& mean);  ///< "12.3 ± 0.4"

/// Measures the chosen weights of the runs by `Kind` (sharpness.cpp), and keeps each as soon as it is there. With a dry run it
/// prints what that would cost. Nothing: all went well.
template <class Kind>
std::optional<Outcome> measureRuns(const MeasuringRequest& request, const typename Kind::Setting& setting,
                                   std::vector<Measured<typename Kind::Found>>& all) {
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    Json costs{{"seconds", 0.0}, {"peak_bytes", 0.0}, {"weights", 0}};
    std::optional<MeasurementProgress> progress;
    for (std::size_t r = 0; r < request.runs.size(); ++r) {
        const std::string& path = request.runs[r];
        ChosenWeights weights = chooseWeights(path, request.of);
        if (weights.problem) return weights.problem;
        OpenedRun& run = *weights.run;
        auto prepared = Kind::Measurement::prepare(run.measured(), setting);
        if (!prepared) return wrongRequest(prepared.error().message);
        typename Kind::Measurement work = *std::move(prepared);
        const MeasurementCost cost = work.forecast();
        const auto count = static_cast<double>(weights.chosen.size());
        if (request.dryRun) {
            costs["seconds"] = costs["seconds"].template get<double>() + count * cost.seconds;
            costs["peak_bytes"] = std::max(costs["peak_bytes"].template get<double>(), cost.peakBytes);
            costs["weights"] = costs["weights"].template get<std::size_t>() + weights.chosen.size();
            continue;
        }
        std::fprintf(stderr, "%s: %zu sets of weights, about %s each\n", path.c_str(), weights.chosen.size(),
                     roundedDuration(cost.seconds).c_str());
        const auto runs = static_cast<double>(request.runs.size());
        if (!progress) progress.emplace(runs * count * cost.seconds, request.progress);
        for (std::size_t i = 0; i < weights.chosen.size(); ++i) {
            const Evaluator::Weights& one = weights.chosen[i];
            const auto goesOn = [&](double done) {
                const double ofRun = (static_cast<double>(i) + done) / count;
                progress->show((static_cast<double>(r) + ofRun) / runs, one.of);
                return !interrupt.came();
            };
            const auto found = Kind::measure(work, run, one, goesOn);
            if (!found) return interrupt.came() ? interrupted() : failed(found.error().message);
            const std::filesystem::path file = Kind::path(run.folder().path(), found->of, found->step);
            if (const auto error = keepMeasurement(file, Kind::write(*found))) return failed(error->message);
            all.push_back({path, *found});
        }
    }
    if (request.dryRun) print(costs);
    return std::nullopt;
}

}  // namespace basin::train
