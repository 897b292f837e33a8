// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"

#include <string_view>

namespace basin {

/// A typed formula in x and y as a surface on `domain`, with exact derivatives; what may stand in it is what
/// core/landscape/formula.h says of the line's. Beyond the domain it goes on as core/plane/continued_surface.h says. Errors
/// name the column, or the place where it is not finite.
Result<SurfacePtr> makeFormulaSurface(std::string_view text, const Rectangle& domain);

}  // namespace basin
