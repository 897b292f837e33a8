// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_chart.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

enum Curve { kUpper, kLower, kAverageBound, kShift, kToObjective, kSgd, kAverage };

double orNone(const std::optional<double>& value) { return value.value_or(std::numeric_limits<double>::quiet_NaN()); }

double distanceOf(const SweepRow& row) { return std::sqrt(row.D); }
double biasOf(const SweepRow& row) { return std::abs(row.averageBias); }

/// The best of the two upper bounds on D_∞.
double upperBound(const SweepRow& row) {
    const double B1 = orNone(row.bounds.B1), B1p = orNone(row.bounds.B1p);
    return std::sqrt(std::fmin(B1, B1p));  // fmin takes the one that is a number
}

}  // namespace

RatesChart::RatesChart(QWidget* parent)
    : Plot({.title = tr("Step size η"), .logarithmic = true}, {.title = tr("Distance to v*"), .logarithmic = true},
           parent) {
    setMinimumSize(360, 240);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Errors of SGD and of its average against the step size"));
    setToolTip(tr("A click on a point, or Left, Right and Return, opens the lab with that step size."));
    for (int i = kUpper; i <= kAverage; ++i) addCurve({});
    restyle();
    setXRange({0.01, 1.0});
    setYRange({1e-3, 1.0});
    addLayer([this](QPainter& painter) { paintSlopes(painter); });
    addLayer([this](QPainter& painter) { paintPoints(painter); });
    addLayer([this](QPainter& painter) { paintKey(painter); }, Clip::Nothing);
}

void RatesChart::restyle() {
    const Theme& colours = currentTheme();
    for (const int bound : {kUpper, kLower, kAverageBound})
        setCurveStyle(
            bound,
            {.colour = colours.reference, .width = 1.6, .pen = bound == kAverageBound ? Qt::DashDotLine : Qt::DotLine});
    setCurveStyle(kShift, {.colour = colours.smoothed, .width = 1.4, .pen = Qt::DashLine});
    setCurveStyle(kToObjective, {.colour = colours.average, .width = 1.2, .pen = Qt::DotLine});
    setCurveStyle(kSgd, {.colour = colours.sgd, .width = 2.2});
    setCurveStyle(kAverage, {.colour = colours.average, .width = 2.2});
}

void RatesChart::applyColours() {
    Plot::applyColours();
    restyle();
}

void RatesChart::setRows(const std::vector<SweepRow>& rows) {
    m_rows.clear();
    for (const SweepRow& row : rows)
        if (row.problem.empty()) m_rows.push_back(row);
    m_chosen = std::min(m_chosen, static_cast<int>(m_rows.size()) - 1);
    fitRanges();
    std::vector<double> x;
    for (const SweepRow& row : m_rows) x.push_back(row.stepSize);
    const auto show = [&](int curve, auto value) {
        std::vector<double> y;
        for (const SweepRow& row : m_rows) y.push_back(value(row));
        setCurve(curve, x, y);
    };
    show(kUpper, upperBound);
    show(kLower, [](const SweepRow& row) { return std::sqrt(orNone(row.bounds.B2)); });
    show(kAverageBound, [](const SweepRow& row) { return orNone(row.bounds.B3); });
    show(kShift, [](const SweepRow& row) { return std::abs(row.vStar - row.wF); });
    show(kToObjective, [](const SweepRow& row) { return std::abs(row.biasToWf); });
    show(kSgd, distanceOf);
    show(kAverage, biasOf);
    makeRoomForKey();
    update();
}

void RatesChart::fitRanges() {
    if (m_rows.empty()) return;
    double lowest = HUGE_VAL, highest = 0.0;
    const auto take = [&](double value) {
        if (!std::isfinite(value) || value <= 0.0) return;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    };
    for (const SweepRow& row : m_rows)
        for (const double value : {distanceOf(row), biasOf(row)}) take(value);
    if (highest <= 0.0) return;
    // The measured errors make the range; bounds and controls are seen as far as they lie within a decade of them.
    const double top = highest, bottom = lowest;
    for (const SweepRow& row : m_rows) {
        const double upper = upperBound(row), shift = std::abs(row.vStar - row.wF);
        if (upper < 10.0 * top) take(upper);
        if (shift > 0.1 * bottom) take(shift);
    }
    const double ends = std::sqrt(std::sqrt(m_rows.back().stepSize / m_rows.front().stepSize));
    const double margin = std::max(1.05, std::pow(ends, 0.15));
    setXRange({m_rows.front().stepSize / margin, m_rows.back().stepSize * margin});
    setYRange({0.7 * std::max(lowest, 1e-9 * highest), 1.5 * highest});
}

