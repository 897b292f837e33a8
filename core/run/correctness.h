// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Which images of a split a set of weights classifies rightly, one entry an image in the order of the files: 1 or 0.
using Correctness = std::vector<std::uint8_t>;

/// RUN/correct/SPLIT-OF.npy, with '-' for ':' in OF: "correct/test-tail-0.75.npy".
std::filesystem::path correctnessPath(const std::filesystem::path& run, const std::string& of, Split split);

/// Keeps what the last full evaluation found, in place of an earlier one.
std::optional<Error> writeCorrectness(const std::filesystem::path& run, const std::string& of, Split split,
                                      const Correctness& correct);
/// What was kept; null if there is none.
Result<std::optional<Correctness>> readCorrectness(const std::filesystem::path& run, const std::string& of,
                                                   Split split);

}  // namespace basin
