// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/dip.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/curvature_bounds.h"
#include "core/landscape/families.h"
#include "core/landscape/step_simd.h"

#include <algorithm>
#include <array>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// f′ = a w + (6h/δ) u (1 − u²)₊².
struct DipSlope {
    double a, s, perWidth, strength;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        const Vector u = hn::Mul(hn::Sub(w, hn::Set(d, s)), hn::Set(d, perWidth));
        const Vector inside = hn::Max(hn::NegMulAdd(u, u, hn::Set(d, 1.0)), hn::Zero(d));
        const Vector pull = hn::Mul(hn::Mul(hn::Set(d, strength), u), hn::Mul(inside, inside));
        return hn::MulAdd(hn::Set(d, a), w, pull);
    }
};

void stepDip(double a, double s, double perWidth, double strength, const Step& step) {
    stepWalkers(step, DipSlope{a, s, perWidth, strength});
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepDip);

namespace {

/// f = a w²/2 − h (1 − u²)₊³, u = (w − s)/δ (maths.md §4): the curvature at the dip is 6h/δ² more than a.
class Dip : public Landscape {
public:
    Dip(double a, double h, double s, double delta) : m_a(a), m_h(h), m_s(s), m_delta(delta) {}

    double value(double w) const override {
        const double q = inside(w);
        return 0.5 * m_a * w * w - m_h * q * q * q;
    }
    double slope(double w) const override {
        const double q = inside(w);
        return m_a * w + 6.0 * m_h / m_delta * at(w) * q * q;
    }
    double curvature(double w) const override {
        const double u = at(w), q = inside(w);
        return m_a + (q > 0.0 ? 6.0 * m_h / (m_delta * m_delta) * q * (1.0 - 5.0 * u * u) : 0.0);
    }
    double integral(double w) const override {
        return m_a * w * w * w / 6.0 - m_h * m_delta * (area(at(w)) - area(at(0.0)));
    }
    /// The dip and its mirror image, with a margin that does not vanish when both are at 0.
    Interval domain() const override {
        const double half = std::abs(m_s) + std::max(1.0, 2.0 * m_delta);
        return {-half, half};
    }
    std::vector<double> breakpoints() const override { return {m_s - m_delta, m_s + m_delta}; }
    /// (1 − u²)(1 − 5u²) turns at 0 and at u² = 3/5; its slope 20u³ − 12u is largest at the edges, where it is 8.
    CurvatureBounds curvatureBounds(Interval over) const override {
        const double inner = std::sqrt(0.6) * m_delta;
        const std::array turns{m_s - m_delta, m_s - inner, m_s, m_s + inner, m_s + m_delta};
        const bool touches = over.lower < m_s + m_delta && over.upper > m_s - m_delta;
        return boundsBetweenTurns(*this, over, turns, {m_a, m_a},
                                  touches ? 48.0 * m_h / (m_delta * m_delta * m_delta) : 0.0);
    }
    void step(const Step& step) const override {
        HWY_DYNAMIC_DISPATCH(stepDip)(m_a, m_s, 1.0 / m_delta, 6.0 * m_h / m_delta, step);
    }

private:
    double at(double w) const { return (w - m_s) / m_delta; }
    double inside(double w) const {
        const double u = at(w);
        return std::max(0.0, 1.0 - u * u);
    }
    /// P(u) = u − u³ + 3u⁵/5 − u⁷/7, the integral of (1 − u²)₊³.
    static double area(double u) {
        u = std::clamp(u, -1.0, 1.0);
        const double z = u * u;
        return u * (1.0 + z * (-1.0 + z * (0.6 - z / 7.0)));
    }
    double m_a, m_h, m_s, m_delta;
};

}  // namespace

Family dipFamily() {
    return {
        {.name = "dip",
         .title = "Flat basin, sharp dip",
         .formula = "f = a w²/2 − h (1 − u²)₊³, u = (w − s)/δ",
         .parameters = {{.name = "a",
                         .symbol = "a",
                         .label = "Curvature of the basin",
                         .tip = "The larger it is, the narrower the wide basin and the harder it holds the walkers.",
                         .minimum = 0.01,
                         .maximum = 10.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "h",
                         .symbol = "h",
                         .label = "Depth of the dip",
                         .tip = "The larger it is, the deeper the sharp dip, and the larger the step or the noise that "
                                "gets a walker out.",
                         .minimum = 0.001,
                         .maximum = 10.0,
                         .standard = 0.1,
                         .logarithmic = true},
                        {.name = "s",
                         .symbol = "s",
                         .label = "Place of the dip",
                         .tip = "Where the dip sits; the farther from 0, the higher up the basin's side.",
                         .minimum = -5.0,
                         .maximum = 5.0,
                         .standard = 1.0},
                        {.name = "delta",
                         .symbol = "δ",
                         .label = "Half-width of the dip",
                         .tip = "The larger it is, the wider and so the flatter the dip; a wide dip is smoothed away "
                                "only by large steps.",
                         .minimum = 0.001,
                         .maximum = 3.0,
                         .standard = 0.05,
                         .logarithmic = true}}},
        [](std::span<const double> p) -> LandscapePtr { return std::make_shared<Dip>(p[0], p[1], p[2], p[3]); }};
}

}  // namespace basin
#endif
