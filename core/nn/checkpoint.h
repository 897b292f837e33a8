// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/tensor_file.h"
#include "core/nn/trainer.h"
#include "core/run/run_folder.h"

#include <optional>
#include <string>

namespace basin {

/// Takes a checkpoint up, whole or not at all as far as anybody may go on with the trainer; the seconds of training that stand
/// in it. Errors: it is damaged, or not of this configuration.
Result<double> takeUpCheckpoint(const std::filesystem::path& path, Trainer& trainer);

/// Where weights are exported to: weights/tail-0.75.pt.
std::filesystem::path weightsPath(const RunFolder& run, const std::string& of);
std::optional<Error> exportWeights(const RunFolder& run, const std::string& of, const TensorMap& weights);

}  // namespace basin
