// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"
#include "core/interval.h"
#include "core/number_text.h"
#include "core/plane/point.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace basin::lab {

/// "LO,HI" with LO < HI.
Result<Interval> parseInterval(std::string_view text);
/// The cells of an exact law's grid, 2000 if nothing is given. Its error names the option --cells.
Result<std::size_t> parseCells(const std::optional<std::string>& text);

/// "(X, Y)" and [X, Y]; "–" and null where there is none.
std::string pointText(const std::optional<Point>& point);
Json pointJson(const std::optional<Point>& point);

}  // namespace basin::lab
