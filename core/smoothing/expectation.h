// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/noise.h"

#include <vector>

namespace basin {

/// E f(v − X), E f′(v − X) and their like by adaptive quadrature, for any landscape and any law of X that has a density.
/// By symmetry E g(v − X) = g(v) + ∫₀^∞ p(x) [g(v − x) + g(v + x) − 2g(v)] dx, so little noise costs no digits.
class Expectation {
public:
    Expectation(const Landscape& landscape, const Noise& law);

    double value(double v) const;                      ///< E f(v − X)
    double difference(double v, double anchor) const;  ///< E [f(v − X) − f(anchor − X)]: may exist where E f does not
    double slope(double v) const;                      ///< E f′(v − X)
    double curvature(double v) const;                  ///< d/dv E f′(v − X)

private:
    /// Where the integrand may be rough, ascending from 0: the law's own scale and what f has at v ± x, x at `about`.
    std::vector<double> edges(std::initializer_list<double> about) const;
    double beyond(double x) const { return m_law.density(x) * x; }

    const Landscape& m_landscape;
    Noise m_law;
    std::vector<double> m_landmarks;  ///< ascending: breakpoints and a coarse division of the domain
    std::vector<double> m_scales;     ///< the law's: ascending from 0 to where it ends or is a power of x
    double m_tail = 0.0;              ///< momentLimit of a heavy-tailed law, else 0
    double m_value = 0.0, m_slope = 0.0,
           m_curvature = 0.0;  ///< errors that do not count: a share of max|f|, |f′|, |f″|
};

/// The jump of f′ at w; 0 where f′ is continuous.
double slopeJump(const Landscape& landscape, double w);

}  // namespace basin
