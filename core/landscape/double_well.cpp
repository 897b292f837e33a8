// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/double_well.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/bends.h"
#include "core/landscape/curvature_bounds.h"
#include "core/landscape/families.h"
#include "core/landscape/step_simd.h"

#include <algorithm>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// s G(u), the rounded |w − c|: |u| outside of |u| ≤ 1, there 3/8 + (6u² − u⁴)/8.
struct BendsSlope {
    Bends bends;
    HWY_INLINE Vector bend(const Vector w, const int i) const {
        const Doubles d;
        const Vector size = hn::Abs(hn::Mul(hn::Sub(w, hn::Set(d, bends.c[i])), hn::Set(d, 1.0 / bends.s[i])));
        const Vector t = hn::Min(size, hn::Set(d, 1.0));
        const Vector z = hn::Mul(t, t);
        const Vector rounded = hn::MulAdd(z, hn::NegMulAdd(z, hn::Set(d, 0.125), hn::Set(d, 0.75)), hn::Set(d, 0.375));
        return hn::Add(hn::Sub(size, t), rounded);
    }
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        Vector slope = hn::MulAdd(hn::Set(d, bends.A), w, hn::Set(d, bends.C));
        slope = hn::MulAdd(hn::Set(d, bends.B[0] * bends.s[0]), bend(w, 0), slope);
        return hn::MulAdd(hn::Set(d, bends.B[1] * bends.s[1]), bend(w, 1), slope);
    }
};

void stepBends(const Bends& bends, const Step& step) { stepWalkers(step, BendsSlope{bends}); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepBends);

namespace {

/// Half-width of a bend, as a share of the way to the minimum or to the top of the barrier, whichever is nearer: less
/// than 1, so that the curvatures there are exactly the parameters.
constexpr double kBend = 0.75;

/// Two wells of curvature a₁ and a₂ either side of a barrier of curvature −b with its top at 0. f″ goes from one to the
/// next along (3u − u³)/2, |u| ≤ 1, so f has three continuous derivatives, bounded curvature and grows like a parabola.
class DoubleWell : public Landscape {
public:
    /// p is the slope where the narrow well goes over into the barrier: were the bends sharp, its depth would be
    /// p²(1/a₁ + 1/b)/2; a bend of half-width s takes (a₁ + b)s²/10 off. The wide well likewise, on the other side.
    DoubleWell(double a1, double d1, double a2, double d2, double b) : m_highest(std::max(d1, d2)) {
        const auto bendSlope = [b](double a, double depth) {
            const double reach = kBend * std::min(1.0 / a, 1.0 / b);
            return std::sqrt(depth / (0.5 * (1.0 / a + 1.0 / b) - 0.1 * (a + b) * reach * reach));
        };
        const double curvatures[2] = {a1, a2};
        const double slopes[2] = {bendSlope(a1, d1), bendSlope(a2, d2)};
        double outside[2];
        m_bends.A = 0.5 * (a1 + a2);
        for (int i = 0; i < 2; ++i) {
            const double side = i == 0 ? -1.0 : 1.0, a = curvatures[i], p = slopes[i];
            m_bends.B[i] = 0.5 * side * (a + b);
            m_bends.c[i] = side * p / b;
            m_bends.s[i] = kBend * p * std::min(1.0 / a, 1.0 / b);
            m_bends.C -= m_bends.B[i] * std::abs(m_bends.c[i]);
            // From the minimum outwards until the wall has risen by one and a half of the higher barrier.
            outside[i] = side * (p / b + p / a + std::sqrt(3.0 * m_highest / a));
        }
        m_domain = {outside[0], outside[1]};
    }

