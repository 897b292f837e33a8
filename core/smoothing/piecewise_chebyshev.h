// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <array>
#include <functional>
#include <vector>

namespace basin {

/// A function that is costly to ask, as Chebyshev polynomials of degree 15 on panels: halved until the last coefficients are
/// below 1e-11 of the function's height, or the panel is 2⁻¹⁶ of its first width. Immutable.
class PiecewiseChebyshev {
public:
    /// `edges` ascending, at least two: where the function may be rough.
    PiecewiseChebyshev(const std::function<double(double)>& function, const std::vector<double>& edges);

    Interval range() const { return {m_panels.front().range.lower, m_panels.back().range.upper}; }
    double height() const { return m_height; }  ///< of the values it was made from
    /// For x in the range.
    double value(double x) const;
    double slope(double x) const;
    double curvature(double x) const;

    /// The points that it was made from, ascending: close together where the function is rich in detail.
    const std::vector<double>& points() const { return m_points; }

private:
    static constexpr std::size_t kTerms = 16;
    using Terms = std::array<double, kTerms>;
    struct Panel {
        Interval range;
        Terms value{}, slope{}, curvature{};
    };
    static Terms derivative(const Terms& terms, double halfWidth);
    void cover(const std::function<double(double)>& function, Interval range, int depth);
    double at(double x, Terms Panel::*terms) const;

    std::vector<Panel> m_panels;
    std::vector<double> m_points;
    double m_height = 0.0;
};

}  // namespace basin
