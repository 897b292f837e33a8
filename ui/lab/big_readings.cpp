// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/big_readings.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace basin {

namespace {

constexpr double kLines = 2.6;  // of the widget's height, in lines of its font
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// One reading: its name, and below it one value, or SGD's and the average's.
struct Reading {
    QString name;
    QString value, sgd, average;
};

}  // namespace

std::optional<std::size_t> startBasin(const Frame& frame, double start) {
    const auto& basins = frame.analysis->basins;
    const auto nearest = std::min_element(basins.begin(), basins.end(), [start](const Basin& a, const Basin& b) {
        return std::abs(a.minimum.w - start) < std::abs(b.minimum.w - start);
    });
    if (nearest == basins.end()) return std::nullopt;
    return static_cast<std::size_t>(nearest - basins.begin());
}

BigReadings::BigReadings(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Readings in large letters"));
}

void BigReadings::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    update();
}

QSize BigReadings::sizeHint() const {
    return {0, static_cast<int>(std::ceil(kLines * QFontMetricsF(font()).height()))};
}

void BigReadings::paintEvent(QPaintEvent*) {
    if (!m_frame) return;
    const Frame& frame = *m_frame;
    const auto distance = [&](const Readings& readings) {
        return formatNumber(frame.distanceIsMedian ? readings.distance.median : readings.distance.rms);
    };
    const bool averageHasBegun = frame.averagedSteps > 0;
    std::vector<Reading> readings{{.name = tr("Steps"), .value = formatCount(frame.step)},
                                  {.name = tr("Distance to v*"),
                                   .sgd = distance(frame.sgd),
                                   .average = averageHasBegun ? distance(frame.average) : formatNumber(kNone)}};
    if (const auto basin = startBasin(frame, m_start))
        readings.push_back({.name = tr("In the valley where they began"),
                            .sgd = formatShare(frame.sgd.shares[*basin]),
                            .average = formatShare(averageHasBegun ? frame.average.shares[*basin] : kNone)});

    QPainter painter(this);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF plain(font()), heavy(bold);
    const double margin = 0.4 * plain.height(), gap = 2.0 * plain.height();
    // As wide as their longest numbers, so that nothing dances.
    const double sgd = heavy.horizontalAdvance(tr("SGD %1").arg(QStringLiteral("0.0000"))) + 0.5 * gap;
    const double average = heavy.horizontalAdvance(tr("average %1").arg(QStringLiteral("0.0000")));
    double left = margin;
    for (const Reading& reading : readings) {
        const bool single = !reading.value.isEmpty();
        const double values = single ? heavy.horizontalAdvance(formatCount(8888888)) : sgd + average;
        const double needed = std::max(plain.horizontalAdvance(reading.name), values);
        if (left + needed > width()) break;  // half a reading is none
        painter.setFont(font());
        painter.setPen(currentTheme().text);
        painter.drawText(QPointF(left, plain.ascent()), reading.name);
        const double line = 1.15 * plain.height() + heavy.ascent();
        painter.setFont(bold);
        if (single) {
            painter.drawText(QPointF(left, line), reading.value);
        } else {
            painter.setPen(currentTheme().sgd);
            painter.drawText(QPointF(left, line), tr("SGD %1").arg(reading.sgd));
            painter.setPen(currentTheme().average);
            painter.drawText(QPointF(left + sgd, line), tr("average %1").arg(reading.average));
        }
        left += needed + gap;
    }
}

}  // namespace basin
