// SPDX-License-Identifier: GPL-3.0-or-later
// Parabolas with ripples: spiky and Rastrigin (maths.md §4).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/ripples.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/curvature_bounds.h"
#include "core/landscape/families.h"
#include "core/landscape/sine_simd.h"
#include "core/landscape/step_simd.h"

#include <algorithm>
#include <cmath>
#include <numbers>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// f′ = a w + b κ sin κ(w − φ).
struct RippledSlope {
    double a, amplitude, kappa, phi;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        const Vector angle = hn::Mul(hn::Set(d, kappa), hn::Sub(w, hn::Set(d, phi)));
        return hn::MulAdd(hn::Set(d, amplitude), sine(angle), hn::Mul(hn::Set(d, a), w));
    }
};

void stepRippled(double a, double b, double kappa, double phi, const Step& step) {
    stepWalkers(step, RippledSlope{a, b * kappa, kappa, phi});
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepRippled);

namespace {

/// f = a w²/2 + b (1 − cos κ(w − φ)).
class RippledParabola : public Landscape {
public:
    RippledParabola(double a, double b, double kappa, double phi, Interval domain)
        : m_a(a), m_b(b), m_kappa(kappa), m_phi(phi), m_domain(domain) {}

    double value(double w) const override { return 0.5 * m_a * w * w + m_b * (1.0 - std::cos(angle(w))); }
    double slope(double w) const override { return m_a * w + m_b * m_kappa * std::sin(angle(w)); }
    double curvature(double w) const override { return m_a + m_b * m_kappa * m_kappa * std::cos(angle(w)); }
    double integral(double w) const override {
        return m_a * w * w * w / 6.0 + m_b * (w - (std::sin(angle(w)) - std::sin(angle(0.0))) / m_kappa);
    }
    Interval domain() const override { return m_domain; }
    std::optional<TrigonometricPolynomial> trigonometricPolynomial() const override {
        return TrigonometricPolynomial{{m_b, 0.0, 0.5 * m_a}, {{-m_b, m_kappa, -m_kappa * m_phi}}};
    }
    CurvatureBounds curvatureBounds(Interval over) const override {
        const double height = m_b * m_kappa * m_kappa;
        const Interval cosine = cosineRange(angle(over.lower), angle(over.upper));
        return {{m_a + height * cosine.lower, m_a + height * cosine.upper}, height * m_kappa, true};
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepRippled)(m_a, m_b, m_kappa, m_phi, step); }

private:
    double angle(double w) const { return m_kappa * (w - m_phi); }
    double m_a, m_b, m_kappa, m_phi;
    Interval m_domain;
};

/// f has minima besides the middle one while |a w| < bκ. That much is shown and a margin, between 5 and 24 ripples.
LandscapePtr makeSpiky(std::span<const double> p) {
    const double a = p[0], b = p[1], kappa = p[2], phi = p[3];
    const double ripple = 2.0 * std::numbers::pi / kappa;
    const double half = std::clamp(1.25 * b * kappa / a, 2.5 * ripple, 12.0 * ripple) + std::abs(phi);
    return std::make_shared<RippledParabola>(a, b, kappa, phi, Interval{-half, half});
}

/// f = w² + b (1 − cos 2πw/ℓ).
LandscapePtr makeRastrigin(std::span<const double> p) {
    const double half = 5.12 * p[1];
    return std::make_shared<RippledParabola>(2.0, p[0], 2.0 * std::numbers::pi / p[1], 0.0, Interval{-half, half});
}

}  // namespace

Family spikyFamily() {
    return {
        {.name = "spiky",
         .title = "Spiky parabola",
         .formula = "f = a w²/2 + b (1 − cos κ(w − φ))",
         .parameters = {{.name = "a",
                         .symbol = "a",
                         .label = "Curvature of the parabola",
                         .tip = "The larger it is, the steeper the parabola beneath the ripples, and the fewer of them "
                                "hold a walker.",
                         .minimum = 0.01,
                         .maximum = 10.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "b",
                         .symbol = "b",
                         .label = "Height of the ripples",
                         .tip = "The larger it is, the deeper the sharp minima; averaging over the noise shrinks it.",
                         .minimum = 0.0001,
                         .maximum = 10.0,
                         .standard = 0.1,
                         .logarithmic = true},
                        {.name = "kappa",
                         .symbol = "κ",
                         .label = "Frequency of the ripples",
                         .tip = "The larger it is, the closer together and the sharper the minima, and the smaller the "
                                "step that smooths them away.",
                         .minimum = 1.0,
                         .maximum = 200.0,
                         .standard = 20.0,
                         .logarithmic = true},
                        {.name = "phi",
                         .symbol = "φ",
                         .label = "Shift of the ripples",
                         .tip = "Moves the ripples to the right, so that the lowest minimum of f no longer lies where "
                                "the parabola is lowest.",
                         .minimum = -1.0,
                         .maximum = 1.0,
                         .standard = 0.0}}},
        makeSpiky};
}

Family rastriginFamily() {
    return {{.name = "rastrigin",
             .title = "Rastrigin",
             .formula = "f = w² + b (1 − cos 2πw/ℓ)",
             .parameters =
                 {{.name = "b",
                   .symbol = "b",
                   .label = "Height of the ripples",
                   .tip = "The larger it is, the deeper the local minima; 10 is Rastrigin's own.",
                   .minimum = 0.01,
                   .maximum = 20.0,
                   .standard = 10.0,
                   .logarithmic = true},
                  {.name = "period",
                   .symbol = "ℓ",
                   .label = "Distance of the minima",
                   .tip = "The larger it is, the farther apart and the flatter the local minima; 1 is Rastrigin's own.",
                   .minimum = 0.1,
                   .maximum = 5.0,
                   .standard = 1.0,
                   .logarithmic = true}}},
            makeRastrigin};
}

}  // namespace basin
#endif
