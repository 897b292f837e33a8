// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"

#include <span>

namespace basin {

/// Bounds of an f″ that is monotone between neighbouring `turns` (ascending, kinks of f′ among them) and has the given limits
/// at ∓infinity. `lipschitz` bounds |f‴| over `over`.
CurvatureBounds boundsBetweenTurns(const Landscape& landscape, Interval over, std::span<const double> turns,
                                   Interval limits, double lipschitz);

/// The range of cos over [from, to], which may reach to ±infinity.
Interval cosineRange(double from, double to);

}  // namespace basin
