// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/convolution.h"

#include "core/smoothing/chebyshev.h"
#include "core/smoothing/power_tail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace basin {

namespace {

constexpr double kFar = 1e8;  ///< of the largest length there is: heavy tails are a parabola's from there on
constexpr double kPrecise =
    1e-10;                      ///< of the height of f: a knot or a ring that changes less at one point is overlooked
constexpr double kTiny = 1e-6;  ///< of the noise's scale: no feature is looked for any closer
constexpr std::size_t kProbed = 8192, kInterpolated = 6;
constexpr int kInterpolable = 2;  ///< a ring with a unit of 4 and more spacings can be interpolated between them
constexpr double kReach = static_cast<double>(Kernel::kReach);

}  // namespace

Convolution::Convolution(LandscapePtr landscape, const Noise& law, std::optional<double> anchor)
    : m_landscape(std::move(landscape)), m_law(law), m_anchor(anchor), m_tabulation(Tabulation::of(m_landscape)) {}

Convolution::Plan Convolution::planFor(double unit, std::pair<int, int> bottom, Interval range, int order,
                                       double negligible) const {
    Plan plan{.kernel = Kernel(m_law, unit), .signal = {}, .origin = range.centre(), .rings = {}, .tail = {}};
    const double base = m_tabulation->expansion(plan.origin)[static_cast<std::size_t>(order)];
    plan.signal = {.tabulation = m_tabulation.get(), .order = order, .base = base};
    plan.bottom = bottom.first;
    while (plan.bottom < bottom.second && plan.kernel.isSmooth(plan.bottom + 1)) ++plan.bottom;

    const Interval domain = m_landscape->domain();
    const double structure = std::abs(range.centre() - domain.centre()) + range.width() + domain.width();
    const int top = std::max(plan.bottom, plan.kernel.top(structure));
    const double tolerance = negligible * heightOver(range, order);
    for (int k = plan.bottom + 1; k <= top; ++k) {
        double mass = 0.0;
        for (const double weight : plan.kernel.ring(k)) mass += 2.0 * std::abs(weight);
        if (mass * sizeAt(plan, range, kReach * plan.kernel.unit(k)) > tolerance)
            plan.rings.push_back(k);
        else
            plan.rest += mass;
    }
    if (plan.kernel.hasTail()) {
        const double begin = plan.kernel.unit(top), mass = 2.0 * m_law.density(begin) * begin / m_law.momentLimit();
        plan.farthest = kFar * (structure + begin);
        // There f has more weight the farther out.
        if (100.0 * mass * sizeAt(plan, range, begin) > tolerance)
            plan.tail = plan.kernel.tail(top, plan.farthest);
        else
            plan.rest += mass;
    }
    return plan;
}

double Convolution::heightOver(Interval range, int order) const {
    if (!(range.width() > 0.0)) return order == 0 ? m_tabulation->height() : m_tabulation->steepness();
    std::array<double, 64> g{};
    m_tabulation->derivative(range.lower, range.width() / static_cast<double>(g.size() - 1), order, g);
    const auto [lowest, highest] = std::minmax_element(g.begin(), g.end());
    return *highest - *lowest;
}

double Convolution::sizeAt(const Plan& plan, Interval range, double reach) const {
    // Of the signal over the domain and where f is a parabola beyond.
    const auto order = static_cast<std::size_t>(plan.signal.order);
    double size = order == 0 ? m_tabulation->height() : m_tabulation->steepness();
    for (const double w : {range.lower - reach, range.upper + reach})
        size = std::max(size, std::abs(m_tabulation->expansion(w)[order] - plan.signal.base));
    return size;
}

double Convolution::throughRing(const Plan& plan, const Kernel::Weights& weights, int k, double v) const {
    const double unit = plan.kernel.unit(k);
    Means means{.first = v, .spacing = unit, .unit = unit, .begin = 0, .values = {}};
    fill(means, -static_cast<long>(kReach), static_cast<long>(kReach) + 1, plan.signal, nullptr);
    return filtered(weights, means, 0);
}

double Convolution::byDerivatives(const Plan& plan, int k, double v) const {
    // E g(v − X) ≈ Σ_j g^{(2j)}(v)/(2j)! E X^{2j}
    const Tabulation::Expansion c = m_tabulation->expansion(v);
    const auto& even = plan.kernel.moments(k).even;
    if (plan.signal.order == 0) return even[0] * (c[0] - plan.signal.base) + even[1] * c[2] + even[2] * c[4];
    return even[0] * (c[1] - plan.signal.base) + 3.0 * even[1] * c[3] + 5.0 * even[2] * c[5];
}

bool Convolution::isSignificant(const Plan& plan, const Tabulation::Knot& knot, int k, double tolerance) const {
    const auto& absolute = plan.kernel.moments(k).absolute;
    const auto order = static_cast<std::size_t>(plan.signal.order);
    double change = 0.0;
    for (std::size_t j = 1; j < knot.jump.size(); ++j)
        change += std::abs(knot.jump[j]) * (order == 0 ? 1.0 : static_cast<double>(j)) * absolute[j - order];
    return change > tolerance;
}

