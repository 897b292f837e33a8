// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <filesystem>
#include <string>

namespace basin {

/// What a run is, in a word that can name a folder: "cifar10-resnet18-sgd-cosine".
std::string runName(const RunConfig& config);

/// "FOLDER/NAME-N" with the first N from 1 on that is not there.
std::filesystem::path freeRunPath(const std::filesystem::path& folder, const RunConfig& config);

}  // namespace basin
