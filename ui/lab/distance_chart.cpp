// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/distance_chart.h"

#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kSgd = 0, kFirstAverage = 1;
constexpr Qt::PenStyle kDashes[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

Qt::PenStyle dashOf(std::size_t average, std::size_t focus) {
    if (average == focus) return Qt::SolidLine;
    return kDashes[1 + (average < focus ? average : average - 1) % 4];
}

/// 1, 2 or 5 times a power of ten: the next one below `value`, or above it.
double roundTo125(double value, bool up) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power;
    if (up) return power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
    return power * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
}

/// A range around all positive values that holds two powers of ten at least: the axis has labels there only.
Interval decadesAround(std::initializer_list<const std::vector<double>*> series) {
    double lowest = HUGE_VAL, highest = 0.0;
    for (const auto* values : series)
        for (const double value : *values)
            if (std::isfinite(value) && value > 0.0) {
                lowest = std::min(lowest, value);
                highest = std::max(highest, value);
            }
    if (highest <= 0.0) return {1e-3, 1.0};
    highest = roundTo125(highest * 1.1, true);
    lowest = std::max(roundTo125(lowest * 0.9, false), highest * 1e-8);
    const double top = std::pow(10.0, std::floor(std::log10(highest) + 1e-9));
    return {std::min(lowest, 0.1 * top), highest};
}

}  // namespace

DistanceChart::DistanceChart(QWidget* parent)
    : Plot({.title = tr("Steps"), .logarithmic = true}, {.title = tr("Distance to v*"), .logarithmic = true}, parent) {
    setMinimumSize(220, 110);
    setAccessibleName(tr("Distance to the minimum of F over the steps"));
    setXRange({1.0, 1000.0});
    setYRange({1e-3, 1.0});
    addCurve({.colour = currentTheme().sgd, .width = 2.0});
    for (int i = 0; i < kMostAverages; ++i) addCurve({.colour = currentTheme().average, .width = 2.0});
    addLayer([this](QPainter& painter) { paintGuides(painter); });
    addLayer([this](QPainter& painter) { paintMessage(painter); });
    addLayer([this](QPainter& painter) { paintKey(painter); }, Clip::Nothing);
}

void DistanceChart::setAverages(const QStringList& names, std::size_t focus) {
    if (names == m_names && focus == m_focus) return;
    m_names = names;
    m_focus = focus;
    restyle();
    makeRoomForKey();
}

std::vector<KeyEntry> DistanceChart::keyEntries() const {
    std::vector<KeyEntry> key{{.text = tr("SGD"), .colour = currentTheme().sgd}};
    for (qsizetype i = 0; i < std::min<qsizetype>(m_names.size(), kMostAverages); ++i)
        key.push_back({.text = m_names[i],
                       .colour = currentTheme().average,
                       .pen = dashOf(static_cast<std::size_t>(i), m_focus)});
    return key;
}

void DistanceChart::makeRoomForKey() {
    const double key = keyStripHeight(scaledFont(), plotArea().width(), keyEntries()) / scale();
    setMargins({.top = std::ceil(14.0 + key), .right = 34.0});
}

void DistanceChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
}

void DistanceChart::restyle() {
    setCurveStyle(kSgd, {.colour = currentTheme().sgd, .width = 2.0});
    for (int i = 0; i < kMostAverages; ++i) {
        const auto index = static_cast<std::size_t>(i);
        setCurveStyle(
            kFirstAverage + i,
            {.colour = currentTheme().average, .width = index == m_focus ? 2.0 : 1.2, .pen = dashOf(index, m_focus)});
    }
}

void DistanceChart::applyColours() {
    Plot::applyColours();
    restyle();
}

void DistanceChart::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    const std::vector<double>& steps = frame->recordedSteps;
    static const std::vector<double> none;
    const auto& averages = frame->averageDistances;
    const auto& focused = m_focus < averages.size() ? averages[m_focus] : none;
    setYTitle(frame->distanceIsMedian ? tr("Median distance to v*") : tr("Distance to v* (RMS)"));
    if (!steps.empty()) {
        setXRange({1.0, std::pow(10.0, std::max(1.0, std::ceil(std::log10(steps.back())))) * (1.0 + 1e-12)});
        setYRange(decadesAround({&frame->sgdDistance, &focused}));
    }
    setCurve(kSgd, steps, frame->sgdDistance);
    for (int i = 0; i < kMostAverages; ++i) {
        const auto index = static_cast<std::size_t>(i);
        setCurve(kFirstAverage + i, steps, index < averages.size() ? averages[index] : none);
    }
}

void DistanceChart::paintGuides(QPainter& painter) {
    if (!m_frame || m_frame->recordedSteps.empty()) return;
    // Reference slopes through the middle of the chart: t^(−1/2), as far as noise averages out, and t^(−1).
    const Interval x = xRange(), y = yRange();
    const double middleX = std::sqrt(x.lower * x.upper), middleY = std::sqrt(y.lower * y.upper);
    painter.setPen(QPen(currentTheme().reference, scale(), Qt::DotLine));
    for (const auto& [power, text] : {std::pair{-0.5, tr("1/√t")}, std::pair{-1.0, tr("1/t")}}) {
        const double slope = power;
        const auto at = [&](double t) { return middleY * std::pow(t / middleX, slope); };
        if (const auto line = cutLine({toPixel(x.lower, at(x.lower)), toPixel(x.upper, at(x.upper))}, plotArea()))
            painter.drawLine(*line);
        // The label stands where the line leaves the chart at the top or on the left.
        const double top = middleX * std::pow(y.upper / middleY, 1.0 / slope);
        const QPointF anchor = top > x.lower ? toPixel(top, y.upper) : toPixel(x.lower, at(x.lower));
        painter.drawText(anchor + QPointF(8, 14) * scale(), text);
    }
}

void DistanceChart::paintKey(QPainter& painter) {
    const QRectF area = plotArea();
    const double top = 6.0 * scale();
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

void DistanceChart::paintMessage(QPainter& painter) {
    if (!m_frame) return;
    QString text;
    if (m_frame->analysis->targets.empty())
        text = tr("No distance: v* does not exist here");
    else if (m_frame->analysis->targets.size() > 1)
        text = tr("F has %n lowest minima: distance to the nearest", nullptr,
                  static_cast<int>(m_frame->analysis->targets.size()));
    if (!text.isEmpty())
        paintLabel(painter,
                   labelPlate(painter.font(), {plotArea().center().x(), plotArea().bottom() - 4},
                              Qt::AlignHCenter | Qt::AlignBottom, text, 0.9 * plotArea().width()),
                   text, currentTheme().text);
}

}  // namespace basin
