// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"
#include "core/run/run_folder.h"

#include <functional>
#include <string>
#include <vector>

namespace basin {

/// Which weights are measured.
enum class ToMeasure {
    All,
    Missing  ///< those of which not both files are there
};

/// Measures sharpness and gradient noise of the weights at iteration `step`, with few probes and pairs of batches of the run's
/// size, on 1000 images; with fewer where `seconds` would not suffice by a trial of the parts, and not at all where they would
/// not suffice for the fewest. The trial is made once, if any of the time is left when it begins; its time counts, but does not
/// end it. Each measurement is kept in the run's folder as soon as it is there. `stopRequested` is asked now and then. Returns a
/// sentence for people if not all was measured and kept, else nothing.
std::string measureInTraining(const MeasuredRun& run, const RunFolder& folder,
                              const std::vector<Evaluator::Weights>& weights, std::int64_t step, double seconds,
                              ToMeasure which, const std::function<bool()>& stopRequested);

}  // namespace basin
