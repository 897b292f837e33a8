// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/height_layer.h"

#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

namespace basin {

namespace {

constexpr std::size_t kMostLabels = 7;  // on contour lines

QColor withAlpha(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

void paintLevel(QPainter& painter, const Plot& plot, double level, const QPolygonF& line, std::vector<QRectF>& plates) {
    QFont small = painter.font();
    small.setPointSizeF(0.8 * small.pointSizeF());
    const QString text = formatNumber(level, 2);
    const double width = QFontMetricsF(small).horizontalAdvance(text);
    double length = 0.0;
    for (qsizetype i = 1; i < line.size(); ++i) length += QLineF(line[i - 1], line[i]).length();
    if (length < 5.0 * width) return;
    // Where it runs farthest from other words and from the edge.
    const QRectF room = plot.plotArea().adjusted(width, 12, -width, -12);
    for (const double share : {0.5, 0.3, 0.7, 0.15, 0.85}) {
        const QPointF place = line[static_cast<qsizetype>(share * static_cast<double>(line.size() - 1))];
        const QRectF plate = labelPlate(small, place, Qt::AlignHCenter | Qt::AlignVCenter, text);
        const auto near = [&](const QRectF& taken) { return taken.adjusted(-8, -8, 8, 8).intersects(plate); };
        if (!room.contains(place) || std::any_of(plates.begin(), plates.end(), near)) continue;
        painter.save();
        painter.setFont(small);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(currentTheme().chart, 150));
        painter.drawRoundedRect(plate, 3, 3);
        painter.setPen(currentTheme().mutedText);
        painter.drawText(plate, Qt::AlignCenter, text);
        painter.restore();
        plates.push_back(plate);
        return;
    }
}

void paintContours(QPainter& painter, const Plot& plot, const HeightPicture& picture, const QColor& ink) {
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<QRectF> plates;
    std::vector<std::pair<double, QPolygonF>> longest;
    for (const auto& [level, lines] : picture.contours) {
        QPolygonF best;
        for (const QPolygonF& line : lines) {
            QPolygonF shown;
            shown.reserve(line.size());
            for (const QPointF& cell : line) {
                const Point place = picture.placeOf(cell);
                shown << plot.toPixel(place.x, place.y);
            }
            painter.setPen(QPen(withAlpha(ink, currentTheme().dark ? 150 : 125), 0.9 * plot.scale()));
            painter.drawPolyline(shown);
            if (shown.size() > best.size()) best = std::move(shown);
        }
        longest.emplace_back(level, std::move(best));
    }
    // Every second level at most has a word, from the lowest on.
    const std::size_t stride = std::max<std::size_t>(2, longest.size() / kMostLabels + 1);
    for (std::size_t i = 0; i < longest.size(); i += stride)
        paintLevel(painter, plot, longest[i].first, longest[i].second, plates);
}

void paintPicture(QPainter& painter, const Plot& plot, const HeightPicture& picture, const QColor& ink) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    // Values stand at the middles of the image's pixels: half a cell of it lies outside.
    const QPointF corner = plot.toPixel(picture.over.x.lower, picture.over.y.upper);
    const QPointF other = plot.toPixel(picture.over.x.upper, picture.over.y.lower);
    const double cellX = (other.x() - corner.x()) / (picture.columns - 1),
                 cellY = (other.y() - corner.y()) / (picture.rows - 1);
    painter.drawImage(QRectF(corner, other).adjusted(-0.5 * cellX, -0.5 * cellY, 0.5 * cellX, 0.5 * cellY),
                      picture.colours);
    paintContours(painter, plot, picture, ink);
}

}  // namespace

void HeightLayer::paint(QPainter& painter, const Plot& plot, const HeightPicture* picture, const QColor& ink,
                        const std::function<void(QPainter&)>& over) {
    const QRectF area = plot.plotArea();
    const auto draw = [&](QPainter& target) {
        if (!picture) return;
        paintPicture(target, plot, *picture, ink);
        if (over) over(target);
    };
    if (painter.paintEngine()->type() != QPaintEngine::Raster) return draw(painter);
    const double ratio = painter.device()->devicePixelRatioF();
    if (m_drawn.isNull() || m_area != area || m_drawn.devicePixelRatio() != ratio) {
        m_drawn = QPixmap((area.size() * ratio).toSize());
        m_drawn.setDevicePixelRatio(ratio);
        m_drawn.fill(currentTheme().chart);
        m_area = area;
        QPainter below(&m_drawn);
        below.translate(-area.topLeft());
        below.setFont(painter.font());
        draw(below);
    }
    painter.drawPixmap(area.topLeft(), m_drawn);
}

}  // namespace basin
