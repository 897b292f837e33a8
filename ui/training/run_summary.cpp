// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_summary.h"

#include "core/run/run_progress.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

const std::string kSgd = "sgd";

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

}  // namespace

bool RunSummary::isActive() const {
    return starting || status.state == RunState::Queued || status.state == RunState::Running ||
           status.state == RunState::Paused;
}

void summarise(const RunHistory& history, RunSummary& summary) {
    summary.epoch = epochsMade(history);
    summary.secondsLeft = summary.config ? secondsLeft(history, *summary.config) : kUnknown;
    summary.reported = hasSplit(history, Split::Test) ? Split::Test : Split::Holdout;
    summary.sgd = accuraciesOf(history, kSgd, summary.reported);
    summary.average.reset();
    for (const std::string& name : weightsOf(history, summary.config ? *summary.config : RunConfig{.averages = {}})) {
        if (name == kSgd) continue;
        const Accuracies one = accuraciesOf(history, name, summary.reported);
        if (!std::isfinite(one.last) && !std::isfinite(one.best)) continue;
        const bool better = std::isfinite(one.best) && summary.average && !(one.best <= summary.average->best);
        if (!summary.average || better) summary.average = one;
    }
    summary.warnings = history.warnings().size();
}

}  // namespace basin
