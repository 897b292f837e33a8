// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/minima_chart.h"

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/value_scale.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

namespace {

constexpr double kGrip = 8.0;                            // pixels about the line that take hold of it
constexpr double kStride = 1.02, kLongStride = 1.25;     // factors of an arrow key and of a page key
constexpr int kDigits = 3;                               // of a step size that the mouse or the keys choose
constexpr double kThin = 1.2, kThick = 3.0, kDot = 4.0;  // pixels at scale 1
constexpr double kAboveKey = 4.0, kBelowKey = 4.0;

}  // namespace

MinimaChart::MinimaChart(QWidget* parent)
    : Plot({.title = {}, .labelled = false}, {.title = tr("Step size η"), .logarithmic = true}, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(320, 120);
    setAccessibleName(tr("Minima of the smoothed objective F over the step size; Up and Down move the step size"));
    setToolTip(tr(
        "Each curve is a minimum of F. Where it ends, the step size is so large that F has lost this minimum. Drag the "
        "dashed line, or press Up or Down, to change the step size."));
    setYRange({1e-4, 1.0});
    addLayer([this](QPainter& painter) { paintBranches(painter); });
    addLayer([this](QPainter& painter) { paintStepSize(painter); });
    addLayer([this](QPainter& painter) { paintEnds(painter); });
    addLayer([this](QPainter& painter) { paintReadout(painter); });
    addLayer(
        [this](QPainter& painter) {
            const QRectF area = plotArea();
            const double top = kAboveKey * scale();
            paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
        },
        Clip::Nothing);
}

void MinimaChart::setView(Interval view) { setXRange(view); }

void MinimaChart::setStepSizes(Interval range) { setYRange(range); }

void MinimaChart::setStepSize(double stepSize) {
    m_stepSize = stepSize;
    update();
}

void MinimaChart::setMessage(const QString& message) {
    m_message = message;
    update();
}

void MinimaChart::setBranches(const std::vector<MinimaBranch>& branches) {
    m_branches = branches;
    update();
}

std::vector<KeyEntry> MinimaChart::keyEntries() const {
    return {{.text = tr("minimum of F"), .colour = currentTheme().smoothed, .width = kThin},
            {.text = tr("lowest, v*"), .colour = currentTheme().smoothed, .width = kThick},
            {.text = tr("gone above"), .colour = currentTheme().text, .line = false, .mark = Mark::Round}};
}

void MinimaChart::makeRoomForKey() {
    const double key = keyStripHeight(scaledFont(), plotArea().width(), keyEntries()) / scale();
    setMargins({.top = std::ceil(kAboveKey + key + kBelowKey)});
}

void MinimaChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
}

void MinimaChart::paintBranches(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MinimaBranch& branch : m_branches) {
        // Thin for all of it, thick where it is lowest.
        QPolygonF whole, lowest;
        const auto draw = [&](QPolygonF& line, double width) {
            painter.setPen(QPen(currentTheme().smoothed, width * scale(), Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
            if (line.size() > 1) painter.drawPolyline(line);
            line.clear();
        };
        for (const MinimaBranch::Point& point : branch.points) {
            const QPointF pixel = toPixel(point.w, point.stepSize);
            whole << pixel;
            if (point.lowest)
                lowest << pixel;
            else
                draw(lowest, kThick);
        }
        draw(lowest, kThick);
        draw(whole, kThin);
    }
}

std::vector<MinimaBranch::Point> MinimaChart::ends() const {
    std::vector<MinimaBranch::Point> ends;
    for (const MinimaBranch& branch : m_branches)
        if (branch.ends && xRange().contains(branch.points.back().w)) ends.push_back(branch.points.back());
    return ends;
}

void MinimaChart::paintEnds(QPainter& painter) {
    const QRectF area = plotArea();
    const double radius = kDot * scale(), gap = 2.0 * radius;
    // Words stand where they cover no other mark; what they would say of the rest is read under the mouse.
    std::vector<QRectF> taken{m_words};
    for (const MinimaBranch::Point& end : ends()) {
        const QPointF pixel = toPixel(end.w, end.stepSize);
        paintMark(painter, Mark::Round, pixel, radius, currentTheme().text);
        taken.emplace_back(pixel - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    }
    for (const MinimaBranch& branch : m_branches)
        for (const MinimaBranch::Point& point : branch.points)
            taken.emplace_back(toPixel(point.w, point.stepSize) - QPointF(1, 1), QSizeF(2, 2));
    for (const MinimaBranch::Point& end : ends()) {
        const QPointF pixel = toPixel(end.w, end.stepSize);
        const QString text = tr("gone above η = %1").arg(formatEntry(roundToDigits(end.stepSize, kDigits)));
        for (const auto& [offset, side] : {std::pair{gap, Qt::AlignLeft}, std::pair{-gap, Qt::AlignRight}}) {
            QRectF plate = labelPlate(painter.font(), pixel + QPointF(offset, 0), side | Qt::AlignVCenter, text);
            plate.moveTop(std::clamp(plate.top(), area.top(), area.bottom() - plate.height()));
            const bool free =
                area.contains(plate) &&
                std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(plate); });
            if (!free) continue;
            taken.push_back(plate);
            paintLabel(painter, plate, text, currentTheme().text);
            break;
        }
    }
}

