// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/course_chart.h"

#include "ui/charts/heading.h"

#include <QPainter>

#include <algorithm>

namespace basin {

CourseChart::CourseChart(QWidget* parent) : Plot({.title = tr("Iteration")}, {.title = {}}, parent) {
    setMinimumSize(240, 150);
    setAccessibleName(tr("Sharpness over the training"));
    setToolTip(
        tr("What was measured at several checkpoints of a run, by “Measures after epochs” of its settings. Each is of "
           "the weights at that time. The bars are one standard error."));
    addLayer([this](QPainter& painter) { paintCourses(painter); });
    addLayer([this](QPainter& painter) { paintTitle(painter); }, Clip::Nothing);
}

QString CourseChart::title(Quantity quantity) {
    switch (quantity) {
        case Quantity::Trace: return tr("Trace over the training");
        case Quantity::NormalisedTrace: return tr("Normalised trace over the training");
        case Quantity::LargestEigenvalue: return tr("Largest eigenvalue over the training");
        case Quantity::GradientNoise: return tr("Gradient noise over the training");
    }
    return {};
}

CourseChart::Course CourseChart::courseOf(const MeasuredWeights& weights) {
    Course course{.name = weights.name, .look = weights.look, .places = {}};
    const auto add = [&course](Quantity quantity, std::int64_t step, const Mean& value) {
        course.of(quantity).push_back({static_cast<double>(step), value});
    };
    for (const Sharpness& found : weights.run->measurements->sharpness) {
        if (found.of != weights.of) continue;
        add(Quantity::Trace, found.step, found.trace());
        add(Quantity::NormalisedTrace, found.step, found.normalisedTrace());
        add(Quantity::LargestEigenvalue, found.step, found.eigenvalue(0));
    }
    for (const GradientNoiseMeasurement& found : weights.run->measurements->noise)
        if (found.of == weights.of)
            if (const BatchNoise* own = noiseOfRun(found, *weights.run))
                add(Quantity::GradientNoise, found.step, own->trace);
    return course;
}

void CourseChart::setWeights(const std::vector<MeasuredWeights>& weights) {
    m_courses.clear();
    for (const MeasuredWeights& each : weights) m_courses.push_back(courseOf(each));
    fitRanges();
    makeRoom();
    update();
}

void CourseChart::setQuantity(Quantity quantity) {
    m_quantity = quantity;
    const bool noise = quantity == Quantity::GradientNoise, eigenvalue = quantity == Quantity::LargestEigenvalue;
    setYTitle(noise ? tr("tr Σ") : eigenvalue ? tr("λ₁") : tr("tr H"));
    fitRanges();
    makeRoom();
    update();
}

bool CourseChart::has(Quantity quantity) const {
    return std::ranges::any_of(m_courses, [&](const Course& course) { return course.of(quantity).size() > 1; });
}

void CourseChart::fitRanges() {
    constexpr double kRoom = 1.06;  // for marks at the ends
    double last = 0.0, lowest = 0.0, highest = 0.0;
    for (const Course& course : m_courses)
        for (const Place& place : course.of(m_quantity)) {
            last = std::max(last, place.step);
            lowest = std::min(lowest, place.value.value - place.value.error);
            highest = std::max(highest, place.value.value + place.value.error);
        }
    setXRange({0.0, last > 0.0 ? kRoom * last : 1.0});
    setYRange({kRoom * lowest, highest > lowest ? kRoom * highest : 1.0});
}

std::vector<KeyEntry> CourseChart::keyEntries() const {
    std::vector<KeyEntry> key;
    for (const Course& course : m_courses)
        if (!course.of(m_quantity).empty())
            key.push_back({.text = course.name, .colour = course.look.colour, .pen = course.look.pen});
    return keyThatFits(scaledFont(), *this, std::move(key));
}

void CourseChart::makeRoom() {
    setMargins({.left = 66.0, .top = headingMargin(scaledFont(), *this, keyEntries()), .right = 14.0});
}

void CourseChart::paintCourses(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Course& course : m_courses) {
        QPolygonF line;
        for (const Place& place : course.of(m_quantity)) line << toPixel(place.step, place.value.value);
        painter.setPen(QPen(course.look.colour, 1.8 * scale(), course.look.pen));
        painter.drawPolyline(line);
        painter.setPen(QPen(course.look.colour, 1.2 * scale()));
        for (const Place& place : course.of(m_quantity))
            painter.drawLine(toPixel(place.step, place.value.value - place.value.error),
                             toPixel(place.step, place.value.value + place.value.error));
        for (const QPointF& pixel : line)
            paintMark(painter, course.look.mark, pixel, 4.5 * scale(), course.look.colour);
    }
}

void CourseChart::paintTitle(QPainter& painter) { paintHeading(painter, *this, title(m_quantity), keyEntries()); }

void CourseChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoom();
}

}  // namespace basin
