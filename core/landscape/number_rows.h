// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Reads a table of numbers (comma, semicolon, tab or blanks; '#' comments; one header line allowed; C locale).
struct NumberRows {
    /// What the columns are called in messages. Without names any count of columns will do, the same in every line.
    std::vector<std::string> names;

    struct Row {
        std::vector<double> numbers;
        std::string where;  ///< "line 7"
    };
    /// Errors name the line: a gap, text, decimal commas, a number that is not finite, a wrong count of columns.
    Result<std::vector<Row>> read(std::string_view text) const;
    /// What is wrong with a line, as those errors say it.
    static Error wrong(const std::string& line, const std::string& what);
};

}  // namespace basin
