// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace basin {

/// A number for the screen, in the user's locale: `digits` significant ones, as people write them (0.004, 12,400, 1.2e-9);
/// "–" for NaN, "∞" for infinity.
QString formatNumber(double value, int digits = 3);

/// A place on an axis: three digits, but never finer than a millionth of `scale` (rounding noise near 0 is 0).
QString formatPlace(double value, double scale);

/// A value with its standard error, both to the error's second digit: "0.0514 ± 0.0021".
QString formatUncertain(double value, double error);

/// A share as per cent: "2.4 %", "98 %", "0 %".
QString formatShare(double share);

/// A whole number with its thousands separated.
QString formatCount(long long count);

}  // namespace basin
