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

constexpr double kNear = 8.0;          // pixels at scale 1
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
        marks.push_back({placeOf(*m_slice, mark.x, mark.y), m_looks[i].look.mark, m_looks[i].look.colour,
                         isOff(*m_slice, mark.off)});
    }
    return marks;
}

std::vector<Point> SliceMap::path() const {
    std::vector<Point> places;
    if (m_slice)
        for (const SliceStop& stop : wayOf(*m_slice)) places.push_back(placeOf(*m_slice, stop.x, stop.y));
    return places;
}

std::vector<KeyEntry> SliceMap::keyEntries() const {
    std::vector<KeyEntry> key;
    if (!m_slice) return key;
    for (std::size_t i = 0; i < m_looks.size(); ++i)
        key.push_back({.text = m_looks[i].name,
                       .colour = m_looks[i].look.colour,
                       .line = false,
                       .mark = m_looks[i].look.mark,
                       .hollow = isOff(*m_slice, m_slice->marks[i].off)});
    const QColor& ink = currentTheme().text;
    const std::vector<SliceStop>& way = wayOf(*m_slice);
    if (!way.empty())
        key.push_back(
            {.text = isWayOfMeans(*m_slice) ? tr("way of training (means of segments)") : tr("way of training"),
             .colour = ink,
             .width = 1.4});
    const auto lies = [this](const auto& each) { return isOff(*m_slice, each.off); };
    if (std::ranges::any_of(way, lies) || std::ranges::any_of(m_slice->marks, lies))
        key.push_back({.text = tr("hollow: off the plane"), .colour = ink, .line = false, .hollow = true});
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

SliceMap::Cell SliceMap::cellAt(Point place) const {
    const Rectangle domain = domainOf(*m_slice);
    const auto nearest = [this](double at, Interval range) {
        return static_cast<int>(std::lround((at - range.lower) / range.width() * (m_slice->setting.points - 1)));
    };
    return {nearest(place.x, domain.x), nearest(place.y, domain.y)};
}

Point SliceMap::placeAt(Cell cell) const {
    return placeOf(*m_slice, m_slice->coordinate(0, cell.first), m_slice->coordinate(1, cell.second));
}

const SliceValue* SliceMap::valueAt(Cell cell) const {
    const int points = m_slice->setting.points;
    const auto inside = [points](int index) { return index >= 0 && index < points; };
    if (!inside(cell.first) || !inside(cell.second)) return nullptr;
    const SliceValue& value = m_slice->values[static_cast<std::size_t>(cell.second) * static_cast<std::size_t>(points) +
                                              static_cast<std::size_t>(cell.first)];
    return value.isMeasured() ? &value : nullptr;
}

QStringList SliceMap::liesAt(Cell cell) const {
    const Rectangle domain = domainOf(*m_slice);
    const double extent = std::max(domain.x.width(), domain.y.width());
    const auto where = [&](const QString& what, double off) {
        return off < 1e-4 * extent ? tr("%1: in the plane").arg(what)
                                   : tr("%1: %2 off the plane").arg(what, formatReading(off, extent));
    };
    const QPointF at = toPixel(placeAt(cell).x, placeAt(cell).y);
    // Half a cell, where cells are not smaller than what a hand can point at.
    const Point next = placeAt({cell.first + 1, cell.second + 1});
    const QPointF step = toPixel(next.x, next.y) - at;
    const QPointF reach(std::max(0.501 * std::abs(step.x()), kNear * scale()),
                        std::max(0.501 * std::abs(step.y()), kNear * scale()));
    const auto isNear = [&](const auto& each) {
        const Point place = placeOf(*m_slice, each.x, each.y);
        const QPointF away = toPixel(place.x, place.y) - at;
        return std::abs(away.x()) <= reach.x() && std::abs(away.y()) <= reach.y();
    };
    QStringList words;
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        const SliceMark& mark = m_slice->marks[i];
        if (!isNear(mark)) continue;
        words << where(m_looks[i].name, mark.off);
        if (isOff(*m_slice, mark.off) && mark.value.isMeasured())
            words.back() = tr("%1, training loss there %2").arg(words.back(), formatNumber(mark.value.trainLoss));
    }
    for (const SliceStop& stop : wayOf(*m_slice))
        if (isNear(stop))
            words << where((isWayOfMeans(*m_slice) ? tr("mean of the segment up to step %1") : tr("after step %1"))
                               .arg(formatCount(stop.step)),
                           stop.off);
    return words;
}

QString SliceMap::reading() const {
    if (!m_cursor || !m_slice) return {};
    const Point place = placeAt(*m_cursor);
    const QString at =
        tr("(%1, %2)").arg(formatReading(place.x, xRange().width()), formatReading(place.y, yRange().width()));
    QStringList lines;
    if (const SliceValue* value = valueAt(*m_cursor)) {
        lines << tr("%1: training loss %2, accuracy %3;\ntest loss %4, accuracy %5")
                     .arg(at, formatNumber(value->trainLoss), quantityValue(Quantity::Accuracy, value->trainAccuracy),
                          formatNumber(value->testLoss), quantityValue(Quantity::Accuracy, value->testAccuracy));
    } else {
        lines << tr("%1: not measured").arg(at);
    }
    return (lines + liesAt(*m_cursor)).join(QLatin1Char('\n'));
}

void SliceMap::paintPath(QPainter& painter) {
    const std::vector<Point> places = path();
    if (places.empty()) return;
    QPolygonF line;
    for (const Point& place : places) line << toPixel(place.x, place.y);
    const QColor& ink = currentTheme().text;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().chart, 3.2 * scale()));
    painter.drawPolyline(line);
    painter.setPen(QPen(ink, 1.4 * scale()));
    painter.drawPolyline(line);
    const std::vector<SliceStop>& way = wayOf(*m_slice);
    for (std::size_t i = 0; i < way.size(); ++i)
        paintPlaneMark(painter, {.colour = ink, .hollow = isOff(*m_slice, way[i].off)}, line[static_cast<int>(i)],
                       2.8 * scale());
}

void SliceMap::paintWeights(QPainter& painter) {
    for (const PlaneMark& mark : planeMarks())
        paintPlaneMark(painter, mark, toPixel(mark.place.x, mark.place.y), 7.0 * scale());
}

void SliceMap::paintReading(QPainter& painter) {
    const QString words = reading();
    if (words.isEmpty()) return;
    const Point place = placeAt(*m_cursor);
    paintMark(painter, Mark::Ring, toPixel(place.x, place.y), 5.0 * scale(), currentTheme().text);
    const QRectF area = plotArea();
    // Out of the way of what is read.
    const bool above = toPixel(place.x, place.y).y() > area.center().y();
    const QRectF plate =
        labelPlate(painter.font(), above ? area.topLeft() + QPointF(4, 4) : area.bottomLeft() + QPointF(4, -4),
                   Qt::AlignLeft | (above ? Qt::AlignTop : Qt::AlignBottom), words, area.width() - 8.0);
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
    if (m_slice && plotArea().contains(event->position()))
        m_cursor = cellAt({xAt(event->position().x()), yAt(event->position().y())});
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
    // As far as the view goes, which may be wider than the plane: the way of training may lie there.
    const Cell first = cellAt({xRange().lower, yRange().lower}), last = cellAt({xRange().upper, yRange().upper});
    const int middle = (m_slice->setting.points - 1) / 2;
    const auto [column, row] = m_cursor.value_or(Cell{middle, middle});
    m_cursor = {std::clamp(column + right, first.first, last.first), std::clamp(row + up, first.second, last.second)};
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
