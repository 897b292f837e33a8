// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/number_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace basin {

namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The line's cells: parted by semicolons if there are any, else by commas, else by tabs, else by blanks.
std::vector<std::string_view> cellsOf(std::string_view line) {
    std::vector<std::string_view> cells;
    for (const char separator : {';', ',', '\t'}) {
        if (line.find(separator) == line.npos) continue;
        for (std::size_t end = line.find(separator); end != line.npos; end = line.find(separator)) {
            cells.push_back(trimmed(line.substr(0, end)));
            line.remove_prefix(end + 1);
        }
        cells.push_back(trimmed(line));
        return cells;
    }
    while (!(line = trimmed(line)).empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        cells.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return cells;
}

/// The number that the whole cell is; infinite if it is one too large for a double, empty if it is none.
std::optional<double> numberIn(std::string_view cell) {
    if (cell.starts_with('+')) cell.remove_prefix(1);
    double number = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (cell.empty() || end != cell.data() + cell.size()) return std::nullopt;
    // A number too small for a double is 0, one too large infinite; from_chars leaves it to us to say which.
    if (error == std::errc::result_out_of_range)
        return cell.find("e-") != cell.npos || cell.find("E-") != cell.npos ? 0.0 : HUGE_VAL;
    return number;
}

/// What the cell says, short enough for a message.
std::string quoted(std::string_view cell) {
    constexpr std::size_t kLongest = 20;
    std::string text;
    for (const char c : cell.substr(0, kLongest)) text += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    // Not in the middle of a character of several bytes.
    if (cell.size() > kLongest) {
        while (!text.empty() && (static_cast<unsigned char>(cell[text.size()]) & 0xC0) == 0x80) text.pop_back();
        text += "…";
    }
    return "'" + text + "'";
}

bool hasDecimalComma(std::string_view cell) {
    const std::size_t comma = cell.find(',');
    if (comma == cell.npos) return false;
    std::string withPoint(cell);
    withPoint[comma] = '.';
    return numberIn(withPoint).has_value();
}

/// A table of decimal commas: 1,5;2,5 or 1,5 2,5 or 1,5,2,5.
bool looksLikeDecimalCommas(std::string_view line, const std::vector<std::string_view>& cells) {
    if (std::ranges::any_of(cells, hasDecimalComma)) return true;
    if (line.find(',') == line.npos) return false;
    std::string blanks(line);
    std::ranges::replace(blanks, '\t', ' ');
    const std::size_t gap = trimmed(blanks).find(' ');
    if (gap != std::string::npos && hasDecimalComma(trimmed(blanks).substr(0, gap))) return cells.size() != 2;
    return cells.size() == 4 &&
           std::ranges::all_of(cells, [](std::string_view cell) { return numberIn(cell).has_value(); });
}

/// "two are needed, w and f".
std::string needed(const std::vector<std::string>& names) {
    constexpr std::array kCounts{"none", "one", "two", "three"};
    std::string text = names.size() < kCounts.size() ? kCounts[names.size()] : std::to_string(names.size());
    text += " are needed, ";
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

std::string columns(std::size_t count) {
    return count == 1 ? "there is one column; " : "there are " + std::to_string(count) + " columns; ";
}

}  // namespace

Error NumberRows::wrong(const std::string& line, const std::string& what) { return {"In " + line + " " + what, line}; }

Result<std::vector<NumberRows::Row>> NumberRows::read(std::string_view text) const {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<Row> rows;
    bool isFirst = true;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) continue;

        Row row{{}, "line " + std::to_string(number)};
        const std::vector<std::string_view> cells = cellsOf(line);
        const bool header = std::exchange(isFirst, false) && std::ranges::none_of(cells, [](std::string_view cell) {
                                return cell.empty() || numberIn(cell) || hasDecimalComma(cell);
                            });
        if (header) continue;
        // Without names a line of four numbers is a line of four numbers.
        const bool mayBeCommas = !names.empty() || std::ranges::any_of(cells, hasDecimalComma);
        if (mayBeCommas && looksLikeDecimalCommas(line, cells))
            return wrong(row.where, "numbers have a decimal comma; write them with a point, such as 1.5.");
        if (!names.empty() && cells.size() != names.size())
            return wrong(row.where, columns(cells.size()) + needed(names) + ".");
        if (names.empty() && !rows.empty() && cells.size() != rows.front().numbers.size())
            return wrong(row.where, columns(cells.size()) + "the lines before have " +
                                        std::to_string(rows.front().numbers.size()) + ", and all must have the same.");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string_view cell = cells[i];
            const std::string name = names.empty() ? "column " + std::to_string(i + 1) : names[i];
            if (cell.empty())
                return wrong(row.where, "there is no number for " + name + "; fill the gap or leave the line out.");
            const std::optional<double> value = numberIn(cell);
            if (!value) return wrong(row.where, quoted(cell) + " stands for " + name + " and is not a number.");
            if (!std::isfinite(*value)) return wrong(row.where, name + " is " + quoted(cell) + "; it must be finite.");
            row.numbers.push_back(*value);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace basin
