// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/run_past.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Everything that brings back what was on show: carried by every exported file, and saved while Basin runs.
struct SavedState {
    std::string version;  ///< of the Basin that wrote it
    std::string page;     ///< "lab", "plane", "rates" or "training"
    Scenario scenario;
    std::vector<RunPlace> runs;  ///< of the scenario; the second is the twin's
    bool operator==(const SavedState&) const = default;
};

/// The version of the format that is read and written (resources/scenarios/README.md).
inline constexpr int kStateVersion = 1;

/// One line of JSON in ASCII without <, > and &, so that it can stand as it is in text, XML and the bytes of any file.
std::string writeState(const SavedState& state);
/// Errors say what is wrong: cut off, newer version, a scenario that cannot be.
Result<SavedState> readState(std::string_view text);
/// The state somewhere in the bytes of a file: what writeState wrote. Nothing if there is none, or only its beginning.
std::optional<std::string_view> findState(std::string_view bytes);

}  // namespace basin
