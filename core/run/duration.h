// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace basin {

/// Seconds of a text of hours, minutes and seconds in this order, each at most once: "3h", "90m", "45s", "2h30m", "1.5h".
Result<double> durationFromText(std::string_view text);

/// The text for a duration ≥ 0 that gives the same seconds back: "2h30m", "45.5s", "0s".
std::string durationText(double seconds);

}  // namespace basin
