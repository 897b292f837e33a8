// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/run_folder.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace basin {

/// A new run that goes on from where another was after `epoch` epochs, with another configuration: step size, schedule,
/// optimiser, averages and length may differ; dataset, network, batch size, seed and holdout may not. Averages that the
/// parent has not begin at the fork; extensions of the parent stay only where step size, schedule and epochs do. Errors name the epochs that can be forked.
Result<RunFolder> forkRun(const RunFolder& parent, std::int64_t epoch, const std::filesystem::path& into,
                          const RunConfig& wanted);

/// The epochs of which a run has a checkpoint, in ascending order.
std::vector<std::int64_t> epochsToFork(const RunFolder& run);

}  // namespace basin
