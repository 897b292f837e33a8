// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"
#include "core/run/run_history.h"

#include <string>
#include <vector>

namespace basin {

/// Epochs made, with their fraction.
double epochsMade(const RunHistory& history);

/// Seconds of training to the last epoch, by the pace of the last quarter of the training so far; NaN as long as there is
/// nothing to go by.
double secondsLeft(const RunHistory& history, const RunConfig& config);

/// The evaluations of these weights with recomputed statistics, else those with the own ones; null if there are none.
const EvaluationSeries* evaluationsOf(const RunHistory& history, const std::string& of, Split split);

/// "sgd", the configured averages, and what else was evaluated.
std::vector<std::string> weightsOf(const RunHistory& history, const RunConfig& config);

}  // namespace basin
