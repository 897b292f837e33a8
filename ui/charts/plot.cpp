// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot.h"

#include "ui/charts/reduce.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QLocale>
#include <QLogValueAxis>
#include <QPainter>
#include <QValueAxis>

#include <cmath>

namespace basin {

std::optional<QLineF> cutLine(QLineF line, const QRectF& area) {
    // Liang and Barsky: the shares of the line at which it enters and leaves each of the four half-planes.
    double enters = 0.0, leaves = 1.0;
    const auto cut = [&](double into, double room) {
        // Inside where into · share <= room.
        if (into == 0.0) return room >= 0.0;
        const double share = room / into;
        (into < 0.0 ? enters : leaves) = into < 0.0 ? std::max(enters, share) : std::min(leaves, share);
        return enters <= leaves;
    };
    const bool inside = cut(-line.dx(), line.x1() - area.left()) && cut(line.dx(), area.right() - line.x1()) &&
                        cut(-line.dy(), line.y1() - area.top()) && cut(line.dy(), area.bottom() - line.y1());
    if (!inside) return std::nullopt;
    return QLineF(line.pointAt(enters), line.pointAt(leaves));
}

namespace {

constexpr double kPlainHeight = 720.0, kLargest = 4.0;         // of the window at scale 1; of the scale
constexpr double kBare = 10.0, kLabels = 16.0, kTitle = 18.0;  // bottom margin: always, with labels, with a title

QAbstractAxis* makeAxis(const Plot::Axis& style) {
    if (style.logarithmic) {
        auto* axis = new QLogValueAxis;
        axis->setBase(10.0);
        axis->setMinorTickCount(0);
        return axis;
    }
    return new QValueAxis;
}

/// A digit times a power of ten: 0.01, 200, but 10⁶ and 2·10⁻⁴.
QString tickText(int digit, int power) {
    if (power >= -3 && power <= 4) return QLocale().toString(digit * std::pow(10.0, power), 'f', std::max(0, -power));
    const QString ten = QStringLiteral("10") + superscript(power);
    return digit == 1 ? ten : QStringLiteral("%1·%2").arg(digit).arg(ten);
}

/// A distance between ticks of the form 1, 2 or 5 times a power of ten that gives about `count` ticks.
double tickStep(Interval range, double count) {
    const double raw = range.width() / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

void setAxisRange(QAbstractAxis* axis, Interval range, double ticks) {
    if (auto* linear = qobject_cast<QValueAxis*>(axis)) {
        const double step = tickStep(range, ticks);
        linear->setTickType(QValueAxis::TicksDynamic);
        linear->setTickAnchor(0.0);
        linear->setTickInterval(step);
        const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
        linear->setLabelFormat(decimals > 6 || step >= 1e6 ? QStringLiteral("%.2g")
                                                           : QStringLiteral("%.%1f").arg(decimals));
    }
    // A hair wider, so that labels at the ends are not lost to rounding.
    const double hair = 1e-9;
    if (qobject_cast<QLogValueAxis*>(axis))
        axis->setRange(range.lower * (1.0 - hair), range.upper * (1.0 + hair));
    else
        axis->setRange(range.lower, range.upper);
}

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
    QPen pen(style.colour, style.width * m_scale, style.pen, Qt::FlatCap, Qt::BevelJoin);
    pen.setCosmetic(true);
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
    if (range == m_x && !m_stale) return;
    m_x = range;
    setAxisRange(m_xAxis, range, ticksAlong(plotArea().width(), 110.0));
    invalidate();
}

void Plot::setYRange(Interval range) {
    if (range == m_y && !m_stale) return;
    m_y = range;
    setAxisRange(m_yAxis, range, ticksAlong(plotArea().height(), 55.0));
    invalidate();
}

void Plot::setXAxis(const Axis& axis) {
    QAbstractAxis* before = m_xAxis;
    m_xAxisStyle = axis;
    m_xAxis = makeAxis(axis);
    m_xAxis->setLabelsVisible(axis.labelled && !axis.logarithmic && axis.categories.empty());
    m_xAxis->setGridLineVisible(axis.categories.empty());
    m_chart->addAxis(m_xAxis, Qt::AlignBottom);
    for (QLineSeries* curve : m_curves) {
        curve->clear();
        curve->detachAxis(before);
        curve->attachAxis(m_xAxis);
    }
    before->hide();  // its lines go with it, but later
    m_chart->removeAxis(before);
    delete before;
    m_x = axis.logarithmic ? Interval{0.1, 1.0} : Interval{0.0, 1.0};
    applyColours();
    followGeometry();
}

void Plot::setYTitle(const QString& title) {
    if (m_yAxisStyle.title == title) return;
    m_yAxisStyle.title = title;
    invalidate();
}

void Plot::setMargins(const Margins& margins) {
    if (m_margins == margins) return;
    m_margins = margins;
    followGeometry();
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

void Plot::followGeometry() {
    m_chart->resize(size());
    m_chart->setPlotArea(plotArea());
    // Otherwise the axes follow only when the event loop comes round, after the curves.
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_scene->setSceneRect(0, 0, width(), height());
    setAxisRange(m_xAxis, m_x, ticksAlong(plotArea().width(), 110.0));
    setAxisRange(m_yAxis, m_y, ticksAlong(plotArea().height(), 55.0));
    invalidate();
}

double Plot::scaleIn(const QWidget* widget) {
    return std::clamp(widget->window()->height() / kPlainHeight, 1.0, kLargest);
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
    followGeometry();
}

void Plot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyColours();
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
        axis->setLinePen(QPen(colours.axis, 1.0));
    }
    invalidate();
}

void Plot::paintLayers(QPainter& painter) {
    for (const auto& [layer, clip] : m_layers) {
        painter.save();
        painter.setFont(scaledFont());
        if (clip == Clip::PlotArea) painter.setClipRect(plotArea());
        layer(painter);
        painter.restore();
    }
}

void Plot::paintPicture(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene->render(&painter, QRectF(rect()), QRectF(rect()));
    painter.setFont(scaledFont());
    painter.setPen(currentTheme().text);
    paintPowers(painter, m_xAxisStyle, m_x, Qt::Horizontal);
    paintPowers(painter, m_yAxisStyle, m_y, Qt::Vertical);
    paintCategories(painter);
    const QRectF area = plotArea();
    painter.drawText(QRectF(area.left(), area.bottom(), area.width(), height() - area.bottom() - 3.0 * m_scale),
                     Qt::AlignHCenter | Qt::AlignBottom, m_xAxisStyle.title);
    painter.save();
    painter.translate(8.0 * m_scale, area.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-0.5 * area.height(), 0.0, area.height(), area.left()), Qt::AlignHCenter | Qt::AlignTop,
                     m_yAxisStyle.title);
    painter.restore();
}

