// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/measuring.h"

#include "core/run/run_folder.h"

#include <array>
#include <cstdio>

namespace basin::train {

void MeasuringRequest::addTo(CLI::App& verb) {
    verb.add_option("RUN", runs, "The folders of runs of one network and dataset")->required()->type_name("");
    verb.add_option("--of", of, "Only these weights: sgd, an average of the run, or tail:EPOCH; repeatable")
        ->type_name("NAME")
        ->allow_extra_args(false);
    verb.add_flag("--json", json, "One JSON object on standard output");
    verb.add_flag("--dry-run", dryRun,
                  "Measure nothing, and print {\"seconds\", \"peak_bytes\", \"weights\"} that it would take");
    addProgress(verb, progress);
}

ChosenWeights chooseWeights(const std::string& path, const std::vector<std::string>& of) {
    ChosenWeights weights;
    const auto wrong = [&](Outcome outcome) {
        weights.problem = std::move(outcome);
        return std::move(weights);
    };
    const Result<RunFolder> folder = RunFolder::open(path);
    if (!folder) return wrong(wrongRequest(folder.error().message));
    Result<std::unique_ptr<OpenedRun>> run = OpenedRun::open(*folder);
    if (!run) return wrong(failed(path + ": " + run.error().message));
    weights.run = *std::move(run);
    std::vector<std::optional<std::string>> names(of.begin(), of.end());
    if (names.empty()) names.emplace_back();
    for (const auto& name : names) {
        const auto found = weights.run->weights(name);
        if (!found) return wrong(wrongRequest(found.error().message));
        weights.chosen.insert(weights.chosen.end(), found->begin(), found->end());
    }
    return weights;
}

Json meanJson(const Mean& mean) { return {{"value", mean.value}, {"error", mean.error}}; }

std::string meanText(const Mean& mean) {
    std::array<char, 64> line{};
    std::snprintf(line.data(), line.size(), "%.4g ± %.2g", mean.value, mean.error);
    return line.data();
}

}  // namespace basin::train
