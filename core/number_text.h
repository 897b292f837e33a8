// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Numbers on the command line, in files and in what the programs print: in the C locale, whatever the system's is. Errors
/// quote the text.
Result<double> parseNumber(std::string_view text);
/// "0,0.5,1": at least one.
Result<std::vector<double>> parseNumbers(std::string_view text);
/// A whole number, also written as 1e5, from `least` to `most` (both within ±2⁵³).
Result<std::int64_t> parseWhole(std::string_view text, std::int64_t least, std::int64_t most);
Result<std::uint64_t> parseSeed(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
/// The text in quotes, cut off if it is long.
std::string inQuotes(std::string_view text);

std::string exactNumber(double value);              ///< the shortest text that reads back as the same number
std::string shortNumber(double value);              ///< four significant digits; "–" for NaN
std::string fixedNumber(double value, int digits);  ///< so many digits behind the point; "–" for NaN

}  // namespace basin
