// SPDX-License-Identifier: GPL-3.0-or-later
// The two valleys with a steep and a gentle side (maths.md §4).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/valleys.cpp"
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

struct AsymmetricSlope {
    double A, B, s2;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        const Vector root = hn::Sqrt(hn::MulAdd(w, w, hn::Set(d, s2)));
        return hn::MulAdd(hn::Set(d, B), root, hn::Mul(hn::Set(d, A), w));
    }
};

struct KinkedSlope {
    double plus, minus;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        return hn::Mul(w, hn::IfThenElse(hn::Gt(w, hn::Zero(d)), hn::Set(d, plus), hn::Set(d, minus)));
    }
};

void stepAsymmetric(double A, double B, double s, const Step& step) { stepWalkers(step, AsymmetricSlope{A, B, s * s}); }

void stepKinked(double plus, double minus, const Step& step) { stepWalkers(step, KinkedSlope{plus, minus}); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepAsymmetric);
HWY_EXPORT(stepKinked);

namespace {

/// f′ = A w + B √(w² + s²), A = (a₊+a₋)/2 the mean and B = (a₊−a₋)/2 half the difference of the sides.
class AsymmetricValley : public Landscape {
public:
    AsymmetricValley(double plus, double minus, double s)
        : m_mean(0.5 * (plus + minus)), m_half(0.5 * (plus - minus)), m_s(s) {}

    double value(double w) const override {
        return 0.5 * m_mean * w * w + 0.5 * m_half * (w * root(w) + m_s * m_s * std::asinh(w / m_s));
    }
    double slope(double w) const override { return m_mean * w + m_half * root(w); }
    double curvature(double w) const override { return m_mean + m_half * w / root(w); }
    /// ∫w√(w²+s²) = (w²+s²)^{3/2}/3 and ∫asinh(w/s) = w asinh(w/s) − √(w²+s²), both from 0 on.
    double integral(double w) const override {
        const double q = root(w), s2 = m_s * m_s;
        return m_mean * w * w * w / 6.0 +
               0.5 * m_half * ((q * q * q - m_s * s2) / 3.0 + s2 * (w * std::asinh(w / m_s) - (q - m_s)));
    }
    Interval domain() const override {
        const double half = std::max(3.0, 4.0 * m_s);
        return {-half, half};
    }
    std::vector<double> breakpoints() const override { return {-m_s, 0.0, m_s}; }
    /// f″ rises (or falls) all the way, the steepest where w is nearest to 0: f‴ = B s²/(w² + s²)^{3/2}.
    CurvatureBounds curvatureBounds(Interval over) const override {
        const double q = root(std::clamp(0.0, over.lower, over.upper));
        return boundsBetweenTurns(*this, over, {}, {m_mean - m_half, m_mean + m_half},
                                  std::abs(m_half) * m_s * m_s / (q * q * q));
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepAsymmetric)(m_mean, m_half, m_s, step); }

private:
    double root(double w) const { return std::sqrt(w * w + m_s * m_s); }
    double m_mean, m_half, m_s;
};

/// f = a₊w²/2 for w > 0, a₋w²/2 else.
class KinkedValley : public Landscape {
public:
    KinkedValley(double plus, double minus) : m_plus(plus), m_minus(minus) {}

    double value(double w) const override { return 0.5 * side(w) * w * w; }
    double slope(double w) const override { return side(w) * w; }
    double curvature(double w) const override { return w == 0.0 ? 0.5 * (m_plus + m_minus) : side(w); }
    double integral(double w) const override { return side(w) * w * w * w / 6.0; }
    Interval domain() const override { return {-3.0, 3.0}; }
    std::vector<double> breakpoints() const override { return {0.0}; }
    CurvatureBounds curvatureBounds(Interval over) const override {
        const bool across = over.contains(0.0) && m_plus != m_minus;
        return boundsBetweenTurns(*this, over, std::array{0.0}, {m_minus, m_plus}, across ? HUGE_VAL : 0.0);
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepKinked)(m_plus, m_minus, step); }

private:
    double side(double w) const { return w > 0.0 ? m_plus : m_minus; }
    double m_plus, m_minus;
};

Parameter steepSide() {
    return {
        .name = "a_plus",
        .symbol = "a₊",
        .label = "Curvature on the right",
        .tip = "The larger it is, the steeper the valley's right side, and the more noise pushes walkers to the left.",
        .minimum = 0.01,
        .maximum = 100.0,
        .standard = 2.0,
        .logarithmic = true};
}

Parameter gentleSide() {
    return {.name = "a_minus",
            .symbol = "a₋",
            .label = "Curvature on the left",
            .tip = "The larger it is, the steeper the valley's left side; equal to the right one it makes a parabola.",
            .minimum = 0.01,
            .maximum = 100.0,
            .standard = 0.25,
            .logarithmic = true};
}

}  // namespace

Family asymmetricFamily() {
    return {
        {.name = "asymmetric",
         .title = "Asymmetric valley",
         .formula = "f = A w²/2 + (B/2) (w √(w² + s²) + s² asinh(w/s)), A = (a₊ + a₋)/2, B = (a₊ − a₋)/2",
         .parameters = {steepSide(),
                        gentleSide(),
                        {.name = "s",
                         .symbol = "s",
                         .label = "Roundness of the bend",
                         .tip = "The larger it is, the more gradually the gentle side goes over into the steep one.",
                         .minimum = 0.001,
                         .maximum = 10.0,
                         .standard = 0.5,
                         .logarithmic = true}}},
        [](std::span<const double> p) -> LandscapePtr { return std::make_shared<AsymmetricValley>(p[0], p[1], p[2]); }};
}

Family kinkedFamily() {
    return {{.name = "kinked",
             .title = "Kinked valley",
             .formula = "f = a₊ w²/2 for w > 0, a₋ w²/2 else",
             .parameters = {steepSide(), gentleSide()}},
            [](std::span<const double> p) -> LandscapePtr { return std::make_shared<KinkedValley>(p[0], p[1]); }};
}

}  // namespace basin
#endif
