// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/marks.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kSample = 26.0, kPad = 7.0;  // of keys

/// The sample of a key's entry, from `left` on, about the height `middle`.
void paintSample(QPainter& painter, const KeyEntry& entry, double left, double middle) {
    if (entry.line) {
        painter.setPen(QPen(entry.colour, entry.width, entry.pen, Qt::FlatCap));
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample, middle));
    } else {
        const bool triangle = entry.mark == Mark::FilledTriangle || entry.mark == Mark::HollowTriangle;
        paintMark(painter, entry.mark, {left + 0.5 * kSample, middle - (triangle ? 5.0 : 0.0)}, 5.0, entry.colour);
    }
}

}  // namespace

void paintMark(QPainter& painter, Mark mark, QPointF centre, double radius, const QColor& colour, bool outlined) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(outlined ? QPen(currentTheme().chart, 1.2) : QPen(Qt::NoPen));
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

QPixmap markSprite(Mark mark, double radius, const QColor& colour, double ratio, bool outlined) {
    const double half = 1.5 * radius + 1.0;
    QPixmap sprite((QSizeF(2 * half, 2 * half) * ratio).toSize());
    sprite.setDevicePixelRatio(ratio);
    sprite.fill(Qt::transparent);
    QPainter painter(&sprite);
    paintMark(painter, mark, {half, half}, radius, colour, outlined);
    return sprite;
}

void paintKey(QPainter& painter, QPointF corner, std::span<const KeyEntry> entries) {
    if (entries.empty()) return;
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 3.0;
    double width = 0.0;
    for (const KeyEntry& entry : entries) width = std::max(width, metrics.horizontalAdvance(entry.text));
    const QRectF plate(corner.x() - width - kSample - 3 * kPad, corner.y(), width + kSample + 3 * kPad,
                       line * static_cast<double>(entries.size()) + 2 * kPad - 3.0);
    QColor background = currentTheme().chart;
    background.setAlpha(220);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 4, 4);
    double y = plate.top() + kPad;
    for (const KeyEntry& entry : entries) {
        paintSample(painter, entry, plate.left() + kPad, y + 0.5 * metrics.height());
        painter.setPen(currentTheme().text);
        painter.drawText(QPointF(plate.left() + 2 * kPad + kSample, y + metrics.ascent()), entry.text);
        y += line;
    }
}

void paintKeyStrip(QPainter& painter, const QRectF& strip, std::span<const KeyEntry> entries) {
    const QFontMetricsF metrics(painter.font());
    QPointF place = strip.topLeft();
    for (const KeyEntry& entry : entries) {
        const double width = kSample + kPad + metrics.horizontalAdvance(entry.text);
        if (place.x() > strip.left() && place.x() + width > strip.right())
            place = {strip.left(), place.y() + metrics.height() + 3.0};
        paintSample(painter, entry, place.x(), place.y() + 0.5 * metrics.height());
        painter.setPen(currentTheme().text);
        painter.drawText(place + QPointF(kSample + kPad, metrics.ascent()), entry.text);
        place.rx() += width + 2.5 * kPad;
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
