// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_summary.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

const std::string kSgd = "sgd";

/// With recomputed statistics, else with the own ones.
const EvaluationSeries* evaluationsOf(const RunHistory& history, const std::string& of, Split split) {
    const EvaluationSeries* recomputed = history.evaluation(of, split, Statistics::Recomputed);
    return recomputed && !recomputed->accuracy.empty() ? recomputed : history.evaluation(of, split, Statistics::Own);
}

Accuracies accuraciesOf(const RunHistory& history, const std::string& of, Split reported) {
    Accuracies found{of};
    if (const EvaluationSeries* series = evaluationsOf(history, of, reported); series && !series->accuracy.empty())
        found.last = series->accuracy.back();
    if (const EvaluationSeries* series = evaluationsOf(history, of, Split::Holdout))
        for (std::size_t i = 0; i < series->accuracy.size(); ++i)
            if (const double accuracy = series->accuracy[i];
                std::isfinite(accuracy) && !(accuracy <= found.best)) {  // the first is better than none
                found.best = accuracy;
                found.bestEpoch = series->at.epoch[i];
            }
    return found;
}

bool hasSplit(const RunHistory& history, Split split) {
    const auto& all = history.evaluations();
    return std::any_of(all.begin(), all.end(), [split](const EvaluationSeries& series) {
        return series.split == split && !series.accuracy.empty();
    });
}

std::vector<std::string> averagesOf(const RunHistory& history, const RunConfig* config) {
    std::vector<std::string> names;
    if (config)
        for (const TrainingAverage& average : config->averages) names.push_back(average.name());
    for (const EvaluationSeries& series : history.evaluations())
        if (series.of != kSgd && std::find(names.begin(), names.end(), series.of) == names.end())
            names.push_back(series.of);
    return names;
}

/// Seconds for an epoch, by the last quarter of the training so far; NaN as long as there is nothing to go by.
double secondsAnEpoch(const Moments& at) {
    constexpr double kLeastS = 1.0;
    if (at.seconds.size() < 2 || !std::isfinite(at.seconds.back())) return kUnknown;
    const double last = at.seconds.back();
    std::size_t first = at.seconds.size() - 1;
    while (first > 0 && !(at.seconds[first] <= 0.75 * last)) --first;
    const double seconds = last - at.seconds[first], epochs = at.epoch.back() - at.epoch[first];
    return seconds >= kLeastS && epochs > 0.0 ? seconds / epochs : kUnknown;
}

}  // namespace

bool RunSummary::isActive() const {
    return starting || status.state == RunState::Queued || status.state == RunState::Running ||
           status.state == RunState::Paused;
}

void summarise(const RunHistory& history, RunSummary& summary) {
    summary.epoch = 0.0;
    for (const Moments* at : {&history.steps().at, &history.epochs().at})
        if (!at->epoch.empty() && at->epoch.back() > summary.epoch) summary.epoch = at->epoch.back();
    summary.secondsLeft = kUnknown;
    if (summary.config) {
        const double left = static_cast<double>(summary.config->totalEpochs()) - summary.epoch;
        summary.secondsLeft = std::max(0.0, left) * secondsAnEpoch(history.steps().at);
    }
    summary.reported = hasSplit(history, Split::Test) ? Split::Test : Split::Holdout;
    summary.sgd = accuraciesOf(history, kSgd, summary.reported);
    summary.average.reset();
    for (const std::string& name : averagesOf(history, summary.config.get())) {
        const Accuracies one = accuraciesOf(history, name, summary.reported);
        if (!std::isfinite(one.last) && !std::isfinite(one.best)) continue;
        if (!summary.average || one.best > summary.average->best) summary.average = one;
    }
    summary.warnings = history.warnings().size();
}

}  // namespace basin
