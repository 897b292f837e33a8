// SPDX-License-Identifier: GPL-3.0-or-later
// Elementary functions on vectors of doubles, to about 2 units in the last place on the ranges named, shorter than general
// ones because their arguments are known. Compiled once for each instruction set: Highway's own guards, not a pragma.
#if defined(BASIN_VECTOR_MATH_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef BASIN_VECTOR_MATH_INL_H
#undef BASIN_VECTOR_MATH_INL_H
#else
#define BASIN_VECTOR_MATH_INL_H
#endif

#include <hwy/highway.h>
#include <array>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace basin::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// n Taylor coefficients of the sine (firstPower 1) or cosine (0) of base·y, in powers of y².
template <std::size_t n>
constexpr std::array<double, n> waveTerms(double base, int firstPower) {
    std::array<double, n> terms{};
    double term = firstPower == 0 ? 1.0 : base;
    for (std::size_t k = 0; k < n; ++k) {
        terms[k] = term;
        const double next = static_cast<double>(2 * k) + firstPower + 1.0;
        term *= -base * base / (next * (next + 1.0));
    }
    return terms;
}
/// n Taylor coefficients of (log((1+s)/(1−s)) − 2s)/s³, in powers of s².
template <std::size_t n>
constexpr std::array<double, n> logarithmTerms() {
    std::array<double, n> terms{};
    for (std::size_t k = 0; k < n; ++k) terms[k] = 2.0 / (2.0 * static_cast<double>(k) + 3.0);
    return terms;
}
/// n Taylor coefficients of (eʳ − 1 − r)/r².
template <std::size_t n>
constexpr std::array<double, n> exponentialTerms() {
    std::array<double, n> terms{};
    double term = 0.5;
    for (std::size_t k = 0; k < n; ++k) {
        terms[k] = term;
        term /= static_cast<double>(k) + 3.0;
    }
    return terms;
}

/// Σ c_k z^k, even and odd powers apart so that two chains of additions run side by side.
template <class D, class V, std::size_t n>
HWY_INLINE V polynomial(D d, V z, const std::array<double, n>& c) {
    static_assert(n >= 2);
    const V square = hn::Mul(z, z);
    V even = hn::Set(d, c[(n - 1) / 2 * 2]), odd = hn::Set(d, c[n / 2 * 2 - 1]);
    for (std::size_t k = (n - 1) / 2 * 2; k >= 2; k -= 2) even = hn::MulAdd(even, square, hn::Set(d, c[k - 2]));
    for (std::size_t k = n / 2 * 2 - 1; k >= 3; k -= 2) odd = hn::MulAdd(odd, square, hn::Set(d, c[k - 2]));
    return hn::MulAdd(odd, z, even);
}

/// log x for positive normal x. With x = 2^e m, √½ ≤ m < √2, f = m − 1 and s = f/(2+f): log m = f − s(f − s²·(2/3 + …)).
template <class D, class V>
HWY_INLINE V logarithm(D d, V x) {
    constexpr auto kTerms = logarithmTerms<9>();
    constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcd, kOne = 0x3ff0000000000000, kTwo52 = 0x4330000000000000;
    const hn::RebindToUnsigned<D> du;
    const auto bits = hn::Add(hn::BitCast(du, x), hn::Set(du, kOne - kRootHalf));
    // An integer below 2^52 becomes a double in the digits of 2^52.
    const V e = hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<52>(bits), hn::Set(du, kTwo52))),
                        hn::Set(d, 4503599627370496.0 + 1023.0));
    const V m =
        hn::BitCast(d, hn::Add(hn::And(bits, hn::Set(du, (std::uint64_t{1} << 52) - 1)), hn::Set(du, kRootHalf)));
    const V f = hn::Sub(m, hn::Set(d, 1.0));
    const V s = hn::Div(f, hn::Add(m, hn::Set(d, 1.0)));
    const V z = hn::Mul(s, s);
    const V rest = hn::Mul(s, hn::NegMulAdd(z, polynomial(d, z, kTerms), f));
    return hn::MulAdd(e, hn::Set(d, 0.693147180559945309), hn::Sub(f, rest));
}

/// 2^k and r with x = k log 2 + r, |r| ≤ log(2)/2, and eʳ − 1; for |x| ≤ 700.
template <class D, class V>
HWY_INLINE void splitExponential(D d, V x, V& scale, V& fraction) {
    constexpr auto kTerms = exponentialTerms<12>();
    const hn::RebindToUnsigned<D> du;
    // Adding 1.5·2^52 leaves the nearest integer in the last digits.
    const V shifted = hn::MulAdd(x, hn::Set(d, 1.44269504088896341), hn::Set(d, 6755399441055744.0));
    const V k = hn::Sub(shifted, hn::Set(d, 6755399441055744.0));
    scale = hn::BitCast(d, hn::ShiftLeft<52>(hn::Add(hn::BitCast(du, shifted), hn::Set(du, std::uint64_t{1023}))));
    // log 2 in two parts, the first short enough for exact products.
    const V r = hn::NegMulAdd(k, hn::Set(d, 1.90821492927058770e-10),
                              hn::NegMulAdd(k, hn::Set(d, 6.93147180369123816490e-01), x));
    fraction = hn::MulAdd(hn::Mul(r, r), polynomial(d, r, kTerms), r);
}

/// eˣ for |x| ≤ 700.
template <class D, class V>
HWY_INLINE V exponential(D d, V x) {
    V scale, fraction;
    splitExponential(d, x, scale, fraction);
    return hn::MulAdd(scale, fraction, scale);
}

/// eˣ − 1 for |x| ≤ 700, to its own precision near 0.
template <class D, class V>
HWY_INLINE V exponentialMinusOne(D d, V x) {
    V scale, fraction;
    splitExponential(d, x, scale, fraction);
    return hn::MulAdd(scale, fraction, hn::Sub(scale, hn::Set(d, 1.0)));
}

/// sin(πy/4) and cos(πy/4) for |y| ≤ 1.
template <class D, class V>
HWY_INLINE void sineAndCosineOfEighth(D d, V y, V& sine, V& cosine) {
    constexpr auto kSine = waveTerms<8>(0.785398163397448310, 1);
    constexpr auto kCosine = waveTerms<9>(0.785398163397448310, 0);
    const V z = hn::Mul(y, y);
    sine = hn::Mul(y, polynomial(d, z, kSine));
    cosine = polynomial(d, z, kCosine);
}

/// sin(πy/2) for |y| ≤ 1.
template <class D, class V>
HWY_INLINE V sineOfQuarter(D d, V y) {
    constexpr auto kSine = waveTerms<11>(1.57079632679489662, 1);
    return hn::Mul(y, polynomial(d, hn::Mul(y, y), kSine));
}

}  // namespace basin::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
