// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/slice_line.h"

#include "ui/charts/heading.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/curve_look.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kSteep = 30.0;   // from so many times the lowest loss on the axis is logarithmic
constexpr double kMostOfF = 1.5;  // of the height of the curves, that F may add
enum Curve { Test, Training };

}  // namespace

SliceLine::SliceLine(QWidget* parent) : Plot({.title = tr("Distance in weight space")}, {.title = {}}, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 150);
    setAccessibleName(tr("The line through trained networks"));
    setToolTip(
        tr("Each point of the line is a network of its own. The mouse or the arrow keys read what was measured "
           "there."));
    addCurve({});
    addCurve({});
    addLayer([this](QPainter& painter) { paintWeights(painter); });
    addLayer([this](QPainter& painter) { paintReading(painter); });
    addLayer([this](QPainter& painter) { paintTitle(painter); }, Clip::Nothing);
    applyColours();
}

SliceQuantity SliceLine::ofTraining() const {
    return isLoss(m_quantity) ? SliceQuantity::TrainingLoss : SliceQuantity::TrainingError;
}

SliceQuantity SliceLine::ofTest() const {
    return isLoss(m_quantity) ? SliceQuantity::TestLoss : SliceQuantity::TestError;
}

void SliceLine::setSlice(const std::shared_ptr<const Slice>& slice, const QString& title,
                         const std::vector<MarkLook>& looks, const std::vector<SmoothedMark>& smoothed) {
    if (!slice || !m_slice || slice->setting != m_slice->setting) m_cursor.reset();
    m_slice = slice;
    m_title = title;
    m_smoothed = smoothed;
    m_looks = looks;
    showCurves();
}

void SliceLine::setQuantity(SliceQuantity quantity) {
    m_quantity = quantity;
    showCurves();
}

void SliceLine::showCurves() {
    makeRoom();
    std::vector<CurvePoint> training, test;
    if (m_slice) {
        training = curveOf(*m_slice, ofTraining());
        test = curveOf(*m_slice, ofTest());
        setXRange(domainOf(*m_slice).x);
    }
    double lowest = HUGE_VAL, highest = -HUGE_VAL;
    const auto take = [&](double value) {
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    };
    for (const auto* points : {&training, &test})
        for (const CurvePoint& point : *points) take(point.f);
    // F is drawn in as far as it does not squash the curves.
    const double most = highest + kMostOfF * (highest - lowest);
    if (isLoss(m_quantity))
        for (const SmoothedMark& mark : m_smoothed)
            if (mark.loss.value < most)
                for (const double end : {mark.loss.value - mark.loss.error, mark.loss.value + mark.loss.error})
                    take(end);
    if (!(lowest <= highest)) lowest = 0.0, highest = 1.0;
    const bool logarithmic = isLoss(m_quantity) && lowest > 0.0 && highest > kSteep * lowest;
    setYAxis({.title = isLoss(m_quantity) ? tr("Loss") : tr("Error (%)"), .logarithmic = logarithmic});
    const double room = 0.06 * std::max(highest - lowest, 1e-9);
    setYRange(logarithmic ? Interval{lowest / 1.2, highest * 1.2}
                          : Interval{std::max(lowest >= 0.0 ? 0.0 : -HUGE_VAL, lowest - room), highest + room});
    const auto show = [this](int curve, const std::vector<CurvePoint>& points) {
        std::vector<double> x, y;
        for (const CurvePoint& point : points) {
            x.push_back(point.w);
            y.push_back(point.f);
        }
        setCurve(curve, x, y);
    };
    show(Test, test);
    show(Training, training);
    update();
}

std::vector<KeyEntry> SliceLine::keyEntries() const {
    const Theme& colours = currentTheme();
    std::vector<KeyEntry> key{
        {.text = isLoss(m_quantity) ? tr("f, training images") : tr("training images"), .colour = colours.objective},
        {.text = tr("test images"), .colour = colours.objective, .width = 1.4, .pen = Qt::DashLine}};
    if (isLoss(m_quantity) && !m_smoothed.empty())
        key.push_back({.text = tr("F at these weights"),
                       .colour = colours.smoothed,
                       .line = false,
                       .mark = Mark::FilledTriangle});
    for (const MarkLook& each : m_looks)
        key.push_back({.text = each.name, .colour = each.look.colour, .line = false, .mark = each.look.mark});
    return key;
}

void SliceLine::makeRoom() {
    setMargins({.left = 56.0, .top = headingMargin(scaledFont(), *this, keyEntries()), .right = 14.0});
}

