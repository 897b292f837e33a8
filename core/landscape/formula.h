// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/result.h"

#include <string_view>

namespace basin {

/// A typed formula in `w` (also `x`) as a landscape on `domain`, with exact derivatives (forward mode, second order).
/// Numbers, + − * / ^, parentheses, pi, e, and abs sqrt exp log sin cos tan sinh cosh tanh asinh atan erf min max pow.
/// Beyond the domain it goes on as a parabola. Errors name the column; a formula that is not finite on its domain says
/// where; assignments, several expressions and unknown names are refused.
Result<LandscapePtr> makeFormula(std::string_view text, Interval domain);

}  // namespace basin
