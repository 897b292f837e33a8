// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/plane/hills_form.cpp"
#include <hwy/foreach_target.h>

#include "core/plane/hills_form.h"
#include "core/plane/plane_step_simd.h"

#include <hwy/contrib/math/math-inl.h>

#include <algorithm>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// e^{−q/2}; from q = 1400 on, where it is 1e-304, it stays at that: no infinite q meets a 0.
HWY_INLINE Vector bell(const Vector q) {
    const Doubles d;
    return hn::Exp(d, hn::Mul(hn::Set(d, -0.5), hn::Min(q, hn::Set(d, 1400.0))));
}

/// ∇f = c (w − centre) − Σ height e^{−dᵀPd/2} P d,   d = w − place.
struct HillsGradient {
    const HillsForm::Hill* hills;
    std::size_t count;
    double curvature;
    Point centre;

    HWY_INLINE void operator()(const Vector x, const Vector y, std::size_t, Vector& gx, Vector& gy) const {
        const Doubles d;
        gx = hn::Mul(hn::Set(d, curvature), hn::Sub(x, hn::Set(d, centre.x)));
        gy = hn::Mul(hn::Set(d, curvature), hn::Sub(y, hn::Set(d, centre.y)));
        for (std::size_t i = 0; i < count; ++i) {
            const HillsForm::Hill& hill = hills[i];
            const Vector dx = hn::Sub(x, hn::Set(d, hill.place.x)), dy = hn::Sub(y, hn::Set(d, hill.place.y));
            const Vector cross = hn::Set(d, hill.precision.xy);
            const Vector px = hn::MulAdd(hn::Set(d, hill.precision.xx), dx, hn::Mul(cross, dy));
            const Vector py = hn::MulAdd(hn::Set(d, hill.precision.yy), dy, hn::Mul(cross, dx));
            const Vector height = hn::Mul(hn::Set(d, hill.height), bell(hn::MulAdd(dx, px, hn::Mul(dy, py))));
            gx = hn::NegMulAdd(height, px, gx);
            gy = hn::NegMulAdd(height, py, gy);
        }
    }
};

void stepHills(const HillsForm::Hill* hills, std::size_t count, double curvature, Point centre, const PlaneStep& step) {
    stepPlane(step, HillsGradient{hills, count, curvature, centre});
}

/// Adds a hill to one row of places `x`; all arrays may be read and written to a whole vector beyond `count`.
void addHill(const HillsForm::Hill& hill, const double* x, double y, double* out, std::size_t count) {
    const Doubles d;
    const double dy = y - hill.place.y;
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const Vector dx = hn::Sub(hn::LoadU(d, x + i), hn::Set(d, hill.place.x));
        // dᵀPd = (xx dx + 2 xy dy) dx + yy dy²
        const Vector slope = hn::MulAdd(hn::Set(d, hill.precision.xx), dx, hn::Set(d, 2.0 * hill.precision.xy * dy));
        const Vector q = hn::MulAdd(slope, dx, hn::Set(d, hill.precision.yy * dy * dy));
        hn::StoreU(hn::MulAdd(hn::Set(d, hill.height), bell(q), hn::LoadU(d, out + i)), d, out + i);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepHills);
HWY_EXPORT(addHill);

namespace {

/// Beyond this many widths a bell is 1e-308 and less.
constexpr double kFarthest = 37.5;

double squared(const HillsForm::Hill& hill, Point d) { return dot(d, hill.precision.times(d)); }

double heightAt(const HillsForm::Hill& hill, double q) {
    return q < kFarthest * kFarthest ? hill.height * std::exp(-0.5 * q) : 0.0;
}

}  // namespace

HillsForm::HillsForm(std::span<const GaussianHill> hills) {
    for (const GaussianHill& hill : hills) {
        const Symmetric& s = hill.spread;
        const double det = s.determinant();
        m_hills.push_back({hill.height, hill.place, {s.yy / det, -s.xy / det, s.xx / det}});
    }
}

double HillsForm::value(Point w) const {
    double sum = 0.0;
    for (const Hill& hill : m_hills) sum += heightAt(hill, squared(hill, w - hill.place));
    return sum;
}

Point HillsForm::gradient(Point w) const {
    Point sum;
    for (const Hill& hill : m_hills) {
        const Point d = w - hill.place;
        const double height = heightAt(hill, squared(hill, d));
        if (height != 0.0) sum = sum - height * hill.precision.times(d);
    }
    return sum;
}

Symmetric HillsForm::hessian(Point w) const {
    Symmetric sum{0.0, 0.0, 0.0};
    for (const Hill& hill : m_hills) {
        const Point d = w - hill.place, p = hill.precision.times(d);
        const double height = heightAt(hill, dot(d, p));
        if (height == 0.0) continue;
        sum.xx += height * (p.x * p.x - hill.precision.xx);
        sum.xy += height * (p.x * p.y - hill.precision.xy);
        sum.yy += height * (p.y * p.y - hill.precision.yy);
    }
    return sum;
}

void HillsForm::addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    constexpr std::size_t kMore = 8;  // doubles in the largest vector
    const auto width = static_cast<std::size_t>(columns);
    std::vector<double> x(width + kMore), line(width + kMore);
    for (int i = 0; i < columns; ++i) x[static_cast<std::size_t>(i)] = placeOf(over.x, i, columns);
    for (int row = 0; row < rows; ++row) {
        const double y = placeOf(over.y, row, rows);
        std::fill(line.begin(), line.end(), 0.0);
        for (const Hill& hill : m_hills) {
            // Along a row the hill is highest where dᵀPd = dy² det P / P_xx.
            const double dy = y - hill.place.y;
            if (dy * dy * hill.precision.determinant() / hill.precision.xx > kFarthest * kFarthest) continue;
            HWY_DYNAMIC_DISPATCH(addHill)(hill, x.data(), y, line.data(), width);
        }
        const std::span<double> to = out.subspan(static_cast<std::size_t>(row) * width, width);
        for (std::size_t i = 0; i < width; ++i) to[i] += line[i];
    }
}

void HillsForm::step(double curvature, Point centre, const PlaneStep& step) const {
    HWY_DYNAMIC_DISPATCH(stepHills)(m_hills.data(), m_hills.size(), curvature, centre, step);
}

}  // namespace basin
#endif
