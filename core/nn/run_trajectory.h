// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/opened_run.h"

#include <cstdint>
#include <vector>

namespace basin {

/// The weights of a run after some step, one behind the other in the order of `Network::parameters()`: flat, on the CPU, in
/// double precision.
struct RunStop {
    std::int64_t step = 0;
    torch::Tensor weights;
};

/// The way of a run through weight space, as far as the run folder kept it, by step.
struct RunTrajectory {
    std::vector<RunStop> iterates;  ///< at the checkpoints that stayed (--keep-every, and the last)
    std::vector<RunStop> means;     ///< over its segments, with the step at which each ends
};
/// Reads it all into memory; what can not be read goes to `problems`.
RunTrajectory trajectoryOf(OpenedRun& run, std::vector<Error>& problems);

/// SGD's iterate after an epoch whose checkpoint stayed. The error names the epochs there are.
Result<RunStop> iterateAfter(OpenedRun& run, std::int64_t epoch);

/// Weights one behind the other, as above.
torch::Tensor flatWeights(const std::vector<torch::Tensor>& weights);

}  // namespace basin
