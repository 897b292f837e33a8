// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table.h"

#include "core/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

std::string fullText(const Table::Cell& cell) {
    if (const double* number = std::get_if<double>(&cell)) return std::isnan(*number) ? "" : exactNumber(*number);
    const std::string& text = std::get<std::string>(cell);
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// One line of cells; `textOf` words one of them.
template <class Cells, class TextOf>
std::string line(const Cells& cells, const std::string& before, const std::string& between, const std::string& after,
                 const TextOf& textOf) {
    std::string text = before;
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? between : "") + textOf(cells[i]);
    return text + after;
}

std::string markdownCell(const Table::Cell& cell) {
    std::string text;
    for (const char c : shortText(cell)) {
        if (c == '|') text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text;
}

}  // namespace

std::string shortText(const Table::Cell& cell) {
    const double* number = std::get_if<double>(&cell);
    return number ? shortNumber(*number) : std::get<std::string>(cell);
}

Table sideBySide(const std::vector<Column>& columns) {
    Table table;
    std::size_t longest = 0;
    for (const Column& column : columns) {
        table.columns.push_back(column.heading);
        longest = std::max(longest, column.values.size());
    }
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < longest; ++i) {
        std::vector<Table::Cell>& row = table.rows.emplace_back();
        for (const Column& column : columns) row.emplace_back(i < column.values.size() ? column.values[i] : none);
    }
    return table;
}

std::string csvText(const Table& table) {
    std::string text = line(table.columns, "", ",", "\n", fullText);
    for (const auto& row : table.rows) text += line(row, "", ",", "\n", fullText);
    return text;
}

std::string markdownText(const Table& table) {
    std::string text = line(table.columns, "| ", " | ", " |\n", markdownCell);
    text += "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool isNumber = !table.rows.empty() && std::holds_alternative<double>(table.rows.front()[i]);
        text += isNumber ? "---:|" : "---|";
    }
    text += "\n";
    for (const auto& row : table.rows) text += line(row, "| ", " | ", " |\n", markdownCell);
    return text;
}

}  // namespace basin
