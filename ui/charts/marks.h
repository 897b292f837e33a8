// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QPixmap>
#include <QPointF>
#include <QString>

#include <cmath>
#include <span>
#include <vector>

namespace basin {

/// The marks of window.md: one shape for one thing.
enum class Mark { Round, Diamond, FilledTriangle, HollowTriangle, Square, Cross, Ring, Saddle };

/// Paints one mark of the given radius (logical pixels), with an outline that lifts it off what lies below.
void paintMark(QPainter& painter, Mark mark, QPointF centre, double radius, const QColor& colour, bool outlined = true);
/// The same with its middle in the chart's colour, for what does not lie where it is drawn.
void paintHollowMark(QPainter& painter, Mark mark, QPointF centre, double radius, const QColor& colour);

/// Paints many marks that lie on a curve, one sprite for each pixel column that holds any: its opacity grows with how many
/// share the column. `columns[i]` counts the points in pixel column `left + i`; `height(x)` is the curve's y in pixels, or
/// NaN where nothing shall be painted.
template <class Height>
void paintMarksOnCurve(QPainter& painter, Mark mark, double radius, const QColor& colour, double left,
                       std::span<const int> columns, int total, Height height);

/// A line of a chart's key: a sample and the words beside it.
struct KeyEntry {
    QString text;
    QColor colour;
    bool line = true;  ///< a line sample, else a mark
    double width = 2.0;
    Qt::PenStyle pen = Qt::SolidLine;
    Mark mark = Mark::Round;
    bool hollow = false;
};

/// Paints a key in rows from the left to the right, broken where `strip` ends.
void paintKeyStrip(QPainter& painter, const QRectF& strip, std::span<const KeyEntry> entries);
/// The height that it takes up in a strip of this width.
double keyStripHeight(const QFont& font, double width, std::span<const KeyEntry> entries);

/// Where `paintLabel` puts its plate: `alignment` says which corner or side of it lies at `anchor`. Text wider than
/// `widest` is broken into lines.
QRectF labelPlate(const QFont& font, QPointF anchor, Qt::Alignment alignment, const QString& text, double widest = 1e6);
/// Paints text on a translucent plate.
void paintLabel(QPainter& painter, const QRectF& plate, const QString& text, const QColor& colour);
void paintLabel(QPainter& painter, QPointF anchor, Qt::Alignment alignment, const QString& text, const QColor& colour);

/// A number on a dark disc of this radius, as of the valleys that a room votes for.
double numberRadius(const QFont& font);
void paintNumber(QPainter& painter, QPointF centre, int number);

/// A sprite of one mark at full opacity for the painter's device pixel ratio.
QPixmap markSprite(Mark mark, double radius, const QColor& colour, double ratio, bool outlined);

template <class Height>
void paintMarksOnCurve(QPainter& painter, Mark mark, double radius, const QColor& colour, double left,
                       std::span<const int> columns, int total, Height height) {
    if (total <= 0) return;
    // In a crowd outlines would drown the colour.
    const QPixmap sprite = markSprite(mark, radius, colour, painter.device()->devicePixelRatioF(), total <= 20);
    const double half = 0.5 * sprite.width() / sprite.devicePixelRatio();
    // A lone walker must be seen from the last row, a crowd must not hide the curve.
    const double alone = total <= 20 ? 0.9 : total <= 400 ? 0.55 : 0.22;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == 0) continue;
        const double x = left + static_cast<double>(i) + 0.5;
        const double y = height(x);
        if (!std::isfinite(y)) continue;
        painter.setOpacity(1.0 - std::pow(1.0 - alone, columns[i]));
        painter.drawPixmap(QPointF(x - half, y - half), sprite);
    }
    painter.setOpacity(1.0);
}

}  // namespace basin
