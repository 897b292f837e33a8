// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"
#include "core/result.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace basin {

/// Reads what a scenario file has under "surface"; the first error of the file stays in `error`.
void readSurface(const nlohmann::json& json, SurfaceChoice& choice, std::optional<Error>& error);

}  // namespace basin
