// SPDX-License-Identifier: GPL-3.0-or-later
// What each instruction of a formula does to a whole chunk of walkers: to its value and to its first derivative. Compiled
// anew for every instruction set, like step_simd.h.
#if defined(BASIN_LANDSCAPE_FORMULA_SIMD_H) == defined(HWY_TARGET_TOGGLE)
#ifdef BASIN_LANDSCAPE_FORMULA_SIMD_H
#undef BASIN_LANDSCAPE_FORMULA_SIMD_H
#else
#define BASIN_LANDSCAPE_FORMULA_SIMD_H
#endif

#include "core/landscape/formula_program.h"
#include "core/landscape/sine_simd.h"
#include "core/landscape/step_simd.h"

#include <hwy/contrib/math/math-inl.h>

#include <cmath>
#include <numbers>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// Walkers that go through the program together. Two numbers (in the plane three) for each of them and each level of the
/// stack: a usual formula stays within the first-level cache.
constexpr std::size_t kChunk = 128;

/// A part of the formula of N variables for every walker of the chunk. As long as it is linear in them each slope is one
/// number.
template <int N>
struct Level {
    alignas(64) double value[kChunk];
    alignas(64) double slope[N][kChunk];
    double rate[N];
    bool isLinear;

    /// Its slope by variable k at the walkers from i on.
    HWY_INLINE Vector slopeAt(const int k, const std::size_t i) const {
        const Doubles d;
        return isLinear ? hn::Set(d, rate[k]) : hn::Load(d, slope[k] + i);
    }
};

HWY_INLINE Vector number(const double x) { return hn::Set(Doubles(), x); }

/// Replaces u by h(u). `h` returns h(u) and sets h′(u).
template <int N, class Function>
HWY_INLINE void replace(Level<N>& u, const std::size_t count, const Function h) {
    const Doubles d;
    const bool isLinear = u.isLinear;
    Vector rate[N];
    for (int k = 0; k < N; ++k) rate[k] = number(u.rate[k]);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        Vector first;
        hn::Store(h(hn::Load(d, u.value + i), first), d, u.value + i);
        for (int k = 0; k < N; ++k)
            hn::Store(hn::Mul(first, isLinear ? rate[k] : hn::Load(d, u.slope[k] + i)), d, u.slope[k] + i);
    }
    u.isLinear = false;
}

/// The same where h′ is the number c everywhere.
template <int N, class Function>
HWY_INLINE void replaceLinearly(Level<N>& u, const std::size_t count, const double c, const Function h) {
    const Doubles d;
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) hn::Store(h(hn::Load(d, u.value + i)), d, u.value + i);
    for (int k = 0; k < N; ++k) {
        if (u.isLinear) {
            u.rate[k] *= c;
        } else if (c != 1.0) {
            for (std::size_t i = 0; i < count; i += hn::Lanes(d))
                hn::Store(hn::Mul(number(c), hn::Load(d, u.slope[k] + i)), d, u.slope[k] + i);
        }
    }
}

/// Replaces u by h(u, v); `h` sets the slopes too, one after the other.
template <int N, class Function>
HWY_INLINE void combine(Level<N>& u, const Level<N>& v, const std::size_t count, const Function h) {
    const Doubles d;
    const bool uIsLinear = u.isLinear, vIsLinear = v.isLinear;
    Vector uRate[N], vRate[N];
    for (int k = 0; k < N; ++k) {
        uRate[k] = number(u.rate[k]);
        vRate[k] = number(v.rate[k]);
    }
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        Vector slope[N], other[N];
        for (int k = 0; k < N; ++k) {
            slope[k] = uIsLinear ? uRate[k] : hn::Load(d, u.slope[k] + i);
            other[k] = vIsLinear ? vRate[k] : hn::Load(d, v.slope[k] + i);
        }
        hn::Store(h(hn::Load(d, u.value + i), hn::Load(d, v.value + i), slope, other), d, u.value + i);
        for (int k = 0; k < N; ++k) hn::Store(slope[k], d, u.slope[k] + i);
    }
    u.isLinear = false;
}

/// x^n with |n| ≤ kLargestPower.
HWY_INLINE Vector multipliedOut(Vector x, const int n) {
    Vector result = number(1.0);
    for (int bits = n < 0 ? -n : n; bits > 0; bits /= 2) {
        if (bits % 2 == 1) result = hn::Mul(result, x);
        x = hn::Mul(x, x);
    }
    return n < 0 ? hn::Div(number(1.0), result) : result;
}

/// x^c for x ≥ 0; 0 at 0 (where c > 0, else the formula was refused).
HWY_INLINE Vector realPower(const Vector x, const Vector c) {
    const Doubles d;
    return hn::IfThenElseZero(hn::Gt(x, hn::Zero(d)), hn::Exp(d, hn::Mul(c, hn::Log(d, x))));
}

