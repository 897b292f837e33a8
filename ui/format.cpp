// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace basin {

QString formatNumber(double value, int digits) {
    if (std::isnan(value)) return QStringLiteral("–");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (value == 0.0) return QStringLiteral("0");
    const QLocale locale;
    // Rounding first: 0.9996 to three digits is 1.00 and has another exponent than 0.9996.
    const double rounded = QString::number(value, 'e', digits - 1).toDouble();
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(rounded))));
    QString text;
    if (exponent < -4 || exponent > 8)
        text = locale.toString(rounded / std::pow(10.0, exponent), 'f', digits - 1) + QStringLiteral("·10") +
               superscript(exponent);
    else
        text = locale.toString(value, 'f', std::max(0, digits - 1 - exponent));
    return text.replace(locale.negativeSign(), QStringLiteral("−"));
}

QString formatEntry(double value) {
    constexpr int kDigits = 6;
    if (!std::isfinite(value)) return formatNumber(value);
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString scientific = QString::number(value, 'e', kDigits - 1);  // "4.00000e-03"
    const int exponent = scientific.section(QLatin1Char('e'), 1).toInt();
    QString digits = scientific.section(QLatin1Char('e'), 0, 0);
    while (digits.endsWith(QLatin1Char('0'))) digits.chop(1);
    const int decimals = static_cast<int>(digits.section(QLatin1Char('.'), 1).size());
    if (exponent < -5 || exponent > 8) return locale.toString(value, 'e', decimals);
    return locale.toString(value, 'f', std::max(0, decimals - exponent));
}

std::optional<double> parseNumber(const QString& text, bool whole) {
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    QLocale user, c = QLocale::c();
    bool ok = false;
    if (!whole) {
        // A German 0.004 is not 4: a point that could separate thousands is a decimal point first.
        user.setNumberOptions(QLocale::RejectGroupSeparator);
        c.setNumberOptions(QLocale::RejectGroupSeparator);
    }
    for (const QLocale& locale : {user, c})
        if (const double value = locale.toDouble(plain, &ok); ok) return value;
    return std::nullopt;
}

namespace {

/// Decimals that tell a thousandth of `scale`.
int decimalsFor(double scale) {
    if (!(scale > 0.0) || !std::isfinite(scale)) return 3;
    return std::clamp(static_cast<int>(std::ceil(3.0 - std::log10(scale))), 0, 12);
}

QString withSign(QString text, const QLocale& locale) {
    return text.replace(locale.negativeSign(), QStringLiteral("−"));
}

}  // namespace

QString formatPlace(double value, double scale) {
    const double power = std::pow(10.0, decimalsFor(scale));
    const double rounded = std::round(value * power) / power;
    return std::isfinite(rounded) ? withSign(formatEntry(rounded + 0.0), QLocale()) : formatNumber(value);
}

QString formatReading(double value, double scale) {
    if (!std::isfinite(value)) return formatNumber(value);
    const int decimals = decimalsFor(scale);
    const double power = std::pow(10.0, decimals);
    // Adding 0 turns −0 into 0.
    return withSign(QLocale().toString(std::round(value * power) / power + 0.0, 'f', decimals), QLocale());
}

QString formatUncertain(double value, double error) {
    if (!std::isfinite(value) || !std::isfinite(error) || error <= 0.0) return formatNumber(value);
    // Two digits of the error, but no more than three of the value.
    const auto exponent = [](double number) { return static_cast<int>(std::floor(std::log10(std::abs(number)))); };
    const int most = value == 0.0 ? 12 : std::clamp(2 - exponent(value), 0, 12);
    const int decimals = std::clamp(1 - exponent(error), 0, most);
    if (error < 0.5 * std::pow(10.0, -decimals)) return formatNumber(value);
    const QLocale locale;
    return withSign(
        QStringLiteral("%1 ± %2").arg(locale.toString(value, 'f', decimals), locale.toString(error, 'f', decimals)),
        locale);
}

QString formatPrecise(double value, double error) {
    if (!std::isfinite(value) || !std::isfinite(error) || error <= 0.0) return formatNumber(value, 4);
    constexpr int kMost = 6;
    const int exponent = static_cast<int>(std::floor(std::log10(error)));
    const bool small = error < 2.95 * std::pow(10.0, exponent);
    const int decimals = std::clamp((small ? 1 : 0) - exponent, 0, kMost);
    // An error below the last decimal is at most that.
    const double shown = std::max(error, std::pow(10.0, -decimals));
    const QLocale locale;
    return withSign(
        QStringLiteral("%1 ± %2").arg(locale.toString(value, 'f', decimals), locale.toString(shown, 'f', decimals)),
        locale);
}

QString superscript(int number) {
    static const QString kDigits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = number < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(number))) text += kDigits[digit.digitValue()];
    return text;
}

QString formatShare(double share) {
    if (!std::isfinite(share)) return QStringLiteral("–");
    const double percent = 100.0 * share;
    const bool whole = percent == 0.0 || percent >= 9.95;
    return QStringLiteral("%1 %").arg(QLocale().toString(percent, 'f', whole ? 0 : 1));
}

QString formatCount(long long count) { return QLocale().toString(count); }

}  // namespace basin
