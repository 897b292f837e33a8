// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/curve_editor.h"

#include "ui/charts/marks.h"
#include "ui/format.h"
#include "ui/lab/landscape_chart.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kGrip = 9.0;      // pixels around a control point that take hold of it
constexpr double kSideways = 1.5;  // spacings of the points, sideways, that turn a drag into a stroke
constexpr double kOutside = 30.0;  // pixels around the axes' rectangle where a stroke may begin

}  // namespace

CurveEditor::CurveEditor(LandscapeChart* chart) : QObject(chart), m_chart(chart) {
    chart->addLayer([this](QPainter& painter) { paint(painter); });
}

void CurveEditor::start(const std::vector<CurvePoint>& points) {
    if (!m_active) m_chart->installEventFilter(this);
    m_active = true;
    m_chosen = -1;
    m_chart->setHeightFixed(true);
    m_chart->setCursor(Qt::CrossCursor);
    m_chart->setFocus();
    setPoints(points);
}

void CurveEditor::stop() {
    if (!m_active) return;
    m_active = false;
    m_action = Action::None;
    m_chart->removeEventFilter(this);
    m_chart->setHeightFixed(false);
    m_chart->setCursor(Qt::ArrowCursor);
    m_chart->update();
}

void CurveEditor::setPoints(const std::vector<CurvePoint>& points) {
    m_points = points;
    m_chosen = std::min(m_chosen, static_cast<int>(points.size()) - 1);
    m_minima.clear();
    if (const Result<LandscapePtr> curve = makeCurve(points)) m_minima = minima(**curve, (*curve)->domain());
    m_chart->update();
}

void CurveEditor::changed() {
    setPoints(std::vector<CurvePoint>(m_points));
    Q_EMIT pointsChanged(m_points);
}

bool CurveEditor::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
        case QEvent::MouseButtonPress: {
            auto* mouse = static_cast<QMouseEvent*>(event);
            return mouse->button() == Qt::LeftButton && press(mouse->position());
        }
        case QEvent::MouseMove: return move(static_cast<QMouseEvent*>(event)->position());
        case QEvent::MouseButtonRelease: return release();
        case QEvent::KeyPress: {
            auto* press = static_cast<QKeyEvent*>(event);
            return key(press->key(), press->modifiers() & Qt::ShiftModifier);
        }
        default: return false;
    }
}

bool CurveEditor::press(QPointF position) {
    // A stroke may begin a little outside.
    if (!m_chart->plotArea().adjusted(-kOutside, -kOutside, kOutside, kOutside).contains(position)) return false;
    m_before = m_points;
    m_chosen = pointAt(position);
    m_action = m_chosen >= 0 ? Action::Drag : Action::Stroke;
    m_stroke.clear();
    m_pressed = position;
    return m_action == Action::Drag || move(position);
}

bool CurveEditor::move(QPointF position) {
    const QRectF area = m_chart->plotArea();
    const double w = m_chart->xAt(std::clamp(position.x(), area.left(), area.right()));
    const double f = m_chart->yAt(std::clamp(position.y(), area.top(), area.bottom()));
    // A point moves up and down only: who moves sideways began a stroke on the curve.
    if (m_action == Action::Drag && std::abs(position.x() - m_pressed.x()) > kSideways * spacing()) {
        m_action = Action::Stroke;
        m_chosen = -1;
        m_stroke.push_back({m_chart->xAt(m_pressed.x()), m_chart->yAt(m_pressed.y())});
    }
    if (m_action == Action::Drag) {
        moveChosen(f);
    } else if (m_action == Action::Stroke) {
        m_stroke.push_back({w, f});
        const Interval domain{m_before.front().w, m_before.back().w};
        m_points = resampleStroke(m_stroke, m_before, domain, static_cast<int>(m_before.size()));
        std::vector<bool> drawn;
        for (std::size_t i = 0; i < m_points.size(); ++i) drawn.push_back(m_points[i] != m_before[i]);
        m_points = smoothWithin(std::move(m_points), drawn, 0.5 * std::abs(m_chart->yAt(0.0) - m_chart->yAt(1.0)));
        changed();
    }
    return true;
}

