// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace basin {

/// Rows of numbers and words, for people and for files.
struct Table {
    using Cell = std::variant<std::string, double>;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
};

/// A column of numbers with its heading.
struct Column {
    std::string heading;
    std::vector<double> values;
};
/// Columns beside each other; short ones are filled up with NaN.
Table sideBySide(const std::vector<Column>& columns);

/// A cell for people: numbers with four significant digits.
std::string shortText(const Table::Cell& cell);
/// Comma-separated values (RFC 4180, but for lines that end in \n): numbers in full precision, NaN as an empty field.
std::string csvText(const Table& table);
/// A table in Markdown, with the cells for people.
std::string markdownText(const Table& table);

}  // namespace basin
