// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"

namespace basin {

/// The C² bicubic spline through a table ("not a knot" at its edges, as on the line), continued beyond as
/// core/plane/continued_surface.h says. Errors: fewer than four columns or rows, too many, a count that does not fit, a value
/// that is not finite.
Result<SurfacePtr> makeTableSurface(const SurfaceTable& table);

/// Values along each side, and in all.
inline constexpr int kFewestInTable = 4;
inline constexpr std::size_t kMostInTable = 1'000'000;

}  // namespace basin
