// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/training_chart.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr std::size_t kMostNamedRuns = 12;

}  // namespace

void TrainingChart::paintImage(QPainter& painter) {
    const QRectF area = plotArea();
    const QPaintEngine::Type engine = painter.paintEngine()->type();
    if (engine == QPaintEngine::SVG || engine == QPaintEngine::Pdf || engine == QPaintEngine::Picture) {
        painter.translate(area.topLeft());
        return paintCurves(painter, picture());
    }
    if (m_image.isNull()) return;
    // Until the picture for the present axes has come, the last one, moved and stretched to them.
    const auto now = [](const CurvePicture::Axis& painted, const Interval& range, double place) {
        return CurvePicture::Axis{range, painted.logarithmic, 1.0}.share(place);
    };
    const Interval x = m_painted.x.range, y = m_painted.y.range;
    const double left = now(m_painted.x, xRange(), x.lower), right = now(m_painted.x, xRange(), x.upper);
    const double bottom = now(m_painted.y, yRange(), y.lower), top = now(m_painted.y, yRange(), y.upper);
    painter.drawImage(QRectF(QPointF(area.left() + left * area.width(), area.bottom() - top * area.height()),
                             QPointF(area.left() + right * area.width(), area.bottom() - bottom * area.height())),
                      m_image);
}

void TrainingChart::paintBand(QPainter& painter) {
    if (!m_pressed || !m_dragged) return;
    QColor fill = currentTheme().accent;
    painter.setPen(QPen(fill, 1.0));
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(QRectF(*m_pressed, *m_dragged).normalized());
}

void TrainingChart::paintEmpty(QPainter& painter) {
    if (m_emptyText.isEmpty()) return;
    const std::vector<Curve>* all = curves();
    if (all && std::any_of(all->begin(), all->end(), [](const Curve& curve) { return !curve.points.isEmpty(); }))
        return;
    painter.setPen(currentTheme().mutedText);
    painter.drawText(plotArea().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

std::vector<TrainingChart::Reading> TrainingChart::readings() const {
    std::vector<Reading> found;
    const std::vector<Curve>* all = curves();
    if (!m_pointer || !all) return found;
    const double near = 12.0 * scale();  // pixels
    for (std::size_t i = 0; i < all->size() && i < m_looks.size(); ++i) {
        const QList<QPointF>& points = (*all)[i].points;
        if (points.isEmpty()) continue;
        // The nearest point; beyond the ends of a curve there is none.
        const auto after = std::lower_bound(points.begin(), points.end(), *m_pointer,
                                            [](const QPointF& point, double place) { return point.x() < place; });
        QPointF point = after == points.end() ? points.back() : *after;
        if (after != points.begin() && after != points.end() && *m_pointer - (after - 1)->x() < after->x() - *m_pointer)
            point = *(after - 1);
        const bool outside = after == points.begin() || after == points.end();
        if (outside && std::abs(pixelOf({*m_pointer, 1.0}).x() - pixelOf(point).x()) > near) continue;
        if (m_logarithmic && !(point.y() > 0.0)) continue;
        found.push_back({i, point});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Reading& a, const Reading& b) { return a.point.y() > b.point.y(); });
    return found;
}

QStringList TrainingChart::readout() const {
    QStringList lines;
    for (const Reading& reading : readings()) {
        const CurveLook& look = m_looks[reading.curve];
        lines << tr("%1  %2").arg(quantityValue(m_quantity, reading.point.y()), look.name);
    }
    return lines;
}

void TrainingChart::paintReadout(QPainter& painter) {
    if (!m_pointer || m_pressed) return;
    const QRectF area = plotArea();
    const double x = pixelOf({*m_pointer, 1.0}).x();
    if (!(x >= area.left() && x <= area.right())) return;
    painter.setPen(QPen(currentTheme().axis, 1.0));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const std::vector<Reading> all = readings();
    if (all.empty()) return;
    const double radius = 3.5 * scale();
    for (const Reading& reading : all) {
        const QPointF pixel = pixelOf(reading.point);
        if (area.contains(pixel)) paintMark(painter, Mark::Round, pixel, radius, m_looks[reading.curve].style.colour);
    }
    if (!m_isPointed) return;
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor((area.height() - 8.0) / line) - 1.0));
    const std::size_t shown = std::min(all.size(), most);
    QStringList words = readout().mid(0, static_cast<qsizetype>(shown));
    if (shown < all.size()) words.back() = tr("… and %1 more").arg(all.size() - shown + 1);
    const QString place = tr("%1: %2%3").arg(m_unit.title, formatNumber(*m_pointer * m_unit.factor, 4), m_unit.suffix);
    double width = metrics.horizontalAdvance(place);
    const double sample = 1.6 * line;
    for (const QString& text : words) width = std::max(width, sample + metrics.horizontalAdvance(text));
    QRectF plate(0, 0, width + 16.0, (1.0 + static_cast<double>(words.size())) * line + 8.0);
    const bool right = x + 12.0 + plate.width() > area.right();
    plate.moveTopLeft({right ? std::max(area.left(), x - 12.0 - plate.width()) : x + 12.0, area.top() + 4.0});
    QColor background = currentTheme().panel;
    background.setAlpha(235);
    painter.setPen(QPen(currentTheme().grid, 1.0));
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 4, 4);
    QPointF baseline = plate.topLeft() + QPointF(8.0, 4.0 + metrics.ascent());
    painter.setPen(currentTheme().mutedText);
    painter.drawText(baseline,
                     m_unit.suffix.isEmpty() ? tr("%1: %2").arg(m_unit.title, formatNumber(*m_pointer, 4)) : place);
    for (qsizetype i = 0; i < words.size(); ++i) {
        baseline.ry() += line;
        const CurveStyle& style = m_looks[all[static_cast<std::size_t>(i)].curve].style;
        painter.setPen(QPen(style.colour, 2.0 * scale(), style.pen, Qt::FlatCap));
        const double middle = baseline.y() - 0.3 * line;
        painter.drawLine(QPointF(baseline.x(), middle), QPointF(baseline.x() + 0.75 * sample, middle));
        painter.setPen(currentTheme().text);
        painter.drawText(baseline + QPointF(sample, 0.0), words[i]);
    }
}

