// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/slice_map.h"

#include "ui/charts/heading.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/curve_look.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kMostWidening = 2.5;  // so much wider the view may become to show both axes at one scale

}  // namespace

SliceMap::SliceMap(QWidget* parent)
    : Plot({.title = tr("Distance in weight space")}, {.title = tr("Distance across")}, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 170);
    setAccessibleName(tr("Map of the plane through trained networks"));
    setToolTip(
        tr("Each point is a network of its own, between and around the trained ones. The mouse or the arrow keys "
           "read what was measured there."));
    addLayer([this](QPainter& painter) {
        m_layer.paint(painter, *this, m_picture ? m_picture->f.get() : nullptr, currentTheme().objective);
    });
    addLayer([this](QPainter& painter) { paintPath(painter); });
    addLayer([this](QPainter& painter) { paintWeights(painter); });
    addLayer([this](QPainter& painter) { paintReading(painter); });
    addLayer([this](QPainter& painter) { paintTitle(painter); }, Clip::Nothing);
    makeRoom();
}

void SliceMap::setSlice(const std::shared_ptr<const Slice>& slice, const QString& title,
                        const std::vector<MarkLook>& looks) {
    if (!slice || !m_slice || slice->setting != m_slice->setting || slice->axes.size() != m_slice->axes.size())
        m_cursor.reset();
    m_slice = slice;
    m_title = title;
    m_looks = looks;
    m_layer.forget();
    makeRoom();
    fitView();
    update();
}

void SliceMap::setQuantity(SliceQuantity quantity) {
    m_quantity = quantity;
    update();
}

void SliceMap::setPicture(const std::shared_ptr<const PlanePicture>& picture) {
    m_picture = picture;
    m_layer.forget();
    update();
}

std::vector<PlaneMark> SliceMap::planeMarks() const {
    std::vector<PlaneMark> marks;
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        const SliceMark& mark = m_slice->marks[i];
        marks.push_back({placeOf(*m_slice, mark.x, mark.y), m_looks[i].look.mark, m_looks[i].look.colour});
    }
    return marks;
}

std::vector<Point> SliceMap::path() const {
    std::vector<Point> places;
    if (m_slice)
        for (const SliceStop& stop : m_slice->path) places.push_back(placeOf(*m_slice, stop.x, stop.y));
    return places;
}

std::vector<KeyEntry> SliceMap::keyEntries() const {
    std::vector<KeyEntry> key;
    for (const MarkLook& each : m_looks)
        key.push_back({.text = each.name, .colour = each.look.colour, .line = false, .mark = each.look.mark});
    if (m_slice && !m_slice->path.empty())
        key.push_back({.text = tr("way of training"), .colour = currentTheme().text, .width = 1.4});
    return key;
}

void SliceMap::makeRoom() {
    setMargins({.left = 56.0, .top = headingMargin(scaledFont(), *this, keyEntries()), .right = 14.0});
}

void SliceMap::fitView() {
    if (!m_slice) return;
    const Rectangle domain = domainOf(*m_slice);
    const QRectF area = plotArea();
    const double unitX = domain.x.width() / area.width(), unitY = domain.y.width() / area.height();
    const double unit = std::max(unitX, unitY);
    // Both axes at one scale, where that widens the view by little: distances are distances then.
    const bool alike = unit <= kMostWidening * std::min(unitX, unitY);
    const auto widened = [unit](Interval range, double pixels) {
        const double half = 0.5 * unit * pixels;
        return Interval{range.centre() - half, range.centre() + half};
    };
    setXRange(alike ? widened(domain.x, area.width()) : domain.x);
    setYRange(alike ? widened(domain.y, area.height()) : domain.y);
    m_layer.forget();
}

