// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace basin {

/// A number for the screen, in the user's locale: `digits` significant ones, as people write them (0.004, 12,400, 1.2·10⁻⁹);
/// "–" for NaN, "∞" for infinity.
QString formatNumber(double value, int digits = 3);

/// A number for a box in which it can be changed: up to six significant digits, no more than it needs, no separators of
/// thousands, so that what is shown can be read back.
QString formatEntry(double value);

/// Reads a number as a person types it: in the user's locale or as in programs (0.004, 4e-3). `whole` also lets thousands
/// be separated. Nothing if it is not a number.
std::optional<double> parseNumber(const QString& text, bool whole = false);

/// A place on an axis that is `scale` long, to a thousandth of it: "0.996", "−1.2", "0".
QString formatPlace(double value, double scale);
/// The same with all its decimals, so that running numbers do not dance: "−1.200".
QString formatReading(double value, double scale);

/// A value with its standard error, both to the error's second digit, but to three digits of the value at most: "0.514 ± 0.021".
QString formatUncertain(double value, double error);
/// The same with as many digits as the error needs, which keeps one digit, or two if it begins with a 1 or a 2: "0.4997 ± 0.0003".
QString formatPrecise(double value, double error);

/// A whole number as an exponent: "⁻⁵".
QString superscript(int number);

/// A share as per cent: "2.4 %", "98 %", "0 %".
QString formatShare(double share);

/// A whole number with its thousands separated.
QString formatCount(long long count);

}  // namespace basin
