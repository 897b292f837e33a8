// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/gradient_step.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/gradient_step.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/step_simd.h"

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

struct NoSlope {
    HWY_INLINE Vector operator()(const Vector) const { return hn::Zero(Doubles()); }
};
void stepWithoutSlope(const Step& step) { stepWalkers(step, NoSlope()); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepWithoutSlope);

void stepByGradient(const Step& step) { HWY_DYNAMIC_DISPATCH(stepWithoutSlope)(step); }

}  // namespace basin
#endif