QString SliceMap::reading() const {
    if (!m_cursor || !m_slice) return {};
    const auto [column, row] = *m_cursor;
    const auto index = static_cast<std::size_t>(row * m_slice->setting.points + column);
    const SliceValue& value = m_slice->values[index];
    const Point place = placeOf(*m_slice, m_slice->coordinate(0, column), m_slice->coordinate(1, row));
    const QString at =
        tr("(%1, %2)").arg(formatReading(place.x, xRange().width()), formatReading(place.y, yRange().width()));
    if (!value.isMeasured()) return tr("%1: not measured yet").arg(at);
    return tr("%1: training loss %2, accuracy %3; test loss %4, accuracy %5")
        .arg(at, formatNumber(value.trainLoss), quantityValue(Quantity::Accuracy, value.trainAccuracy),
             formatNumber(value.testLoss), quantityValue(Quantity::Accuracy, value.testAccuracy));
}

void SliceMap::paintPath(QPainter& painter) {
    const std::vector<Point> places = path();
    if (places.empty()) return;
    QPolygonF line;
    for (const Point& place : places) line << toPixel(place.x, place.y);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().chart, 3.2 * scale()));
    painter.drawPolyline(line);
    painter.setPen(QPen(currentTheme().text, 1.4 * scale()));
    painter.drawPolyline(line);
    for (const QPointF& stop : line) paintMark(painter, Mark::Round, stop, 2.2 * scale(), currentTheme().text);
}

void SliceMap::paintWeights(QPainter& painter) {
    for (const PlaneMark& mark : planeMarks())
        paintMark(painter, mark.mark, toPixel(mark.place.x, mark.place.y), 7.0 * scale(), mark.colour);
}

void SliceMap::paintReading(QPainter& painter) {
    const QString words = reading();
    if (words.isEmpty()) return;
    const auto [column, row] = *m_cursor;
    const Point place = placeOf(*m_slice, m_slice->coordinate(0, column), m_slice->coordinate(1, row));
    paintMark(painter, Mark::Ring, toPixel(place.x, place.y), 5.0 * scale(), currentTheme().text);
    const QRectF area = plotArea();
    const QRectF plate = labelPlate(painter.font(), area.bottomLeft() + QPointF(4, -4), Qt::AlignLeft | Qt::AlignBottom,
                                    words, area.width() - 8.0);
    paintLabel(painter, plate, words, currentTheme().text);
}

void SliceMap::paintTitle(QPainter& painter) {
    if (m_slice) paintHeading(painter, *this, tr("%1: %2").arg(m_title, sliceQuantityName(m_quantity)), keyEntries());
    painter.setPen(QPen(currentTheme().axis, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plotArea());
}

void SliceMap::mouseMoveEvent(QMouseEvent* event) {
    Plot::mouseMoveEvent(event);
    m_cursor.reset();
    if (m_slice && plotArea().contains(event->position())) {
        const Rectangle domain = domainOf(*m_slice);
        const auto nearest = [this](double at, Interval range) {
            return static_cast<int>(std::lround((at - range.lower) / range.width() * (m_slice->setting.points - 1)));
        };
        const int column = nearest(xAt(event->position().x()), domain.x),
                  row = nearest(yAt(event->position().y()), domain.y);
        const auto inside = [this](int index) { return index >= 0 && index < m_slice->setting.points; };
        if (inside(column) && inside(row)) m_cursor = {column, row};
    }
    update();
}

void SliceMap::leaveEvent(QEvent* event) {
    Plot::leaveEvent(event);
    m_cursor.reset();
    update();
}

void SliceMap::keyPressEvent(QKeyEvent* event) {
    const int right = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const int up = event->key() == Qt::Key_Down ? -1 : event->key() == Qt::Key_Up ? 1 : 0;
    if (!m_slice || (right == 0 && up == 0)) return Plot::keyPressEvent(event);
    const int last = m_slice->setting.points - 1;
    const auto [column, row] = m_cursor.value_or(std::pair{last / 2, last / 2});
    m_cursor = {std::clamp(column + right, 0, last), std::clamp(row + up, 0, last)};
    update();
}

void SliceMap::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoom();
    fitView();
    Q_EMIT resized();
}

void SliceMap::applyColours() {
    Plot::applyColours();
    m_layer.forget();
}

}  // namespace basin
