// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/chebyshev.h"
#include "core/smoothing/convolution.h"
#include "core/smoothing/vector_loops.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace basin {

namespace {

constexpr int kLowest = -5;   ///< the shortest unit is spacing/32
constexpr long kMargin = 6;   ///< nodes beyond either end of the range, for interpolation
constexpr long kSmooth = 12;  ///< nodes that a ring wider than the range needs
constexpr std::size_t kTailPoints = 5;
constexpr std::size_t kBlock = 512;    ///< nodes at a time, so that their input stays in the cache
constexpr double kNegligible = 1e-7;   ///< of the height of f over the range: a ring that changes less is left out
constexpr double kSignificant = 3e-6;  ///< of the height of the curve: a knot that changes less is overlooked
constexpr long kReach = static_cast<long>(Kernel::kReach);

/// A ring whose nodes are half a unit apart, and the part of them that is needed.
struct Ring {
    int k = 0;
    bool isWide = false;  ///< smooth over the whole range
    long begin = 0, end = 0;
    Means means;
};

/// The filter of a ring; `left(m)` and `right(m)` say where its input begins m units away.
template <class Left, class Right>
std::vector<Tap> tapsOf(const Kernel::Weights& weights, const Left& left, const Right& right) {
    double least = 0.0;
    for (const double weight : weights) least = std::max(least, 1e-9 * std::abs(weight));
    std::vector<Tap> taps;
    for (std::size_t m = 0; m < weights.size(); ++m)
        if (std::abs(weights[m]) > least) taps.push_back({weights[m], left(m), right(m)});
    return taps;
}

/// Nodes half as far apart, by polynomials of degree five; both sets begin kMargin of their own nodes before the range.
std::vector<double> halved(const std::vector<double>& nodes, std::size_t count) {
    std::vector<double> finer(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double* c = &nodes[(i + kMargin) / 2];
        finer[i] = i % 2 == 0 ? c[0] : (150.0 * (c[0] + c[1]) - 25.0 * (c[-1] + c[2]) + 3.0 * (c[-2] + c[3])) / 256.0;
    }
    return finer;
}

}  // namespace

void Convolution::addFineRing(const Plan& plan, int k, double first, double spacing, std::span<double> nodes) const {
    // A unit or more of them from node to node. Means with equal remainder by `stride` stand side by side, so that each tap
    // of the filter reads its input in order.
    const double unit = plan.kernel.unit(k);
    const auto stride = static_cast<std::size_t>(std::lround(spacing / unit));
    std::vector<double> means;
    for (std::size_t begin = 0; begin < nodes.size(); begin += kBlock) {
        const std::span<double> block = nodes.subspan(begin, std::min(kBlock, nodes.size() - begin));
        const std::size_t count = stride * (block.size() - 1) + 2 * Kernel::kReach + 1;
        const std::size_t column = (count - 1) / stride + 1;
        means.resize(stride * column);
        m_tabulation->splineMeans(first + spacing * static_cast<double>(begin) - static_cast<double>(kReach) * unit,
                                  unit, unit, plan.signal.order, plan.signal.base, count, stride, means);
        const auto from = [&](std::size_t i) { return means.data() + (i % stride) * column + i / stride; };
        addFiltered(tapsOf(
                        plan.weights(k), [&](std::size_t m) { return from(Kernel::kReach - m); },
                        [&](std::size_t m) { return from(Kernel::kReach + m); }),
                    block.data(), block.size());
    }
}

void Convolution::addRings(const Plan& plan, std::span<const int> all, Interval range, std::span<double> out) const {
    // Rings k > 0 have nodes half a unit apart: over the whole range, or a few in its middle. From fine to coarse their
    // means, each made of the last.
    const double spacing = range.width() / static_cast<double>(out.size() - 1);
    const auto last = static_cast<long>(out.size()) - 1;
    std::vector<Ring> rings;
    for (const int k : all) {
        if (k <= 0) continue;
        Ring ring{.k = k, .isWide = plan.kernel.unit(k) > 0.5 * range.width(), .means = {}};
        const double apart = std::ldexp(spacing, k - 1);
        if (ring.isWide) {
            ring.begin = static_cast<long>(std::floor(0.5 * range.width() / apart)) - kSmooth / 2 + 1;
            ring.end = ring.begin + kSmooth;
        } else {
            ring.begin = -kMargin;
            ring.end = (last >> (k - 1)) + 2 + kMargin;
        }
        ring.means = {.first = range.lower, .spacing = apart, .unit = 2.0 * apart, .begin = 0, .values = {}};
        fill(ring.means, ring.begin - 2 * kReach, ring.end + 2 * kReach, plan.signal,
             rings.empty() ? nullptr : &rings.back().means);
        rings.push_back(std::move(ring));
    }

    // From coarse to fine the sums, a polynomial for the wide rings, and one set of nodes after another for the others.
    const std::vector<double> points = chebyshevPoints(range, kSmooth);
    std::vector<double> wide(points.size(), 0.0), nodes;
    for (; !rings.empty() && rings.back().isWide; rings.pop_back()) {
        const Ring& ring = rings.back();
        std::vector<double> values;
        for (long i = ring.begin; i < ring.end; ++i) values.push_back(filtered(plan.weights(ring.k), ring.means, i));
        for (std::size_t i = 0; i < points.size(); ++i)
            wide[i] +=
                interpolate(values, (points[i] - range.lower) / ring.means.spacing - static_cast<double>(ring.begin));
    }
    addChebyshev(wide, out);

    for (int halvings = rings.empty() ? 0 : rings.back().k - 1; halvings >= 0; --halvings) {
        const auto count = static_cast<std::size_t>((last >> halvings) + 2 + 2 * kMargin);
        nodes = nodes.empty() ? std::vector<double>(count, 0.0) : halved(nodes, count);
        if (rings.empty() || rings.back().k - 1 != halvings) continue;
        const Ring& ring = rings.back();
        addFiltered(tapsOf(
                        plan.weights(ring.k),
                        [&](std::size_t m) { return ring.means.at(ring.begin - 2 * static_cast<long>(m)); },
                        [&](std::size_t m) { return ring.means.at(ring.begin + 2 * static_cast<long>(m)); }),
                    nodes.data(), count);
        rings.pop_back();
    }
    const std::span<double> inRange = std::span(nodes).subspan(kMargin, out.size());
    for (const int k : all)
        if (k <= 0) addFineRing(plan, k, range.lower, spacing, inRange);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += inRange[i];
}

