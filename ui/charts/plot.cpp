// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot.h"

#include "ui/charts/axes.h"
#include "ui/charts/reduce.h"
#include "ui/theme.h"

#include <QAbstractAxis>
#include <QChart>
#include <QCoreApplication>
#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kLargest = 4.0;                               // growth with the window
constexpr double kBare = 10.0, kLabels = 16.0, kTitle = 18.0;  // bottom margin: always, with labels, with a title

}  // namespace

Plot::Plot(const Axis& x, const Axis& y, QWidget* parent)
    : QWidget(parent), m_xAxisStyle(x), m_yAxisStyle(y), m_scene(std::make_unique<QGraphicsScene>()) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_chart = new QChart;
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->setBackgroundRoundness(0.0);
    m_chart->setBackgroundVisible(false);
    m_chart->setLocalizeNumbers(true);
    m_scene->addItem(m_chart);
    m_xAxis = makeAxis(x);
    m_yAxis = makeAxis(y);
    m_chart->addAxis(m_xAxis, Qt::AlignBottom);
    m_chart->addAxis(m_yAxis, Qt::AlignLeft);
    // Titles and labels at powers of ten are painted here: Qt Charts would write 1e+06, and shorten titles.
    m_xAxis->setLabelsVisible(x.labelled && !x.logarithmic && x.categories.empty());
    m_yAxis->setLabelsVisible(y.labelled && !y.logarithmic);
    applyColours();
}

Plot::~Plot() = default;

int Plot::addCurve(const CurveStyle& style) {
    auto* series = new QLineSeries;
    m_chart->addSeries(series);
    series->attachAxis(m_xAxis);
    series->attachAxis(m_yAxis);
    m_curves.push_back(series);
    m_styles.push_back(style);
    const int index = static_cast<int>(m_curves.size()) - 1;
    setCurveStyle(index, style);
    return index;
}

void Plot::setCurveStyle(int curve, const CurveStyle& style) {
    m_styles[static_cast<std::size_t>(curve)] = style;
    drawPen(static_cast<std::size_t>(curve));
}

void Plot::drawPen(std::size_t curve) {
    const CurveStyle& style = m_styles[curve];
    // Round joins cost more than all the rest of a curve.
    QPen pen(style.colour, style.width * m_scale * devicePixelRatioF(), style.pen, Qt::FlatCap, Qt::BevelJoin);
    pen.setCosmetic(true);  // in pixels of the device
    if (m_curves[curve]->pen() == pen) return;
    m_curves[curve]->setPen(pen);
    invalidate();
}

void Plot::setCurve(int curve, std::span<const double> x, std::span<const double> y) {
    const double width = std::max(1.0, plotArea().width());
    const auto column = [&](double value) {
        return static_cast<int>(width * fraction(value, m_x, m_xAxisStyle.logarithmic));
    };
    QList<QPointF> points = reduceToColumns(x, y, column);
    // One zero on a logarithmic axis would hide the whole series.
    points.removeIf([&](const QPointF& point) {
        return (m_yAxisStyle.logarithmic && point.y() <= 0.0) || (m_xAxisStyle.logarithmic && point.x() <= 0.0);
    });
    m_curves[static_cast<std::size_t>(curve)]->replace(points);
    invalidate();
}

void Plot::setXRange(Interval range) {
    if (range == m_x) return;
    m_x = range;
    rearrange();
}

void Plot::setYRange(Interval range) {
    if (range == m_y) return;
    m_y = range;
    rearrange();
}

void Plot::replaceAxis(QAbstractAxis*& axis, Qt::Alignment side, const Axis& style) {
    QAbstractAxis* before = axis;
    axis = makeAxis(style);
    axis->setLabelsVisible(style.labelled && !style.logarithmic && style.categories.empty());
    axis->setGridLineVisible(style.categories.empty());
    m_chart->addAxis(axis, side);
    for (QLineSeries* curve : m_curves) {
        curve->clear();
        curve->detachAxis(before);
        curve->attachAxis(axis);
    }
    before->hide();  // its lines go with it, but later
    m_chart->removeAxis(before);
    delete before;
}

void Plot::setXAxis(const Axis& axis) {
    m_xAxisStyle = axis;
    replaceAxis(m_xAxis, Qt::AlignBottom, axis);
    m_x = axis.logarithmic ? Interval{0.1, 1.0} : Interval{0.0, 1.0};
    applyColours();
    rearrange();
}

