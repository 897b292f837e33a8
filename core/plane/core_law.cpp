// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/plane/core_law.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/sine_simd.h"
#include "core/plane/core_law.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#ifndef BASIN_PLANE_CORE_LAW_ROW
#define BASIN_PLANE_CORE_LAW_ROW
namespace basin {

/// What the loops below need of a table.
struct LawRow {
    const double* values;
    double last;  ///< of the places that a cubic may start at
    double nearEnd, nearPerStep, farFirst, farPerStep, farEnd, farOffset;
    bool isRooted;
    CoreLaw::Table::Far far;
    double factor, scale;
};

}  // namespace basin
#endif

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// The cubic through values[i … i + 3] at x = i + 1 + s.
HWY_INLINE Vector cubicAt(const LawRow& row, const Vector x) {
    const Doubles d;
    const hn::RebindToSigned<Doubles> integers;
    const Vector held = hn::Min(hn::Max(x, hn::Zero(d)), hn::Set(d, row.last)), whole = hn::Floor(held);
    const auto i = hn::ConvertTo(integers, whole);
    const Vector one = hn::Set(d, 1.0), s = hn::Sub(held, whole), s1 = hn::Sub(s, one), s2 = hn::Sub(s1, one);
    const Vector a = hn::Mul(hn::Mul(s, s1), hn::Set(d, 1.0 / 6.0));
    const Vector b = hn::Mul(hn::Mul(hn::Add(s, one), s2), hn::Set(d, 0.5));
    Vector sum = hn::Mul(hn::Mul(a, hn::Add(s, one)), hn::GatherIndex(d, row.values + 3, i));
    sum = hn::NegMulAdd(hn::Mul(b, s), hn::GatherIndex(d, row.values + 2, i), sum);
    sum = hn::MulAdd(hn::Mul(b, s1), hn::GatherIndex(d, row.values + 1, i), sum);
    return hn::NegMulAdd(hn::Mul(a, s2), hn::GatherIndex(d, row.values, i), sum);
}

HWY_INLINE Vector farAt(const LawRow& row, const Vector t) {
    const Doubles d;
    if (row.far == CoreLaw::Table::Far::Tabulated) {
        const Vector at = row.isRooted ? hn::Sqrt(t) : t;
        const auto isIn = hn::Lt(at, hn::Set(d, row.farEnd));
        if (hn::AllFalse(d, isIn)) return hn::Zero(d);
        const Vector x =
            hn::MulAdd(hn::Sub(at, hn::Set(d, row.farFirst)), hn::Set(d, row.farPerStep), hn::Set(d, row.farOffset));
        return hn::IfThenElseZero(isIn, cubicAt(row, x));
    }
    const Vector factor = hn::Set(d, row.factor), u = hn::Mul(hn::Set(d, row.scale), t);
    if (row.far == CoreLaw::Table::Far::Laplace) return hn::Div(factor, hn::MulAdd(u, u, hn::Set(d, 1.0)));
    if (row.far == CoreLaw::Table::Far::Cosine) return hn::Mul(factor, cosine(u));
    // sin u/u; below 1e-8 it is 1.
    const Vector some = hn::Max(u, hn::Set(d, 1e-8));
    return hn::Div(hn::Mul(factor, sine(some)), some);
}

/// All arrays may be read and written to a whole vector beyond `count`.
void multiplyRow(const LawRow& row, double first, double step, double* factors, std::size_t count) {
    const Doubles d;
    const Vector end = hn::Set(d, row.nearEnd);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const Vector at = hn::Iota(d, static_cast<double>(i));
        const Vector t = hn::Abs(hn::MulAdd(at, hn::Set(d, step), hn::Set(d, first)));
        const auto isNear = hn::Lt(t, end);
        Vector phi;
        if (hn::AllFalse(d, isNear)) {
            phi = farAt(row, t);
        } else {
            phi = cubicAt(row, hn::Mul(t, hn::Set(d, row.nearPerStep)));
            if (!hn::AllTrue(d, isNear)) phi = hn::IfThenElse(isNear, phi, farAt(row, t));
        }
        hn::StoreU(hn::Mul(phi, hn::LoadU(d, factors + i)), d, factors + i);
    }
}

