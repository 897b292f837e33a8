// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"

#include <vector>

namespace basin {

/// f = curvature |w − centre|²/2 + hills and wells.
SurfacePtr makeHillsSurface(double curvature, Point centre, std::vector<GaussianHill> hills, const Rectangle& domain);

/// The drawn surface: its hills on a bowl around the domain's centre. Errors name the hill, counted from 1.
Result<SurfacePtr> makeDrawnSurface(const Rectangle& domain, double bowl, const std::vector<DrawnHill>& hills);

/// A domain for a formula, hills or a table: finite, in order, not too far or narrow to compute with.
std::optional<Error> badSurfaceDomain(const Rectangle& domain);

}  // namespace basin
