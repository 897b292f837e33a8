// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace basin {

using TensorMap = std::map<std::string, torch::Tensor>;

/// The bytes of a file that Python's torch.load reads as a plain dict of tensors. At least two entries (LibTorch 1.13 can not
/// read a dict of one); all on the CPU.
std::string encodeTensors(const TensorMap& tensors);
/// Writes such a file, whole or not at all.
std::optional<Error> saveTensors(const std::filesystem::path& path, const TensorMap& tensors);
/// Reads one, to the CPU. Errors: the file can not be read, or is no dict of tensors.
Result<TensorMap> loadTensors(const std::filesystem::path& path);

}  // namespace basin
