// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/crossed_mean.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace basin {

Mean crossedMean(std::span<const double> table, std::size_t rows, std::size_t columns) {
    const double r = static_cast<double>(rows), c = static_cast<double>(columns);
    std::vector<double> ofRow(rows, 0.0), ofColumn(columns, 0.0);
    double mean = 0.0;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
            const double y = table[i * columns + j];
            ofRow[i] += y / c;
            ofColumn[j] += y / r;
            mean += y / (r * c);
        }
    double betweenRows = 0.0, betweenColumns = 0.0, rest = 0.0;
    for (const double one : ofRow) betweenRows += (one - mean) * (one - mean);
    for (const double one : ofColumn) betweenColumns += (one - mean) * (one - mean);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
            const double e = table[i * columns + j] - ofRow[i] - ofColumn[j] + mean;
            rest += e * e;
        }
    if (rows < 2 && columns < 2) return {mean, std::numeric_limits<double>::quiet_NaN()};
    if (rows < 2) return {mean, std::sqrt(betweenColumns / (c * (c - 1.0)))};
    if (columns < 2) return {mean, std::sqrt(betweenRows / (r * (r - 1.0)))};
    // Var(row means)/R has mean σ_r²/R + σ_e²/(RC), Var(column means)/C has σ_c²/C + σ_e²/(RC): σ_e²/(RC) is there once too often.
    const double byRows = betweenRows / (r * (r - 1.0)), byColumns = betweenColumns / (c * (c - 1.0));
    const double once = rest / ((r - 1.0) * (c - 1.0) * r * c);
    return {mean, std::sqrt(std::max({byRows + byColumns - once, byRows, byColumns}))};
}

}  // namespace basin
