// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/opened_run.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace basin {

/// A place on the way of a run through weight space that its folder keeps: in a file, since all of them together can be larger
/// than memory.
struct RunStop {
    std::int64_t step = 0;
    std::filesystem::path path;
    bool isMean = false;  ///< of the weights over the segment that ends at this step; else the iterate itself
};
/// The iterates at the checkpoints that stayed (--keep-every, and the last), and then the means over segments, each by step.
std::vector<RunStop> stopsOf(OpenedRun& run);
/// At most `most` (two or more) of the indices 0 … count − 1, evenly spaced, with the first and the last.
std::vector<std::size_t> evenlySpaced(std::size_t count, std::size_t most);
/// SGD's iterate after an epoch whose checkpoint stayed. The error names the epochs there are.
Result<RunStop> iterateAfter(OpenedRun& run, std::int64_t epoch);

/// The weights of a stop of a run of this network, flat. Errors: the file can not be read or is damaged.
Result<torch::Tensor> weightsAt(const RunStop& stop, const Network& network);
/// Weights one behind the other in the order of `Network::parameters()`: flat, on the CPU, in double precision.
torch::Tensor flatWeights(const std::vector<torch::Tensor>& weights);

}  // namespace basin