void MinimaChart::paintStepSize(QPainter& painter) {
    const QRectF area = plotArea();
    const double y = toPixel(xRange().lower, m_stepSize).y();
    m_words = {};
    if (y < area.top() - 1.0 || y > area.bottom() + 1.0) return;
    painter.setPen(QPen(currentTheme().text, scale() * (hasFocus() || m_dragging ? 2.0 : 1.0), Qt::DashLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const QString text = tr("η = %1 now").arg(formatEntry(roundToDigits(m_stepSize, kDigits)));
    const bool below = y < area.top() + 24.0 * scale();
    m_words = labelPlate(painter.font(), {area.left() + 4.0, below ? y + 2.0 : y - 2.0},
                         below ? Qt::AlignLeft : Qt::AlignLeft | Qt::AlignBottom, text);
    paintLabel(painter, m_words, text, currentTheme().text);
}

void MinimaChart::paintReadout(QPainter& painter) {
    const QRectF area = plotArea();
    if (!m_message.isEmpty())
        paintLabel(painter,
                   labelPlate(painter.font(), area.center(), Qt::AlignHCenter | Qt::AlignVCenter, m_message,
                              0.9 * area.width()),
                   m_message, currentTheme().text);
    if (!m_mouse || m_dragging) return;
    const auto place = [this](double w) { return formatReading(w, xRange().width()); };
    const auto entry = [](double stepSize) { return formatEntry(roundToDigits(stepSize, kDigits)); };
    QString text = tr("w = %1, η = %2").arg(place(xAt(m_mouse->x())), entry(yAt(m_mouse->y())));
    for (const MinimaBranch::Point& end : ends())
        if (QLineF(toPixel(end.w, end.stepSize), *m_mouse).length() < kGrip * scale())
            text = tr("the minimum at w = %1 is gone above η = %2").arg(place(end.w), entry(end.stepSize));
    paintLabel(painter, {area.right() - 4.0, area.bottom() - 3.0}, Qt::AlignRight | Qt::AlignBottom, text,
               currentTheme().text);
}

void MinimaChart::moveTo(double stepSize) {
    const Interval range = yRange();
    m_stepSize = std::clamp(roundToDigits(stepSize, kDigits), range.lower, range.upper);
    Q_EMIT stepSizeMoved(m_stepSize);
    update();
}

void MinimaChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !plotArea().contains(event->position())) return;
    m_dragging = true;
    moveTo(yAt(event->position().y()));
}

void MinimaChart::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    if (m_dragging) {
        moveTo(yAt(place.y()));
    } else {
        m_mouse = plotArea().contains(place) ? std::optional(place) : std::nullopt;
        const bool near = std::abs(place.y() - toPixel(xRange().lower, m_stepSize).y()) < kGrip * scale();
        setCursor(m_mouse && near ? Qt::SizeVerCursor : Qt::ArrowCursor);
        update();
    }
}

void MinimaChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_dragging || event->button() != Qt::LeftButton) return;
    m_dragging = false;
    Q_EMIT stepSizeCommitted(m_stepSize);
    update();
}

void MinimaChart::leaveEvent(QEvent* event) {
    m_mouse.reset();
    update();
    Plot::leaveEvent(event);
}

void MinimaChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Up: return moveTo(m_stepSize * kStride);
        case Qt::Key_Down: return moveTo(m_stepSize / kStride);
        case Qt::Key_PageUp: return moveTo(m_stepSize * kLongStride);
        case Qt::Key_PageDown: return moveTo(m_stepSize / kLongStride);
        default: return Plot::keyPressEvent(event);
    }
}

void MinimaChart::keyReleaseEvent(QKeyEvent* event) {
    // A key that is held is one change.
    const bool moves = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_PageUp ||
                       event->key() == Qt::Key_PageDown;
    if (moves && !event->isAutoRepeat()) Q_EMIT stepSizeCommitted(m_stepSize);
    Plot::keyReleaseEvent(event);
}

}  // namespace basin
