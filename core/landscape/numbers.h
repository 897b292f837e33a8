// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <string>

namespace basin {

/// A number for a message or a table: at most six significant digits, in the C locale.
inline std::string toText(double number) {
    char text[32];
    const std::to_chars_result end = std::to_chars(text, text + sizeof text, number, std::chars_format::general, 6);
    return {text, end.ptr};
}

}  // namespace basin
