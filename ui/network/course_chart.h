// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/network/measured_weights.h"

#include <array>
#include <vector>

namespace basin {

/// How sharp the places were that training went through: what was measured at several checkpoints of a run, with one standard
/// error as a bar.
class CourseChart : public Plot {
    Q_OBJECT

public:
    enum class Quantity { Trace, NormalisedTrace, LargestEigenvalue, GradientNoise };
    static constexpr std::array kQuantities{Quantity::Trace, Quantity::NormalisedTrace, Quantity::LargestEigenvalue,
                                            Quantity::GradientNoise};
    static QString title(Quantity quantity);

    explicit CourseChart(QWidget* parent = nullptr);

    /// Copies what it needs. Takes in all checkpoints of the weights, not the newest alone.
    void setWeights(const std::vector<MeasuredWeights>& weights);
    void setQuantity(Quantity quantity);
    /// Whether this was measured of some weights at two checkpoints or more.
    bool has(Quantity quantity) const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Place {
        double step;
        Mean value;
    };
    struct Course {
        QString name;
        WeightsLook look;
        std::array<std::vector<Place>, kQuantities.size()> places;  ///< by quantity, in the order of steps

        const std::vector<Place>& of(Quantity quantity) const { return places[static_cast<std::size_t>(quantity)]; }
        std::vector<Place>& of(Quantity quantity) { return places[static_cast<std::size_t>(quantity)]; }
    };
    static Course courseOf(const MeasuredWeights& weights);
    std::vector<KeyEntry> keyEntries() const;
    void makeRoom();
    void fitRanges();
    void paintCourses(QPainter& painter);
    void paintTitle(QPainter& painter);

    Quantity m_quantity = Quantity::Trace;
    std::vector<Course> m_courses;
};

}  // namespace basin
