// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>

#include <span>
#include <vector>

namespace basin {

/// The lines on which a function given on a regular grid has one value, by marching squares with linear interpolation.
/// `values` lie row by row, columns × rows of them; the lines are in units of columns and rows from the first value on. A
/// line that closes ends where it begins. Cells with a value that is not finite are left out.
std::vector<QPolygonF> contourLines(std::span<const double> values, int columns, int rows, double level);

}  // namespace basin
