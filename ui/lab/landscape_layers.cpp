// SPDX-License-Identifier: GPL-3.0-or-later
// What the landscape chart paints on top of its curves.
#include "ui/lab/landscape_chart.h"
#include "ui/theme.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// How many points lie in each pixel column of the plot's area.
std::vector<int> columnsOf(const std::vector<double>& points, Interval view, const QRectF& area) {
    std::vector<int> columns(static_cast<std::size_t>(area.width()) + 1, 0);
    const double scale = area.width() / view.width();
    for (const double w : points) {
        const double x = (w - view.lower) * scale;
        if (x >= 0.0 && x <= area.width()) ++columns[static_cast<std::size_t>(x)];
    }
    return columns;
}

/// Of the marks of walkers and averages, at scale 1: the more there are, the smaller.
double markRadius(const Frame& frame) {
    return frame.iterates.size() <= 20 ? 6.0 : frame.iterates.size() <= 400 ? 4.5 : 3.8;
}

}  // namespace

double LandscapeChart::pixelOf(const std::vector<double>& curve, double x) const {
    const double last = static_cast<double>(m_grid.size() - 1);
    const double position = (xAt(x) - m_view.lower) / m_view.width() * last;
    const double bounded = std::clamp(position, 0.0, last - 1e-6);
    const auto i = static_cast<std::size_t>(bounded);
    const double share = bounded - static_cast<double>(i);
    const double y = toPixel(m_view.lower, curve[i] + share * (curve[i + 1] - curve[i])).y();
    return y < plotArea().top() || y > plotArea().bottom() ? std::nan("") : y;
}

void LandscapeChart::paintContinuation(QPainter& painter) {
    if (!m_landscape || !m_landscape->isContinued()) return;
    const Interval domain = m_landscape->domain();
    const QRectF area = plotArea();
    QColor shade = currentTheme().reference;
    shade.setAlpha(36);
    const auto shadeOut = [&](double from, double to, Qt::Alignment side) {
        if (to - from < 1.0) return;
        painter.fillRect(QRectF(from, area.top(), to - from, area.height()), QBrush(shade, Qt::BDiagPattern));
        paintLabel(painter, {side == Qt::AlignLeft ? from + 3 : to - 3, area.bottom() - 4}, side | Qt::AlignBottom,
                   tr("continued"), currentTheme().mutedText);
    };
    shadeOut(area.left(), std::clamp(toPixel(domain.lower, 0).x(), area.left(), area.right()), Qt::AlignLeft);
    shadeOut(std::clamp(toPixel(domain.upper, 0).x(), area.left(), area.right()), area.right(), Qt::AlignRight);
}

void LandscapeChart::paintFailure(QPainter& painter) {
    if (!m_failure) return;
    const QRectF area = plotArea();
    const double left = std::max(toPixel(m_failure->lower, 0).x(), area.left());
    const double right = std::min(toPixel(m_failure->upper, 0).x(), area.right());
    if (left >= right) return;
    QColor shade = currentTheme().text;
    shade.setAlpha(70);
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), QBrush(shade, Qt::FDiagPattern));
    paintLabel(painter, {0.5 * (left + right), area.top() + 26 * scale()}, Qt::AlignHCenter, tr("✗ fails here"),
               currentTheme().text);
}

void LandscapeChart::paintWindow(QPainter& painter) {
    if (!m_landscape) return;
    // ±ηr for bounded noise, ±ησ else: the stretch over which F averages f, drawn about v*.
    double centre = m_view.centre();
    if (m_frame && !m_frame->analysis->targets.empty()) centre = m_frame->analysis->targets.front().w;
    const double half = m_stepSize * (isBounded() ? m_noise.law.reach() : m_noise.sizeAt(centre));
    const QRectF area = plotArea();
    const double left = toPixel(centre - half, 0).x(), right = toPixel(centre + half, 0).x();
    QColor band = currentTheme().smoothed;
    band.setAlpha(currentTheme().dark ? 42 : 28);
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), band);
}

