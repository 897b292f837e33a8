// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <functional>
#include <span>

namespace basin {

/// A curve reduced for drawing: of all points that fall into one pixel column the first, lowest, highest and last, in their
/// order, so that nothing visible is lost; where the curve only rises or falls, the first. Points where x or y is not finite are left out.
/// `column` maps x to its pixel column (monotone); `x` ascends.
QList<QPointF> reduceToColumns(std::span<const double> x, std::span<const double> y,
                               const std::function<int(double)>& column);

}  // namespace basin
