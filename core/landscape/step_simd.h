// SPDX-License-Identifier: GPL-3.0-or-later
// The update of SGD, written once for every landscape. Highway compiles this file anew for every instruction set and
// chooses one when the program runs; hence the include guard that toggles.
#if defined(BASIN_LANDSCAPE_STEP_SIMD_H) == defined(HWY_TARGET_TOGGLE)
#ifdef BASIN_LANDSCAPE_STEP_SIMD_H
#undef BASIN_LANDSCAPE_STEP_SIMD_H
#else
#define BASIN_LANDSCAPE_STEP_SIMD_H
#endif

#include "core/landscape/landscape.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Vector = hn::Vec<Doubles>;

/// `slope` maps a vector of w to f′(w), or looks it up under the index of the first of them.
template <class Slope>
HWY_INLINE Vector slopeAt(const Slope& slope, const Vector w, const std::size_t index) {
    if constexpr (requires { slope(w, index); }) {
        return slope(w, index);
    } else {
        return slope(w);
    }
}

/// One step of as many walkers as a vector holds (maths.md §1): g = f′(w) + s ξ, with momentum m ← β m + g and g = m,
/// then w ← w − η g and sum ← sum + w.
template <bool kMomentum, bool kSum, class Slope>
HWY_INLINE void stepVector(const Step& step, const Slope& slope, std::size_t index, const double* noise, double* w,
                           double* velocity, double* sum) {
    const Doubles d;
    const Vector place = hn::LoadU(d, w);
    Vector g = slopeAt(slope, place, index);
    g = hn::MulAdd(hn::Set(d, step.noiseScale), hn::LoadU(d, noise), g);
    if constexpr (kMomentum) {
        g = hn::MulAdd(hn::Set(d, step.momentum), hn::LoadU(d, velocity), g);
        hn::StoreU(g, d, velocity);
    }
    const Vector next = hn::NegMulAdd(hn::Set(d, step.stepSize), g, place);
    hn::StoreU(next, d, w);
    if constexpr (kSum) hn::StoreU(hn::Add(hn::LoadU(d, sum), next), d, sum);
}

/// By value, so that the compiler knows that no store to w changes the step or the landscape.
template <bool kMomentum, bool kSum, class Slope>
HWY_INLINE void stepVectors(const Step step, const Slope slope) {
    const std::size_t lanes = hn::Lanes(Doubles());
    std::size_t i = 0;
    for (; i + lanes <= step.count; i += lanes)
        stepVector<kMomentum, kSum>(step, slope, i, step.noise + i, step.w + i, kMomentum ? step.velocity + i : nullptr,
                                    kSum ? step.sum + i : nullptr);
    if (i == step.count) return;

    // The rest takes the same way through a full vector, so that a walker's path does not depend on its neighbours.
    constexpr std::size_t kMost = HWY_MAX_BYTES / sizeof(double);
    alignas(64) double noise[kMost] = {}, w[kMost] = {}, velocity[kMost] = {}, sum[kMost] = {};
    const std::size_t rest = step.count - i;
    for (std::size_t j = 0; j < rest; ++j) {
        noise[j] = step.noise[i + j];
        w[j] = step.w[i + j];
        if (kMomentum) velocity[j] = step.velocity[i + j];
        if (kSum) sum[j] = step.sum[i + j];
    }
    stepVector<kMomentum, kSum>(step, slope, i, noise, w, velocity, sum);
    for (std::size_t j = 0; j < rest; ++j) {
        step.w[i + j] = w[j];
        if (kMomentum) step.velocity[i + j] = velocity[j];
        if (kSum) step.sum[i + j] = sum[j];
    }
}

/// Moves every walker on. `slope` is copied, and must be small and plain.
template <class Slope>
HWY_INLINE void stepWalkers(const Step& step, const Slope& slope) {
    if (step.velocity && step.sum) return stepVectors<true, true>(step, slope);
    if (step.velocity) return stepVectors<true, false>(step, slope);
    if (step.sum) return stepVectors<false, true>(step, slope);
    stepVectors<false, false>(step, slope);
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#endif