std::vector<KeyEntry> TrainingChart::keyEntries() const {
    std::vector<KeyEntry> entries;
    const std::vector<Curve>* all = curves();
    if (!all) return entries;
    const auto entry = [&](const QString& text, const CurveStyle& style) {
        entries.push_back({.text = text, .colour = style.colour, .width = style.width, .pen = style.pen});
    };
    if (m_charts->request.runs.size() == 1) {
        if (all->size() < 2) return entries;
        for (std::size_t i = all->size(); i-- > 0;) {
            // A small chart has no room to name what the large one names.
            const bool further = (*all)[i].rank > 0 || (*all)[i].role == CurveRole::IterateOwnStatistics;
            if (m_size == Size::Large || !further) entry(m_looks[i].name, m_looks[i].style);
        }
        return entries;
    }
    if (m_size == Size::Small) return entries;  // the colours are those of the chart above
    std::vector<bool> named(m_runs.size(), false);
    bool averages = false;
    for (const Curve& curve : *all) {
        averages = averages || curve.role == CurveRole::Average;
        if (named[curve.run] || curve.points.isEmpty()) continue;
        named[curve.run] = true;
        const RunLook& run = m_runs[curve.run];
        if (entries.size() < kMostNamedRuns) entry(run.title, {run.colour, 2.0, Qt::SolidLine});
    }
    if (averages) {
        entry(tr("iterate"), {currentTheme().mutedText, 1.8, Qt::SolidLine});
        entry(tr("average"), {currentTheme().mutedText, 2.0, Qt::DashLine});
    }
    return entries;
}

void TrainingChart::makeRoomForKey() {
    const std::vector<KeyEntry> entries = keyEntries();
    const double key = entries.empty() ? 0.0 : keyStripHeight(scaledFont(), plotArea().width(), entries) / scale();
    setMargins({.top = std::ceil((entries.empty() ? 6.0 : 9.0) + key), .right = 18.0});
}

void TrainingChart::paintKey(QPainter& painter) {
    const QRectF area = plotArea();
    const double top = 4.0 * scale();
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

}  // namespace basin
