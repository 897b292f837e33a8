// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

namespace basin {

/// How the way of a slider from its left to its right end goes through the values.
struct ValueScale {
    enum class Kind {
        Linear,
        Logarithmic,  ///< equal ways, equal factors; range.lower > 0
        TowardsOne    ///< equal ways, equal factors of 1 − value: 0, 0.9, 0.99 …; range.upper < 1
    };
    Kind kind = Kind::Linear;
    Interval range{0.0, 1.0};

    /// The value after a share of the way, in [0, 1].
    double valueAt(double share) const;
    /// The share of the way at which a value lies; values outside of the range are at its ends.
    double shareOf(double value) const;
};

/// To so many significant digits.
double roundToDigits(double value, int digits);

}  // namespace basin