    double value(double w) const override {
        double sum = m_highest + w * (m_bends.C + 0.5 * m_bends.A * w);
        for (int i = 0; i < 2; ++i) {
            const double s = m_bends.s[i];
            sum += m_bends.B[i] * s * s * (first(at(w, i)) - first(at(0.0, i)));
        }
        return sum;
    }
    double slope(double w) const override {
        double sum = m_bends.C + m_bends.A * w;
        for (int i = 0; i < 2; ++i) sum += m_bends.B[i] * m_bends.s[i] * rounded(at(w, i));
        return sum;
    }
    double curvature(double w) const override {
        double sum = m_bends.A;
        for (int i = 0; i < 2; ++i) {
            const double u = std::clamp(at(w, i), -1.0, 1.0);
            sum += m_bends.B[i] * 0.5 * u * (3.0 - u * u);
        }
        return sum;
    }
    double integral(double w) const override {
        double sum = w * (m_highest + w * (0.5 * m_bends.C + m_bends.A * w / 6.0));
        for (int i = 0; i < 2; ++i) {
            const double s = m_bends.s[i], zero = at(0.0, i);
            sum += m_bends.B[i] * s * s * (s * (second(at(w, i)) - second(zero)) - w * first(zero));
        }
        return sum;
    }
    Interval domain() const override { return m_domain; }
    std::vector<double> breakpoints() const override {
        return {m_bends.c[0] - m_bends.s[0], m_bends.c[0] + m_bends.s[0], m_bends.c[1] - m_bends.s[1],
                m_bends.c[1] + m_bends.s[1]};
    }
    /// f″ goes up or down within each bend and stays where it is between them; its slope is 3B/(2s) at most.
    CurvatureBounds curvatureBounds(Interval over) const override {
        double steepest = 0.0;
        for (int i = 0; i < 2; ++i) steepest = std::max(steepest, 1.5 * std::abs(m_bends.B[i]) / m_bends.s[i]);
        const Interval limits{m_bends.A - m_bends.B[0] - m_bends.B[1], m_bends.A + m_bends.B[0] + m_bends.B[1]};
        return boundsBetweenTurns(*this, over, breakpoints(), limits, steepest);
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepBends)(m_bends, step); }

private:
    double at(double w, int i) const { return (w - m_bends.c[i]) / m_bends.s[i]; }

    /// G(u), a rounded |u|, and below its first and second integrals from 0 on.
    static double rounded(double u) {
        const double size = std::abs(u), z = u * u;
        return size >= 1.0 ? size : 0.375 + z * (0.75 - 0.125 * z);
    }
    static double first(double u) {
        const double size = std::abs(u), z = u * u;
        return size >= 1.0 ? std::copysign(0.5 * z + 0.1, u) : u * (0.375 + z * (0.25 - 0.025 * z));
    }
    static double second(double u) {
        const double size = std::abs(u), z = u * u;
        return size >= 1.0 ? size * (z / 6.0 + 0.1) - 1.0 / 48.0 : z * (0.1875 + z * (0.0625 - z / 240.0));
    }

    double m_highest;
    Bends m_bends;
    Interval m_domain;
};

}  // namespace

Family doubleWellFamily() {
    return {
        {.name = "double-well",
         .title = "Double well",
         .formula = "f″ = a₁, −b and a₂ from left to right, smoothly joined; f(0) = max(d₁, d₂) is the barrier's top",
         .parameters = {{.name = "a1",
                         .symbol = "a₁",
                         .label = "Curvature of the left well",
                         .tip = "The larger it is, the sharper and narrower the left well at the same depth.",
                         .minimum = 0.1,
                         .maximum = 1000.0,
                         .standard = 50.0,
                         .logarithmic = true},
                        {.name = "d1",
                         .symbol = "d₁",
                         .label = "Depth of the left well",
                         .tip = "The larger it is, the higher the barrier that a walker in the left well must cross.",
                         .minimum = 0.01,
                         .maximum = 20.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "a2",
                         .symbol = "a₂",
                         .label = "Curvature of the right well",
                         .tip = "The larger it is, the sharper and narrower the right well at the same depth.",
                         .minimum = 0.1,
                         .maximum = 1000.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "d2",
                         .symbol = "d₂",
                         .label = "Depth of the right well",
                         .tip = "The larger it is, the higher the barrier that a walker in the right well must cross.",
                         .minimum = 0.01,
                         .maximum = 20.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "b",
                         .symbol = "b",
                         .label = "Curvature of the barrier",
                         .tip = "The larger it is, the sharper and thinner the barrier between the wells.",
                         .minimum = 0.1,
                         .maximum = 1000.0,
                         .standard = 5.0,
                         .logarithmic = true}}},
        [](std::span<const double> p) -> LandscapePtr {
            return std::make_shared<DoubleWell>(p[0], p[1], p[2], p[3], p[4]);
        }};
}

}  // namespace basin
#endif
