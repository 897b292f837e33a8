// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/plane/continued_surface.cpp"
#include <hwy/foreach_target.h>

#include "core/plane/continued_surface.h"
#include "core/plane/plane_step_simd.h"
#include "core/plane/summand.h"

#include <algorithm>
#include <cmath>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// Gradients that have been found before.
struct FoundGradient {
    const double *x, *y;
    HWY_INLINE void operator()(const Vector, const Vector, std::size_t index, Vector& gx, Vector& gy) const {
        const Doubles d;
        gx = hn::LoadU(d, x + index);
        gy = hn::LoadU(d, y + index);
    }
};

/// The arrays are read to a whole vector beyond the walkers.
void stepFound(const double* x, const double* y, const PlaneStep& step) { stepPlane(step, FoundGradient{x, y}); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepFound);

namespace {

constexpr double kFade = 0.25;    // ℓ by the domain's width
constexpr double kFaded = 2.08;   // ω = 1e-8 at so many ℓ
constexpr double kNothing = 2.7;  // ω = 1e-23: g is left out, and no place is reflected beyond the other edge

}  // namespace

/// One coordinate of a place: where g is taken, with which factors, and the fading.
struct ContinuedSurface::Side {
    int count = 1;                                                 ///< of terms
    std::array<double, 2> at{}, factor{1.0, 0.0}, turn{1.0, 0.0};  ///< turn: derivative of `at`
    double fade = 1.0, fadeSlope = 0.0, fadeCurvature = 0.0;       ///< ω, ω′, ω″
    bool isInside = true;

    Side(double w, const Interval& domain) {
        const double edge = std::clamp(w, domain.lower, domain.upper), d = w - edge, scale = kFade * domain.width();
        at[0] = edge;
        if (d == 0.0) return;
        isInside = false;
        const double u = d / scale;
        if (!(std::abs(u) < kNothing)) {
            count = 0;
            return;
        }
        count = 2;
        at[1] = edge - d;
        factor = {2.0, -1.0};
        turn = {0.0, -1.0};
        const double u2 = u * u;
        fade = std::exp(-u2 * u2);
        fadeSlope = -4.0 * u2 * u * fade / scale;
        fadeCurvature = (16.0 * u2 * u2 * u2 - 12.0 * u2) * fade / (scale * scale);
    }
};

void ContinuedSurface::setBowl(double lowest, double highest, Point spacing) {
    m_lowest = lowest;
    m_spacing = spacing;
    // q − lowest is k_x (width_x/2)²/2 = highest − lowest in the middle of an edge.
    const double height = highest - lowest;
    if (height > 0.0)
        m_curvature = {8.0 * height / (m_domain.x.width() * m_domain.x.width()),
                       8.0 * height / (m_domain.y.width() * m_domain.y.width())};
}

SurfaceJet ContinuedSurface::bowl(Point w) const {
    const Point d = w - m_domain.centre();
    return {m_lowest + 0.5 * (m_curvature.x * d.x * d.x + m_curvature.y * d.y * d.y),
            {m_curvature.x * d.x, m_curvature.y * d.y},
            {m_curvature.x, 0.0, m_curvature.y}};
}

SurfaceJet ContinuedSurface::jet(Point w) const {
    const Side x(w.x, m_domain.x), y(w.y, m_domain.y);
    if (x.isInside && y.isInside) return jetWithin(w);
    SurfaceJet q = bowl(w);
    if (x.count == 0 || y.count == 0) return q;
    SurfaceJet g;  // E g
    for (std::size_t i = 0; i < static_cast<std::size_t>(x.count); ++i)
        for (std::size_t j = 0; j < static_cast<std::size_t>(y.count); ++j) {
            const Point at{x.at[i], y.at[j]};
            const SurfaceJet f = jetWithin(at), b = bowl(at);
            const double factor = x.factor[i] * y.factor[j], tx = x.turn[i], ty = y.turn[j];
            g.value += factor * (f.value - b.value);
            g.gradient.x += factor * tx * (f.gradient.x - b.gradient.x);
            g.gradient.y += factor * ty * (f.gradient.y - b.gradient.y);
            g.hessian.xx += factor * tx * tx * (f.hessian.xx - b.hessian.xx);
            g.hessian.xy += factor * tx * ty * (f.hessian.xy - b.hessian.xy);
            g.hessian.yy += factor * ty * ty * (f.hessian.yy - b.hessian.yy);
        }
    const double fade = x.fade * y.fade;
    const Point slope{x.fadeSlope * y.fade, x.fade * y.fadeSlope};
    q.value += fade * g.value;
    q.gradient = q.gradient + fade * g.gradient + g.value * slope;
    q.hessian.xx += fade * g.hessian.xx + 2.0 * slope.x * g.gradient.x + x.fadeCurvature * y.fade * g.value;
    q.hessian.xy +=
        fade * g.hessian.xy + slope.x * g.gradient.y + slope.y * g.gradient.x + x.fadeSlope * y.fadeSlope * g.value;
    q.hessian.yy += fade * g.hessian.yy + 2.0 * slope.y * g.gradient.y + x.fade * y.fadeCurvature * g.value;
    return q;
}

