// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin::lab {

/// Numbers on the command line and in what the program prints: in the C locale, whatever the system's is. Errors quote the text.
Result<double> parseNumber(std::string_view text);
/// "0,0.5,1": at least one.
Result<std::vector<double>> parseNumbers(std::string_view text);
/// "LO,HI" with LO < HI.
Result<Interval> parseInterval(std::string_view text);
/// A whole number, also written as 1e5, from `least` to `most` (both within ±2⁵³).
Result<std::int64_t> parseWhole(std::string_view text, std::int64_t least, std::int64_t most);
/// The cells of an exact law's grid, 2000 if nothing is given. Its error names the option --cells.
Result<std::size_t> parseCells(const std::optional<std::string>& text);
Result<std::uint64_t> parseSeed(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);

std::string exactNumber(double value);  ///< the shortest text that reads back as the same number
std::string shortNumber(double value);  ///< four significant digits; "–" for NaN

}  // namespace basin::lab
