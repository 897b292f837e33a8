// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace basin {

// What scenario files, decks of them and saved states have in common.

/// Reads one claim; `path` is where it stands in the file, "claims[0]".
Claim readClaim(const nlohmann::json& json, const std::string& path, std::optional<Error>& error);
nlohmann::ordered_json claimJson(const Claim& claim);

/// The landscape or surface that was built last, so that an equal one is not built again.
struct LastBuilt {
    LandscapeChoice landscapeChoice;
    LandscapePtr landscape;
    SurfaceChoice surfaceChoice;
    SurfacePtr surface;
};
/// As of a text, which parseJson has read.
Result<Scenario> readScenario(const nlohmann::json& json, LastBuilt& last);

/// The landscape or surface alone, under its key.
nlohmann::ordered_json shapeJson(const Scenario& scenario);
nlohmann::ordered_json scenarioJson(const Scenario& scenario, bool withShape = true);

nlohmann::ordered_json stateJson(const SavedState& state);
/// As of a text, which parseJson has read.
Result<SavedState> readState(const nlohmann::json& json);

/// The text of a file as a person would write it: what fits stays on one line; of what does not, every entry begins a line
/// of its own.
std::string fileText(const nlohmann::ordered_json& json);

}  // namespace basin
