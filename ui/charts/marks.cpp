// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/marks.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

// Sizes in keys as shares of a line's height.
constexpr double kSample = 1.4, kGap = 0.4, kBetween = 0.8, kMark = 0.32, kLeading = 1.2;

/// The sample of a key's entry, from `left` on, about the height `middle`.
void paintSample(QPainter& painter, const KeyEntry& entry, double left, double middle, double line) {
    if (entry.line) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(entry.colour, entry.width * line / 16.0, entry.pen, Qt::FlatCap));
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample * line, middle));
    } else {
        const bool triangle = entry.mark == Mark::FilledTriangle || entry.mark == Mark::HollowTriangle;
        const double radius = kMark * line;
        const QPointF centre(left + 0.5 * kSample * line, middle - (triangle ? radius : 0.0));
        if (entry.hollow)
            paintHollowMark(painter, entry.mark, centre, radius, entry.colour);
        else
            paintMark(painter, entry.mark, centre, radius, entry.colour);
    }
}

/// Calls place(entry, left, row) for every entry; returns how many rows there are.
template <class Place>
int layKeyOut(const QFontMetricsF& metrics, double width, std::span<const KeyEntry> entries, Place place) {
    const double line = metrics.height();
    double x = 0.0;
    int row = 0;
    for (const KeyEntry& entry : entries) {
        const double needed = (kSample + kGap) * line + metrics.horizontalAdvance(entry.text);
        if (x > 0.0 && x + needed > width) {
            x = 0.0;
            ++row;
        }
        place(entry, x, row);
        x += needed + kBetween * line;
    }
    return row + 1;
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
        case Mark::Cross:
            painter.setPen(QPen(colour, 0.6 * r));
            painter.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r));
            painter.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r));
            break;
        case Mark::Ring:
        case Mark::Saddle:
            // Hollow: what lies below counts. First the outline, wider, then the mark.
            painter.setBrush(Qt::NoBrush);
            for (const bool rim : {true, false}) {
                if (rim && !outlined) continue;
                painter.setPen(
                    QPen(rim ? currentTheme().chart : colour, (rim ? 1.0 : 0.45) * r, Qt::SolidLine, Qt::FlatCap));
                if (mark == Mark::Ring) {
                    painter.drawEllipse(centre, r, r);
                } else {  // two valleys back to back: )(
                    painter.drawArc(QRectF(x - 2.6 * r, y - 1.2 * r, 2.2 * r, 2.4 * r), -55 * 16, 110 * 16);
                    painter.drawArc(QRectF(x + 0.4 * r, y - 1.2 * r, 2.2 * r, 2.4 * r), 125 * 16, 110 * 16);
                }
            }
            break;
    }
    painter.restore();
}

void paintHollowMark(QPainter& painter, Mark mark, QPointF centre, double radius, const QColor& colour) {
    constexpr double kMiddle = 0.58;
    paintMark(painter, mark, centre, radius, colour);
    // A triangle's middle is below the tip, at two thirds of its height.
    if (mark == Mark::FilledTriangle) centre.ry() += 1.7 * 2.0 / 3.0 * radius * (1.0 - kMiddle);
    paintMark(painter, mark, centre, kMiddle * radius, currentTheme().chart, false);
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

void paintKeyStrip(QPainter& painter, const QRectF& strip, std::span<const KeyEntry> entries) {
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    layKeyOut(metrics, strip.width(), entries, [&](const KeyEntry& entry, double x, int row) {
        const QPointF place = strip.topLeft() + QPointF(x, row * kLeading * line);
        paintSample(painter, entry, place.x(), place.y() + 0.5 * line, line);
        painter.setPen(currentTheme().text);
        painter.drawText(place + QPointF((kSample + kGap) * line, metrics.ascent()), entry.text);
    });
}

double keyStripHeight(const QFont& font, double width, std::span<const KeyEntry> entries) {
    const QFontMetricsF metrics(font);
    const int rows = layKeyOut(metrics, width, entries, [](const KeyEntry&, double, int) {});
    return (kLeading * (rows - 1) + 1.0) * metrics.height();
}

QRectF labelPlate(const QFont& font, QPointF anchor, Qt::Alignment alignment, const QString& text, double widest) {
    const QRectF words =
        QFontMetricsF(font).boundingRect(QRectF(0, 0, widest, 1e6), Qt::AlignLeft | Qt::TextWordWrap, text);
    QRectF plate(0, 0, std::ceil(words.width()) + 8.0, std::ceil(words.height()) + 2.0);
    plate.moveTopLeft(anchor);
    if (alignment & Qt::AlignRight) plate.moveRight(anchor.x());
    if (alignment & Qt::AlignHCenter) plate.moveLeft(anchor.x() - 0.5 * plate.width());
    if (alignment & Qt::AlignBottom) plate.moveBottom(anchor.y());
    if (alignment & Qt::AlignVCenter) plate.moveTop(anchor.y() - 0.5 * plate.height());
    return plate;
}

void paintLabel(QPainter& painter, const QRectF& plate, const QString& text, const QColor& colour) {
    QColor background = currentTheme().chart;
    background.setAlpha(210);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setPen(colour);
    painter.drawText(plate, Qt::AlignCenter | Qt::TextWordWrap, text);
}

void paintLabel(QPainter& painter, QPointF anchor, Qt::Alignment alignment, const QString& text, const QColor& colour) {
    paintLabel(painter, labelPlate(painter.font(), anchor, alignment, text), text, colour);
}

double numberRadius(const QFont& font) { return 0.75 * QFontMetricsF(font).height(); }

void paintNumber(QPainter& painter, QPointF centre, int number) {
    painter.save();
    const double radius = numberRadius(painter.font());
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().text);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(currentTheme().chart);
    painter.drawText(QRectF(centre - QPointF(radius, radius), QSizeF(2.0 * radius, 2.0 * radius)), Qt::AlignCenter,
                     QString::number(number));
    painter.restore();
}

}  // namespace basin
