// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/inverse_step.h"

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace basin {

InverseStep::InverseStep(const Landscape& landscape, double stepSize) : m_landscape(landscape), m_stepSize(stepSize) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    m_places = m_image = {-kInfinity, kInfinity};
    m_steepest = landscape.curvatureBounds(m_places).range.upper;
    if (!(stepSize * m_steepest < 1.0)) {
        m_places = landscape.domain();
        m_steepest = landscape.curvatureBounds(m_places).range.upper;
        m_image = {m_places.lower - stepSize * landscape.slope(m_places.lower),
                   m_places.upper - stepSize * landscape.slope(m_places.upper)};
    }
    m_least = 1.0 - stepSize * std::max(m_steepest, 0.0);
}

double InverseStep::operator()(double v) const {
    if (!exists() || !m_image.contains(v)) return std::numeric_limits<double>::quiet_NaN();
    const auto excess = [&](double w) { return w - m_stepSize * m_landscape.slope(w) - v; };
    // It rises by at least m_least a length, so that w lies no farther from v than this.
    const double there = excess(v), way = -there / m_least;
    if (there == 0.0) return v;
    double lower = std::min(v, v + way), upper = std::max(v, v + way);
    const double rounding = 1e-14 * (std::abs(lower) + std::abs(upper));
    lower = std::max(lower - rounding, m_places.lower);
    upper = std::min(upper + rounding, m_places.upper);
    const double atLower = excess(lower), atUpper = excess(upper);
    if (atLower >= 0.0) return lower;
    if (atUpper <= 0.0) return upper;
    std::uintmax_t most = 100;
    const auto [left, right] = boost::math::tools::toms748_solve(excess, lower, upper, atLower, atUpper,
                                                                 boost::math::tools::eps_tolerance<double>(), most);
    return 0.5 * (left + right);
}

}  // namespace basin
