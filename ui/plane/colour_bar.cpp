// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/colour_bar.h"

#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QEvent>
#include <QImage>
#include <QPainter>

#include <cmath>

namespace basin {

namespace {

constexpr double kBar = 12.0, kGap = 5.0;  // pixels at scale 1

}  // namespace

ColourBar::ColourBar(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(tr("Which height each colour means, in both maps alike"));
    fitWidth();
}

QFont ColourBar::letters() const {
    QFont scaled = font();
    scaled.setPointSizeF(0.9 * scaled.pointSizeF() * Plot::scaleIn(this));
    return scaled;
}

void ColourBar::fitWidth() {
    const double scale = Plot::scaleIn(this);
    const double words = QFontMetricsF(letters()).horizontalAdvance(QStringLiteral("−0.0001"));
    setFixedWidth(static_cast<int>(std::ceil(scale * (kBar + kGap + 2.0) + words)));
}

void ColourBar::setScale(const HeightScale& scale) {
    m_heights = scale;
    update();
}

void ColourBar::setEnds(double top, double bottom) {
    m_top = top;
    m_bottom = bottom;
    update();
}

void ColourBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, rect());
}

void ColourBar::paintTo(QPainter& painter, const QRectF& target) {
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(target.width() / width(), target.height() / height());
    painter.fillRect(rect(), currentTheme().chart);
    const auto& colours = heightColours(currentTheme().dark);
    QImage ramp(1, static_cast<int>(colours.size()), QImage::Format_RGB32);
    for (std::size_t i = 0; i < colours.size(); ++i)
        ramp.setPixel(0, static_cast<int>(colours.size() - 1 - i), colours[i]);
    const double scale = Plot::scaleIn(this);
    const QRectF bar(scale * 1.0, m_top, kBar * scale, m_bottom - m_top);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(bar, ramp);
    painter.setPen(QPen(currentTheme().axis, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    painter.setFont(letters());
    const QFontMetricsF metrics(painter.font());
    double free = bar.bottom() + metrics.height();  // words go upwards from here
    for (const double level : m_heights.levels) {
        const double y = bar.bottom() - m_heights.shareOf(level) * bar.height();
        painter.setPen(QPen(currentTheme().axis, 1.0));
        painter.drawLine(QPointF(bar.right() - 3.0 * scale, y), QPointF(bar.right(), y));
        if (y + 0.5 * metrics.height() > free) continue;
        painter.setPen(currentTheme().text);
        painter.drawText(
            QPointF(bar.right() + kGap * scale, y + 0.36 * metrics.ascent()),
            level == 0.0 ? QStringLiteral("0") : formatEntry(level).replace(QLatin1Char('-'), QChar(0x2212)));
        free = y - 0.6 * metrics.height();
    }
    painter.restore();
}

void ColourBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWidth();
}

void ColourBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) fitWidth();
}

}  // namespace basin
