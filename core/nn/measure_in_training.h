// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"
#include "core/run/run_folder.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// What of a measurement during training was left out, and what went wrong.
struct MeasuredInTraining {
    std::string note;            ///< a sentence for people if the time did not suffice for all of it, else empty
    std::optional<Error> error;  ///< a file could not be written
};

/// Measures sharpness and gradient noise of the weights at iteration `step`, with few probes and pairs of batches of the run's
/// size, on 1000 images; with fewer where `seconds` would not suffice, and not at all where they would not suffice for the
/// fewest. Each is kept in the run's folder as soon as it is there. `stopRequested` is asked now and then.
MeasuredInTraining measureInTraining(const MeasuredRun& run, const RunFolder& folder,
                                     const std::vector<Evaluator::Weights>& weights, std::int64_t step, double seconds,
                                     const std::function<bool()>& stopRequested);

}  // namespace basin