/// Where u decides against v (or against a constant): 1 for u, 0 for v and ½ for a tie.
HWY_INLINE Vector shareOf(const Vector u, const Vector v) {
    const Vector half = hn::IfThenElseZero(hn::Eq(u, v), number(0.5));
    return hn::IfThenElse(hn::Lt(u, v), number(1.0), half);
}

template <int N>
HWY_INLINE void runBinary(const Op op, Level<N>& u, const Level<N>& v, const std::size_t count) {
    const auto over = [&](const auto& h) HWY_ATTR { combine<N>(u, v, count, h); };
    switch (op) {
        case Op::Add:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                for (int k = 0; k < N; ++k) dx[k] = hn::Add(dx[k], dy[k]);
                return hn::Add(x, y);
            });
        case Op::Subtract:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                for (int k = 0; k < N; ++k) dx[k] = hn::Sub(dx[k], dy[k]);
                return hn::Sub(x, y);
            });
        case Op::Multiply:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                for (int k = 0; k < N; ++k) dx[k] = hn::MulAdd(dx[k], y, hn::Mul(x, dy[k]));
                return hn::Mul(x, y);
            });
        case Op::Divide:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                const Vector quotient = hn::Div(x, y);
                for (int k = 0; k < N; ++k) dx[k] = hn::Div(hn::NegMulAdd(quotient, dy[k], dx[k]), y);
                return quotient;
            });
        case Op::Power:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                const Vector power = realPower(x, y), log = hn::Log(Doubles(), x);
                for (int k = 0; k < N; ++k)
                    dx[k] = hn::Mul(power, hn::MulAdd(dy[k], log, hn::Div(hn::Mul(y, dx[k]), x)));
                return power;
            });
        case Op::Minimum:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                const Vector share = shareOf(x, y);
                for (int k = 0; k < N; ++k) dx[k] = hn::MulAdd(share, hn::Sub(dx[k], dy[k]), dy[k]);
                return hn::Min(x, y);
            });
        default:
            return over([](Vector x, Vector y, Vector* dx, const Vector* dy) HWY_ATTR {
                const Vector share = shareOf(y, x);
                for (int k = 0; k < N; ++k) dx[k] = hn::MulAdd(share, hn::Sub(dx[k], dy[k]), dy[k]);
                return hn::Max(x, y);
            });
    }
}

/// The error function has no vector form; its derivative 2/√π e^{−u²} has.
template <int N>
HWY_INLINE void runErf(const bool needsValue, Level<N>& u, const std::size_t count) {
    const Doubles d;
    alignas(64) double values[kChunk];
    if (needsValue)
        for (std::size_t i = 0; i < count; ++i) values[i] = std::erf(u.value[i]);
    replace<N>(u, count, [](Vector x, Vector& first) HWY_ATTR {
        first = hn::Mul(number(2.0 * std::numbers::inv_sqrtpi), hn::Exp(Doubles(), hn::Neg(hn::Mul(x, x))));
        return x;
    });
    if (needsValue)
        for (std::size_t i = 0; i < count; i += hn::Lanes(d)) hn::Store(hn::Load(d, values + i), d, u.value + i);
}

template <int N>
HWY_INLINE void runArithmetic(const Instruction& instruction, Level<N>& u, const std::size_t count) {
    const double c = instruction.constant;
    const auto over = [&](const auto& h) HWY_ATTR { replace<N>(u, count, h); };
    switch (instruction.op) {
        case Op::Negate: return replaceLinearly<N>(u, count, -1.0, [](Vector x) HWY_ATTR { return hn::Neg(x); });
        case Op::AddConstant:
            return replaceLinearly<N>(u, count, 1.0, [c](Vector x) HWY_ATTR { return hn::Add(x, number(c)); });
        case Op::Scale:
            return replaceLinearly<N>(u, count, c, [c](Vector x) HWY_ATTR { return hn::Mul(x, number(c)); });
        case Op::DivideConstant:
            return over([c](Vector x, Vector& first) HWY_ATTR {
                const Vector quotient = hn::Div(number(c), x);
                first = hn::Neg(hn::Div(quotient, x));
                return quotient;
            });
        case Op::WholePower:
            if (c == 2.0)
                return over([](Vector x, Vector& first) HWY_ATTR {
                    first = hn::Add(x, x);
                    return hn::Mul(x, x);
                });
            return over([c](Vector x, Vector& first) HWY_ATTR {
                const Vector less = multipliedOut(x, static_cast<int>(c) - 1);
                first = hn::Mul(number(c), less);
                return hn::Mul(less, x);
            });
        case Op::RealPower:
            return over([c](Vector x, Vector& first) HWY_ATTR {
                first = hn::Mul(number(c), realPower(x, number(c - 1.0)));
                return realPower(x, number(c));
            });
        case Op::MinimumConstant:
            return over([c](Vector x, Vector& first) HWY_ATTR {
                first = shareOf(x, number(c));
                return hn::Min(x, number(c));
            });
        case Op::MaximumConstant:
            return over([c](Vector x, Vector& first) HWY_ATTR {
                first = shareOf(number(c), x);
                return hn::Max(x, number(c));
            });
        default:  // |u|
            return over([](Vector x, Vector& first) HWY_ATTR {
                const Vector size = hn::Abs(x);
                first = hn::IfThenElseZero(hn::Gt(size, hn::Zero(Doubles())), hn::CopySign(number(1.0), x));
                return size;
            });
    }
}

