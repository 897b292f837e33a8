// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// A formula in plain ASCII that still knows the column of every character.
struct FormulaSource {
    std::string text;
    std::vector<std::size_t> columns;  ///< of every character, and of the end; counted in characters from 1
};

/// Puts ASCII in place of the signs that people paste (−, ·, ×, π, ², ³). Errors name the column of any other character, or
/// say that there are too many.
Result<FormulaSource> readFormulaSource(std::string_view formula);

Error formulaError(std::size_t column, const std::string& what);

}  // namespace basin