double Convolution::inner(const Plan& plan, int k, double v, double tolerance) const {
    if (plan.kernel.isSmooth(k)) return throughRing(plan, plan.kernel.core(k), k, v);
    const double unit = plan.kernel.unit(k);
    const auto& knots = m_tabulation->knots();
    auto knot = std::lower_bound(knots.begin(), knots.end(), v - kReach * unit,
                                 [](const Tabulation::Knot& candidate, double w) { return candidate.w < w; });
    while (knot != knots.end() && knot->w < v + kReach * unit && !isSignificant(plan, *knot, k, tolerance)) ++knot;
    const bool rough = knot != knots.end() && knot->w < v + kReach * unit;
    if (!rough || unit < kTiny * m_law.scale) return byDerivatives(plan, k, v);
    return throughRing(plan, plan.kernel.ring(k), k, v) + inner(plan, k - 1, v, tolerance);
}

double Convolution::tail(const Plan& plan, double v) const {
    const int order = plan.signal.order;
    const auto value = [&](double w) { return order == 0 ? m_landscape->value(w) : m_landscape->slope(w); };
    const auto slope = [&](double w) { return order == 0 ? m_landscape->slope(w) : m_landscape->curvature(w); };
    const double x = plan.farthest, mass = m_law.density(x) * x, tau = m_law.momentLimit(), o = plan.origin;
    const double base = plan.signal.base;
    double sum = 0.0;
    if (m_anchor && order == 0) {
        // Only differences of F exist: to that at the origin.
        for (const auto& node : plan.tail)
            sum += node.weight * ((value(v - node.x) - value(o - node.x)) + (value(v + node.x) - value(o + node.x)));
        const double middle = 0.5 * (v + o);  // f(v ± t) − f(o ± t) = (v − o) f′(middle ± t)
        return sum + powerTail(mass, x, tau, (v - o) * (slope(middle + x) + slope(middle - x)),
                               (v - o) * (m_landscape->curvature(middle + x) - m_landscape->curvature(middle - x)),
                               0.0);
    }
    for (const auto& node : plan.tail) sum += node.weight * (value(v - node.x) + value(v + node.x) - 2.0 * base);
    const double curvature = order == 0 ? m_landscape->curvature(v + x) + m_landscape->curvature(v - x) : 0.0;
    return sum +
           powerTail(mass, x, tau, value(v + x) + value(v - x) - 2.0 * base, slope(v + x) - slope(v - x), curvature);
}

double Convolution::throughRings(const Plan& plan, std::span<const int> rings, double v) const {
    double sum = 0.0;
    Means means, finer;
    for (const int k : rings) {
        std::swap(means, finer);
        const double unit = plan.kernel.unit(k);
        means = {.first = v, .spacing = unit, .unit = unit, .begin = 0, .values = std::move(means.values)};
        fill(means, -static_cast<long>(kReach), static_cast<long>(kReach) + 1, plan.signal, &finer);
        sum += filtered(plan.kernel.ring(k), means, 0);
    }
    return sum;
}

double Convolution::everything(const Plan& plan, double v) const {
    const double sum = inner(plan, plan.bottom, v, kPrecise * heightOver({v, v}, plan.signal.order));
    const double tails = plan.tail.empty() ? 0.0 : tail(plan, v);
    const double left = m_tabulation->expansion(v)[static_cast<std::size_t>(plan.signal.order)] - plan.signal.base;
    return sum + throughRings(plan, plan.rings, v) + tails + plan.rest * left;
}

double Convolution::constantOf(const Plan& plan) const {
    if (!m_anchor || plan.signal.order != 0) return plan.signal.base;
    return m_landscape->value(*m_anchor) - everything(plan, *m_anchor);
}

double Convolution::Probe::operator()(double v) const {
    const Convolution& convolution = *m_convolution;
    const double spacing = m_range.width() / static_cast<double>(m_smooth.size() - 1);
    const double x = (v - m_range.lower) / spacing;
    const double last = static_cast<double>(m_smooth.size() - kInterpolated);
    const double begin = std::clamp(std::floor(x) - kInterpolated / 2 + 1, 0.0, last);
    double sum = interpolate(std::span(m_smooth).subspan(static_cast<std::size_t>(begin), kInterpolated), x - begin);
    if (m_hasInner)
        sum +=
            convolution.inner(m_plan, m_plan.bottom, v, kPrecise * convolution.heightOver({v, v}, m_plan.signal.order));
    const double left =
        convolution.m_tabulation->expansion(v)[static_cast<std::size_t>(m_plan.signal.order)] - m_plan.signal.base;
    return sum + convolution.throughRings(m_plan, m_rings, v) + m_plan.rest * left;
}

Convolution::Probe Convolution::probe(Interval range, int order) const {
    const double spacing = range.width() / static_cast<double>(kProbed - 1);
    Probe probe(*this, planFor(spacing, {kLowest, kHighest}, range, order, kPrecise));
    const Plan& plan = probe.m_plan;
    // What is smooth at the spacing is summed beforehand, some way beyond the range.
    std::vector<int> smooth;
    for (const int k : plan.rings) (k >= kInterpolable ? smooth : probe.m_rings).push_back(k);
    if (plan.bottom >= kInterpolable) {
        smooth.insert(smooth.begin(), plan.bottom);
        probe.m_hasInner = false;
    }
    constexpr double kBeyond = kInterpolated / 2;
    probe.m_range = {range.lower - kBeyond * spacing, range.upper + kBeyond * spacing};
    probe.m_smooth.assign(kProbed + kInterpolated, constantOf(plan));
    addRings(plan, smooth, probe.m_range, probe.m_smooth);
    if (!plan.tail.empty()) addTail(plan, probe.m_range, probe.m_smooth);
    return probe;
}

}  // namespace basin
