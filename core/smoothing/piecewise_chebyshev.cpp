// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/piecewise_chebyshev.h"

#include <boost/math/special_functions/chebyshev.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace basin {

PiecewiseChebyshev::PiecewiseChebyshev(const std::function<double(double)>& function,
                                       const std::vector<double>& edges) {
    double lowest = HUGE_VAL, highest = -HUGE_VAL;
    constexpr int kSamples = 64;
    for (int i = 0; i <= kSamples; ++i) {
        const double value = function(edges.front() + (edges.back() - edges.front()) * i / kSamples);
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    m_height = std::max(highest - lowest, 1e-300);
    for (std::size_t i = 1; i < edges.size(); ++i)
        if (edges[i - 1] < edges[i]) cover(function, {edges[i - 1], edges[i]}, 0);
}

void PiecewiseChebyshev::cover(const std::function<double(double)>& function, Interval range, int depth) {
    constexpr int kDeepest = 16;
    constexpr double kSmall = 1e-11;
    const double half = 0.5 * range.width();
    Terms samples, points;
    for (std::size_t i = 0; i < kTerms; ++i) {
        // From the lower end up.
        points[i] = range.centre() - half * std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / kTerms);
        samples[i] = function(points[i]);
    }
    Panel panel{.range = range};
    for (std::size_t k = 0; k < kTerms; ++k)
        for (std::size_t i = 0; i < kTerms; ++i) {
            const double angle = std::numbers::pi * (static_cast<double>(kTerms - 1 - i) + 0.5) / kTerms;
            panel.value[k] += 2.0 / kTerms * samples[i] * std::cos(angle * static_cast<double>(k));
        }
    const double last = std::max(std::abs(panel.value[kTerms - 1]), std::abs(panel.value[kTerms - 2]));
    // No finer than rounding allows.
    const double smallest = std::max(kSmall * m_height, 1e-15 * std::abs(panel.value[0]));
    if (last > smallest && depth < kDeepest) {
        cover(function, {range.lower, range.centre()}, depth + 1);
        cover(function, {range.centre(), range.upper}, depth + 1);
        return;
    }
    panel.slope = derivative(panel.value, half);
    panel.curvature = derivative(panel.slope, half);
    m_panels.push_back(panel);
    m_points.insert(m_points.end(), points.begin(), points.end());
}

/// c′_{k−1} = c′_{k+1} + 2k c_k.
PiecewiseChebyshev::Terms PiecewiseChebyshev::derivative(const Terms& terms, double halfWidth) {
    Terms result{};
    for (std::size_t k = kTerms - 1; k > 0; --k)
        result[k - 1] = (k + 1 < kTerms ? result[k + 1] : 0.0) + 2.0 * static_cast<double>(k) * terms[k];
    for (double& term : result) term /= halfWidth;
    return result;
}

double PiecewiseChebyshev::at(double x, Terms Panel::*terms) const {
    const auto after = std::upper_bound(m_panels.begin() + 1, m_panels.end(), x,
                                        [](double place, const Panel& panel) { return place < panel.range.lower; });
    const Panel& panel = *std::prev(after);
    const double t = (x - panel.range.centre()) / (0.5 * panel.range.width());
    // Boost's sum takes half of the first term, as these coefficients mean it.
    return boost::math::chebyshev_clenshaw_recurrence((panel.*terms).data(), kTerms, std::clamp(t, -1.0, 1.0));
}

double PiecewiseChebyshev::value(double x) const { return at(x, &Panel::value); }
double PiecewiseChebyshev::slope(double x) const { return at(x, &Panel::slope); }
double PiecewiseChebyshev::curvature(double x) const { return at(x, &Panel::curvature); }

}  // namespace basin
