// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/tail_table.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kSpacing = 1.0 / 256.0;
constexpr double kHeavyReach = 1e9;    // scales
constexpr double kNegligible = 1e-17;  // P(|ξ| > reach) of a light tail

}  // namespace

double TailTable::knot(std::size_t k) const {
    const double y = m_spacing * static_cast<double>(k);
    return m_scale * (m_heavy ? std::sinh(y) : y);
}

TailTable::TailTable(const Noise& noise) : m_heavy(std::isfinite(noise.momentLimit())), m_scale(noise.scale) {
    if (m_heavy)
        m_reach = kHeavyReach * m_scale;
    else
        m_reach = std::isfinite(noise.reach()) ? noise.reach() : -noise.quantile(0.5 * kNegligible);
    const double length = m_heavy ? std::asinh(kHeavyReach) : m_reach / m_scale;
    const auto cells = static_cast<std::size_t>(std::ceil(length / kSpacing));
    m_spacing =
        length / static_cast<double>(cells);  // the last knot is the end: C has a kink in its second derivative there
    m_values.resize(cells + 1);
    m_slopes.resize(cells + 1);

    // C(u) = ∫_u^∞ P(ξ > x) dx, summed from the far end; there a heavy tail P(ξ > x) ∝ x^−p leaves u P(ξ > u)/(p − 1).
    const auto survival = [&](double x) { return noise.distribution(-x); };
    m_values[cells] = m_heavy ? m_reach * survival(m_reach) / (noise.momentLimit() - 1.0) : 0.0;
    for (std::size_t k = cells; k-- > 0;)
        m_values[k] =
            m_values[k + 1] + boost::math::quadrature::gauss<double, 7>::integrate(survival, knot(k), knot(k + 1));
    for (std::size_t k = 0; k <= cells; ++k) {
        const double y = m_spacing * static_cast<double>(k);
        m_slopes[k] = -m_scale * (m_heavy ? std::cosh(y) : 1.0) * survival(knot(k));
    }
}

double TailTable::operator()(double u) const {
    if (u >= m_reach) return 0.0;
    const double y = (m_heavy ? std::asinh(u / m_scale) : u / m_scale) / m_spacing;
    const auto k = std::min(static_cast<std::size_t>(y), m_values.size() - 2);
    const double t = y - static_cast<double>(k), s = 1.0 - t;
    return s * s * ((1.0 + 2.0 * t) * m_values[k] + t * m_spacing * m_slopes[k]) +
           t * t * ((1.0 + 2.0 * s) * m_values[k + 1] - s * m_spacing * m_slopes[k + 1]);
}

}  // namespace basin
