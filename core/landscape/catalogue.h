// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/parameter.h"
#include "core/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Every named landscape, in the order of the menu.
std::span<const CatalogueEntry> landscapeCatalogue();

/// The entry of that name, or null.
const CatalogueEntry* findLandscape(std::string_view name);

/// Builds a named landscape; `values` in the order of the entry's parameters.
/// Errors: unknown name (lists the known ones), a wrong count, a value not finite or out of its range.
Result<LandscapePtr> makeLandscape(std::string_view name, std::span<const double> values);

/// The same with every parameter at its default.
LandscapePtr makeLandscape(std::string_view name);

}  // namespace basin
