// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <span>
#include <string>
#include <string_view>

namespace basin {

/// A value and its name in files and on the command line.
template <class Value>
struct Name {
    Value value;
    std::string_view text;
};

/// All values of an enumeration with their names, in the order of a menu; each enumeration that has names defines it.
template <class Value>
std::span<const Name<Value>> namesOf();

template <class Value>
std::string nameOf(Value value) {
    for (const Name<Value>& name : namesOf<Value>())
        if (name.value == value) return std::string(name.text);
    return {};
}

/// The value called `text`. The error names the known ones; `what` as in "network".
template <class Value>
Result<Value> valueNamed(std::string_view text, const std::string& what) {
    std::string known;
    for (const Name<Value>& name : namesOf<Value>()) {
        if (name.text == text) return name.value;
        known.append(known.empty() ? "" : ", ").append(name.text);
    }
    return Error{"There is no " + what + " \"" + std::string(text) + "\"; known are " + known + "."};
}

}  // namespace basin
