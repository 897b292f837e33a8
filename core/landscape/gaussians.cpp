// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/gaussians.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/families.h"
#include "core/landscape/step_simd.h"

#include <hwy/contrib/math/math-inl.h>

#include <algorithm>
#include <cmath>
#include <numbers>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// f′ = a w + Σ (h/δ) x exp(−x²/2), x = (w − s)/δ.
struct TwoWellsSlope {
    double a;
    GaussianWells::Well wells[2];
    HWY_INLINE Vector pull(const Vector w, const int i) const {
        const Doubles d;
        const double perWidth = 1.0 / wells[i].width;
        const Vector x = hn::Mul(hn::Sub(w, hn::Set(d, wells[i].centre)), hn::Set(d, perWidth));
        const Vector bell = hn::Exp(d, hn::Mul(hn::Mul(hn::Set(d, -0.5), x), x));
        return hn::Mul(hn::Mul(hn::Set(d, wells[i].depth * perWidth), x), bell);
    }
    HWY_INLINE Vector operator()(const Vector w) const {
        return hn::MulAdd(hn::Set(Doubles(), a), w, hn::Add(pull(w, 0), pull(w, 1)));
    }
};

void stepTwoWells(double a, const GaussianWells::Well* wells, const Step& step) {
    stepWalkers(step, TwoWellsSlope{a, {wells[0], wells[1]}});
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepTwoWells);

namespace {

/// f = a w²/2 − Σ h exp(−(w − s)²/(2δ²)) over two wells.
class TwoGaussians : public Landscape {
public:
    TwoGaussians(double a, GaussianWells::Well left, GaussianWells::Well right) : m_a(a), m_wells{left, right} {}

    double value(double w) const override {
        double sum = 0.5 * m_a * w * w;
        for (const auto& well : m_wells) sum -= well.depth * bell(well, w);
        return sum;
    }
    double slope(double w) const override {
        double sum = m_a * w;
        for (const auto& well : m_wells) sum += well.depth / well.width * at(well, w) * bell(well, w);
        return sum;
    }
    double curvature(double w) const override {
        double sum = m_a;
        for (const auto& well : m_wells) {
            const double x = at(well, w);
            // Far away x² is infinite and the bell 0: their product is meant to be 0.
            sum += well.depth / (well.width * well.width) * (1.0 - std::min(x * x, 1e300)) * bell(well, w);
        }
        return sum;
    }
    double integral(double w) const override {
        double sum = m_a * w * w * w / 6.0;
        for (const auto& well : m_wells) {
            const double toErf = 1.0 / std::numbers::sqrt2;
            sum -= well.depth * well.width * std::sqrt(0.5 * std::numbers::pi) *
                   (std::erf(toErf * at(well, w)) - std::erf(toErf * at(well, 0.0)));
        }
        return sum;
    }
    /// Both wells to three widths and the parabola's middle, with a margin.
    Interval domain() const override {
        Interval inner;
        for (const auto& well : m_wells) {
            inner.lower = std::min(inner.lower, well.centre - 3.0 * well.width);
            inner.upper = std::max(inner.upper, well.centre + 3.0 * well.width);
        }
        const double margin = 0.15 * inner.width();
        return {inner.lower - margin, inner.upper + margin};
    }
    /// f″ = a + Σ (h/δ²) (1 − x²) e^{−x²/2}; each bell turns at x = 0 and ±√3, and its slope (x³ − 3x) e^{−x²/2} is largest at
    /// x² = 3 − √6. The bounds of the bells are added on stretches so short that little is lost.
    CurvatureBounds curvatureBounds(Interval over) const override {
        constexpr double kSteepest = 1.380119036;
        constexpr int kMostStretches = 512;
        double lipschitz = 0.0;
        for (const auto& well : m_wells) lipschitz += kSteepest * well.depth / (well.width * well.width * well.width);
        const auto bellCurvature = [](const GaussianWells::Well& well, double w) {
            const double x2 = std::min(std::pow(at(well, w), 2), 1e300);
            return well.depth / (well.width * well.width) * (std::isinf(w) ? 0.0 : (1.0 - x2) * bell(well, w));
        };
        // Of each bell, where the last stretch ended: there the next one begins.
        double endedAt[2] = {NAN, NAN}, ended[2] = {};
        const auto bellRange = [&](int which, double from, double to) {
            const GaussianWells::Well& well = m_wells[which];
            const double first = endedAt[which] == from ? ended[which] : bellCurvature(well, from);
            const double last = ended[which] = bellCurvature(well, to);
            endedAt[which] = to;
            Interval range{std::min(first, last), std::max(first, last)};
            const double turn = std::sqrt(3.0) * well.width;
            for (const double w : {well.centre - turn, well.centre, well.centre + turn}) {
                if (w < from || w > to) continue;
                const double value = bellCurvature(well, w);
                range = {std::min(range.lower, value), std::max(range.upper, value)};
            }
            return range;
        };
        CurvatureBounds bounds{{HUGE_VAL, -HUGE_VAL}, lipschitz, true};
        const auto take = [&](double from, double to) {
            if (!(from < to) && !(from == to && over.lower == over.upper)) return;
            Interval sum{m_a, m_a};
            for (const int which : {0, 1}) {
                const Interval range = bellRange(which, from, to);
                sum = {sum.lower + range.lower, sum.upper + range.upper};
            }
            bounds.range = {std::min(bounds.range.lower, sum.lower), std::max(bounds.range.upper, sum.upper)};
        };
        const Interval all = domain();
        const Interval inner{std::clamp(over.lower, all.lower, all.upper),
                             std::clamp(over.upper, all.lower, all.upper)};
        take(over.lower, std::min(inner.lower, over.upper));
        const int stretches = std::max(1, static_cast<int>(std::ceil(kMostStretches * inner.width() / all.width())));
        for (int i = 0; i < stretches; ++i)
            take(inner.lower + inner.width() * i / stretches, inner.lower + inner.width() * (i + 1) / stretches);
        take(std::max(inner.upper, over.lower), over.upper);
        return bounds;
    }
    /// The middle and the edges of the bells.
    std::vector<double> breakpoints() const override {
        std::vector<double> points;
        for (const auto& well : m_wells)
            for (const double x : {-4.0, -1.5, 0.0, 1.5, 4.0}) points.push_back(well.centre + x * well.width);
        std::ranges::sort(points);
        points.erase(std::ranges::unique(points).begin(), points.end());
        return points;
    }
    std::optional<GaussianWells> gaussianWells() const override { return GaussianWells{m_a, {m_wells[0], m_wells[1]}}; }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepTwoWells)(m_a, m_wells, step); }

