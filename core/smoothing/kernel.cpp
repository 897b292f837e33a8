// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/kernel.h"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>

namespace basin {

namespace {

/// χ falls from 1 − 8e-8 to 8e-8 between kBegin and kReach units.
constexpr double kBegin = 12.0, kCentre = 0.5 * (kBegin + Kernel::kReach), kFall = (Kernel::kReach - kBegin) / 7.4;
constexpr std::size_t kDifference = 4;  ///< points on either side that the eighth difference needs

using Rule = boost::math::quadrature::gauss<double, 15>;

/// χ at x units from 0.
double cut(double x) { return 0.5 * std::erfc((std::abs(x) - kCentre) / kFall); }

/// χ at whole units, and where those lie in units half as long.
struct Cuts {
    static constexpr std::size_t kCount = Kernel::kReach + 1 + kDifference;
    std::array<double, kCount> own{}, within{};
    Cuts() {
        for (std::size_t m = 0; m < kCount; ++m) {
            own[m] = cut(static_cast<double>(m));
            within[m] = cut(2.0 * static_cast<double>(m));
        }
    }
};

/// Calls `add` with the points and weights of a Gauss rule.
template <class Add>
void gauss(double lower, double upper, const Add& add) {
    const double centre = 0.5 * (lower + upper), half = 0.5 * (upper - lower);
    add(centre, half * Rule::weights()[0]);
    for (std::size_t i = 1; i < Rule::abscissa().size(); ++i)
        for (const double side : {-half, half}) add(centre + side * Rule::abscissa()[i], half * Rule::weights()[i]);
}

}  // namespace

Kernel::Kernel(const Noise& law, double unit) : m_law(law), m_unit(unit), m_heavy(std::isfinite(law.momentLimit())) {
    // Splines a unit apart reproduce a density of scale s to (unit/s)⁴ times what its fourth derivative allows: little for a
    // Gaussian, more for the peaks of heavy-tailed laws; a Laplace density has a kink.
    m_smooth = m_heavy ? law.scale / 6.0 : law.law == Law::Gaussian ? law.scale / 3.2 : 0.0;
    m_reach = (law.law == Law::Gaussian ? 7.5 : 32.0) * law.scale;
}

int Kernel::top(double farthest) const {
    const double units = m_heavy ? farthest / kBegin : m_reach / static_cast<double>(kReach);
    return static_cast<int>(std::ceil(std::log2(units / m_unit)));
}

Kernel::Weights Kernel::weights(int k, bool inner) const {
    static const Cuts cuts;
    const double h = unit(k);
    std::array<double, Cuts::kCount + kDifference> sample{};  // from −4 units on
    for (std::size_t m = 0; m < Cuts::kCount; ++m) {
        double chi = isWhole(k) ? 1.0 : cuts.own[m];
        if (inner) chi -= isWhole(k - 1) ? 1.0 : cuts.within[m];
        sample[kDifference + m] = chi == 0.0 ? 0.0 : m_law.density(static_cast<double>(m) * h) * chi;
    }
    for (std::size_t m = 1; m <= kDifference; ++m) sample[kDifference - m] = sample[kDifference + m];
    // The spline has left of a wave with phase θ a unit the share (sin(θ/2)/(θ/2))⁴. Given back by its inverse
    // 1 − δ²/6 + 7δ⁴/240 − 41δ⁶/7560 + 479δ⁸/453600, δ² the second difference.
    Weights result{};
    for (std::size_t m = 0; m <= kReach; ++m) {
        const double* s = &sample[kDifference + m];
        const double one = s[1] + s[-1], two = s[2] + s[-2], three = s[3] + s[-3], four = s[4] + s[-4];
        const double second = one - 2.0 * s[0];
        const double fourth = two - 4.0 * one + 6.0 * s[0];
        const double sixth = three - 6.0 * two + 15.0 * one - 20.0 * s[0];
        const double eighth = four - 8.0 * three + 28.0 * two - 56.0 * one + 70.0 * s[0];
        result[m] =
            h * (s[0] - second / 6.0 + 7.0 * fourth / 240.0 - 41.0 * sixth / 7560.0 + 479.0 * eighth / 453600.0);
    }
    result[0] *= 0.5;
    return result;
}

const Kernel::Weights& Kernel::core(int k) const {
    const auto found = m_cores.find(k);
    return found != m_cores.end() ? found->second : m_cores.emplace(k, weights(k, false)).first->second;
}

const Kernel::Weights& Kernel::ring(int k) const {
    const auto found = m_rings.find(k);
    return found != m_rings.end() ? found->second : m_rings.emplace(k, weights(k, true)).first->second;
}

const Kernel::Moments& Kernel::moments(int k) const {
    const auto found = m_moments.find(k);
    if (found != m_moments.end()) return found->second;
    Moments result;
    const bool whole = isWhole(k);
    const double h = unit(k), end = whole ? m_reach : static_cast<double>(kReach) * h;
    for (double lower = 0.0, upper = std::min(m_law.scale / 81.0, 8.0 * h); lower < end;) {
        gauss(lower, upper, [&](double x, double weight) {
            double term = 2.0 * weight * m_law.density(x) * (whole ? 1.0 : cut(x / h));
            for (double& moment : result.absolute) moment += term, term *= x;
        });
        lower = upper;
        upper = std::min({3.0 * upper, upper + 8.0 * h, end});
    }
    for (std::size_t j = 0; j < result.even.size(); ++j) result.even[j] = result.absolute[2 * j];
    return m_moments.emplace(k, result).first->second;
}

std::vector<Kernel::Node> Kernel::tail(int top, double farthest) const {
    std::vector<Node> result;
    const double h = unit(top), end = static_cast<double>(kReach) * h;
    for (double lower = kBegin * h; lower < farthest;) {
        const double upper = std::min(lower < end ? std::min(lower + 9.0 * h, end) : 8.0 * lower, farthest);
        gauss(lower, upper, [&](double x, double weight) {
            result.push_back({x, weight * m_law.density(x) * (x < end ? 1.0 - cut(x / h) : 1.0)});
        });
        lower = upper;
    }
    return result;
}

}  // namespace basin