void Plot::setYAxis(const Axis& axis) {
    m_yAxisStyle = axis;
    replaceAxis(m_yAxis, Qt::AlignLeft, axis);
    m_y = axis.logarithmic ? Interval{0.1, 1.0} : Interval{0.0, 1.0};
    applyColours();
    rearrange();
}

void Plot::setYTitle(const QString& title) {
    if (m_yAxisStyle.title == title) return;
    m_yAxisStyle.title = title;
    invalidate();
}

void Plot::setXTitle(const QString& title, bool labelled) {
    if (m_xAxisStyle.title == title && m_xAxisStyle.labelled == labelled) return;
    m_xAxisStyle.title = title;
    m_xAxisStyle.labelled = labelled;
    m_xAxis->setLabelsVisible(labelled && !m_xAxisStyle.logarithmic && m_xAxisStyle.categories.empty());
    rearrange();
}

void Plot::setMargins(const Margins& margins) {
    if (m_margins == margins) return;
    m_margins = margins;
    rearrange();
}

void Plot::addLayer(Layer layer, Clip clip) { m_layers.emplace_back(std::move(layer), clip); }

QRectF Plot::plotArea() const {
    const double bottom =
        m_scale * (kBare + (m_xAxisStyle.labelled ? kLabels : 0.0) + (m_xAxisStyle.title.isEmpty() ? 0.0 : kTitle));
    const double left = m_scale * m_margins.left, top = m_scale * m_margins.top, right = m_scale * m_margins.right;
    return {left, top, std::max(1.0, width() - left - right), std::max(1.0, height() - top - bottom)};
}

double Plot::fraction(double value, Interval range, bool logarithmic) const {
    if (logarithmic) return std::log(value / range.lower) / std::log(range.upper / range.lower);
    return (value - range.lower) / range.width();
}

QPointF Plot::toPixel(double x, double y) const {
    const QRectF area = plotArea();
    return {area.left() + area.width() * fraction(x, m_x, m_xAxisStyle.logarithmic),
            area.bottom() - area.height() * fraction(y, m_y, m_yAxisStyle.logarithmic)};
}

double Plot::xAt(double pixel) const {
    const double share = (pixel - plotArea().left()) / plotArea().width();
    return m_xAxisStyle.logarithmic ? m_x.lower * std::pow(m_x.upper / m_x.lower, share)
                                    : m_x.lower + share * m_x.width();
}

double Plot::yAt(double pixel) const {
    const double share = (plotArea().bottom() - pixel) / plotArea().height();
    return m_yAxisStyle.logarithmic ? m_y.lower * std::pow(m_y.upper / m_y.lower, share)
                                    : m_y.lower + share * m_y.width();
}

void Plot::invalidate() {
    m_stale = true;
    update();
}

void Plot::rearrange() {
    m_arranged = false;
    invalidate();
}

void Plot::arrange() {
    if (m_arranged) return;
    m_arranged = true;
    m_chart->resize(size());
    m_chart->setPlotArea(plotArea());
    setAxisRange(m_xAxis, m_x, ticksAlong(plotArea().width(), 110.0));
    setAxisRange(m_yAxis, m_y, ticksAlong(plotArea().height(), 55.0));
    // Otherwise axes, and the room for their labels, follow only when the event loop comes round.
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_scene->setSceneRect(0, 0, width(), height());
}

double Plot::scaleIn(const QWidget* widget) {
    return currentTheme().enlargement * std::clamp(widget->window()->height() / kPlainHeight, 1.0, kLargest);
}

double Plot::ticksAlong(double length, double apart) const { return std::max(2.0, length / (apart * m_scale)); }

void Plot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const double scale = scaleIn(this);
    if (scale != m_scale) {
        m_scale = scale;
        for (std::size_t i = 0; i < m_curves.size(); ++i) drawPen(i);
        applyColours();
    }
    rearrange();
}

void Plot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
    if (scaleIn(this) != m_scale) {  // what has been laid out by the old scale is laid out anew
        QResizeEvent follow(size(), size());
        QCoreApplication::sendEvent(this, &follow);
    }
    applyColours();
}

QFont Plot::scaledFont() const {
    QFont scaled = font();
    scaled.setPointSizeF(scaled.pointSizeF() * m_scale);
    return scaled;
}

void Plot::applyColours() {
    const Theme& colours = currentTheme();
    for (QAbstractAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsFont(scaledFont());
        axis->setLabelsBrush(colours.text);
        axis->setGridLinePen(QPen(colours.grid, 1.0));
        axis->setLinePen(QPen(colours.axis, colours.enlargement));
    }
    invalidate();
}

}  // namespace basin
