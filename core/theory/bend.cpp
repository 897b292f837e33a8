// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bend.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kBins = 256, kSamplesInBin = 32;
constexpr double kLightShare = 1e-7, kHeavyShare = 1e-5;  // of the noise that may reach further than is looked at

/// Bounds of f″ over equal parts of the domain, and over what lies below and above it, from samples. A part in which f″ seems to
/// jump (it looks steeper over one spacing than over four) has no Lipschitz constant.
std::vector<CurvatureBounds> sampledBins(const Landscape& landscape) {
    constexpr int kWide = 4, kMargin = 2 * kSamplesInBin;
    const Interval domain = landscape.domain();
    const double h = domain.width() / (kBins * kSamplesInBin);
    std::vector<double> samples;  // from kMargin spacings below the domain to as many above
    for (int i = -kMargin; i <= kBins * kSamplesInBin + kMargin; ++i)
        samples.push_back(landscape.curvature(domain.lower + h * i));
    std::vector<CurvatureBounds> bins;
    for (int bin = -1; bin <= kBins; ++bin) {
        const int first = kMargin + bin * kSamplesInBin;
        CurvatureBounds bounds{{samples[first], samples[first]}, 0.0, false};
        double coarse = 0.0;
        for (int i = first; i <= first + kSamplesInBin; ++i) {
            bounds.range = {std::min(bounds.range.lower, samples[i]), std::max(bounds.range.upper, samples[i])};
            bounds.lipschitz = std::max(bounds.lipschitz, std::abs(samples[i] - samples[i - 1]) / h);
            coarse = std::max(coarse, std::abs(samples[i + kWide / 2] - samples[i - kWide / 2]) / (kWide * h));
        }
        const double rounding = 1e-9 * (std::abs(bounds.range.lower) + std::abs(bounds.range.upper));
        if (bounds.lipschitz > 1.5 * coarse && bounds.lipschitz * h > rounding) bounds.lipschitz = kInfinity;
        bins.push_back(bounds);
    }
    return bins;
}

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

    if (!m_all.certified) m_bins = sampledBins(landscape);
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

CurvatureBounds Bend::ofFOver(Interval places) const {
    if (m_bins.empty()) return m_landscape.curvatureBounds(places);
    const Interval domain = m_landscape.domain();
    const auto binOf = [&](double w) {
        const double at = std::floor((w - domain.lower) / domain.width() * kBins);
        return static_cast<std::size_t>(std::clamp(at, -1.0, double{kBins}) + 1.0);
    };
    CurvatureBounds bounds = m_bins[binOf(places.lower)];
    for (std::size_t bin = binOf(places.lower); bin <= binOf(places.upper); ++bin) {
        bounds.range = {std::min(bounds.range.lower, m_bins[bin].range.lower),
                        std::max(bounds.range.upper, m_bins[bin].range.upper)};
        bounds.lipschitz = std::max(bounds.lipschitz, m_bins[bin].lipschitz);
    }
    return bounds;
}

CurvatureBounds Bend::over(Interval places) const {
    if (m_waves)
        return {{m_waves->quadratic - m_waves->sums[2], m_waves->quadratic + m_waves->sums[2]}, m_waves->sums[3], true};
    CurvatureBounds near = ofFOver({places.lower - m_reach, places.upper + m_reach});
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
