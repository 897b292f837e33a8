// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/schedule_preview.h"

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/training_words.h"
#include "ui/widgets/value_scale.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace basin {

namespace {

constexpr int kCurve = 56, kBar = 4, kBarStride = 7, kMostBars = 6;  // pixels
constexpr std::int64_t kIterations = 390;                            // of an epoch, about those of CIFAR at batch 128

}  // namespace

SchedulePreview::SchedulePreview(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(tr("The step size over the epochs; the green bars are the iterates that each average is made of."));
}

void SchedulePreview::setConfig(const RunConfig& config) {
    m_config = config;
    updateGeometry();
    update();
}

int SchedulePreview::barsHeight() const {
    return kBarStride * std::min(kMostBars, static_cast<int>(m_config.averages.size()));
}

QSize SchedulePreview::sizeHint() const { return {200, 2 * fontMetrics().height() + kCurve + barsHeight() + 6}; }

void SchedulePreview::paintEvent(QPaintEvent*) {
    // While an impossible value stands in the form there is nothing to draw.
    RunConfig config = m_config;
    if (config.data.empty()) config.data = "images";
    if (checkRunConfig(config)) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    const int line = fontMetrics().height();
    const QRectF area(1.0, line + 2.0, width() - 2.0, kCurve);
    painter.fillRect(area, colours.chart);
    painter.setPen(colours.grid);
    painter.drawRect(area);

    const std::int64_t iterations = m_config.epochs * kIterations;
    const auto stepSizeAt = [&](double share) {
        const auto t = static_cast<std::int64_t>(share * static_cast<double>(iterations));
        return m_config.stepSizeAt(std::clamp<std::int64_t>(t, 0, iterations - 1), kIterations);
    };
    const double largest = m_config.stepSize;
    QPainterPath curve;
    const int pixels = static_cast<int>(area.width());
    for (int x = 0; x <= pixels; ++x) {
        const double share = static_cast<double>(x) / pixels;
        const QPointF point(area.left() + x, area.bottom() - 0.92 * area.height() * stepSizeAt(share) / largest);
        if (x == 0)
            curve.moveTo(point);
        else
            curve.lineTo(point);
    }
    painter.setPen(QPen(colours.text, 1.6));
    painter.drawPath(curve);

    // A tail average may begin anywhere; an exponential one remembers the latest iterates, of which the bar shows the end.
    double y = area.bottom() + 3.0;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_config.averages.size(), kMostBars); ++i, y += kBarStride) {
        const TrainingAverage& average = m_config.averages[i];
        const auto start = static_cast<double>(average.start(iterations, kIterations));
        const double from = area.left() + area.width() * start / static_cast<double>(iterations);
        QColor bar = colours.average;
        if (average.kind == TrainingAverage::Kind::Ema) {
            QLinearGradient fade(area.left(), 0.0, area.right(), 0.0);
            QColor none = bar;
            none.setAlpha(20);
            fade.setColorAt(0.0, none);
            fade.setColorAt(1.0, bar);
            painter.fillRect(QRectF(from, y, area.right() - from, kBar), fade);
        } else {
            painter.fillRect(QRectF(from, y, area.right() - from, kBar), bar);
        }
    }

    painter.setPen(colours.mutedText);
    painter.drawText(QRectF(0, 0, width(), line), Qt::AlignLeft,
                     QStringLiteral("η = %1").arg(formatEntry(roundToDigits(stepSizeAt(0.0), 3))));
    painter.drawText(QRectF(0, 0, width(), line), Qt::AlignRight, formatEntry(roundToDigits(stepSizeAt(1.0), 3)));
    const double below = area.bottom() + barsHeight() + 3.0;
    painter.drawText(QRectF(0, below, width(), line), Qt::AlignLeft, QStringLiteral("0"));
    painter.drawText(QRectF(0, below, width(), line), Qt::AlignRight, epochsTitle(m_config.epochs));
}

}  // namespace basin
