// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/tail_table.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kSpacing = 1.0 / 256.0;
constexpr double kHeavyReach = 1e9;  // scales
constexpr std::size_t kShifts = 32;
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

EvenTail::EvenTail(const TailTable& tail, double scale, double spacing)
    : m_spacing(spacing), m_length(static_cast<std::size_t>(std::ceil(scale * tail.reach() / spacing)) + 1) {
    for (std::size_t p = 0; p < kShifts + 3; ++p) {
        const double shift = spacing * (static_cast<double>(p) - 1.0) / static_cast<double>(kShifts);
        std::vector<double>& values = m_shifted.emplace_back(m_length);
        for (std::size_t k = 0; k < m_length; ++k) {
            // Below 0 the smooth continuation: E(ξ − u)₊ = C(−u) − u.
            const double u = (shift + spacing * static_cast<double>(k)) / scale;
            values[k] = scale * (tail(std::abs(u)) + std::max(-u, 0.0));
        }
    }
}

void EvenTail::fill(double first, std::span<double> out) const {
    const double at = first / m_spacing * static_cast<double>(kShifts);
    const std::size_t p = std::min(static_cast<std::size_t>(at), kShifts - 1);
    const double t = at - static_cast<double>(p), s = t - 1.0, r = t + 1.0, q = t - 2.0;
    // Lagrange's weights of the nodes −1, 0, 1, 2 at t.
    const double a = -t * s * q / 6.0, b = r * s * q / 2.0, c = -r * t * q / 2.0, d = r * t * s / 6.0;
    const double *A = m_shifted[p].data(), *B = m_shifted[p + 1].data(), *C = m_shifted[p + 2].data(),
                 *D = m_shifted[p + 3].data();
    double* const to = out.data();
    const std::size_t count = std::min(out.size(), m_length);
    for (std::size_t k = 0; k < count; ++k) to[k] = a * A[k] + b * B[k] + c * C[k] + d * D[k];
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), 0.0);
}

}  // namespace basin
