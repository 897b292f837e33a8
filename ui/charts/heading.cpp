// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heading.h"

#include "ui/charts/plot.h"
#include "ui/theme.h"

#include <QFontMetricsF>

#include <cmath>

namespace basin {

namespace {

constexpr double kAboveTitle = 6.0, kBelowKey = 7.0;  // pixels at scale 1
constexpr double kLeading = 1.35;                     // of a line's height

}  // namespace

double headingMargin(const QFont& font, const Plot& plot, std::span<const KeyEntry> key) {
    const double height = kLeading * QFontMetricsF(font).height() + keyStripHeight(font, plot.plotArea().width(), key);
    return std::ceil(kAboveTitle + height / plot.scale() + kBelowKey);
}

std::vector<KeyEntry> keyThatFits(const QFont& font, const Plot& plot, std::vector<KeyEntry> key) {
    constexpr double kMostRows = 2.5;
    if (keyStripHeight(font, plot.plotArea().width(), key) > kMostRows * QFontMetricsF(font).height()) key.clear();
    return key;
}

void paintHeading(QPainter& painter, const Plot& plot, const QString& title, std::span<const KeyEntry> key) {
    const QRectF area = plot.plotArea();
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    const double top = kAboveTitle * plot.scale();
    painter.setFont(bold);
    painter.setPen(currentTheme().text);
    painter.drawText(QPointF(area.left(), top + metrics.ascent()),
                     metrics.elidedText(title, Qt::ElideRight, area.width()));
    painter.setFont(plain);
    paintKeyStrip(painter, {area.left(), top + kLeading * metrics.height(), area.width(), area.top()}, key);
}

}  // namespace basin