double ContinuedSurface::value(Point w) const {
    const Side x(w.x, m_domain.x), y(w.y, m_domain.y);
    if (x.isInside && y.isInside) return valueWithin(w);
    double sum = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(x.count); ++i)
        for (std::size_t j = 0; j < static_cast<std::size_t>(y.count); ++j) {
            const Point at{x.at[i], y.at[j]};
            sum += x.factor[i] * y.factor[j] * (valueWithin(at) - bowl(at).value);
        }
    return bowl(w).value + x.fade * y.fade * sum;
}

void ContinuedSurface::sample(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    // Row by row, the places within together.
    std::vector<double> x, inside, values;
    std::vector<std::size_t> which;
    for (int column = 0; column < columns; ++column) {
        x.push_back(placeOf(over.x, column, columns));
        if (!m_domain.x.contains(x.back())) continue;
        which.push_back(static_cast<std::size_t>(column));
        inside.push_back(x.back());
    }
    values.resize(inside.size());
    for (int row = 0; row < rows; ++row) {
        const double height = placeOf(over.y, row, rows);
        double* line = out.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns);
        const bool isWithin = m_domain.y.contains(height);
        for (std::size_t i = 0; i < x.size(); ++i)
            if (!isWithin || !m_domain.x.contains(x[i])) line[i] = value({x[i], height});
        if (!isWithin || inside.empty()) continue;
        valuesAlong(inside.data(), height, inside.size(), values.data());
        for (std::size_t i = 0; i < which.size(); ++i) line[which[i]] = values[i];
    }
}

PlanePolynomial ContinuedSurface::polynomial() const {
    const Point c = m_domain.centre(), k = m_curvature;
    return {{{0, 0, m_lowest + 0.5 * (k.x * c.x * c.x + k.y * c.y * c.y)},
             {1, 0, -k.x * c.x},
             {0, 1, -k.y * c.y},
             {2, 0, 0.5 * k.x},
             {0, 2, 0.5 * k.y}},
            {}};
}

std::optional<SurfaceDetail> ContinuedSurface::detail() const {
    const double more = kFaded * kFade;
    const auto side = [&](const Interval& domain) {
        return Interval{domain.lower - more * domain.width(), domain.upper + more * domain.width()};
    };
    return SurfaceDetail{{side(m_domain.x), side(m_domain.y)}, m_spacing};
}

void ContinuedSurface::step(const PlaneStep& step) const {
    constexpr std::size_t kChunk = 128, kMore = 8;  // kMore: doubles in the largest vector
    double x[kChunk], y[kChunk], gx[kChunk + kMore] = {}, gy[kChunk + kMore] = {};
    for (std::size_t from = 0; from < step.count; from += kChunk) {
        PlaneStep part = step;
        part.count = std::min(kChunk, step.count - from);
        for (const double** array : {&part.noiseX, &part.noiseY}) *array += from;
        for (double** array : {&part.x, &part.y, &part.velocityX, &part.velocityY, &part.sumX, &part.sumY})
            if (*array) *array += from;
        bool allInside = true;
        for (std::size_t i = 0; i < part.count; ++i) {
            // std::max(lower, NaN) is lower: a lost walker is looked at below.
            x[i] = std::min(std::max(m_domain.x.lower, part.x[i]), m_domain.x.upper);
            y[i] = std::min(std::max(m_domain.y.lower, part.y[i]), m_domain.y.upper);
            allInside = allInside && x[i] == part.x[i] && y[i] == part.y[i];
        }
        gradientsWithin(x, y, part.count, gx, gy);
        for (std::size_t i = 0; !allInside && i < part.count; ++i) {
            if (x[i] == part.x[i] && y[i] == part.y[i]) continue;
            const Point g = gradient({part.x[i], part.y[i]});
            gx[i] = g.x;
            gy[i] = g.y;
        }
        HWY_DYNAMIC_DISPATCH(stepFound)(gx, gy, part);
    }
}

}  // namespace basin
#endif
