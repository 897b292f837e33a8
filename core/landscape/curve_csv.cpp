// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"
#include "core/landscape/numbers.h"
#include "core/landscape/two_columns.h"

namespace basin {

Result<std::vector<CurvePoint>> readCurveCsv(std::string_view text) {
    constexpr std::size_t kFewest = 4, kMost = 100'000;
    const auto rows = TwoColumns{"w", "f"}.read(text);
    if (!rows) return rows.error();
    std::vector<CurvePoint> points;
    for (const TwoColumns::Row& row : *rows) {
        if (!points.empty() && row.a == points.back().w)
            return TwoColumns::wrong(row.where,
                                     "w = " + toText(row.a) + " comes a second time; each w may stand there once.");
        if (!points.empty() && row.a < points.back().w)
            return TwoColumns::wrong(row.where, "w = " + toText(row.a) + " follows on the larger w = " +
                                                    toText(points.back().w) + "; sort the lines by w.");
        if (points.size() == kMost)
            return TwoColumns::wrong(row.where, "there is a point more than the " + std::to_string(kMost) +
                                                    " that a curve may have; leave some out.");
        points.push_back({row.a, row.b});
    }
    if (points.size() < kFewest)
        return Error{"The table has " + std::to_string(points.size()) + (points.size() == 1 ? " point" : " points") +
                         "; a curve needs at least " + std::to_string(kFewest) + " lines with w and f.",
                     "table"};
    return points;
}

}  // namespace basin
