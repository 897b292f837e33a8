// SPDX-License-Identifier: GPL-3.0-or-later
// A formula's slope for many walkers at once: one instruction after the other, each over a whole chunk of walkers.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/formula_step.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/formula_program.h"
#include "core/landscape/formula_simd.h"
#include "core/landscape/step_simd.h"

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// Leaves f′ at `w` on the lowest level, and f too if it `needsValue`.
void runProgram(const Program& program, const double* w, const std::size_t count, Level* stack,
                const bool needsValue = false) {
    const Doubles d;
    Level* next = stack;
    for (const Instruction& instruction : program.code) {
        if (instruction.op == Op::W || instruction.op == Op::Constant) {
            const bool isW = instruction.op == Op::W;
            for (std::size_t i = 0; i < count; i += hn::Lanes(d))
                hn::Store(isW ? hn::Load(d, w + i) : number(instruction.constant), d, next->value + i);
            next->isLinear = true;
            next->rate = isW ? 1.0 : 0.0;
            ++next;
        } else if (Op::Add <= instruction.op && instruction.op <= Op::Maximum) {
            --next;
            runBinary(instruction.op, next[-1], next[0], count);
        } else if (instruction.op <= Op::Abs) {
            runArithmetic(instruction, next[-1], count);
        } else if (needsValue || instruction.needsValue) {
            runFunction<true>(instruction.op, next[-1], count);
        } else {
            runFunction<false>(instruction.op, next[-1], count);
        }
    }
}

/// The program's slope at the nearest w within the domain; beyond it, k (w − e) more.
struct FoundSlope {
    const Level* found;
    Interval domain;
    double curvatureBelow, curvatureAbove;

    HWY_INLINE Vector held(const Vector w) const {
        return hn::Min(hn::Max(w, number(domain.lower)), number(domain.upper));
    }
    HWY_INLINE Vector operator()(const Vector w, const std::size_t i) const {
        const Doubles d;
        const Vector beyond = hn::Sub(w, held(w));
        const Vector k = hn::IfThenElse(hn::Lt(beyond, hn::Zero(d)), number(curvatureBelow), number(curvatureAbove));
        return hn::MulAdd(k, beyond, found->isLinear ? number(found->rate) : hn::LoadU(d, found->slope + i));
    }
};

void stepProgram(const FormulaSlope& formula, const Step& step) {
    const Doubles d;
    Level stack[Program::kDeepest];
    alignas(64) double inside[kChunk];
    const FoundSlope slope{stack, formula.domain, formula.curvatureBelow, formula.curvatureAbove};
    for (std::size_t from = 0; from < step.count; from += kChunk) {
        Step part = step;
        part.count = std::min(kChunk, step.count - from);
        part.noise += from;
        part.w += from;
        if (part.velocity) part.velocity += from;
        if (part.sum) part.sum += from;

        const std::size_t whole = (part.count + hn::Lanes(d) - 1) / hn::Lanes(d) * hn::Lanes(d);
        std::copy_n(part.w, part.count, inside);
        std::fill(inside + part.count, inside + whole, formula.domain.lower);
        for (std::size_t i = 0; i < whole; i += hn::Lanes(d))
            hn::Store(slope.held(hn::Load(d, inside + i)), d, inside + i);
        runProgram(*formula.program, inside, whole, stack);
        stepWalkers(part, slope);
    }
}

void programValues(const Program& program, const Interval domain, const double* w, double* values,
                   const std::size_t count) {
    Level stack[Program::kDeepest];
    alignas(64) double inside[kChunk];
    for (std::size_t from = 0; from < count; from += kChunk) {
        const std::size_t some = std::min(kChunk, count - from);
        for (std::size_t i = 0; i < some; ++i) inside[i] = std::min(std::max(w[from + i], domain.lower), domain.upper);
        std::fill(inside + some, inside + kChunk, domain.lower);
        runProgram(program, inside, kChunk, stack, true);
        std::copy_n(stack->value, some, values + from);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepProgram);
HWY_EXPORT(programValues);

void stepFormula(const FormulaSlope& slope, const Step& step) { HWY_DYNAMIC_DISPATCH(stepProgram)(slope, step); }

void formulaValues(const Program& program, Interval domain, const double* w, double* values, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(programValues)(program, domain, w, values, count);
}

}  // namespace basin
#endif