void SliceLine::paintWeights(QPainter& painter) {
    if (!m_slice) return;
    painter.setRenderHint(QPainter::Antialiasing);
    double row = 0.0;  // of words at the edge, which must not lie over each other
    if (isLoss(m_quantity))
        for (const SmoothedMark& mark : m_smoothed) {
            if (!std::isfinite(mark.loss.value)) continue;
            const QColor& colour = currentTheme().smoothed;
            const QPointF place = toPixel(mark.at, mark.loss.value);
            const QRectF area = plotArea();
            if (place.y() < area.top()) {  // far above: the number stands at the edge
                const QPointF edge(place.x(), area.top() + 2.0 * scale());
                paintMark(painter, Mark::FilledTriangle, edge, 6.0 * scale(), colour);
                const bool right = edge.x() > area.center().x();
                paintLabel(painter, edge + QPointF((right ? -9.0 : 9.0) * scale(), row),
                           right ? Qt::AlignRight : Qt::AlignLeft,
                           tr("F = %1, above").arg(formatUncertain(mark.loss.value, mark.loss.error)), colour);
                row += 1.3 * QFontMetricsF(painter.font()).height();
                continue;
            }
            const double half = std::abs(toPixel(mark.at, mark.loss.value + mark.loss.error).y() - place.y());
            painter.setPen(QPen(colour, 1.6 * scale()));
            painter.drawLine(place - QPointF(0.0, half), place + QPointF(0.0, half));
            paintMark(painter, Mark::FilledTriangle, place, 6.0 * scale(), colour);
        }
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        const SliceMark& mark = m_slice->marks[i];
        const double value = valueOf(mark.value, ofTraining());
        if (std::isfinite(value))
            paintMark(painter, m_looks[i].look.mark, toPixel(distanceAlong(*m_slice, 0, mark.x), value), 7.0 * scale(),
                      m_looks[i].look.colour);
    }
}

QString SliceLine::reading() const {
    if (!m_cursor || !m_slice) return {};
    const SliceValue& value = m_slice->values[static_cast<std::size_t>(*m_cursor)];
    const QString at = formatReading(distanceAlong(*m_slice, 0, m_slice->coordinate(0, *m_cursor)), xRange().width());
    if (!value.isMeasured()) return tr("At %1: not measured yet").arg(at);
    return tr("At %1: training loss %2, accuracy %3; test loss %4, accuracy %5")
        .arg(at, formatNumber(value.trainLoss), quantityValue(Quantity::Accuracy, value.trainAccuracy),
             formatNumber(value.testLoss), quantityValue(Quantity::Accuracy, value.testAccuracy));
}

void SliceLine::paintReading(QPainter& painter) {
    const QString words = reading();
    if (words.isEmpty()) return;
    const QRectF area = plotArea();
    const double x = toPixel(distanceAlong(*m_slice, 0, m_slice->coordinate(0, *m_cursor)), yRange().lower).x();
    painter.setPen(QPen(currentTheme().axis, 1.0 * scale()));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QRectF plate = labelPlate(painter.font(), {area.center().x(), area.top() + 4.0},
                                    Qt::AlignHCenter | Qt::AlignTop, words, area.width() - 8.0);
    paintLabel(painter, plate, words, currentTheme().text);
}

void SliceLine::paintTitle(QPainter& painter) { paintHeading(painter, *this, m_title, keyEntries()); }

void SliceLine::mouseMoveEvent(QMouseEvent* event) {
    Plot::mouseMoveEvent(event);
    m_cursor.reset();
    if (m_slice && plotArea().contains(event->position())) {
        const Interval range = domainOf(*m_slice).x;
        const int last = m_slice->setting.points - 1;
        m_cursor = std::clamp(
            static_cast<int>(std::lround((xAt(event->position().x()) - range.lower) / range.width() * last)), 0, last);
    }
    update();
}

void SliceLine::leaveEvent(QEvent* event) {
    Plot::leaveEvent(event);
    m_cursor.reset();
    update();
}

void SliceLine::keyPressEvent(QKeyEvent* event) {
    const int right = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (!m_slice || right == 0) return Plot::keyPressEvent(event);
    const int last = m_slice->setting.points - 1;
    m_cursor = std::clamp(m_cursor.value_or(last / 2) + right, 0, last);
    update();
}

void SliceLine::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    showCurves();
}

void SliceLine::applyColours() {
    Plot::applyColours();
    setCurveStyle(Test, {.colour = currentTheme().objective, .width = 1.4, .pen = Qt::DashLine});
    setCurveStyle(Training, {.colour = currentTheme().objective, .width = 2.0});
}

}  // namespace basin
