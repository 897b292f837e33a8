// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axes.h"

#include "ui/format.h"

#include <QLocale>
#include <QLogValueAxis>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// A distance between ticks of the form 1, 2 or 5 times a power of ten that gives about `count` ticks, and two at least.
double tickStep(Interval range, double count) {
    const double raw = range.width() / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    constexpr double kDigits[] = {0.5, 1.0, 2.0, 5.0, 10.0};
    int i = lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 3 : 4;
    const auto ticks = [range](double step) {
        return std::floor(range.upper / step) - std::ceil(range.lower / step) + 1.0;
    };
    while (i > 0 && ticks(kDigits[i] * power) < 2.0) --i;
    return kDigits[i] * power;
}

}  // namespace

QAbstractAxis* makeAxis(const Plot::Axis& style) {
    if (style.logarithmic) {
        auto* axis = new QLogValueAxis;
        axis->setBase(10.0);
        axis->setMinorTickCount(0);
        return axis;
    }
    return new QValueAxis;
}

QString tickText(int digit, int power) {
    if (power >= -3 && power <= 4) return QLocale().toString(digit * std::pow(10.0, power), 'f', std::max(0, -power));
    const QString ten = QStringLiteral("10") + superscript(power);
    return digit == 1 ? ten : QStringLiteral("%1·%2").arg(digit).arg(ten);
}

void setAxisRange(QAbstractAxis* axis, Interval range, double ticks) {
    // Ticks closer than the rounding of their values would never come to an end.
    const double finest = 1e-12 * std::max(std::abs(range.lower), std::abs(range.upper));
    if (!std::isfinite(range.width()) || !(range.width() > finest)) return;
    if (auto* linear = qobject_cast<QValueAxis*>(axis)) {
        const double step = tickStep(range, ticks);
        linear->setTickType(QValueAxis::TicksDynamic);
        linear->setTickAnchor(0.0);
        linear->setTickInterval(step);
        const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
        linear->setLabelFormat(decimals > 6 || step >= 1e6 ? QStringLiteral("%.2g")
                                                           : QStringLiteral("%.%1f").arg(decimals));
    }
    // A hair wider, so that labels at the ends are not lost to rounding.
    const double hair = 1e-9;
    if (qobject_cast<QLogValueAxis*>(axis))
        axis->setRange(range.lower * (1.0 - hair), range.upper * (1.0 + hair));
    else
        axis->setRange(range.lower, range.upper);
}

}  // namespace basin
