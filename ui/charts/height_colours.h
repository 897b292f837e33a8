// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <QColor>

#include <array>
#include <span>
#include <vector>

namespace basin {

/// Colours for heights, from the background's own (the wells, where marks must stand out) to that of the hills. Perceptually
/// uniform: neighbours lie equally far apart in OKLab, and lightness only falls on a light background, only rises on a dark one.
/// None of them is as vivid as a mark.
const std::array<QRgb, 256>& heightColours(bool dark);

/// How a function's values become colours and contour levels: in equal steps, or in those of the logarithm above the lowest
/// value where most of the plane would have one colour otherwise.
struct HeightScale {
    Interval range{0.0, 1.0};
    double softening = 0.0;      ///< of the logarithm, log(1 + (z − lowest)/softening); 0: equal steps
    std::vector<double> levels;  ///< of the contour lines, ascending

    bool isLogarithmic() const { return softening > 0.0; }
    /// 0 at the lowest value, 1 at the highest; clamped.
    double shareOf(double value) const;
    double valueAt(double share) const;
    bool operator==(const HeightScale&) const = default;
};
/// Chosen by the values; those that are not finite do not count.
HeightScale heightScaleFor(std::span<const double> values);

}  // namespace basin
