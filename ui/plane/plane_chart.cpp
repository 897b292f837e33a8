// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do on a map of the plane; its painting is in plane_layers.cpp.
#include "ui/plane/plane_chart.h"

#include "ui/plane/crowd_picture.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

namespace {

constexpr double kGrip = 13.0;       // pixels about the start that take hold of it
constexpr double kZoomNotch = 1.25;  // of the wheel or a key
constexpr double kNarrowest = 1e-6;  // width of a view
constexpr double kWidest = 1e5;
constexpr double kClick = 4.0;  // pixels: a shorter drag is none

}  // namespace

PlaneChart::PlaneChart(Shows shows, std::shared_ptr<CrowdPicture> crowd, QWidget* parent)
    : Plot({.title = QStringLiteral("x")}, {.title = QStringLiteral("y")}, parent),
      m_shows(shows),
      m_crowd(std::move(crowd)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 190);
    setAccessibleName(shows == Shows::Objective ? tr("Map of the objective f with walkers and averages")
                                                : tr("Map of the smoothed objective F with walkers and averages"));
    addLayer([this](QPainter& painter) { paintHeights(painter); });
    addLayer([this](QPainter& painter) { paintNoise(painter); });
    addLayer([this](QPainter& painter) {
        if (!m_concealed) m_crowd->paint(painter, plotArea(), view(), m_frame, scale());
    });
    addLayer([this](QPainter& painter) {
        if (!m_concealed) paintMarks(painter);
    });
    addLayer([this](QPainter& painter) { paintStart(painter); });
    addLayer([this](QPainter& painter) { paintProfile(painter); });
    addLayer([this](QPainter& painter) { paintNumbers(painter); });
    addLayer([this](QPainter& painter) { paintReading(painter); });
    addLayer([this](QPainter& painter) { paintMessages(painter); });
    addLayer([this](QPainter& painter) { paintTitle(painter); }, Clip::Nothing);
}

void PlaneChart::setView(const Rectangle& view) {
    if (view == this->view()) return;
    setXRange(view.x);
    setYRange(view.y);
    m_layer.forget();
}

void PlaneChart::setPicture(const std::shared_ptr<const PlanePicture>& picture) {
    const HeightPicture* before = heights();
    const auto kept = std::exchange(m_picture, picture);  // so that `before` is not another one at the same place
    if (heights() != before) m_layer.forget();
    makeRoomForKey();
    update();
}

void PlaneChart::setFrame(const std::shared_ptr<const PlaneFrame>& frame) {
    if (!m_frame) m_layer.forget();  // the border of the domain is known now
    m_frame = frame;
    update();
}

void PlaneChart::setNoise(const PlaneNoise& noise, double stepSize) {
    m_noise = noise;
    m_stepSize = stepSize;
    makeRoomForKey();
    update();
}

void PlaneChart::setConcealed(bool concealed) {
    m_concealed = concealed;
    makeRoomForKey();
    update();
}

void PlaneChart::setNumbers(const std::vector<Point>& places) {
    m_numbers = places;
    update();
}

void PlaneChart::setStart(Point start) {
    m_start = start;
    update();
}

void PlaneChart::setAverageName(const QString& name) {
    if (m_averageName == name) return;
    m_averageName = name;
    makeRoomForKey();
}

void PlaneChart::setProfile(const std::optional<Segment>& profile) {
    m_profile = profile;
    update();
}

void PlaneChart::setProfiling(bool profiling) {
    m_profiling = profiling;
    setCursor(profiling ? Qt::CrossCursor : Qt::ArrowCursor);
}

void PlaneChart::zoom(double factor, QPointF about) {
    const Point w = placeAt(about);
    const auto scaled = [factor](Interval range, double fixed) {
        return Interval{fixed + (range.lower - fixed) / factor, fixed + (range.upper - fixed) / factor};
    };
    const Rectangle wanted{scaled(xRange(), w.x), scaled(yRange(), w.y)};
    const bool sensible = std::min(wanted.x.width(), wanted.y.width()) > kNarrowest &&
                          std::max(wanted.x.width(), wanted.y.width()) < kWidest;
    if (sensible) Q_EMIT viewChosen(wanted);
}

void PlaneChart::pan(double columns, double rows) {
    const double dx = columns * xRange().width(), dy = rows * yRange().width();
    Q_EMIT viewChosen({{xRange().lower + dx, xRange().upper + dx}, {yRange().lower + dy, yRange().upper + dy}});
}

void PlaneChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !plotArea().contains(event->position())) return;
    m_pressed = event->position();
    m_pressedView = view();
    const bool onStart = QLineF(pixelOf(m_start), m_pressed).length() < kGrip * scale();
    m_drag = m_profiling || (event->modifiers() & Qt::ShiftModifier) ? Drag::Profile
             : onStart                                               ? Drag::Start
                                                                     : Drag::Pan;
}

void PlaneChart::mouseMoveEvent(QMouseEvent* event) {
    const QRectF area = plotArea();
    const QPointF inside(std::clamp(event->position().x(), area.left(), area.right()),
                         std::clamp(event->position().y(), area.top(), area.bottom()));
    const bool within = area.contains(event->position());
    m_mouse = within ? std::optional(event->position()) : std::nullopt;
    switch (m_drag) {
        case Drag::None: showCursor(event->position(), event->modifiers() & Qt::ShiftModifier); break;
        case Drag::Start:
            m_start = placeAt(inside);
            Q_EMIT startMoved(m_start);
            break;
        case Drag::Pan: {
            const double dx = (m_pressed.x() - event->position().x()) / area.width() * m_pressedView.x.width();
            const double dy = (event->position().y() - m_pressed.y()) / area.height() * m_pressedView.y.width();
            setCursor(Qt::ClosedHandCursor);
            Q_EMIT viewChosen({{m_pressedView.x.lower + dx, m_pressedView.x.upper + dx},
                               {m_pressedView.y.lower + dy, m_pressedView.y.upper + dy}});
            break;
        }
        case Drag::Profile:
            m_profile = {placeAt(m_pressed), placeAt(inside)};
            Q_EMIT profileMoved(*m_profile);
            break;
    }
    update();
}

void PlaneChart::showCursor(QPointF position, bool shift) {
    const bool onStart = QLineF(pixelOf(m_start), position).length() < kGrip * scale();
    setCursor(m_profiling || shift ? Qt::CrossCursor : onStart ? Qt::SizeAllCursor : Qt::ArrowCursor);
}

void PlaneChart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const Drag ended = std::exchange(m_drag, Drag::None);
    const bool moved = QLineF(m_pressed, event->position()).length() > kClick;
    if (ended == Drag::Start) Q_EMIT startCommitted();
    if (ended == Drag::Profile && moved && m_profile) Q_EMIT profileFinished(*m_profile);
    showCursor(event->position(), event->modifiers() & Qt::ShiftModifier);
    update();
}

void PlaneChart::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && plotArea().contains(event->position())) Q_EMIT viewReset();
}

void PlaneChart::wheelEvent(QWheelEvent* event) {
    if (!plotArea().contains(event->position())) return event->ignore();
    zoom(std::pow(kZoomNotch, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void PlaneChart::leaveEvent(QEvent* event) {
    Plot::leaveEvent(event);
    m_mouse.reset();
    update();
}

void PlaneChart::keyPressEvent(QKeyEvent* event) {
    const int right = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const int up = event->key() == Qt::Key_Down ? -1 : event->key() == Qt::Key_Up ? 1 : 0;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (right != 0 || up != 0) {
        if (event->modifiers() & Qt::ControlModifier) return pan(0.1 * right, 0.1 * up);
        const double stride = shift ? 0.05 : 0.005;
        m_start = {std::clamp(m_start.x + right * stride * xRange().width(), xRange().lower, xRange().upper),
                   std::clamp(m_start.y + up * stride * yRange().width(), yRange().lower, yRange().upper)};
        Q_EMIT startMoved(m_start);
        return update();
    }
    switch (event->key()) {
        case Qt::Key_Z: return zoom(shift ? 1.0 / kZoomNotch : kZoomNotch, m_mouse.value_or(plotArea().center()));
        case Qt::Key_Home: return Q_EMIT viewReset();
        default: return Plot::keyPressEvent(event);
    }
}

void PlaneChart::keyReleaseEvent(QKeyEvent* event) {
    // A key that is held is one change.
    const bool arrow = event->key() >= Qt::Key_Left && event->key() <= Qt::Key_Down;
    if (arrow && !event->isAutoRepeat()) Q_EMIT startCommitted();
    Plot::keyReleaseEvent(event);
}

void PlaneChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    m_layer.forget();
    makeRoomForKey();
    Q_EMIT resized();
}

void PlaneChart::applyColours() {
    Plot::applyColours();
    m_layer.forget();
}

}  // namespace basin
