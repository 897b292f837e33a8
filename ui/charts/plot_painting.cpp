// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axes.h"
#include "ui/charts/plot.h"
#include "ui/theme.h"

#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

std::optional<QLineF> cutLine(QLineF line, const QRectF& area) {
    // Liang and Barsky: the shares of the line at which it enters and leaves each of the four half-planes.
    double enters = 0.0, leaves = 1.0;
    const auto cut = [&](double into, double room) {
        // Inside where into · share <= room.
        if (into == 0.0) return room >= 0.0;
        const double share = room / into;
        (into < 0.0 ? enters : leaves) = into < 0.0 ? std::max(enters, share) : std::min(leaves, share);
        return enters <= leaves;
    };
    const bool inside = cut(-line.dx(), line.x1() - area.left()) && cut(line.dx(), area.right() - line.x1()) &&
                        cut(-line.dy(), line.y1() - area.top()) && cut(line.dy(), area.bottom() - line.y1());
    if (!inside) return std::nullopt;
    return QLineF(line.pointAt(enters), line.pointAt(leaves));
}

void Plot::paintLayers(QPainter& painter) {
    for (const auto& [layer, clip] : m_layers) {
        painter.save();
        painter.setFont(scaledFont());
        if (clip == Clip::PlotArea) painter.setClipRect(plotArea());
        layer(painter);
        painter.restore();
    }
}

void Plot::paintPicture(QPainter& painter) {
    arrange();
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene->render(&painter, QRectF(rect()), QRectF(rect()));
    painter.setFont(scaledFont());
    painter.setPen(currentTheme().text);
    paintPowers(painter, m_xAxisStyle, m_x, Qt::Horizontal);
    paintPowers(painter, m_yAxisStyle, m_y, Qt::Vertical);
    paintCategories(painter);
    const QRectF area = plotArea();
    painter.drawText(QRectF(area.left(), area.bottom(), area.width(), height() - area.bottom() - 3.0 * m_scale),
                     Qt::AlignHCenter | Qt::AlignBottom, m_xAxisStyle.title);
    // A title that is longer than the axis leans on the whole height.
    const QFontMetricsF metrics(painter.font());
    const QString title = metrics.elidedText(m_yAxisStyle.title, Qt::ElideRight, height());
    const double half =
        0.5 * std::min<double>(height(), std::max(area.height(), metrics.horizontalAdvance(title) + 2.0));
    painter.save();
    painter.translate(8.0 * m_scale, std::clamp(area.center().y(), half, height() - half));
    painter.rotate(-90.0);
    painter.drawText(QRectF(-half, 0.0, 2.0 * half, area.left()), Qt::AlignHCenter | Qt::AlignTop, title);
    painter.restore();
}

void Plot::paintPowers(QPainter& painter, const Axis& style, Interval range, Qt::Orientation orientation) {
    if (!style.logarithmic || !style.labelled) return;
    const QFontMetricsF metrics(painter.font());
    const double gap = 5.0 * m_scale;
    double occupied = -HUGE_VAL;  // up to here along a horizontal axis
    const auto label = [&](int digit, int power) {
        const double value = digit * std::pow(10.0, power);
        if (value < range.lower * 0.999999 || value > range.upper * 1.000001) return;
        const QString text = tickText(digit, power);
        const double width = metrics.horizontalAdvance(text);
        if (orientation == Qt::Horizontal) {
            const QPointF tick = toPixel(value, m_y.lower);
            const double left = tick.x() - 0.5 * width;
            if (left < occupied + gap) return;
            painter.drawText(QPointF(left, tick.y() + gap + metrics.ascent()), text);
            occupied = left + width;
        } else {
            const QPointF tick = toPixel(m_x.lower, value);
            painter.drawText(QPointF(tick.x() - gap - 2.0 - width, tick.y() + 0.35 * metrics.ascent()), text);
        }
    };
    // Where there are few powers of ten, twice and five times of them too.
    const bool narrow = range.upper < 100.0 * range.lower;
    for (int power = static_cast<int>(std::floor(std::log10(range.lower)));
         std::pow(10.0, power) <= range.upper * 1.000001; ++power)
        for (const int digit : {1, 2, 5})
            if (digit == 1 || narrow) label(digit, power);
}

void Plot::paintCategories(QPainter& painter) {
    const QFontMetricsF metrics(painter.font());
    for (const auto& [place, name] : m_xAxisStyle.categories) {
        const QPointF tick = toPixel(place, m_y.lower);
        painter.drawText(
            QPointF(tick.x() - 0.5 * metrics.horizontalAdvance(name), tick.y() + 5.0 * m_scale + metrics.ascent()),
            name);
    }
}

void Plot::paintEvent(QPaintEvent*) {
    if (m_stale) {
        const double ratio = devicePixelRatioF();
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(currentTheme().chart);
        QPainter painter(&m_picture);
        paintPicture(painter);
        m_stale = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    paintLayers(painter);
}

QPainterPath Plot::cutCurve(const QList<QPointF>& points) const {
    const QRectF area = plotArea();
    QPainterPath path;
    QPointF end(-1.0, -1.0);  // of the path
    for (qsizetype i = 1; i < points.size(); ++i) {
        const std::optional<QLineF> part =
            cutLine({toPixel(points[i - 1].x(), points[i - 1].y()), toPixel(points[i].x(), points[i].y())}, area);
        if (!part) continue;
        if (part->p1() != end) path.moveTo(part->p1());
        path.lineTo(part->p2());
        end = part->p2();
    }
    return path;
}

void Plot::paintTo(QPainter& painter, const QRectF& target) {
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(target.width() / width(), target.height() / height());
    painter.fillRect(rect(), currentTheme().chart);
    // Drawings in SVG know no clipping: curves are cut at the axes' rectangle here, and layers keep within it.
    for (QLineSeries* curve : m_curves) curve->setVisible(false);
    paintPicture(painter);
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        QPen pen = m_curves[i]->pen();
        pen.setCosmetic(false);
        pen.setWidthF(m_styles[i].width * m_scale);
        painter.strokePath(cutCurve(m_curves[i]->points()), pen);
        m_curves[i]->setVisible(true);
    }
    paintLayers(painter);
    painter.restore();
}

}  // namespace basin
