// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/marks.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace basin {

void paintMark(QPainter& painter, Mark mark, QPointF centre, double radius, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mark == Mark::HollowTriangle ? colour : currentTheme().chart, 1.2));
    painter.setBrush(mark == Mark::HollowTriangle ? QBrush(currentTheme().chart) : QBrush(colour));
    const double x = centre.x(), y = centre.y(), r = radius;
    switch (mark) {
        case Mark::Round: painter.drawEllipse(centre, r, r); break;
        case Mark::Diamond:
            painter.drawPolygon(QPolygonF{{x, y - 1.3 * r}, {x + 1.1 * r, y}, {x, y + 1.3 * r}, {x - 1.1 * r, y}});
            break;
        case Mark::FilledTriangle:
        case Mark::HollowTriangle:
            // Its tip points up at the centre: it stands below the axis' line.
            if (mark == Mark::HollowTriangle) painter.setPen(QPen(colour, 1.8));
            painter.drawPolygon(QPolygonF{{x, y}, {x + r, y + 1.7 * r}, {x - r, y + 1.7 * r}});
            break;
        case Mark::Square: painter.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r)); break;
    }
    painter.restore();
}

QPixmap markSprite(Mark mark, double radius, const QColor& colour, double ratio) {
    const double half = 1.5 * radius + 1.0;
    QPixmap sprite((QSizeF(2 * half, 2 * half) * ratio).toSize());
    sprite.setDevicePixelRatio(ratio);
    sprite.fill(Qt::transparent);
    QPainter painter(&sprite);
    paintMark(painter, mark, {half, half}, radius, colour);
    return sprite;
}

void paintKey(QPainter& painter, QPointF corner, std::span<const KeyEntry> entries) {
    if (entries.empty()) return;
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 3.0, sample = 26.0, pad = 7.0;
    double width = 0.0;
    for (const KeyEntry& entry : entries) width = std::max(width, metrics.horizontalAdvance(entry.text));
    const QRectF plate(corner.x() - width - sample - 3 * pad, corner.y(), width + sample + 3 * pad,
                       line * static_cast<double>(entries.size()) + 2 * pad - 3.0);
    QColor background = currentTheme().chart;
    background.setAlpha(220);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 4, 4);
    double y = plate.top() + pad;
    for (const KeyEntry& entry : entries) {
        const double middle = y + 0.5 * metrics.height();
        if (entry.line) {
            painter.setPen(QPen(entry.colour, entry.width, entry.pen, Qt::FlatCap));
            painter.drawLine(QPointF(plate.left() + pad, middle), QPointF(plate.left() + pad + sample, middle));
        } else {
            const bool triangle = entry.mark == Mark::FilledTriangle || entry.mark == Mark::HollowTriangle;
            paintMark(painter, entry.mark, {plate.left() + pad + 0.5 * sample, middle - (triangle ? 5.0 : 0.0)}, 5.0,
                      entry.colour);
        }
        painter.setPen(currentTheme().text);
        painter.drawText(QPointF(plate.left() + 2 * pad + sample, y + metrics.ascent()), entry.text);
        y += line;
    }
}

void paintLabel(QPainter& painter, QPointF anchor, Qt::Alignment alignment, const QString& text,
                const QColor& colour) {
    const QFontMetricsF metrics(painter.font());
    QRectF plate(0, 0, metrics.horizontalAdvance(text) + 8.0, metrics.height() + 2.0);
    plate.moveTopLeft(anchor);
    if (alignment & Qt::AlignRight) plate.moveRight(anchor.x());
    if (alignment & Qt::AlignHCenter) plate.moveLeft(anchor.x() - 0.5 * plate.width());
    if (alignment & Qt::AlignBottom) plate.moveBottom(anchor.y());
    if (alignment & Qt::AlignVCenter) plate.moveTop(anchor.y() - 0.5 * plate.height());
    QColor background = currentTheme().chart;
    background.setAlpha(210);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setPen(colour);
    painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace basin
