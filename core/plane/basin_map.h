// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/critical_points.h"
#include "core/plane/surface.h"

#include <cstdint>
#include <vector>

namespace basin {

/// The basins of attraction of f's minima under steepest descent, on a grid of cells over a rectangle.
struct BasinMap {
    Rectangle over;
    int columns = 0, rows = 0;
    std::vector<std::int16_t> basin;  ///< of every cell, row by row from the smallest y on: index of the minimum, or -1

    /// The basin of the cell that holds w; -1 outside.
    int at(Point w) const;
};

/// Walks down from every cell's centre: the borders are right to a cell. A walk that leaves `over` by more than half its
/// width belongs to no basin, and so does one that ends where no minimum of the list is.
BasinMap basinMap(const Surface& surface, const std::vector<CriticalPoint>& minima, const Rectangle& over, int columns,
                  int rows);

}  // namespace basin
