// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/expectation.h"

#include "core/smoothing/power_tail.h"
#include "core/smoothing/quadrature.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

/// Panels of the domain that quadrature begins with at least.
constexpr int kDomainPanels = 20;
/// Heavy tails are integrated to this many times the largest length there is; beyond they are a power of x to rounding.
constexpr double kFar = 1e10;
constexpr double kNegligible = 1e-12;

}  // namespace

double slopeJump(const Landscape& landscape, double w) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const double right = landscape.slope(std::nextafter(w, kInfinity));
    const double left = landscape.slope(std::nextafter(w, -kInfinity));
    const double rounding = 64.0 * std::numeric_limits<double>::epsilon() * (std::abs(right) + std::abs(left));
    return std::abs(right - left) > rounding ? right - left : 0.0;
}

Expectation::Expectation(const Landscape& landscape, const Noise& law)
    : m_landscape(landscape), m_law(law), m_landmarks(landscape.breakpoints()) {
    const Interval domain = landscape.domain();
    for (int i = 0; i <= kDomainPanels; ++i) m_landmarks.push_back(domain.lower + domain.width() * i / kDomainPanels);
    std::sort(m_landmarks.begin(), m_landmarks.end());
    for (const double w : m_landmarks) {
        if (!domain.contains(w)) continue;
        m_value = std::max(m_value, kNegligible * std::abs(landscape.value(w)));
        m_slope = std::max(m_slope, kNegligible * std::abs(landscape.slope(w)));
        m_curvature = std::max(m_curvature, kNegligible * std::abs(landscape.curvature(w)));
    }

    const double s = law.scale;
    m_scales.push_back(0.0);
    if (law.law == Law::Gaussian) {
        for (const double x : {1.0, 2.0, 3.0, 4.5, 6.0, 8.0, 12.0}) m_scales.push_back(s * x);
    } else if (law.law == Law::Laplace) {
        for (const double x : {1.0, 2.0, 4.0, 7.0, 11.0, 16.0, 24.0, 40.0, 64.0}) m_scales.push_back(s * x);
    } else if (std::isfinite(law.reach())) {
        m_scales.push_back(law.reach());
    } else {
        m_tail = law.momentLimit();
        const double reach = kFar * (s + std::abs(domain.lower) + std::abs(domain.upper));
        for (double x = s; x < reach; x *= 8.0) m_scales.push_back(x);
        m_scales.push_back(reach);
    }
}

std::vector<double> Expectation::edges(std::initializer_list<double> about) const {
    std::vector<double> all = m_scales;
    const double reach = m_scales.back();
    for (const double v : about) {
        const auto first = std::lower_bound(m_landmarks.begin(), m_landmarks.end(), v - reach);
        const auto last = std::upper_bound(m_landmarks.begin(), m_landmarks.end(), v + reach);
        for (auto w = first; w != last; ++w) all.push_back(std::abs(v - *w));
    }
    std::sort(all.begin(), all.end());
    // Panels of rounding's own width are none.
    std::vector<double> distinct{0.0};
    for (const double x : all)
        if (x > distinct.back() * (1.0 + 1e-12) + 1e-12 * m_law.scale && x <= reach) distinct.push_back(x);
    return distinct;
}

double Expectation::value(double v) const {
    const double f = m_landscape.value(v);
    const auto g = [&](double x) { return m_landscape.value(v - x) + m_landscape.value(v + x) - 2.0 * f; };
    const std::vector<double> all = edges({v});
    double sum = f + integrate([&](double x) { return m_law.density(x) * g(x); }, all,
                               std::max(m_value, kNegligible * std::abs(f)));
    if (m_tail > 0.0) {
        const double x = all.back();
        sum += powerTail(beyond(x), x, m_tail, g(x), m_landscape.slope(v + x) - m_landscape.slope(v - x),
                         m_landscape.curvature(v + x) + m_landscape.curvature(v - x));
    }
    return sum;
}

double Expectation::difference(double v, double anchor) const {
    const double f = m_landscape.value(v) - m_landscape.value(anchor);
    // Far out f(w) − f(w + a − v) is small against f: by three-point Gauss of f′ between, which loses no digits.
    const Interval domain = m_landscape.domain();
    const double far = 4.0 * (domain.width() + std::abs(v - domain.centre()) + std::abs(anchor - domain.centre()));
    const double half = 0.5 * (v - anchor), middle = 0.5 * (v + anchor), node = std::sqrt(0.6);
    const auto apart = [&](double x) {
        if (std::abs(x) < far) return m_landscape.value(v + x) - m_landscape.value(anchor + x);
        return half / 9.0 *
               (5.0 * m_landscape.slope(middle + x - node * half) + 8.0 * m_landscape.slope(middle + x) +
                5.0 * m_landscape.slope(middle + x + node * half));
    };
    const auto g = [&](double x) { return apart(-x) + apart(x) - 2.0 * f; };
    const std::vector<double> all = edges({v, anchor});
    double sum = f + integrate([&](double x) { return m_law.density(x) * g(x); }, all,
                               std::max(m_value, kNegligible * std::abs(f)));
    if (m_tail > 0.0) {
        const double x = all.back();
        const auto slope = [&](double y) { return (v - anchor) * m_landscape.curvature(middle + y); };
        sum += powerTail(beyond(x), x, m_tail, g(x), slope(x) - slope(-x), 0.0);
    }
    return sum;
}

double Expectation::slope(double v) const {
    const double f = m_landscape.slope(v);
    const auto g = [&](double x) { return m_landscape.slope(v - x) + m_landscape.slope(v + x) - 2.0 * f; };
    const std::vector<double> all = edges({v});
    double sum = f + integrate([&](double x) { return m_law.density(x) * g(x); }, all,
                               std::max(m_slope, kNegligible * std::abs(f)));
    if (m_tail > 0.0) {
        const double x = all.back();
        sum += powerTail(beyond(x), x, m_tail, g(x), m_landscape.curvature(v + x) - m_landscape.curvature(v - x), 0.0);
    }
    return sum;
}

double Expectation::curvature(double v) const {
    const double f = m_landscape.curvature(v);
    const auto g = [&](double x) { return m_landscape.curvature(v - x) + m_landscape.curvature(v + x) - 2.0 * f; };
    const std::vector<double> all = edges({v});
    double sum = f + integrate([&](double x) { return m_law.density(x) * g(x); }, all,
                               std::max(m_curvature, kNegligible * std::abs(f)));
    if (m_tail > 0.0) sum += powerTail(beyond(all.back()), all.back(), m_tail, g(all.back()), 0.0, 0.0);
    // A kink of f is a point mass of f″.
    for (const double w : m_landscape.breakpoints())
        if (std::abs(v - w) <= m_scales.back()) sum += slopeJump(m_landscape, w) * m_law.density(v - w);
    return sum;
}

}  // namespace basin
