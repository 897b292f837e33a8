// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/evaluator.h"
#include "core/result.h"
#include "core/run/run_folder.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// What an evaluation of a run found, all with batch-norm statistics from all training images.
struct RunEvaluation {
    std::int64_t step = 0;  ///< of the checkpoint
    bool isKept = false;    ///< it stands in the run's log and files too, as the run had ended
    std::vector<WeightsEvaluation> found;
};

/// Evaluates weights of a run's newest good checkpoint: `of` is "sgd", the name of one of its averages, or "tail:E" with an
/// epoch E at which one of its segments begins, also if the run had no such average; absent: SGD and all averages that have
/// begun. Errors: those of the images and the device; no such average (with those there are); no checkpoint; stopped.
Result<RunEvaluation> evaluateRun(const RunFolder& run, const std::optional<std::string>& of,
                                  const std::function<bool()>& stopRequested);

}  // namespace basin
