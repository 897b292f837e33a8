// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace basin {

/// Ten significant digits at most, in the C locale.
inline std::string number(double value) {
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 10).ptr;
    return {text.data(), end};
}

/// Collects the first broken rule; `what` is a subject in words, `where` the key in files.
class Rules {
public:
    std::optional<Error> broken;

    void that(bool holds, const std::string& what, const std::string& must, double value, const std::string& where) {
        if (!holds && !broken) broken = Error{what + " must be " + must + ", not " + number(value) + ".", where};
    }
    void within(double value, double lower, double upper, const std::string& what, const std::string& where) {
        that(lower <= value && value <= upper, what, "from " + number(lower) + " to " + number(upper), value, where);
    }
    void positive(double value, double upper, const std::string& what, const std::string& where) {
        that(0.0 < value && value <= upper, what, "above 0 and at most " + number(upper), value, where);
    }
    void sentence(bool holds, const std::string& message, const std::string& where) {
        if (!holds && !broken) broken = Error{message, where};
    }
};

}  // namespace basin