double CurveEditor::spacing() const {
    const double span = m_chart->toPixel(m_points.back().w, 0.0).x() - m_chart->toPixel(m_points.front().w, 0.0).x();
    return span / static_cast<double>(m_points.size() - 1);
}

bool CurveEditor::release() {
    const Action ended = std::exchange(m_action, Action::None);
    if (ended != Action::None && m_points != m_before)
        Q_EMIT strokeFinished(ended == Action::Drag ? tr("Move a point") : tr("Draw"));
    return true;
}

bool CurveEditor::key(int key, bool large) {
    const int last = static_cast<int>(m_points.size()) - 1;
    switch (key) {
        case Qt::Key_Left: m_chosen = m_chosen < 0 ? last / 2 : std::max(0, m_chosen - (large ? 5 : 1)); break;
        case Qt::Key_Right: m_chosen = m_chosen < 0 ? last / 2 : std::min(last, m_chosen + (large ? 5 : 1)); break;
        case Qt::Key_Up:
        case Qt::Key_Down: {
            if (m_chosen < 0) m_chosen = last / 2;
            const double stride = m_chart->yRange().width() * (large ? 0.05 : 0.01);
            const double f = m_points[static_cast<std::size_t>(m_chosen)].f;
            moveChosen(key == Qt::Key_Up ? f + stride : f - stride);
            Q_EMIT strokeFinished(tr("Move a point"));
            break;
        }
        case Qt::Key_Escape:
        case Qt::Key_Return:
        case Qt::Key_Enter: Q_EMIT finished(); return true;
        default: return false;
    }
    m_chart->update();
    return true;
}

int CurveEditor::pointAt(QPointF position) const {
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF distance = m_chart->toPixel(m_points[i].w, m_points[i].f) - position;
        // Points stand close to each other: only nearness in both directions counts as a grip.
        if (std::hypot(distance.x(), distance.y()) < kGrip) return static_cast<int>(i);
    }
    return -1;
}

void CurveEditor::moveChosen(double f) {
    m_points[static_cast<std::size_t>(m_chosen)].f = f;
    changed();
}

void CurveEditor::paint(QPainter& painter) const {
    if (!m_active) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    painter.setPen(QPen(colours.objective, 1.0));
    painter.setBrush(colours.chart);
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const bool chosen = static_cast<int>(i) == m_chosen;
        painter.setBrush(chosen ? colours.smoothed : colours.chart);
        const double radius = chosen ? 6.0 : 3.0;
        painter.drawEllipse(m_chart->toPixel(m_points[i].w, m_points[i].f), radius, radius);
    }
    paintMinima(painter);
}

void CurveEditor::paintMinima(QPainter& painter) const {
    const QRectF area = m_chart->plotArea();
    std::vector<QRectF> plates;
    std::vector<Minimum> deepestFirst = m_minima;
    std::sort(deepestFirst.begin(), deepestFirst.end(),
              [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
    for (const Minimum& minimum : deepestFirst) {
        const QString text =
            tr("f″ %1\n2/f″ %2").arg(formatNumber(minimum.curvature, 2), formatNumber(2.0 / minimum.curvature, 2));
        const QPointF place = m_chart->toPixel(minimum.w, minimum.value);
        QRectF plate = labelPlate(painter.font(), place + QPointF(0, 10), Qt::AlignHCenter, text);
        // Where there is no room below, above the curve.
        if (plate.bottom() > area.bottom()) plate.moveBottom(place.y() - 12.0);
        plate.moveLeft(std::clamp(plate.left(), area.left(), std::max(area.left(), area.right() - plate.width())));
        const bool free =
            std::none_of(plates.begin(), plates.end(), [&](const QRectF& other) { return other.intersects(plate); });
        if (!free) continue;
        paintLabel(painter, plate, text, currentTheme().text);
        plates.push_back(plate);
    }
}

}  // namespace basin
