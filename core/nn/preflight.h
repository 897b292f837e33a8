// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/run_config.h"

#include <cstdint>
#include <functional>
#include <string>

namespace basin {

/// What a run will cost, from some measured iterations of it.
struct Preflight {
    std::string device;           ///< "cpu", "cuda:0"
    std::int64_t iterations = 0;  ///< measured: twenty, fewer where they take longer than half a minute
    double stepS = 0.0;           ///< of one iteration (median), averages included
    double imagesPerS = 0.0;      ///< in training
    double memoryBytes = 0.0;     ///< in use at the end; NaN where the system does not tell
    std::int64_t iterationsPerEpoch = 0;
    double trainingS = 0.0;  ///< of all iterations of the run
    double evaluationS =
        0.0;  ///< of evaluations and measurements within their budgets, and of the thorough one at the end
};

/// Trains the network of a configuration for some iterations and evaluates on some batches; leaves nothing behind. An error
/// if the run could not begin, or was stopped.
Result<Preflight> preflight(const RunConfig& config, const std::function<bool()>& stopRequested);

}  // namespace basin
