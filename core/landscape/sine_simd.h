// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled anew for every instruction set, like step_simd.h.
#if defined(BASIN_LANDSCAPE_SINE_SIMD_H) == defined(HWY_TARGET_TOGGLE)
#ifdef BASIN_LANDSCAPE_SINE_SIMD_H
#undef BASIN_LANDSCAPE_SINE_SIMD_H
#else
#define BASIN_LANDSCAPE_SINE_SIMD_H
#endif

#include "core/landscape/step_simd.h"

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// Added to a number below 2⁵¹ in size, leaves the nearest integer in the low bits of the mantissa.
constexpr double kRounder = 0x1.8p52;

/// (−1)ⁿ sin(x − (n + h)π) where |x − (n + h)π| ≤ π/2 and h = ½ if kHalf, else 0. Highway's own Sin ends at 39000, where a
/// walker under heavy-tailed noise may well be. Without fused multiplication π comes in parts of 33 bits, so that the
/// reduction is exact up to n = 2²⁰; what it leaves for huge x is cut to something bounded. The polynomial is minimax:
/// relative error 3e-19.
template <bool kHalf>
HWY_INLINE Vector reducedSine(const Vector x) {
    const Doubles d;
    const hn::RebindToUnsigned<Doubles> bits;
    const Vector perPi = hn::Set(d, 0x1.45f306dc9c883p-2), rounder = hn::Set(d, kRounder);
    Vector rounded, n;
    if constexpr (kHalf) {
        rounded = hn::Add(hn::MulSub(x, perPi, hn::Set(d, 0.5)), rounder);
        n = hn::Add(hn::Sub(rounded, rounder), hn::Set(d, 0.5));
    } else {
        rounded = hn::MulAdd(x, perPi, rounder);
        n = hn::Sub(rounded, rounder);
    }
#if HWY_NATIVE_FMA
    Vector r = hn::NegMulAdd(n, hn::Set(d, 0x1.921fb54442d18p1), x);
    r = hn::NegMulAdd(n, hn::Set(d, 0x1.1a62633145c07p-53), r);
#else
    Vector r = hn::NegMulAdd(n, hn::Set(d, 0x1.921fb544p1), x);
    r = hn::NegMulAdd(n, hn::Set(d, 0x1.0b4611a6p-33), r);
    r = hn::NegMulAdd(n, hn::Set(d, 0x1.3198a2e037073p-68), r);
#endif
    r = hn::Min(hn::Max(r, hn::Set(d, -2.0)), hn::Set(d, 2.0));
    const Vector z = hn::Mul(r, r);
    Vector q = hn::Set(d, 2.7210848552688159255e-15);
    q = hn::MulAdd(q, z, hn::Set(d, -7.64298310574505444469e-13));
    q = hn::MulAdd(q, z, hn::Set(d, 1.60589393907378767305e-10));
    q = hn::MulAdd(q, z, hn::Set(d, -2.50521068666781365532e-8));
    q = hn::MulAdd(q, z, hn::Set(d, 2.75573192110720578758e-6));
    q = hn::MulAdd(q, z, hn::Set(d, -1.98412698412088488523e-4));
    q = hn::MulAdd(q, z, hn::Set(d, 8.33333333333319331243e-3));
    q = hn::MulAdd(q, z, hn::Set(d, -0.166666666666666655606));
    const Vector sine = hn::MulAdd(hn::Mul(r, z), q, r);
    const Vector sign = hn::BitCast(d, hn::ShiftLeft<63>(hn::BitCast(bits, rounded)));
    return hn::Xor(sine, sign);
}

/// sin x to 1e-16 for |x| < 3·10⁶, worse in proportion beyond; where |x| > 10¹⁵ it is any number from −1 to 1.
HWY_INLINE Vector sine(const Vector x) { return reducedSine<false>(x); }

/// cos x = −(−1)ⁿ sin(x − (n + ½)π): as exact near its zeros as the sine is near its own.
HWY_INLINE Vector cosine(const Vector x) { return hn::Neg(reducedSine<true>(x)); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#endif
