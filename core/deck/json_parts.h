// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace basin {

// What deck files and sessions have in common.

/// Only what is not as in DeckShow's defaults.
nlohmann::ordered_json showJson(const DeckShow& show);
/// `path` is where it stands in the file, "steps[0].show".
DeckShow readShow(const nlohmann::json& json, const std::string& path, std::optional<Error>& error);

}  // namespace basin
