// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/spectrum_chart.h"

#include "ui/charts/heading.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kPlaces = 600;
constexpr double kWidths = 120.0;  // of the lines, in the whole range
constexpr double kFloor = 1e-9;    // of the highest density: below it nothing is shown

}  // namespace

SpectrumChart::SpectrumChart(QWidget* parent)
    : Plot({.title = tr("Eigenvalue")}, {.title = tr("Density"), .logarithmic = true}, parent) {
    setMinimumSize(240, 150);
    setAccessibleName(tr("Spectra of the Hessian"));
    setToolTip(
        tr("How the curvatures of the loss are spread over all directions of weight space: most are near zero, few are "
           "large. The farther it reaches to the right, the sharper the minimum. The bands are one standard error; "
           "the marks stand at the largest eigenvalues."));
    addLayer([this](QPainter& painter) { paintBands(painter); });
    addLayer([this](QPainter& painter) { paintCurves(painter); });
    addLayer([this](QPainter& painter) { paintTitle(painter); }, Clip::Nothing);
    makeRoom();
}

void SpectrumChart::setWeights(const std::vector<MeasuredWeights>& weights) {
    m_spectra.clear();
    m_places.clear();
    Interval range{0.0, 0.0};
    for (const MeasuredWeights& each : weights)
        if (each.sharpness) {
            const Interval own = spectrumOf(*each.sharpness);
            range = {std::min(range.lower, own.lower), std::max(range.upper, own.upper)};
        }
    m_width = std::max(range.width(), 1e-12) / kWidths;
    range = {range.lower - 4.0 * m_width, range.upper + 6.0 * m_width};
    for (int i = 0; i < kPlaces; ++i) m_places.push_back(range.lower + range.width() * i / (kPlaces - 1));
    for (const MeasuredWeights& each : weights) {
        if (!each.sharpness) continue;
        Spectrum spectrum{.name = each.name, .look = each.look};
        spectrum.density = spectralDensity(*each.sharpness, m_places, m_width);
        spectrum.largest = each.sharpness->leading.front().value;
        spectrum.atLargest = spectralDensity(*each.sharpness, std::span(&spectrum.largest, 1), m_width).front().value;
        m_spectra.push_back(std::move(spectrum));
    }
    fitRanges();
    makeRoom();
    update();
}

void SpectrumChart::fitRanges() {
    if (m_spectra.empty()) return;
    double highest = 0.0, lowest = HUGE_VAL;
    for (const Spectrum& spectrum : m_spectra) {
        for (const Mean& one : spectrum.density) highest = std::max(highest, one.value);
        if (spectrum.atLargest > 0.0) lowest = std::min(lowest, spectrum.atLargest);
    }
    setXRange({m_places.front(), m_places.back()});
    setYRange({std::clamp(0.1 * lowest, kFloor * highest, 0.1 * highest), 3.0 * highest});
}

std::vector<KeyEntry> SpectrumChart::keyEntries() const {
    std::vector<KeyEntry> key;
    for (const Spectrum& spectrum : m_spectra)
        key.push_back({.text = spectrum.name, .colour = spectrum.look.colour, .pen = spectrum.look.pen});
    return keyThatFits(scaledFont(), *this, std::move(key));  // without it, the marks are those of the table's rows
}

void SpectrumChart::makeRoom() {
    setMargins({.left = 66.0, .top = headingMargin(scaledFont(), *this, keyEntries()), .right = 14.0});
}

void SpectrumChart::paintBands(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double floor = yRange().lower;
    for (const Spectrum& spectrum : m_spectra) {
        if (std::isnan(spectrum.density.front().error)) continue;  // of one Lanczos process
        QPolygonF band;
        for (std::size_t i = 0; i < m_places.size(); ++i)
            band << toPixel(m_places[i], std::max(floor, spectrum.density[i].value + spectrum.density[i].error));
        for (std::size_t i = m_places.size(); i-- > 0;)
            band << toPixel(m_places[i], std::max(floor, spectrum.density[i].value - spectrum.density[i].error));
        QColor pale = spectrum.look.colour;
        pale.setAlpha(46);
        painter.setBrush(pale);
        painter.drawPolygon(band);
    }
}

void SpectrumChart::paintCurves(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    const double floor = yRange().lower;
    for (const Spectrum& spectrum : m_spectra) {
        QPainterPath path;
        bool drawing = false;
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            const double value = spectrum.density[i].value;
            // Between atoms the density is as good as none: the curve goes down to the axis and comes up again.
            const QPointF place = toPixel(m_places[i], std::max(floor, value));
            drawing ? path.lineTo(place) : path.moveTo(place);
            drawing = true;
        }
        painter.setPen(QPen(spectrum.look.colour, 1.8 * scale(), spectrum.look.pen));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    for (const Spectrum& spectrum : m_spectra)
        if (spectrum.atLargest > 0.0)
            paintMark(painter, spectrum.look.mark, toPixel(spectrum.largest, std::max(floor, spectrum.atLargest)),
                      6.0 * scale(), spectrum.look.colour);
}

void SpectrumChart::paintTitle(QPainter& painter) {
    paintHeading(painter, *this, tr("Spectrum of the Hessian"), keyEntries());
    if (m_spectra.empty())
        paintLabel(painter, plotArea().center(), Qt::AlignHCenter | Qt::AlignVCenter,
                   tr("Sharpness was not measured yet"), currentTheme().mutedText);
}

void SpectrumChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoom();
}

}  // namespace basin
