// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/surface.h"

#include "core/plane/summand.h"

namespace basin {

void Surface::sample(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    std::size_t at = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            out[at++] = value({placeOf(over.x, column, columns), placeOf(over.y, row, rows)});
}

}  // namespace basin