int RatesChart::rowAt(double x) const {
    int nearest = -1;
    double distance = 24.0 * scale();  // pixels
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double apart = std::abs(toPixel(m_rows[i].stepSize, yRange().lower).x() - x);
        if (apart < distance) {
            distance = apart;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void RatesChart::mousePressEvent(QMouseEvent* event) {
    const int row = event->button() == Qt::LeftButton ? rowAt(event->position().x()) : -1;
    if (row < 0) return;
    m_chosen = row;
    Q_EMIT stepSizeChosen(m_rows[static_cast<std::size_t>(row)].stepSize);
}

void RatesChart::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().x());
    setCursor(row < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (row == m_chosen) return;
    m_chosen = row;
    update();
}

void RatesChart::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (last >= 0 && event->key() == Qt::Key_Left)
        m_chosen = m_chosen < 0 ? last : std::max(0, m_chosen - 1);
    else if (last >= 0 && event->key() == Qt::Key_Right)
        m_chosen = std::min(last, m_chosen + 1);
    else if (m_chosen >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT stepSizeChosen(m_rows[static_cast<std::size_t>(m_chosen)].stepSize);
    else
        return Plot::keyPressEvent(event);
    update();
}

void RatesChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
}

std::vector<KeyEntry> RatesChart::keyEntries() const {
    const Theme& colours = currentTheme();
    return {
        {.text = tr("SGD, RMS distance √D"), .colour = colours.sgd, .line = false, .mark = Mark::Round},
        {.text = tr("average, distance of its mean"), .colour = colours.average, .line = false, .mark = Mark::Diamond},
        {.text = tr("the same to w_f, lowest f"), .colour = colours.average, .width = 1.2, .pen = Qt::DotLine},
        {.text = tr("from w_f to v*"), .colour = colours.smoothed, .width = 1.4, .pen = Qt::DashLine},
        {.text = tr("bounds for SGD"), .colour = colours.reference, .width = 1.6, .pen = Qt::DotLine},
        {.text = tr("bound for the average"), .colour = colours.reference, .width = 1.6, .pen = Qt::DashDotLine}};
}

void RatesChart::makeRoomForKey() {
    const double key = keyStripHeight(scaledFont(), plotArea().width(), keyEntries()) / scale();
    setMargins({.top = std::ceil(14.0 + key), .right = 34.0});
}

void RatesChart::paintKey(QPainter& painter) {
    const QRectF area = plotArea();
    const double top = 6.0 * scale();
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

/// Reference slopes √η and η through the measured points at the smallest step size, half a decade below them.
void RatesChart::paintSlopes(QPainter& painter) {
    if (m_rows.empty()) return;
    const SweepRow& first = m_rows.front();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().reference, 1.0 * scale()));
    const Interval x = xRange();
    for (const auto& [power, error, text] :
         {std::tuple{0.5, distanceOf(first), tr("∝ √η")}, std::tuple{1.0, biasOf(first), tr("∝ η")}}) {
        if (!(error > 0.0)) continue;
        const auto at = [&, power = power, error = error](double eta) {
            return 0.75 * error * std::pow(eta / first.stepSize, power);
        };
        if (const auto line = cutLine({toPixel(x.lower, at(x.lower)), toPixel(x.upper, at(x.upper))}, plotArea()))
            painter.drawLine(*line);
        const double end = x.lower * std::pow(x.upper / x.lower, 0.93);
        paintLabel(painter, toPixel(end, at(end)) + QPointF(0, 6) * scale(), Qt::AlignHCenter, text,
                   currentTheme().mutedText);
        painter.setPen(QPen(currentTheme().reference, 1.0 * scale()));
    }
}

void RatesChart::paintPoints(QPainter& painter) {
    const double radius = 5.0 * scale();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const SweepRow& row = m_rows[i];
        const bool chosen = static_cast<int>(i) == m_chosen;
        const auto point = [&](double value, double error, Mark mark, const QColor& colour) {
            if (!(value > 0.0)) return;
            painter.setPen(QPen(colour, 1.6 * scale()));
            const double low = std::max(value - error, yRange().lower);
            painter.drawLine(toPixel(row.stepSize, low), toPixel(row.stepSize, value + error));
            paintMark(painter, mark, toPixel(row.stepSize, value), chosen ? 1.5 * radius : radius, colour);
        };
        point(distanceOf(row), row.DError / (2.0 * distanceOf(row)), Mark::Round, currentTheme().sgd);
        point(biasOf(row), row.biasError, Mark::Diamond, currentTheme().average);
        if (!chosen) continue;
        const bool right = row.stepSize > std::sqrt(xRange().lower * xRange().upper);
        paintLabel(painter, toPixel(row.stepSize, yRange().lower) + QPointF(right ? -8 : 8, -8) * scale(),
                   (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom,
                   tr("η = %1:  SGD %2,  average %3")
                       .arg(formatNumber(row.stepSize), formatNumber(distanceOf(row)), formatNumber(biasOf(row))),
                   currentTheme().text);
    }
}

}  // namespace basin