/// Adds weight cos(j x) to sums[j + 1] for j = −1, 0, …, by cos((j + n)x) = 2 cos(nx) cos(jx) − cos((j − n)x), for n numbers
/// at a time. `sums` may be written to a whole vector beyond `count`.
void addCosines(double x, double weight, double* sums, std::size_t count) {
    const Doubles d;
    const std::size_t n = hn::Lanes(d);
    const Vector w = hn::Set(d, weight), angle = hn::Set(d, x);
    const Vector twice = hn::Set(d, 2.0 * std::cos(static_cast<double>(n) * x));
    Vector before = hn::Mul(w, cosine(hn::Mul(angle, hn::Iota(d, -1.0 - static_cast<double>(n)))));
    Vector here = hn::Mul(w, cosine(hn::Mul(angle, hn::Iota(d, -1.0))));
    for (std::size_t j = 0; j < count; j += n) {
        hn::StoreU(hn::Add(hn::LoadU(d, sums + j), here), d, sums + j);
        const Vector next = hn::MulSub(twice, here, before);
        before = here;
        here = next;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(multiplyRow);
HWY_EXPORT(addCosines);

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
    if (law.law == Law::Rademacher) {
        m_factor = 0.0;  // both places are beyond
        return;
    }
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

double CoreLaw::fadesAt() const {
    if (m_law.law == Law::Uniform || m_law.law == Law::Rademacher || m_law.law == Law::Laplace)
        return std::numeric_limits<double>::infinity();
    double t = 0.1 / m_law.scale;
    while (m_law.characteristic(t) > 1e-10) t *= 1.1;
    return std::max(t, m_windowedTo);
}

std::vector<double> CoreLaw::windowed(double step, std::size_t count) const {
    // Sums at kFiner steps each, polynomials of degree 5 between them: told to 5e-9 where a node turns by 0.1 a step.
    constexpr int kFiner = 4;
    constexpr std::size_t kMore = 8;  // doubles in the largest vector
    std::vector<double> sums(count / kFiner + 5 + kMore, 0.0);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        HWY_DYNAMIC_DISPATCH(addCosines)(kFiner * step * m_nodes[i], m_weights[i], sums.data(), sums.size() - kMore);
    std::array<std::array<double, 6>, kFiner> weights{};
    for (std::size_t part = 0; part < kFiner; ++part)
        for (std::size_t i = 0; i < 6; ++i) {
            double weight = 1.0;
            for (std::size_t k = 0; k < 6; ++k)
                if (k != i)
                    weight *= (static_cast<double>(part) / kFiner + 2.0 - static_cast<double>(k)) /
                              (static_cast<double>(i) - static_cast<double>(k));
            weights[part][i] = weight;
        }
    std::vector<double> values(count, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        // The place (i − 1) step lies `part` beyond the sum of index `whole`; φ is even.
        const int whole = static_cast<int>(i + kFiner - 1) / kFiner - 1;
        const std::size_t part = (i + kFiner - 1) % kFiner;
        for (std::size_t k = 0; k < 6; ++k) {
            const int at = std::abs(whole - 2 + static_cast<int>(k)) + 1;
            values[i] += weights[part][k] * sums[static_cast<std::size_t>(at)];
        }
    }
    return values;
}

CoreLaw::Table CoreLaw::table(double largest) const {
    Table table;
    table.m_factor = m_factor;
    table.m_scale = m_law.scale;
    if (m_windowedTo > 0.0) {
        // What is band-limited to kEdge R is told to 1e-8 by cubics over steps of 0.025/(kEdge R).
        const double step = 0.025 / (kEdge * m_reach);
        table.m_nearEnd = std::min(m_windowedTo, largest);
        table.m_nearPerStep = 1.0 / step;
        table.m_values = windowed(step, static_cast<std::size_t>(std::ceil(table.m_nearEnd / step)) + 4);
        if (table.m_nearEnd >= largest) return table;
    }
    switch (m_law.law) {
        case Law::Uniform: table.m_far = Table::Far::Sine; return table;
        case Law::Rademacher: table.m_far = Table::Far::Cosine; return table;
        case Law::Laplace: table.m_far = Table::Far::Laplace; return table;
        default: break;
    }
    // These laws' φ is below kNegligible from some t on, and so their tables end.
    table.m_isRooted = hasPowerTail(m_law);
    const double step = table.m_isRooted ? 0.004 : 0.015 / m_law.scale;
    table.m_farPerStep = 1.0 / step;
    table.m_farOffset = table.m_values.size();
    table.m_farFirst = table.m_isRooted ? std::sqrt(m_windowedTo) : m_windowedTo;
    table.m_farEnd = table.m_isRooted ? std::sqrt(largest) : largest;
    for (double u = table.m_farFirst - step; u < table.m_farEnd + 3.0 * step; u += step) {
        table.m_values.push_back(m_factor * m_law.characteristic(table.m_isRooted ? u * u : u));
        if (table.m_values.back() < kNegligible && table.m_values.size() > table.m_farOffset + 8) {
            table.m_farEnd = u - 2.0 * step;
            break;
        }
    }
    return table;
}

void CoreLaw::Table::multiply(double first, double step, std::span<double> factors) const {
    constexpr std::size_t kMore = 8;  // doubles in the largest vector
    const LawRow row{m_values.data(), static_cast<double>(m_values.size()) - 4.0,
                     m_nearEnd,       m_nearPerStep,
                     m_farFirst,      m_farPerStep,
                     m_farEnd,        static_cast<double>(m_farOffset),
                     m_isRooted,      m_far,
                     m_factor,        m_scale};
    const std::size_t whole = factors.size() / kMore * kMore;
    HWY_DYNAMIC_DISPATCH(multiplyRow)(row, first, step, factors.data(), whole);
    if (whole == factors.size()) return;
    std::array<double, kMore> rest{};
    std::copy(factors.begin() + static_cast<std::ptrdiff_t>(whole), factors.end(), rest.begin());
    HWY_DYNAMIC_DISPATCH(multiplyRow)(row, first + step * static_cast<double>(whole), step, rest.data(), kMore);
    std::copy_n(rest.begin(), factors.size() - whole, factors.begin() + static_cast<std::ptrdiff_t>(whole));
}

}  // namespace basin
#endif
