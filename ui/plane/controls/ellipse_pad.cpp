// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/controls/ellipse_pad.h"

#include "ui/charts/marks.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kGrip = 12.0;

double held(double length) { return std::clamp(length, EllipsePad::kShortest, EllipsePad::kLongest); }

}  // namespace

EllipsePad::EllipsePad(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(96);
    setAccessibleName(tr("Ellipse of the noise"));
    setToolTip(
        tr("How far one step's noise reaches in each direction: drag the two handles. Left and Right turn the "
           "ellipse, Up and Down stretch it; a double click makes it a circle."));
}

QSize EllipsePad::sizeHint() const { return {200, 116}; }

Symmetric EllipsePad::Axes::covariance() const {
    // R diag(along², across²) Rᵀ
    const double c = std::cos(angle), s = std::sin(angle), a = along * along, b = across * across;
    return {a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c};
}

EllipsePad::Axes EllipsePad::axesOf(const Symmetric& covariance) {
    const Interval values = covariance.eigenvalues();
    return {0.5 * std::atan2(2.0 * covariance.xy, covariance.xx - covariance.yy),
            std::sqrt(std::max(values.upper, 0.0)), std::sqrt(std::max(values.lower, 0.0))};
}

void EllipsePad::setCovariance(const Symmetric& covariance) {
    if (m_held >= 0) return;
    // Which of the axes is called the first, and where a circle's point, stays as the hand left it.
    const Symmetric shown = m_axes.covariance();
    const double far =
        std::abs(shown.xx - covariance.xx) + std::abs(shown.xy - covariance.xy) + std::abs(shown.yy - covariance.yy);
    if (far > 1e-9 * covariance.trace()) m_axes = axesOf(covariance);
    m_reach = std::max(1.5, 1.25 * std::max(m_axes.along, m_axes.across));
    update();
}

double EllipsePad::unit() const { return 0.5 * (height() - 10.0) / m_reach; }

QPointF EllipsePad::handle(int which) const {
    const double angle = m_axes.angle + (which == 0 ? 0.0 : 0.5 * M_PI),
                 size = unit() * (which == 0 ? m_axes.along : m_axes.across);
    return QPointF(0.5 * width(), 0.5 * height()) + size * QPointF(std::cos(angle), -std::sin(angle));
}

void EllipsePad::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    painter.setPen(QPen(hasFocus() ? colours.accent : colours.grid, 1.0));
    painter.setBrush(colours.chart);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const QPointF middle(0.5 * width(), 0.5 * height());
    painter.setPen(QPen(colours.grid, 1.0));
    painter.drawLine(QPointF(6.0, middle.y()), QPointF(width() - 6.0, middle.y()));
    painter.drawLine(QPointF(middle.x(), 6.0), QPointF(middle.x(), height() - 6.0));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.reference, 1.0, Qt::DotLine));  // the circle, to compare with
    painter.drawEllipse(middle, unit(), unit());
    QColor fill = colours.text;
    fill.setAlpha(28);
    painter.save();
    painter.translate(middle);
    painter.rotate(-m_axes.angle * 180.0 / M_PI);
    painter.setBrush(fill);
    painter.setPen(QPen(colours.text, 1.6));
    painter.drawEllipse(QPointF(), unit() * m_axes.along, unit() * m_axes.across);
    painter.restore();
    for (const int which : {0, 1}) paintMark(painter, Mark::Square, handle(which), 4.0, colours.text);
}

void EllipsePad::change(const Axes& axes) {
    m_axes = {std::remainder(axes.angle, 2.0 * M_PI), held(axes.along), held(axes.across)};
    m_changed = true;
    update();
    Q_EMIT moved(m_axes.covariance());
}

void EllipsePad::mousePressEvent(QMouseEvent* event) {
    m_held = -1;
    for (const int which : {0, 1})
        if (QLineF(handle(which), event->position()).length() < kGrip) m_held = which;
}

void EllipsePad::mouseMoveEvent(QMouseEvent* event) {
    if (m_held < 0) return;
    const QPointF way = (event->position() - QPointF(0.5 * width(), 0.5 * height())) / unit();
    const double size = std::hypot(way.x(), way.y()), angle = std::atan2(-way.y(), way.x());
    Axes wanted = m_axes;
    (m_held == 0 ? wanted.along : wanted.across) = size;
    if (size > kShortest) wanted.angle = m_held == 0 ? angle : angle - 0.5 * M_PI;
    change(wanted);
}

void EllipsePad::mouseReleaseEvent(QMouseEvent*) {
    m_held = -1;
    if (std::exchange(m_changed, false)) Q_EMIT committed(m_axes.covariance());
}

void EllipsePad::mouseDoubleClickEvent(QMouseEvent*) {
    m_held = -1;
    change({0.0, 1.0, 1.0});
    m_changed = false;
    Q_EMIT committed(m_axes.covariance());
}

void EllipsePad::keyPressEvent(QKeyEvent* event) {
    constexpr double kTurn = M_PI / 36.0, kStretch = 1.1;
    Axes wanted = m_axes;
    switch (event->key()) {
        case Qt::Key_Left: wanted.angle += kTurn; break;
        case Qt::Key_Right: wanted.angle -= kTurn; break;
        case Qt::Key_Up: wanted.along *= kStretch; break;
        case Qt::Key_Down: wanted.along /= kStretch; break;
        default: return QWidget::keyPressEvent(event);
    }
    change(wanted);
}

void EllipsePad::keyReleaseEvent(QKeyEvent* event) {
    // A key that is held is one change.
    if (!event->isAutoRepeat() && std::exchange(m_changed, false)) Q_EMIT committed(m_axes.covariance());
    QWidget::keyReleaseEvent(event);
}

}  // namespace basin
