// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/timeline_bar.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr std::int64_t kStrides = 50;

/// A stride along a run of this many steps: 1, 2 or 5 times a power of ten.
std::int64_t strideOf(std::int64_t end) {
    const std::int64_t most = std::max<std::int64_t>(1, end / kStrides);
    std::int64_t power = 1;
    while (10 * power <= most) power *= 10;
    return most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
}

}  // namespace

TimelineSlider::TimelineSlider(QWidget* parent) : QAbstractSlider(parent) {
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Step of the run"));
    setToolTip(
        tr("Drag to take the run back to an earlier step, then change a control: both futures go on from there "
           "(Alt+Left, Alt+Right; Alt+Home: to the start)"));
}

void TimelineSlider::setTime(std::int64_t step, std::int64_t end, std::optional<std::int64_t> branchedAt) {
    if (step == m_step && end == m_end && branchedAt == m_branchedAt) return;
    m_step = step;
    m_end = end;
    m_branchedAt = branchedAt;
    // For readers of the screen: in thousandths.
    const QSignalBlocker blocker(this);
    setRange(0, 1000);
    setValue(end > 0 ? static_cast<int>(1000.0 * static_cast<double>(step) / static_cast<double>(end)) : 0);
    update();
}

double TimelineSlider::handle() const { return 0.36 * fontMetrics().height(); }

QSize TimelineSlider::sizeHint() const { return {200, static_cast<int>(3.6 * handle())}; }

QSize TimelineSlider::minimumSizeHint() const { return {80, sizeHint().height()}; }

double TimelineSlider::xOf(std::int64_t step) const {
    const double share = m_end > 0 ? static_cast<double>(step) / static_cast<double>(m_end) : 0.0;
    const double margin = handle() + 2.0;
    return margin + share * (width() - 2.0 * margin);
}

void TimelineSlider::ask(double x) {
    const double share = std::clamp((x - xOf(0)) / (width() - 2.0 * xOf(0)), 0.0, 1.0);
    Q_EMIT stepAsked(std::llround(share * static_cast<double>(m_end)));
}

void TimelineSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    setSliderDown(true);
    ask(event->position().x());
}

void TimelineSlider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown()) ask(event->position().x());
}

void TimelineSlider::mouseReleaseEvent(QMouseEvent*) { setSliderDown(false); }

void TimelineSlider::keyPressEvent(QKeyEvent* event) {
    const std::int64_t stride = strideOf(m_end);
    switch (event->key()) {
        case Qt::Key_Left: Q_EMIT stepAsked(std::max<std::int64_t>(0, m_step - stride)); break;
        case Qt::Key_Right: Q_EMIT stepAsked(std::min(m_end, m_step + stride)); break;
        case Qt::Key_Home: Q_EMIT stepAsked(0); break;
        case Qt::Key_End: Q_EMIT stepAsked(m_end); break;
        default: event->ignore();
    }
}

void TimelineSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    const double y = 0.5 * height(), left = xOf(0), here = xOf(m_step), radius = handle();
    const auto line = [&](double from, double to, double width, const QColor& colour) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    line(left, width() - left, 0.5 * radius, m_end > 0 ? colours.mutedText : colours.grid);
    line(left, here, 0.7 * radius, colours.accent);
    if (m_branchedAt && *m_branchedAt <= m_end) {
        // A fork: one line goes on, another leaves it.
        const double x = xOf(*m_branchedAt);
        const double arm = 1.2 * radius;
        painter.setPen(QPen(colours.text, 0.35 * radius, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x, y), QPointF(x + arm, y - arm));
        painter.drawLine(QPointF(x, y), QPointF(x + arm, y + arm));
    }
    painter.setPen(QPen(hasFocus() ? colours.text : colours.panel, 1.5));
    painter.setBrush(colours.accent);
    painter.drawEllipse(QPointF(here, y), radius, radius);
}

TimelineBar::TimelineBar(QWidget* parent) : QWidget(parent) {
    m_slider = new TimelineSlider;
    m_slider->setObjectName(QStringLiteral("timeline"));
    m_words = new QLabel;
    m_branch = new QToolButton;
    m_branch->setObjectName(QStringLiteral("branch"));
    m_branch->setText(tr("Branch from here"));
    m_branch->setCheckable(true);
    m_branch->setFocusPolicy(Qt::TabFocus);
    m_branch->setToolTip(
        tr("Keeps the present settings as a second future, paler and dashed, with the same random numbers; then change "
           "a control (Ctrl+B)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 10, 2);
    row->setSpacing(10);
    row->addWidget(m_slider, 1);
    row->addWidget(m_words);
    row->addWidget(m_branch);
    connect(m_slider, &TimelineSlider::stepAsked, this, &TimelineBar::moveTo);
    connect(m_branch, &QToolButton::clicked, this, &TimelineBar::branchAsked);
}

bool TimelineBar::isBranched() const { return m_branch->isChecked(); }

void TimelineBar::setTime(std::int64_t step, const RunTime& time) {
    m_step = step;
    m_end = std::max(time.end, time.repeatingTo.value_or(0));
    if (!time.repeatingTo) m_asked = step;
    m_slider->setTime(time.repeatingTo.value_or(step), m_end, time.branchedAt);
    QString words;
    if (time.repeatingTo)
        words = tr("Step %1, on the way to %2").arg(formatCount(step), formatCount(*time.repeatingTo));
    else if (step < time.end)
        words = tr("Step %1 of %2").arg(formatCount(step), formatCount(time.end));
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    const bool branched = time.branchedAt.has_value();
    if (branched == m_branch->isChecked()) return;
    m_branch->setChecked(branched);
    m_branch->setText(branched ? tr("Back to one future") : tr("Branch from here"));
    Q_EMIT branchShown(branched);
}

void TimelineBar::moveByStrides(int strides) {
    const std::int64_t stride = strideOf(m_end);
    const std::int64_t at = strides < 0 ? (m_asked + stride - 1) / stride : m_asked / stride;
    moveTo((at + strides) * stride);
}

void TimelineBar::moveTo(std::int64_t step) {
    m_asked = std::clamp<std::int64_t>(step, 0, m_end);
    Q_EMIT stepAsked(m_asked);
}

}  // namespace basin