private:
    static double at(const GaussianWells::Well& well, double w) { return (w - well.centre) / well.width; }
    static double bell(const GaussianWells::Well& well, double w) {
        const double x = at(well, w);
        // Beyond, 1e-308 and less; and exp takes its time to find that out.
        constexpr double kFarthest = 37.5;
        return std::abs(x) < kFarthest ? std::exp(-0.5 * x * x) : 0.0;
    }
    double m_a;
    GaussianWells::Well m_wells[2];
};

Parameter depth(std::string name, std::string symbol, std::string label) {
    return {
        .name = std::move(name),
        .symbol = std::move(symbol),
        .label = std::move(label),
        .tip = "The larger it is, the deeper this well, and the larger the step or the noise that gets a walker out.",
        .minimum = 0.01,
        .maximum = 10.0,
        .standard = 1.0,
        .logarithmic = true};
}

Parameter place(std::string name, std::string symbol, std::string label, double standard) {
    return {.name = std::move(name),
            .symbol = std::move(symbol),
            .label = std::move(label),
            .tip = "Where this well sits; the farther from 0, the higher up the parabola's side.",
            .minimum = -5.0,
            .maximum = 5.0,
            .standard = standard};
}

Parameter width(std::string name, std::string symbol, std::string label, double standard) {
    return {.name = std::move(name),
            .symbol = std::move(symbol),
            .label = std::move(label),
            .tip = "The larger it is, the wider and so the flatter this well; wide wells outlive larger steps.",
            .minimum = 0.01,
            .maximum = 3.0,
            .standard = standard,
            .logarithmic = true};
}

}  // namespace

Family gaussiansFamily() {
    return {{.name = "gaussians",
             .title = "Two Gaussian wells",
             .formula = "f = a w²/2 − h₁ exp(−(w − s₁)²/(2δ₁²)) − h₂ exp(−(w − s₂)²/(2δ₂²))",
             .parameters = {{.name = "a",
                             .symbol = "a",
                             .label = "Curvature of the parabola",
                             .tip = "The larger it is, the steeper the parabola that carries the wells.",
                             .minimum = 0.01,
                             .maximum = 10.0,
                             .standard = 0.2,
                             .logarithmic = true},
                            depth("h1", "h₁", "Depth of the first well"),
                            place("s1", "s₁", "Place of the first well", -1.5),
                            width("delta1", "δ₁", "Width of the first well", 0.12),
                            depth("h2", "h₂", "Depth of the second well"),
                            place("s2", "s₂", "Place of the second well", 1.5),
                            width("delta2", "δ₂", "Width of the second well", 0.8)}},
            [](std::span<const double> p) -> LandscapePtr {
                return std::make_shared<TwoGaussians>(p[0], GaussianWells::Well{p[1], p[2], p[3]},
                                                      GaussianWells::Well{p[4], p[5], p[6]});
            }};
}

}  // namespace basin
#endif
