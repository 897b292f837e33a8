// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bend.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLightShare = 1e-7, kHeavyShare = 1e-5;  // of the noise that may reach further than is looked at

}  // namespace

Bend::Bend(const Landscape& landscape, const Noise& noise, double stepSize) : m_landscape(landscape) {
    const CurvatureBounds everywhere = landscape.curvatureBounds({-kInfinity, kInfinity});
    m_wholeLine = std::isfinite(everywhere.range.lower) && std::isfinite(everywhere.range.upper);
    m_all = m_wholeLine ? everywhere : landscape.curvatureBounds(landscape.domain());

    const bool isBounded = std::isfinite(noise.reach());
    m_share = isBounded ? 0.0 : std::isfinite(noise.momentLimit()) ? kHeavyShare : kLightShare;
    const double reach = isBounded ? noise.reach() : -noise.quantile(0.5 * m_share);
    m_reach = stepSize * reach;
    m_peak = noise.law == Law::Rademacher ? kInfinity : noise.density(0.0) / stepSize;
    m_edge = isBounded ? 0.0 : noise.density(reach) / stepSize;

    const auto trigonometric = landscape.trigonometricPolynomial();
    if (!trigonometric || trigonometric->coefficients.size() > 3) return;
    const auto& c = trigonometric->coefficients;
    Waves waves{c.size() > 2 ? 2.0 * c[2] : 0.0, c.size() > 1 ? c[1] : 0.0, {}};
    for (const auto& cosine : trigonometric->cosines) {
        double size = std::abs(cosine.amplitude * noise.characteristic(stepSize * cosine.frequency));
        for (double& sum : waves.sums) {
            sum += size;
            size *= std::abs(cosine.frequency);
        }
    }
    m_waves = waves;
}

Interval Bend::search() const {
    const Interval domain = m_landscape.domain();
    const double more = m_wholeLine ? m_reach : 0.0;
    return {domain.lower - more, domain.upper + more};
}

CurvatureBounds Bend::over(Interval places) const {
    if (m_waves)
        return {{m_waves->quadratic - m_waves->sums[2], m_waves->quadratic + m_waves->sums[2]}, m_waves->sums[3], true};
    // Samples of a part cost as much as those of the whole.
    CurvatureBounds near =
        m_all.certified ? m_landscape.curvatureBounds({places.lower - m_reach, places.upper + m_reach}) : m_all;
    near.lipschitz = std::min(near.lipschitz, near.range.width() * m_peak);
    if (m_share > 0.0) {
        // What lies further away is one of the rest of f″: its range by the share, and its part of F‴ = ∫ f″ p′.
        near.range.lower += m_share * (std::min(m_all.range.lower, near.range.lower) - near.range.lower);
        near.range.upper += m_share * (std::max(m_all.range.upper, near.range.upper) - near.range.upper);
        near.lipschitz += std::min(m_all.range.width() * m_edge, m_share * m_all.lipschitz);
    }
    return near;
}

CurvatureBounds Bend::beyond(double place, double side) const {
    return over(side < 0.0 ? Interval{-kInfinity, place} : Interval{place, kInfinity});
}

double Bend::fourth() const {
    if (m_waves) return m_waves->sums[4];
    return std::isfinite(m_all.lipschitz) && std::isfinite(m_peak) ? 2.0 * m_peak * m_all.lipschitz : kInfinity;
}

double Bend::leastRatioBeyond(double vStar, double distance, double side) const {
    // side F′ = a d + side (a v* + b) + waves: the last two are divided by d.
    if (m_waves)
        return m_waves->quadratic +
               std::min(0.0, side * (m_waves->quadratic * vStar + m_waves->linear) - m_waves->sums[1]) / distance;
    // A mean of the ratio at the distance and of F″ from there on.
    return beyond(vStar + side * distance, side).range.lower;
}

double Bend::nearest(Interval domain) const {
    return std::min(1e-3 * domain.width(), std::isfinite(m_peak) ? 0.01 / m_peak : kInfinity);
}

}  // namespace basin