void Plot::paintPowers(QPainter& painter, const Axis& style, Interval range, Qt::Orientation orientation) {
    if (!style.logarithmic || !style.labelled) return;
    const QFontMetricsF metrics(painter.font());
    const double gap = 5.0 * m_scale;
    double occupied = -HUGE_VAL;  // up to here along a horizontal axis
    const auto label = [&](int digit, int power) {
        const double value = digit * std::pow(10.0, power);
        if (value < range.lower * 0.999999 || value > range.upper * 1.000001) return;
        const QString text = tickText(digit, power);
        const double width = metrics.horizontalAdvance(text);
        if (orientation == Qt::Horizontal) {
            const QPointF tick = toPixel(value, m_y.lower);
            const double left = tick.x() - 0.5 * width;
            if (left < occupied + gap) return;
            painter.drawText(QPointF(left, tick.y() + gap + metrics.ascent()), text);
            occupied = left + width;
        } else {
            const QPointF tick = toPixel(m_x.lower, value);
            painter.drawText(QPointF(tick.x() - gap - 2.0 - width, tick.y() + 0.35 * metrics.ascent()), text);
        }
    };
    // Where there are few powers of ten, twice and five times of them too.
    const bool narrow = range.upper < 100.0 * range.lower;
    for (int power = static_cast<int>(std::floor(std::log10(range.lower)));
         std::pow(10.0, power) <= range.upper * 1.000001; ++power)
        for (const int digit : {1, 2, 5})
            if (digit == 1 || narrow) label(digit, power);
}

void Plot::paintCategories(QPainter& painter) {
    const QFontMetricsF metrics(painter.font());
    for (const auto& [place, name] : m_xAxisStyle.categories) {
        const QPointF tick = toPixel(place, m_y.lower);
        painter.drawText(
            QPointF(tick.x() - 0.5 * metrics.horizontalAdvance(name), tick.y() + 5.0 * m_scale + metrics.ascent()),
            name);
    }
}

void Plot::paintEvent(QPaintEvent*) {
    if (m_stale) {
        const double ratio = devicePixelRatioF();
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(currentTheme().chart);
        QPainter painter(&m_picture);
        paintPicture(painter);
        m_stale = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    paintLayers(painter);
}

QPainterPath Plot::cutCurve(const QList<QPointF>& points) const {
    const QRectF area = plotArea();
    QPainterPath path;
    QPointF end(-1.0, -1.0);  // of the path
    for (qsizetype i = 1; i < points.size(); ++i) {
        const std::optional<QLineF> part =
            cutLine({toPixel(points[i - 1].x(), points[i - 1].y()), toPixel(points[i].x(), points[i].y())}, area);
        if (!part) continue;
        if (part->p1() != end) path.moveTo(part->p1());
        path.lineTo(part->p2());
        end = part->p2();
    }
    return path;
}

void Plot::paintTo(QPainter& painter, const QRectF& target) {
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(target.width() / width(), target.height() / height());
    painter.fillRect(rect(), currentTheme().chart);
    // Drawings in SVG know no clipping: curves are cut at the axes' rectangle here, and layers keep within it.
    for (QLineSeries* curve : m_curves) curve->setVisible(false);
    paintPicture(painter);
    for (QLineSeries* curve : m_curves) {
        painter.strokePath(cutCurve(curve->points()), curve->pen());
        curve->setVisible(true);
    }
    paintLayers(painter);
    painter.restore();
}

}  // namespace basin
