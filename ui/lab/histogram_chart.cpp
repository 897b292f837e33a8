// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/histogram_chart.h"

#include "ui/charts/marks.h"
#include "ui/theme.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace basin {

HistogramChart::HistogramChart(QWidget* parent)
    : Plot({.title = tr("Parameter w")}, {.title = {}, .labelled = false}, parent) {
    setMinimumHeight(110);
    setAccessibleName(tr("Histograms of the SGD iterates and of the averages"));
    setYRange({-1.0, 1.0});
    addLayer([this](QPainter& painter) { paintBars(painter); });
    addLayer([this](QPainter& painter) { paintOther(painter); });
    addLayer([this](QPainter& painter) { paintLaw(painter); });
}

void HistogramChart::setView(Interval view) { setXRange(view); }

void HistogramChart::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    update();
}

void HistogramChart::setLaw(const BinnedLaw& law) {
    m_law = law;
    update();
}

void HistogramChart::paintLaw(QPainter& painter) {
    const QRectF area = plotArea();
    if (!m_law.text.isEmpty()) {
        QRectF plate = labelPlate(painter.font(), {area.right() - 4, area.top() + 3}, Qt::AlignRight, m_law.text,
                                  0.55 * area.width());
        if (plate.left() < m_wordsEnd) plate.moveBottom(area.bottom() - 3);
        paintLabel(painter, plate, m_law.text, currentTheme().objective);
    }
    if (!m_frame || m_law.shares.empty() || m_law.shares.size() != m_frame->iterateHistogram.counts.size()) return;
    const auto& counts = m_frame->iterateHistogram.counts;
    const double fullest = *std::max_element(counts.begin(), counts.end());
    if (fullest == 0.0) return;
    // On the scale of SGD's bars: as many walkers as the law puts into each bin.
    const double middle = area.center().y(), room = 0.5 * area.height() - 4.0,
                 walkers = static_cast<double>(m_frame->walkers), bins = static_cast<double>(m_law.shares.size());
    QPolygonF line;
    for (std::size_t i = 0; i < m_law.shares.size(); ++i)
        line << QPointF(area.left() + area.width() * (static_cast<double>(i) + 0.5) / bins,
                        middle - std::min(room * m_law.shares[i] * walkers / fullest, 1.2 * room));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().objective, 1.6 * scale()));
    painter.drawPolyline(line);
}

void HistogramChart::paintOther(QPainter& painter) {
    if (!m_frame || !m_frame->other) return;
    const QRectF area = plotArea();
    const double middle = area.center().y(), room = 0.5 * area.height() - 4.0;
    // Outlines of four bars together, so that they are calm; each scaled to its own fullest, as the bars are.
    constexpr std::size_t kTogether = 4;
    const auto outline = [&](const Histogram& histogram, double direction) {
        std::vector<double> counts(histogram.counts.size() / kTogether, 0.0);
        for (std::size_t i = 0; i < kTogether * counts.size(); ++i) counts[i / kTogether] += histogram.counts[i];
        const auto fullest = std::max_element(counts.begin(), counts.end());
        if (fullest == counts.end() || *fullest == 0.0) return;
        const double bin = area.width() / static_cast<double>(counts.size());
        QPolygonF line;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double y = middle - direction * room * counts[i] / *fullest;
            const double left = area.left() + bin * static_cast<double>(i);
            line << QPointF(left, y) << QPointF(left + bin, y);
        }
        painter.drawPolyline(line);
    };
    // Over the bars of their own colours: in that of the text.
    painter.setPen(QPen(currentTheme().text, 1.2 * scale()));
    outline(m_frame->other->iterateHistogram, 1.0);
    outline(m_frame->other->averageHistogram, -1.0);
}

void HistogramChart::paintBars(QPainter& painter) {
    if (!m_frame) return;
    const QRectF area = plotArea();
    const double middle = area.center().y(), room = 0.5 * area.height() - 4.0;
    const auto bars = [&](const Histogram& histogram, const QColor& colour, double direction) {
        const auto fullest = std::max_element(histogram.counts.begin(), histogram.counts.end());
        if (fullest == histogram.counts.end() || *fullest == 0) return 0.0;
        const double bin = area.width() / static_cast<double>(histogram.counts.size());
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            if (histogram.counts[i] == 0) continue;
            // At least a pixel and a half, so that a single walker is seen.
            const double height = std::max(1.5, room * histogram.counts[i] / *fullest);
            // Whole pixels, so that neighbouring bars leave no gaps.
            const double left = std::floor(area.left() + bin * static_cast<double>(i));
            const double right = std::max(left + 1.0, std::floor(area.left() + bin * static_cast<double>(i + 1)));
            painter.fillRect(QRectF(left, direction > 0 ? middle - height : middle, right - left, height), colour);
        }
        return static_cast<double>(*fullest) / static_cast<double>(m_frame->walkers);
    };
    const double sgdShare = bars(m_frame->iterateHistogram, currentTheme().sgd, 1.0);
    const double averageShare = bars(m_frame->averageHistogram, currentTheme().average, -1.0);
    painter.setPen(QPen(currentTheme().axis, 1.0));
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle));

    const QLocale locale;
    const auto percent = [&](double share) { return locale.toString(100.0 * share, 'f', share < 0.1 ? 1 : 0); };
    // Who stands outside of the view is not forgotten.
    const auto label = [&](const QString& name, double share, const Histogram& histogram) {
        const double outside =
            static_cast<double>(histogram.below + histogram.above) / static_cast<double>(m_frame->walkers);
        QString text = tr("%1, fullest bar %2 %").arg(name, percent(share));
        return outside > 0.0 ? tr("%1, %2 % outside").arg(text, percent(outside)) : text;
    };
    const QString words = label(tr("SGD"), sgdShare, m_frame->iterateHistogram);
    const QRectF plate = labelPlate(painter.font(), {area.left() + 4, area.top() + 3}, Qt::AlignLeft, words);
    m_wordsEnd = plate.right();
    paintLabel(painter, plate, words, currentTheme().sgd);
    paintLabel(painter, {area.left() + 4, area.bottom() - 3}, Qt::AlignLeft | Qt::AlignBottom,
               label(tr("Average"), averageShare, m_frame->averageHistogram), currentTheme().average);
}

}  // namespace basin