void LandscapeChart::paintOther(QPainter& painter) {
    if (!m_frame || !m_frame->other || m_f.empty()) return;
    const Frame& other = *m_frame->other;
    const QRectF area = plotArea();
    const Theme& colours = currentTheme();
    if (m_otherSmoothed.size() == m_grid.size()) {
        QPolygonF line;
        for (double x = area.left(); x <= area.right(); x += 2.0)
            if (const double y = pixelOf(m_otherSmoothed, x); !std::isnan(y)) line << QPointF(x, y);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(faded(colours.smoothed), 2.2 * scale(), Qt::DashLine));
        painter.drawPolyline(line);
    }
    const std::vector<double>& rail = m_otherSmoothed.size() == m_grid.size() ? m_otherSmoothed : m_f;
    paintMarksOnCurve(painter, Mark::Diamond, markRadius(other) * scale(), faded(colours.average), area.left(),
                      columnsOf(other.averages, m_view, area), static_cast<int>(other.averages.size()),
                      [&](double x) { return pixelOf(rail, x); });
    for (const Minimum& minimum : other.analysis->targets) {
        const double radius = 8.0 * scale();
        paintMark(painter, Mark::HollowTriangle, {toPixel(minimum.w, 0).x(), area.bottom() - 1.7 * radius}, radius,
                  faded(colours.smoothed));
    }
}

void LandscapeChart::paintWalkers(QPainter& painter) {
    if (!m_frame || m_f.empty()) return;
    const QRectF area = plotArea();
    const double radius = markRadius(*m_frame) * scale();
    const int total = static_cast<int>(m_frame->iterates.size());
    paintMarksOnCurve(painter, Mark::Round, radius, currentTheme().sgd, area.left(),
                      columnsOf(m_frame->iterates, m_view, area), total, [&](double x) { return pixelOf(m_f, x); });
    const std::vector<double>& rail = m_hasSmoothed ? m_smoothed : m_f;
    paintMarksOnCurve(painter, Mark::Diamond, radius, currentTheme().average, area.left(),
                      columnsOf(m_frame->averages, m_view, area), total, [&](double x) { return pixelOf(rail, x); });
}

void LandscapeChart::paintAxisMarks(QPainter& painter) {
    if (!m_frame) return;
    const QRectF area = plotArea();
    // The hollow triangle is the larger one: it still shows where both coincide.
    const auto markAt = [&](double w, Mark mark, double radius, const QColor& colour) {
        paintMark(painter, mark, {toPixel(w, 0).x(), area.bottom() - 1.7 * radius}, radius, colour);
    };
    for (const Minimum& minimum : m_frame->analysis->globalMinima)
        markAt(minimum.w, Mark::HollowTriangle, 11.0 * scale(), currentTheme().objective);
    for (const Minimum& minimum : m_frame->analysis->targets)
        markAt(minimum.w, Mark::FilledTriangle, 6.5 * scale(), currentTheme().smoothed);
}

void LandscapeChart::paintStart(QPainter& painter) {
    const QRectF area = plotArea();
    const double x = toPixel(m_start, 0).x();
    if (x < area.left() || x > area.right()) return;
    QColor colour = currentTheme().text;
    painter.setPen(QPen(colour, scale() * (hasFocus() || m_dragging ? 2.0 : 1.0), Qt::DashLine));
    painter.drawLine(QPointF(x, area.top() + 18 * scale()), QPointF(x, area.bottom()));
    const bool right = x > area.right() - 70 * scale();
    paintLabel(painter, {x + (right ? -2 : 2), area.top() + 2}, right ? Qt::AlignRight : Qt::AlignLeft, tr("start w₀"),
               colour);
}

void LandscapeChart::paintNumbers(QPainter& painter) {
    if (m_f.empty()) return;
    const QRectF area = plotArea();
    const double radius = numberRadius(painter.font());
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        const double x = toPixel(m_numbers[i], 0).x(), y = pixelOf(m_f, x);
        if (x < area.left() || x > area.right() || !std::isfinite(y)) continue;
        // Below the curve where there is room above the marks on the axis, else above it.
        const bool below = y + 3.0 * radius < area.bottom() - 20.0 * scale();
        paintNumber(painter, {x, y + (below ? 1.8 : -1.8) * radius}, static_cast<int>(i) + 1);
    }
}

void LandscapeChart::paintMessages(QPainter& painter) {
    const QRectF area = plotArea();
    const QColor text = currentTheme().text;
    if (!m_reason.isEmpty())
        paintLabel(painter,
                   labelPlate(painter.font(), {area.center().x(), area.top() + 26.0 * scale()}, Qt::AlignHCenter,
                              m_reason, 0.75 * area.width()),
                   m_reason, text);
    if (m_frame && m_frame->diverged > 0)
        paintLabel(painter, {area.left() + 6, area.bottom() - 30 * scale()}, Qt::AlignLeft | Qt::AlignBottom,
                   tr("✗ %1 of %2 walkers diverged")
                       .arg(QLocale().toString(static_cast<qulonglong>(m_frame->diverged)),
                            QLocale().toString(static_cast<qulonglong>(m_frame->walkers))),
                   text);
}

}  // namespace basin
