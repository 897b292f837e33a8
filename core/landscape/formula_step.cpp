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

/// The program's slope at the nearest w within the domain; beyond it, k (w − e) more.
struct FoundSlope {
    const Level<1>* found;
    Interval domain;
    double curvatureBelow, curvatureAbove;

    HWY_INLINE Vector held(const Vector w) const {
        return hn::Min(hn::Max(w, number(domain.lower)), number(domain.upper));
    }
    HWY_INLINE Vector operator()(const Vector w, const std::size_t i) const {
        const Doubles d;
        const Vector beyond = hn::Sub(w, held(w));
        const Vector k = hn::IfThenElse(hn::Lt(beyond, hn::Zero(d)), number(curvatureBelow), number(curvatureAbove));
        return hn::MulAdd(k, beyond, found->isLinear ? number(found->rate[0]) : hn::LoadU(d, found->slope[0] + i));
    }
};

void stepProgram(const FormulaSlope& formula, const Step& step) {
    const Doubles d;
    Level<1> stack[Program::kDeepest];
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
        runProgram<1>(*formula.program, {inside}, whole, stack, false);
        stepWalkers(part, slope);
    }
}

void programValues(const Program& program, const Interval domain, const double* w, double* values,
                   const std::size_t count) {
    Level<1> stack[Program::kDeepest];
    alignas(64) double inside[kChunk];
    for (std::size_t from = 0; from < count; from += kChunk) {
        const std::size_t some = std::min(kChunk, count - from);
        for (std::size_t i = 0; i < some; ++i) inside[i] = std::min(std::max(w[from + i], domain.lower), domain.upper);
        std::fill(inside + some, inside + kChunk, domain.lower);
        runProgram<1>(program, {inside}, kChunk, stack, true);
        std::copy_n(stack->value, some, values + from);
    }
}

void programGradients(const Program& program, const double* x, const double* y, const std::size_t count, double* values,
                      double* gradientX, double* gradientY) {
    const Doubles d;
    Level<2> stack[Program::kDeepest];
    alignas(64) double places[2][kChunk], gradient[kChunk];
    for (std::size_t from = 0; from < count; from += kChunk) {
        const std::size_t some = std::min(kChunk, count - from);
        const std::size_t whole = (some + hn::Lanes(d) - 1) / hn::Lanes(d) * hn::Lanes(d);
        for (const int k : {0, 1}) {
            const double* place = (k == 0 ? x : y) + from;
            std::copy_n(place, some, places[k]);
            std::fill(places[k] + some, places[k] + whole, place[0]);
        }
        runProgram<2>(program, {places[0], places[1]}, whole, stack, values != nullptr);
        if (values) std::copy_n(stack->value, some, values + from);
        for (int k = 0; gradientX && k < 2; ++k) {
            for (std::size_t i = 0; i < whole; i += hn::Lanes(d)) hn::Store(stack->slopeAt(k, i), d, gradient + i);
            std::copy_n(gradient, some, (k == 0 ? gradientX : gradientY) + from);
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepProgram);
HWY_EXPORT(programValues);
HWY_EXPORT(programGradients);

void stepFormula(const FormulaSlope& slope, const Step& step) { HWY_DYNAMIC_DISPATCH(stepProgram)(slope, step); }

void formulaValues(const Program& program, Interval domain, const double* w, double* values, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(programValues)(program, domain, w, values, count);
}

void planeFormulaGradients(const Program& program, const double* x, const double* y, std::size_t count, double* values,
                           double* gradientX, double* gradientY) {
    HWY_DYNAMIC_DISPATCH(programGradients)(program, x, y, count, values, gradientX, gradientY);
}

}  // namespace basin
#endif
