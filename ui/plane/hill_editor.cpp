// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/hill_editor.h"

#include "ui/charts/marks.h"
#include "ui/format.h"
#include "ui/plane/controls/hill_fields.h"
#include "ui/plane/plane_chart.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kGrip = 11.0;          // pixels around a handle that take hold of it
constexpr double kHeightHandle = 46.0;  // pixels from the middle to the handle of the height
constexpr double kHeightPerPixel = 1.0 / 60.0;
constexpr double kNarrowest = 1e-3, kFlattest = 0.02;

}  // namespace

HillEditor::HillEditor(PlaneChart* chart) : QObject(chart), m_chart(chart) {
    chart->addLayer([this](QPainter& painter) { paint(painter); });
}

void HillEditor::start(const SurfaceChoice& choice) {
    if (!m_active) m_chart->installEventFilter(this);
    m_active = true;
    m_grip = Grip::None;
    m_chart->setFocus();
    setSurface(choice);
    if (m_chosen < 0 && !choice.hills.empty()) choose(0);
}

void HillEditor::stop() {
    if (!m_active) return;
    m_active = false;
    m_chart->removeEventFilter(this);
    m_chart->setCursor(Qt::ArrowCursor);
    m_chart->update();
}

void HillEditor::setSurface(const SurfaceChoice& choice) {
    m_surface = choice;
    m_chosen = std::min(m_chosen, static_cast<int>(choice.hills.size()) - 1);
    m_chart->update();
}

void HillEditor::choose(int hill) {
    const int wanted = std::clamp(hill, -1, static_cast<int>(m_surface.hills.size()) - 1);
    if (wanted == m_chosen) return;
    m_chosen = wanted;
    m_chart->update();
    Q_EMIT chosenChanged(wanted);
}

DrawnHill* HillEditor::hill() { return m_chosen >= 0 ? &m_surface.hills[static_cast<std::size_t>(m_chosen)] : nullptr; }

void HillEditor::changed() {
    m_moved = true;
    m_chart->update();
    Q_EMIT surfaceChanged(SurfaceChoice(m_surface));
}

bool HillEditor::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
        case QEvent::MouseButtonPress: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            return mouse->button() == Qt::LeftButton && press(mouse->position());
        }
        case QEvent::MouseMove: return move(static_cast<QMouseEvent*>(event)->position());
        case QEvent::MouseButtonRelease: return release();
        case QEvent::MouseButtonDblClick: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            if (!m_chart->plotArea().contains(mouse->position()) || hillAt(mouse->position()) >= 0) return true;
            add(mouse->position(), mouse->modifiers() & Qt::ShiftModifier ? 1.0 : -1.0);
            return true;
        }
        case QEvent::KeyPress: {
            const auto* pressed = static_cast<QKeyEvent*>(event);
            return !(pressed->modifiers() & Qt::ControlModifier) &&
                   key(pressed->key(), pressed->modifiers() & Qt::ShiftModifier);
        }
        case QEvent::KeyRelease: {
            // A key that is held is one change.
            if (static_cast<QKeyEvent*>(event)->isAutoRepeat() || !m_moved) return false;
            m_moved = false;
            Q_EMIT changeFinished(tr("Move a hill"));
            return true;
        }
        default: return false;
    }
}

QPointF HillEditor::gripPlace(Grip grip) const {
    const DrawnHill& hill = m_surface.hills[static_cast<std::size_t>(m_chosen)];
    const Point along = hill.width * Point{std::cos(hill.angle), std::sin(hill.angle)};
    const Point across = hill.aspect * Point{-along.y, along.x};
    switch (grip) {
        case Grip::Along: return m_chart->pixelOf(hill.place + along);
        case Grip::Across: return m_chart->pixelOf(hill.place + across);
        case Grip::Height: return m_chart->pixelOf(hill.place) - QPointF(0.0, kHeightHandle * m_chart->scale());
        default: return m_chart->pixelOf(hill.place);
    }
}

HillEditor::Grip HillEditor::gripAt(QPointF position) const {
    if (m_chosen < 0) return Grip::None;
    for (const Grip grip : {Grip::Along, Grip::Across, Grip::Height})
        if (QLineF(gripPlace(grip), position).length() < kGrip * m_chart->scale()) return grip;
    return Grip::None;
}

int HillEditor::hillAt(QPointF position) const {
    int nearest = -1;
    double least = kGrip * m_chart->scale();
    for (std::size_t i = 0; i < m_surface.hills.size(); ++i)
        if (const double far = QLineF(m_chart->pixelOf(m_surface.hills[i].place), position).length(); far < least) {
            least = far;
            nearest = static_cast<int>(i);
        }
    return nearest;
}

bool HillEditor::press(QPointF position) {
    m_grip = gripAt(position);
    if (m_grip == Grip::None)
        if (const int at = hillAt(position); at >= 0) {
            choose(at);
            m_grip = Grip::Middle;
        }
    if (m_grip == Grip::None) return false;  // the map is panned
    m_pressed = position;
    m_before = *hill();
    m_moved = false;
    return true;
}

