// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/number_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace basin::lab {

/// Collects the first error; every method does nothing after it.
class Reader {
public:
    std::optional<Error> error;

    void fail(const std::string& message) {
        if (!error) error = Error{message, {}};
    }
    /// The value, or nothing after an error, which then says which option it is about.
    template <class T>
    std::optional<T> take(const char* option, Result<T> result) {
        if (result) return *std::move(result);
        fail(std::string(option) + ": " + result.error().message);
        return std::nullopt;
    }
    template <class T>
    void number(const std::optional<std::string>& text, const char* option, T& value) {
        if (!text || error) return;
        if (const auto parsed = take(option, parseNumber(*text))) value = *parsed;
    }
    template <class T>
    void whole(const std::optional<std::string>& text, const char* option, std::int64_t least, std::int64_t most,
               T& value) {
        if (!text || error) return;
        if (const auto parsed = take(option, parseWhole(*text, least, most))) value = static_cast<T>(*parsed);
    }
};

/// All of a file.
Result<std::string> fileText(const std::string& path);

}  // namespace basin::lab
