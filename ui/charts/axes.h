// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QString>

namespace basin {

/// The axis of Qt Charts that a plot's axis is; the chart to which it is added owns it.
QAbstractAxis* makeAxis(const Plot::Axis& style);
/// Its ends, and on a linear axis about so many ticks at multiples of 1, 2 or 5 times a power of ten.
void setAxisRange(QAbstractAxis* axis, Interval range, double ticks);
/// A digit times a power of ten: 0.01, 200, but 10⁶ and 2·10⁻⁴.
QString tickText(int digit, int power);

}  // namespace basin