/// Where nothing asks for h(u) itself, its derivative alone is computed and the value left as it is.
template <bool kNeedsValue, int N>
HWY_INLINE void runFunction(const Op op, Level<N>& u, const std::size_t count) {
    const Doubles d;
    const auto over = [&](const auto& h) HWY_ATTR { replace<N>(u, count, h); };
    switch (op) {
        case Op::Sqrt:
            return over([](Vector x, Vector& first) HWY_ATTR {
                const Vector root = hn::Sqrt(x);
                first = hn::Div(number(0.5), root);
                return root;
            });
        case Op::Exp:
            return over([d](Vector x, Vector& first) HWY_ATTR {
                first = hn::Exp(d, x);
                return first;
            });
        case Op::Log:
            return over([d](Vector x, Vector& first) HWY_ATTR {
                first = hn::Div(number(1.0), x);
                return kNeedsValue ? hn::Log(d, x) : x;
            });
        case Op::Sin:
            return over([](Vector x, Vector& first) HWY_ATTR {
                first = cosine(x);
                return kNeedsValue ? sine(x) : x;
            });
        case Op::Cos:
            return over([](Vector x, Vector& first) HWY_ATTR {
                first = hn::Neg(sine(x));
                return kNeedsValue ? cosine(x) : x;
            });
        case Op::Tan:
            return over([](Vector x, Vector& first) HWY_ATTR {
                const Vector tangent = hn::Div(sine(x), cosine(x));
                first = hn::MulAdd(tangent, tangent, number(1.0));
                return tangent;
            });
        case Op::Sinh:
        case Op::Cosh: {
            const bool isSine = op == Op::Sinh;
            return over([d, isSine](Vector x, Vector& first) HWY_ATTR {
                const Vector e = hn::Exp(d, hn::Abs(x));
                const Vector cosh = hn::Mul(number(0.5), hn::Add(e, hn::Div(number(1.0), e))), sinh = hn::Sinh(d, x);
                first = isSine ? cosh : sinh;
                return isSine ? sinh : cosh;
            });
        }
        case Op::Tanh:
            return over([d](Vector x, Vector& first) HWY_ATTR {
                const Vector tangent = hn::Tanh(d, x);
                first = hn::NegMulAdd(tangent, tangent, number(1.0));
                return tangent;
            });
        case Op::Asinh:
            return over([d](Vector x, Vector& first) HWY_ATTR {
                first = hn::Div(number(1.0), hn::Sqrt(hn::MulAdd(x, x, number(1.0))));
                return kNeedsValue ? hn::Asinh(d, x) : x;
            });
        case Op::Atan:
            return over([d](Vector x, Vector& first) HWY_ATTR {
                first = hn::Div(number(1.0), hn::MulAdd(x, x, number(1.0)));
                return kNeedsValue ? hn::Atan(d, x) : x;
            });
        default: return runErf<N>(kNeedsValue, u, count);
    }
}

/// Leaves the slopes at the places `variables` on the lowest level, and f too if it `needsValue`.
template <int N>
HWY_INLINE void runProgram(const Program& program, const double* const (&variables)[N], const std::size_t count,
                           Level<N>* stack, const bool needsValue) {
    const Doubles d;
    Level<N>* next = stack;
    for (const Instruction& instruction : program.code) {
        if (instruction.op <= Op::Constant) {
            const int variable = static_cast<int>(instruction.op) - static_cast<int>(Op::W);
            const bool isConstant = instruction.op == Op::Constant;
            const double* from = isConstant ? nullptr : variables[variable < N ? variable : 0];
            for (std::size_t i = 0; i < count; i += hn::Lanes(d))
                hn::Store(isConstant ? number(instruction.constant) : hn::Load(d, from + i), d, next->value + i);
            next->isLinear = true;
            for (int k = 0; k < N; ++k) next->rate[k] = !isConstant && k == variable ? 1.0 : 0.0;
            ++next;
        } else if (instruction.op <= Op::Maximum) {
            --next;
            runBinary<N>(instruction.op, next[-1], next[0], count);
        } else if (instruction.op <= Op::Abs) {
            runArithmetic<N>(instruction, next[-1], count);
        } else if (needsValue || instruction.needsValue) {
            runFunction<true, N>(instruction.op, next[-1], count);
        } else {
            runFunction<false, N>(instruction.op, next[-1], count);
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#endif
