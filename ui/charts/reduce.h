// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace basin {

/// A curve reduced for drawing: of all points that fall into one pixel column the first, lowest, highest and last, in their
/// order, so that nothing visible is lost; where the curve only rises or falls, the first. Points where x or y is not finite are left out.
/// `column` maps x to its pixel column (monotone); `x` ascends.
template <class Column>
QList<QPointF> reduceToColumns(std::span<const double> x, std::span<const double> y, Column column) {
    QList<QPointF> reduced;
    std::size_t i = 0;
    const std::size_t count = std::min(x.size(), y.size());
    while (i < count) {
        if (!std::isfinite(x[i]) || !std::isfinite(y[i])) {
            ++i;
            continue;
        }
        const int here = column(x[i]);
        const std::size_t first = i;
        std::size_t lowest = i, highest = i, last = i;
        for (; i < count; ++i) {
            if (!std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
            if (column(x[i]) != here) break;
            if (y[i] < y[lowest]) lowest = i;
            if (y[i] > y[highest]) highest = i;
            last = i;
        }
        // On a slope the next column's first point goes on where this one's would end.
        const bool slope = std::min(lowest, highest) == first && std::max(lowest, highest) == last;
        if (slope && i < count) {
            reduced.append({x[first], y[first]});
            continue;
        }
        std::array<std::size_t, 4> kept{first, std::min(lowest, highest), std::max(lowest, highest), last};
        for (std::size_t k = 0; k < kept.size(); ++k)
            if (k == 0 || kept[k] != kept[k - 1]) reduced.append({x[kept[k]], y[kept[k]]});
    }
    return reduced;
}

}  // namespace basin
