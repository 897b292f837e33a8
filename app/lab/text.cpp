// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/text.h"

#include <cmath>

namespace basin::lab {

Result<Interval> parseInterval(std::string_view text) {
    const Result<std::vector<double>> ends = parseNumbers(text);
    if (!ends) return ends.error();
    if (ends->size() != 2 || !((*ends)[0] < (*ends)[1]))
        return Error{inQuotes(text) + " is not an interval; give its lower and its upper end, like -1,2.", {}};
    return Interval{(*ends)[0], (*ends)[1]};
}

Result<std::size_t> parseCells(const std::optional<std::string>& text) {
    constexpr std::int64_t kFewest = 50, kMost = 20000;
    if (!text) return std::size_t{2000};
    const Result<std::int64_t> cells = parseWhole(*text, kFewest, kMost);
    if (!cells) return Error{"--cells: " + cells.error().message, {}};
    return static_cast<std::size_t>(*cells);
}

std::string pointText(const std::optional<Point>& point) {
    // What is 0 up to rounding is 0 to a reader.
    const auto text = [](double value) { return shortNumber(std::abs(value) < 1e-12 ? 0.0 : value); };
    return point ? "(" + text(point->x) + ", " + text(point->y) + ")" : "–";
}

Json pointJson(const std::optional<Point>& point) { return point ? Json{point->x, point->y} : Json(); }

}  // namespace basin::lab
