// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/styblinski_tang.cpp"
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

/// f′ = a (2w³ − 16w + c/2).
struct QuarticSlope {
    double a, c;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        const Vector cubic = hn::MulSub(hn::Set(d, 2.0 * a), hn::Mul(w, w), hn::Set(d, 16.0 * a));
        return hn::MulAdd(cubic, w, hn::Set(d, 0.5 * a * c));
    }
};

void stepQuartic(double a, double c, const Step& step) { stepWalkers(step, QuarticSlope{a, c}); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepQuartic);

namespace {

/// f = a (w⁴ − 16w² + c w)/2.
class StyblinskiTang : public Landscape {
public:
    StyblinskiTang(double a, double c) : m_a(a), m_c(c) {}

    double value(double w) const override { return 0.5 * m_a * w * (m_c + w * (w * w - 16.0)); }
    double slope(double w) const override { return m_a * (0.5 * m_c + w * (2.0 * w * w - 16.0)); }
    double curvature(double w) const override { return m_a * (6.0 * w * w - 16.0); }
    double integral(double w) const override {
        return 0.5 * m_a * w * w * (0.5 * m_c + w * (0.2 * w * w - 16.0 / 3.0));
    }
    Interval domain() const override { return {-4.2, 4.2}; }
    int growth() const override { return 4; }
    CurvatureBounds curvatureBounds(Interval over) const override {
        const double farthest = std::max(std::abs(over.lower), std::abs(over.upper));
        return boundsBetweenTurns(*this, over, std::array{0.0}, {HUGE_VAL, HUGE_VAL}, 12.0 * m_a * farthest);
    }
    std::optional<TrigonometricPolynomial> trigonometricPolynomial() const override {
        return TrigonometricPolynomial{{0.0, 0.5 * m_a * m_c, -8.0 * m_a, 0.0, 0.5 * m_a}, {}};
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepQuartic)(m_a, m_c, step); }

private:
    double m_a, m_c;
};

}  // namespace

Family styblinskiTangFamily() {
    return {
        {.name = "styblinski-tang",
         .title = "Styblinski–Tang",
         .formula = "f = a (w⁴ − 16w² + c w)/2",
         .parameters = {{.name = "a",
                         .symbol = "a",
                         .label = "Scale",
                         .tip =
                             "The larger it is, the steeper everything; 1 is Styblinski and Tang's own. The walls grow "
                             "like w⁴, so that a large step throws walkers out for good.",
                         .minimum = 0.01,
                         .maximum = 10.0,
                         .standard = 1.0,
                         .logarithmic = true},
                        {.name = "c",
                         .symbol = "c",
                         .label = "Tilt",
                         .tip = "The larger it is, the deeper the left well and the shallower the right one; 5 is "
                                "Styblinski and Tang's own, 0 makes both alike.",
                         .minimum = 0.0,
                         .maximum = 20.0,
                         .standard = 5.0}}},
        [](std::span<const double> p) -> LandscapePtr { return std::make_shared<StyblinskiTang>(p[0], p[1]); }};
}

}  // namespace basin
#endif
