// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/landscape/landscape.h"
#include "core/noise/gradient_noise.h"
#include "core/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace basin {

class RowNoise;

struct ChainOptions {
    std::size_t cells = 2000;       ///< half as many for heavy tails, whose matrix is dense
    std::optional<Interval> range;  ///< of the grid; found from the stationary law if it is not given
    std::optional<double> include;  ///< a place that the found range must hold, e.g. the start
};

/// The transition operator of SGD's iterate, w′ = w − η(f′(w) + ε), on a grid of points (maths.md §3, "exact chain").
/// The mass that a row puts between two points is split between them such that the row's mean is exact; the variance that
/// the splitting adds, h²/6, is taken off the noise. Mass beyond an end of the grid goes to the end point.
class Chain {
public:
    /// Errors: the noise has no mean, or the step is too large for the iterates to stay anywhere.
    static Result<Chain> make(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                              const ChainOptions& options = {});

    std::size_t cells() const { return m_points.size(); }
    const std::vector<double>& points() const {
        return m_points;
    }  ///< w, ascending; equally spaced unless the noise has heavy tails
    const std::vector<double>& means() const { return m_means; }  ///< v = w − ηf′(w) at each point
    double stepSize() const { return m_stepSize; }
    std::size_t entries() const { return m_weights.size(); }

    /// The law after one more step: out = law · P. Both of length `cells()`, not overlapping.
    void advance(std::span<const double> law, std::span<double> out) const;
    /// E[values(w′) | w] at every point: out = P · values.
    void expect(std::span<const double> values, std::span<double> out) const;
    /// All mass at one place, split between its neighbours.
    std::vector<double> lawAt(double w) const;

    /// The law that steps leave as it is, to 1e-13; empty if `stop` came first.
    std::vector<double> stationary(std::stop_token stop = {}) const;

    /// The expected number of steps until w leaves `interval`, from every grid point inside (0 outside):
    /// (I − Q)τ = 1. Infinity where it never does.
    std::vector<double> escapeTimes(Interval interval) const;

    /// ∑ law · points and the like.
    static double mean(std::span<const double> law, std::span<const double> values);

private:
    Chain() = default;
    void build(const Landscape& landscape, const RowNoise& noise, double stepSize, std::vector<double> points);

    std::vector<double> m_points, m_means;
    double m_stepSize = 0.0;
    std::size_t m_band = 0;            ///< largest |i − j| of an entry
    double m_noiseCells = 1.0;         ///< spread of one step's noise in cells
    std::vector<std::size_t> m_first;  ///< of every row: the first column
    std::vector<std::size_t> m_begin;  ///< of every row: its first weight; one more at the end
    std::vector<double> m_weights;
};

}  // namespace basin
