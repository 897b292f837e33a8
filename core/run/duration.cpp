// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/duration.h"

#include "core/number_text.h"

#include <array>
#include <cmath>

namespace basin {

namespace {

struct Unit {
    char letter;
    double seconds;
};
constexpr std::array<Unit, 3> kUnits{{{'h', 3600.0}, {'m', 60.0}, {'s', 1.0}}};

}  // namespace

Result<double> durationFromText(std::string_view text) {
    const Error error{inQuotes(text) + " is no duration; write it like 3h, 90m, 45s or 2h30m.", {}};
    double seconds = 0.0;
    std::string_view rest = text;
    for (const Unit& unit : kUnits) {
        const std::size_t end = rest.find(unit.letter);
        if (end == std::string_view::npos) continue;
        const Result<double> count = parseNumber(rest.substr(0, end));
        if (!count || *count < 0.0) return error;
        seconds += *count * unit.seconds;
        rest.remove_prefix(end + 1);
    }
    if (!rest.empty() || text.empty() || !std::isfinite(seconds)) return error;
    return seconds;
}

std::string durationText(double seconds) {
    if (!(0.0 <= seconds && seconds < 1e15)) return exactNumber(seconds) + "s";
    std::string text;
    // Remainders are exact, and so is their sum with whole minutes up to the rounding that gave `seconds`.
    double rest = seconds;
    for (const Unit& unit : kUnits) {
        const double count = unit.letter == 's' ? rest : std::floor(rest / unit.seconds);
        rest = std::fmod(rest, unit.seconds);
        if (count > 0.0) text += exactNumber(count) + unit.letter;
    }
    return text.empty() ? "0s" : text;
}

}  // namespace basin