void Convolution::addTail(const Plan& plan, Interval range, std::span<double> out) const {
    std::vector<double> values;
    for (const double v : chebyshevPoints(range, kTailPoints)) values.push_back(tail(plan, v));
    addChebyshev(values, out);
}

void Convolution::addDerivatives(const Plan& plan, double first, double spacing, std::span<double> out) const {
    std::vector<double> scratch(out.size());
    const auto add = [&](int k, double factor, double shift) {
        m_tabulation->derivative(first, spacing, k, scratch);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] += factor * (scratch[i] - shift);
    };
    const int order = plan.signal.order;
    if (plan.kernel.isSmooth(plan.bottom)) {
        if (plan.rest > 0.0) add(order, plan.rest, plan.signal.base);
        return;
    }
    // `byDerivatives` for all points
    const auto& even = plan.kernel.moments(plan.bottom).even;
    add(order, even[0] + plan.rest, plan.signal.base);
    add(order + 2, (order == 0 ? 1.0 : 3.0) * even[1], 0.0);
    add(order + 4, (order == 0 ? 1.0 : 5.0) * even[2], 0.0);
}

void Convolution::mend(const Plan& plan, Interval range, std::span<double> out) const {
    const double first = range.lower, spacing = range.width() / static_cast<double>(out.size() - 1);
    const auto [lowest, highest] = std::minmax_element(out.begin(), out.end());
    // Where the derivatives do not hold they may be far off: no measure of the curve's height.
    const double tolerance = kSignificant * std::min(*highest - *lowest, heightOver(range, plan.signal.order));
    const double reach = static_cast<double>(kReach) * plan.kernel.unit(plan.bottom);
    std::size_t done = 0;  // points before this one need nothing more
    for (const Tabulation::Knot& knot : m_tabulation->knots()) {
        if (!isSignificant(plan, knot, plan.bottom, tolerance)) continue;
        const double from = std::ceil((knot.w - reach - first) / spacing), to = (knot.w + reach - first) / spacing;
        for (std::size_t i = std::max(done, static_cast<std::size_t>(std::max(from, 0.0)));
             i < out.size() && static_cast<double>(i) <= to; ++i) {
            const double v = first + spacing * static_cast<double>(i);
            out[i] += inner(plan, plan.bottom, v, tolerance) - byDerivatives(plan, plan.bottom, v);
            done = i + 1;
        }
    }
}

void Convolution::sample(Interval range, int order, std::span<double> out) const {
    const double spacing = range.width() / static_cast<double>(out.size() - 1);
    const Plan plan = planFor(spacing, {kLowest, kHighest}, range, order, kNegligible);
    std::fill(out.begin(), out.end(), constantOf(plan));
    std::vector<int> rings = plan.rings;
    const bool isSmooth = plan.kernel.isSmooth(plan.bottom);
    if (isSmooth) rings.insert(rings.begin(), plan.bottom);
    addRings(plan, rings, range, out);
    if (!plan.tail.empty()) addTail(plan, range, out);
    addDerivatives(plan, range.lower, spacing, out);
    const double domain = m_landscape->domain().width();
    if (range.width() < 0.1 * domain && m_law.scale < 0.0025 * domain)
        // Looked at so closely the tabulation's own error shows; noise as small as this hardly changes it.
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double v = range.lower + spacing * static_cast<double>(i);
            const double g = order == 0 ? m_landscape->value(v) : m_landscape->slope(v);
            out[i] += g - m_tabulation->expansion(v)[static_cast<std::size_t>(order)];
        }
    if (!isSmooth) mend(plan, range, out);
}

}  // namespace basin