bool HillEditor::move(QPointF position) {
    if (m_grip == Grip::None) {
        const bool handle = gripAt(position) != Grip::None || hillAt(position) >= 0;
        if (handle) m_chart->setCursor(Qt::PointingHandCursor);
        return handle;
    }
    DrawnHill* held = hill();
    if (!held) return true;
    const QRectF area = m_chart->plotArea();
    const Point w = m_chart->placeAt(
        {std::clamp(position.x(), area.left(), area.right()), std::clamp(position.y(), area.top(), area.bottom())});
    const Point way = w - held->place;
    switch (m_grip) {
        case Grip::Middle: held->place = m_before.place + (w - m_chart->placeAt(m_pressed)); break;
        case Grip::Along:
            held->width = std::max(length(way), kNarrowest);
            held->angle = std::atan2(way.y, way.x);
            // The other axis stays as long as it was, until it would be the longer one.
            held->aspect = std::clamp(m_before.aspect * m_before.width / held->width, kFlattest, 1.0);
            break;
        case Grip::Across: held->aspect = std::clamp(length(way) / held->width, kFlattest, 1.0); break;
        case Grip::Height:
            held->height = m_before.height - kHeightPerPixel / m_chart->scale() * (position.y() - m_pressed.y());
            break;
        case Grip::None: break;
    }
    changed();
    return true;
}

bool HillEditor::release() {
    const Grip ended = std::exchange(m_grip, Grip::None);
    if (ended == Grip::None) return false;
    if (std::exchange(m_moved, false))
        Q_EMIT changeFinished(ended == Grip::Middle ? tr("Move a hill") : tr("Change a hill"));
    return true;
}

void HillEditor::add(QPointF position, double height) {
    m_surface.hills.push_back(usualHill(m_surface.domain, m_chart->placeAt(position), height));
    const int last = static_cast<int>(m_surface.hills.size()) - 1;
    changed();
    m_moved = false;
    Q_EMIT changeFinished(height < 0.0 ? tr("Add a well") : tr("Add a hill"));
    choose(last);
}

void HillEditor::remove() {
    if (m_chosen < 0) return;
    m_surface.hills.erase(m_surface.hills.begin() + m_chosen);
    m_chosen = std::min(m_chosen, static_cast<int>(m_surface.hills.size()) - 1);
    changed();
    m_moved = false;
    Q_EMIT changeFinished(tr("Remove a hill"));
    Q_EMIT chosenChanged(m_chosen);
}

bool HillEditor::key(int key, bool large) {
    const int count = static_cast<int>(m_surface.hills.size());
    switch (key) {
        case Qt::Key_Insert: add(m_chart->plotArea().center(), large ? 1.0 : -1.0); return true;
        case Qt::Key_Delete:
        case Qt::Key_Backspace: remove(); return true;
        case Qt::Key_N:
            if (count > 0) choose((m_chosen + (large ? count - 1 : 1)) % count);
            return true;
        case Qt::Key_Escape:
        case Qt::Key_Return:
        case Qt::Key_Enter: Q_EMIT finished(); return true;
        default: break;
    }
    const int right = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
    const int up = key == Qt::Key_Down ? -1 : key == Qt::Key_Up ? 1 : 0;
    DrawnHill* held = hill();
    if ((right == 0 && up == 0) || !held) return false;
    const double stride = large ? 0.05 : 0.005;
    const Rectangle view = m_chart->view();
    held->place = held->place + Point{right * stride * view.x.width(), up * stride * view.y.width()};
    changed();
    return true;
}

void HillEditor::paint(QPainter& painter) const {
    if (!m_active) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    const double scale = m_chart->scale();
    for (std::size_t i = 0; i < m_surface.hills.size(); ++i) {
        const DrawnHill& hill = m_surface.hills[i];
        const bool chosen = static_cast<int>(i) == m_chosen;
        const Point along = hill.width * Point{std::cos(hill.angle), std::sin(hill.angle)};
        const Point across = hill.aspect * Point{-along.y, along.x};
        QPolygonF outline;
        constexpr int kCorners = 48;
        for (int k = 0; k < kCorners; ++k) {
            const double turn = 2.0 * M_PI * k / kCorners;
            outline << m_chart->pixelOf(hill.place + std::cos(turn) * along + std::sin(turn) * across);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(chosen ? colours.accent : colours.text, (chosen ? 2.2 : 1.3) * scale, Qt::DashLine));
        painter.drawPolygon(outline);
        const QPointF middle = m_chart->pixelOf(hill.place);
        paintMark(painter, Mark::Round, middle, (chosen ? 5.5 : 4.0) * scale, chosen ? colours.accent : colours.text);
    }
    if (m_chosen < 0) return;
    const DrawnHill& hill = m_surface.hills[static_cast<std::size_t>(m_chosen)];
    painter.setPen(QPen(colours.accent, 1.4 * scale, Qt::DotLine));
    painter.drawLine(gripPlace(Grip::Middle), gripPlace(Grip::Height));
    for (const Grip grip : {Grip::Along, Grip::Across})
        paintMark(painter, Mark::Square, gripPlace(grip), 4.5 * scale, colours.accent);
    paintMark(painter, Mark::Diamond, gripPlace(Grip::Height), 5.0 * scale, colours.accent);
    paintLabel(painter, gripPlace(Grip::Height) + QPointF(8.0 * scale, 0.0), Qt::AlignLeft | Qt::AlignVCenter,
               tr("height %1").arg(formatNumber(hill.height, 2)), colours.text);
}

}  // namespace basin
