// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace basin {

namespace {

constexpr std::size_t kMostNumbers = 100000;

template <class Number>
bool readsWhole(std::string_view text, Number& value) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    return text.size() <= kLongest ? "\"" + std::string(text) + "\""
                                   : "\"" + std::string(text.substr(0, kLongest)) + "…\"";
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

Result<double> parseNumber(std::string_view text) {
    double value = 0.0;
    if (!readsWhole(text, value) || !std::isfinite(value))
        return Error{inQuotes(text) + " is not a finite number; write it like 0.01 or 1e-2.", {}};
    return value;
}

Result<std::vector<double>> parseNumbers(std::string_view text) {
    std::vector<double> values;
    for (const std::string& part : split(text, ',')) {
        const Result<double> value = parseNumber(part);
        if (!value) return value.error();
        values.push_back(*value);
    }
    if (values.size() > kMostNumbers)
        return Error{"There are more than " + std::to_string(kMostNumbers) + " numbers; give fewer.", {}};
    return values;
}

Result<std::int64_t> parseWhole(std::string_view text, std::int64_t least, std::int64_t most) {
    const Error error{
        inQuotes(text) + " is not a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".",
        {}};
    std::int64_t value = 0;
    if (!readsWhole(text, value)) {
        double real = 0.0;
        constexpr double kExact = 9007199254740992.0;  // 2⁵³
        if (!readsWhole(text, real) || !(std::abs(real) <= kExact) || real != std::floor(real)) return error;
        value = static_cast<std::int64_t>(real);
    }
    if (value < least || value > most) return error;
    return value;
}

Result<std::uint64_t> parseSeed(std::string_view text) {
    std::uint64_t value = 0;
    if (!readsWhole(text, value)) return Error{inQuotes(text) + " is not a whole number from 0 to 2^64 - 1.", {}};
    return value;
}

std::string exactNumber(double value) {
    std::array<char, 32> text;
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string shortNumber(double value) {
    if (std::isnan(value)) return "–";
    std::array<char, 32> text;
    constexpr int kDigits = 4;
    return {text.data(),
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kDigits).ptr};
}

std::string fixedNumber(double value, int digits) {
    if (std::isnan(value)) return "–";
    std::array<char, 400> text;
    return {text.data(),
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr};
}

}  // namespace basin
