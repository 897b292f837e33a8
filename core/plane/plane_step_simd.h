// SPDX-License-Identifier: GPL-3.0-or-later
// The update of SGD in the plane, written once for every surface. Compiled anew for every instruction set, like
// core/landscape/step_simd.h.
#if defined(BASIN_PLANE_STEP_SIMD_H) == defined(HWY_TARGET_TOGGLE)
#ifdef BASIN_PLANE_STEP_SIMD_H
#undef BASIN_PLANE_STEP_SIMD_H
#else
#define BASIN_PLANE_STEP_SIMD_H
#endif

#include "core/landscape/step_simd.h"
#include "core/plane/surface.h"

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// One step of as many walkers as a vector holds (maths.md §1), all arrays from their place `i` on: g = ∇f(w) + A ξ, with
/// momentum m ← β m + g and g = m, then w ← w − η g and sum ← sum + w. `gradient`(x, y, index, gx, gy) sets ∇f of the
/// vectors x and y, the first of which is the walker `index`.
template <bool kMomentum, bool kSum, class Gradient>
HWY_INLINE void stepPlaneVector(const PlaneStep& step, const Gradient& gradient, std::size_t index, std::size_t i) {
    const Doubles d;
    const Vector x = hn::LoadU(d, step.x + i), y = hn::LoadU(d, step.y + i);
    Vector gx, gy;
    gradient(x, y, index, gx, gy);
    const Vector a = hn::LoadU(d, step.noiseX + i), b = hn::LoadU(d, step.noiseY + i);
    const Vector cross = hn::Set(d, step.noiseRoot.xy), eta = hn::Set(d, step.stepSize);
    gx = hn::MulAdd(hn::Set(d, step.noiseRoot.xx), a, hn::MulAdd(cross, b, gx));
    gy = hn::MulAdd(hn::Set(d, step.noiseRoot.yy), b, hn::MulAdd(cross, a, gy));
    if constexpr (kMomentum) {
        gx = hn::MulAdd(hn::Set(d, step.momentum), hn::LoadU(d, step.velocityX + i), gx);
        gy = hn::MulAdd(hn::Set(d, step.momentum), hn::LoadU(d, step.velocityY + i), gy);
        hn::StoreU(gx, d, step.velocityX + i);
        hn::StoreU(gy, d, step.velocityY + i);
    }
    const Vector nextX = hn::NegMulAdd(eta, gx, x), nextY = hn::NegMulAdd(eta, gy, y);
    hn::StoreU(nextX, d, step.x + i);
    hn::StoreU(nextY, d, step.y + i);
    if constexpr (kSum) {
        hn::StoreU(hn::Add(hn::LoadU(d, step.sumX + i), nextX), d, step.sumX + i);
        hn::StoreU(hn::Add(hn::LoadU(d, step.sumY + i), nextY), d, step.sumY + i);
    }
}

/// By value, so that the compiler knows that no store to w changes the step or the surface.
template <bool kMomentum, bool kSum, class Gradient>
HWY_INLINE void stepPlaneVectors(const PlaneStep step, const Gradient gradient) {
    const std::size_t lanes = hn::Lanes(Doubles());
    std::size_t i = 0;
    for (; i + lanes <= step.count; i += lanes) stepPlaneVector<kMomentum, kSum>(step, gradient, i, i);
    if (i == step.count) return;

    // The rest takes the same way through a full vector, so that a walker's path does not depend on its neighbours.
    constexpr std::size_t kMost = HWY_MAX_BYTES / sizeof(double);
    alignas(64) double columns[8][kMost] = {};
    const double* const inputs[] = {step.noiseX,    step.noiseY,    step.x,    step.y,
                                    step.velocityX, step.velocityY, step.sumX, step.sumY};
    double* const outputs[] = {nullptr, nullptr, step.x, step.y, step.velocityX, step.velocityY, step.sumX, step.sumY};
    const std::size_t rest = step.count - i;
    for (std::size_t c = 0; c < 8; ++c)
        for (std::size_t j = 0; inputs[c] && j < rest; ++j) columns[c][j] = inputs[c][i + j];
    PlaneStep last = step;
    last.noiseX = columns[0], last.noiseY = columns[1], last.x = columns[2], last.y = columns[3];
    last.velocityX = columns[4], last.velocityY = columns[5], last.sumX = columns[6], last.sumY = columns[7];
    stepPlaneVector<kMomentum, kSum>(last, gradient, i, 0);
    for (std::size_t c = 0; c < 8; ++c)
        for (std::size_t j = 0; outputs[c] && j < rest; ++j) outputs[c][i + j] = columns[c][j];
}

/// Moves every walker on. `gradient` is copied, and must be small and plain.
template <class Gradient>
HWY_INLINE void stepPlane(const PlaneStep& step, const Gradient& gradient) {
    if (step.velocityX && step.sumX) return stepPlaneVectors<true, true>(step, gradient);
    if (step.velocityX) return stepPlaneVectors<true, false>(step, gradient);
    if (step.sumX) return stepPlaneVectors<false, true>(step, gradient);
    stepPlaneVectors<false, false>(step, gradient);
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#endif
