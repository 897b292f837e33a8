// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/gradient_noise.h"
#include "core/theory/tail_table.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace basin {

/// The noise of one step, ηε, as the rows of a chain need it. Refers to the noise.
class RowNoise {
public:
    RowNoise(const GradientNoise& noise, double stepSize);

    bool isHeavy() const { return m_isHeavy; }
    double spreadAt(double w) const { return m_stepSize * m_noise.sizeAt(w); }  ///< standard deviation, else scale

    /// With a density: E(ξ − u)₊ of the law at scale 1, and η times the scale at w.
    const std::optional<TailTable>& tail() const { return m_tail; }
    double scaleAt(double w) const;
    /// The law at one scale has an edge that a table of even spacing would blur.
    bool hasEdge() const;
    bool isSameEverywhere() const { return !m_noise.state; }
    bool hasVariance() const { return m_noise.hasVariance(); }
    /// Without: where ηε can be.
    std::vector<Atom> atomsAt(double w) const;

private:
    const GradientNoise& m_noise;
    double m_stepSize;
    bool m_isHeavy;
    std::optional<TailTable> m_tail;
};

/// Ascending points, and where places lie between them. Refers to the points.
class Grid {
public:
    explicit Grid(const std::vector<double>& points) : m_points(points) {}

    /// The point at the left of w, the first or the last but one where w lies outside of the grid.
    std::size_t cellOf(double w) const;
    /// How far w lies on the way from that point to the next, in [0, 1].
    double shareAt(std::size_t cell, double w) const;

protected:
    const std::vector<double>& m_points;
};

/// Masses that the hat functions of a grid receive from the law of w′ = mean − ηε, one row after another. The splitting
/// between two points adds h²/6 (the mean of h²θ(1−θ) over the place θ within a cell): the noise gives it up.
class Rows : public Grid {
public:
    Rows(const std::vector<double>& points, const RowNoise& noise);

    /// Room for all rows at once: to grow by halves would move and touch most of the memory twice.
    void reserve(std::vector<double>& weights) const;
    /// Appends the row of a walker at w to the weights, and returns its first column.
    std::size_t append(double w, double mean, std::vector<double>& weights);

private:
    double shrinkage(double w, double mean) const;
    std::size_t appendDensity(double scale, double mean, std::vector<double>& weights);
    std::size_t appendAtoms(const std::vector<Atom>& atoms, double shrink, double mean,
                            std::vector<double>& weights) const;

    const RowNoise& m_noise;
    std::size_t m_last;
    std::optional<EvenTail> m_even;  ///< where the points are equally spaced and the noise is the same everywhere
    std::vector<double> m_outside, m_below;
};

}  // namespace basin
