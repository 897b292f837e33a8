// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/core_law.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// The window W(x) = erfc(9s − 4.5)/2, s from 0 at R to 1 at kEdge R: within 1e-10 of 1 and 0 at the ends, and its spectrum
/// e^{−(tT/18)²}, T the width, is below 1e-9 beyond tT = 82.
constexpr double kSteepness = 9.0, kSpectrum = 82.0;
constexpr double kNegligible = 1e-12;

/// True for the laws with power tails, whose characteristic function is not smooth at 0.
bool hasPowerTail(const Noise& law) {
    return law.law == Law::StudentT || (law.law == Law::AlphaStable && law.shape < 2.0);
}

}  // namespace

CoreLaw::CoreLaw(const Noise& law, double reach) : m_law(law), m_reach(reach) {
    if (!std::isfinite(reach) || law.reach() <= reach) return;
    if (law.law == Law::Uniform) {
        // Of equal density, only narrower.
        m_factor = reach / law.scale;
        m_law.scale = reach;
        return;
    }
    const double width = (kEdge - 1.0) * reach;
    m_windowedTo = kSpectrum / width;
    // Gauss's rule on panels: near 0 as fine as any density is steep, farther out a few radians of the fastest cosine each.
    std::vector<double> edges{0.0};
    const double longest = 6.0 / m_windowedTo, end = kEdge * reach;
    while (edges.back() < end) {
        const double step = std::min(std::max(edges.back(), std::ldexp(law.scale, -14)), longest);
        edges.push_back(std::min(edges.back() + step, end));
    }
    using Rule = boost::math::quadrature::gauss<double, 14>;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const double middle = 0.5 * (edges[i] + edges[i + 1]), half = 0.5 * (edges[i + 1] - edges[i]);
        for (std::size_t k = 0; k < Rule::abscissa().size(); ++k)
            for (const double side : {-1.0, 1.0}) {
                const double x = middle + side * half * Rule::abscissa()[k];
                const double window = 0.5 * std::erfc(kSteepness * ((x - reach) / width - 0.5));
                m_nodes.push_back(x);
                m_weights.push_back(2.0 * half * Rule::weights()[k] * law.density(x) * window);
            }
    }
}

double CoreLaw::characteristic(double t) const {
    t = std::abs(t);
    if (t >= m_windowedTo) return m_factor * m_law.characteristic(t);
    double sum = 0.0;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) sum += m_weights[i] * std::cos(t * m_nodes[i]);
    return sum;
}

CoreLaw::Table CoreLaw::table(double largest) const {
    Table table;
    if (m_windowedTo > 0.0) {
        // What is band-limited to kEdge R is told by steps well below 1/(kEdge R).
        const double step = 0.12 / (kEdge * m_reach), end = std::min(m_windowedTo, largest);
        const auto count = static_cast<std::size_t>(std::ceil(end / step)) + 4;
        table.m_near = {0.0, 1.0 / step, end, std::vector<double>(count, 0.0)};
        // cos((j+1)x) = 2 cos x cos jx − cos((j−1)x), from j = −1 on, for eight nodes at a time.
        constexpr std::size_t kTogether = 8;
        for (std::size_t first = 0; first < m_nodes.size(); first += kTogether) {
            double twice[kTogether] = {}, before[kTogether] = {}, here[kTogether] = {};
            for (std::size_t k = 0; k < std::min(kTogether, m_nodes.size() - first); ++k) {
                // The weight goes with the cosines.
                const double x = step * m_nodes[first + k], weight = m_weights[first + k];
                twice[k] = 2.0 * std::cos(x);
                here[k] = weight * std::cos(x);
                before[k] = weight * std::cos(2.0 * x);
            }
            for (double& value : table.m_near.values) {
                value += ((here[0] + here[1]) + (here[2] + here[3])) + ((here[4] + here[5]) + (here[6] + here[7]));
                for (std::size_t k = 0; k < kTogether; ++k) {
                    const double next = twice[k] * here[k] - before[k];
                    before[k] = here[k];
                    here[k] = next;
                }
            }
        }
        if (end >= largest) return table;
    }
    table.m_isRooted = hasPowerTail(m_law);
    const double step = table.m_isRooted ? 0.004 : 0.015 / m_law.scale;
    const auto at = [&](double u) { return m_factor * m_law.characteristic(table.m_isRooted ? u * u : u); };
    auto& far = table.m_far;
    far.perStep = 1.0 / step;
    far.first = table.m_isRooted ? std::sqrt(m_windowedTo) : m_windowedTo;
    far.end = table.m_isRooted ? std::sqrt(largest) : largest;
    const bool decays = m_law.law != Law::Uniform && m_law.law != Law::Rademacher;
    for (double u = far.first - step; u < far.end + 3.0 * step; u += step) {
        far.values.push_back(at(std::abs(u)));
        if (decays && far.values.size() > 8 && far.values.back() < kNegligible) {
            far.end = u - 2.0 * step;
            break;
        }
    }
    return table;
}

}  // namespace basin
