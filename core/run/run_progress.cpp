// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_progress.h"

#include <algorithm>
#include <cmath>

namespace basin {

double epochsMade(const RunHistory& history) {
    double epochs = 0.0;
    for (const Moments* at : {&history.steps().at, &history.epochs().at})
        if (!at->epoch.empty() && at->epoch.back() > epochs) epochs = at->epoch.back();
    return epochs;
}

double secondsLeft(const RunHistory& history, const RunConfig& config) {
    constexpr double kLeastS = 1.0;
    const Moments& at = history.steps().at;
    const double left = std::max(0.0, static_cast<double>(config.totalEpochs()) - epochsMade(history));
    if (left == 0.0) return 0.0;
    if (at.seconds.size() < 2) return kUnknown;
    const double last = at.seconds.back(), begun = at.seconds.front();
    std::size_t first = at.seconds.size() - 1;
    while (first > 0 && !(at.seconds[first] <= begun + 0.75 * (last - begun))) --first;
    const double seconds = last - at.seconds[first], epochs = at.epoch.back() - at.epoch[first];
    return seconds >= kLeastS && epochs > 0.0 ? left * seconds / epochs : kUnknown;
}

const EvaluationSeries* evaluationsOf(const RunHistory& history, const std::string& of, Split split) {
    for (const Statistics statistics : {Statistics::Recomputed, Statistics::Own})
        if (const EvaluationSeries* series = history.evaluation(of, split, statistics))
            if (!series->accuracy.empty()) return series;
    return nullptr;
}

std::vector<std::string> weightsOf(const RunHistory& history, const RunConfig& config) {
    std::vector<std::string> names{"sgd"};
    for (const TrainingAverage& average : config.averages) names.push_back(average.name());
    for (const EvaluationSeries& series : history.evaluations())
        if (std::find(names.begin(), names.end(), series.of) == names.end()) names.push_back(series.of);
    return names;
}

}  // namespace basin
