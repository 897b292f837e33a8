// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/formula_source.h"

#include <algorithm>
#include <array>

namespace basin {

namespace {

constexpr std::size_t kLongest = 2000;

/// Characters that people paste, and what they mean here.
struct Sign {
    std::string_view bytes, meaning;
};
constexpr auto kSigns = std::to_array<Sign>(
    {{"−", "-"}, {"–", "-"}, {"·", "*"}, {"⋅", "*"}, {"×", "*"}, {"π", "(pi)"}, {"²", "^(2)"}, {"³", "^(3)"}});

}  // namespace

Error formulaError(std::size_t column, const std::string& what) {
    const std::string where = "column " + std::to_string(column);
    return {"In the formula, " + where + ": " + what, where};
}

Result<FormulaSource> readFormulaSource(std::string_view formula) {
    if (formula.size() > kLongest)
        return Error{"The formula has " + std::to_string(formula.size()) + " characters; " + std::to_string(kLongest) +
                         " at most are read.",
                     "formula"};
    FormulaSource source;
    std::size_t column = 1;
    const auto add = [&](std::string_view meaning) {
        source.text += meaning;
        source.columns.insert(source.columns.end(), meaning.size(), column);
    };
    while (!formula.empty()) {
        std::size_t bytes = 1;
        const auto sign = std::ranges::find_if(kSigns, [&](const Sign& s) { return formula.starts_with(s.bytes); });
        if (sign != kSigns.end()) {
            add(sign->meaning);
            bytes = sign->bytes.size();
        } else if (const auto c = static_cast<unsigned char>(formula.front()); c < 128) {
            add(c < ' ' ? " " : formula.substr(0, 1));
        } else {
            while (bytes < formula.size() && (static_cast<unsigned char>(formula[bytes]) & 0xC0) == 0x80) ++bytes;
            return formulaError(column,
                                "the character '" + std::string(formula.substr(0, bytes)) + "' has no meaning here.");
        }
        formula.remove_prefix(bytes);
        ++column;
    }
    source.columns.push_back(column);
    return source;
}

}  // namespace basin
