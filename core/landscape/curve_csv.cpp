// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"
#include "core/landscape/number_rows.h"
#include "core/landscape/numbers.h"

namespace basin {

Result<std::vector<CurvePoint>> readCurveCsv(std::string_view text) {
    constexpr std::size_t kFewest = 4, kMost = 100'000;
    const auto rows = NumberRows{{"w", "f"}}.read(text);
    if (!rows) return rows.error();
    std::vector<CurvePoint> points;
    for (const NumberRows::Row& row : *rows) {
        const double w = row.numbers[0], f = row.numbers[1];
        if (!points.empty() && w == points.back().w)
            return NumberRows::wrong(row.where,
                                     "w = " + toText(w) + " comes a second time; each w may stand there once.");
        if (!points.empty() && w < points.back().w)
            return NumberRows::wrong(row.where, "w = " + toText(w) + " follows on the larger w = " +
                                                    toText(points.back().w) + "; sort the lines by w.");
        if (points.size() == kMost)
            return NumberRows::wrong(row.where, "there is a point more than the " + std::to_string(kMost) +
                                                    " that a curve may have; leave some out.");
        points.push_back({w, f});
    }
    if (points.size() < kFewest)
        return Error{"The table has " + std::to_string(points.size()) + (points.size() == 1 ? " point" : " points") +
                         "; a curve needs at least " + std::to_string(kFewest) + " lines with w and f.",
                     "table"};
    return points;
}

}  // namespace basin
