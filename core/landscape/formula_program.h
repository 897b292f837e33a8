// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace basin {

/// What one instruction does to the stack. u is the value on top of it (v the one above u, where two are taken), c the
/// instruction's constant.
enum class Op : std::uint8_t {
    W,         ///< pushes w; in the plane x
    Y,         ///< pushes y, in the plane only
    Constant,  ///< pushes c
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Minimum,
    Maximum,         ///< u op v
    Negate,          ///< −u
    AddConstant,     ///< u + c
    Scale,           ///< c u
    DivideConstant,  ///< c / u
    WholePower,      ///< u^c, c whole and at most kLargestPower in size
    RealPower,       ///< u^c, c not whole
    MinimumConstant,
    MaximumConstant,
    Abs,
    Sqrt,
    Exp,
    Log,
    Sin,
    Cos,
    Tan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Atan,
    Erf
};

struct Instruction {
    Op op = Op::W;
    double constant = 0.0;
    bool needsValue = true;  ///< false where f′ can be had without the instruction's own value
};

inline constexpr int kLargestPower = 1000;
/// xⁿ in at most 2 log₂ n multiplications.
double powerByMultiplying(double x, int n);

/// A value with its first and second derivative by w. Without defaults, so that a stack of them costs nothing.
struct Jet {
    double value, first, second;
};

/// A value in the plane with its first and second derivatives by x and y.
struct PlaneJet {
    double value, x, y, xx, xy, yy;
};

/// A formula in w, or in x and y, ready to be evaluated on a stack.
struct Program {
    /// The deepest stack that the parser lets a formula need.
    static constexpr int kDeepest = 32;

    std::vector<Instruction> code;

    double value(double w) const;
    double value(double x, double y) const;
    /// f, f′ and f″ exactly: every instruction carries the derivatives along (forward mode).
    Jet jet(double w) const;
    PlaneJet jet(double x, double y) const;
    /// What decides at every |·|, min and max which side counts, in order: f has a kink where one changes its sign.
    std::vector<double> switches(double w) const;
};

/// What a formula is in: w, also written x, on the line; x and y in the plane.
enum class FormulaIn { Line, Plane };
/// Reads a formula. Errors name the column, counted in characters from 1.
Result<Program> parseFormula(std::string_view text, FormulaIn in = FormulaIn::Line);

/// The landscape that the formula is on its domain, with a parabola at either end: k is its curvature.
struct FormulaSlope {
    const Program* program = nullptr;
    Interval domain;
    double curvatureBelow = 0.0, curvatureAbove = 0.0;
};

/// One step of SGD, with f′ by the program for many walkers at once.
void stepFormula(const FormulaSlope& slope, const Step& step);

/// The formula's values at the nearest places within the domain, for any `count` and alignment.
void formulaValues(const Program& program, Interval domain, const double* w, double* values, std::size_t count);

/// Values and gradients in the plane, for any `count` and alignment; either may be null.
void planeFormulaGradients(const Program& program, const double* x, const double* y, std::size_t count, double* values,
                           double* gradientX, double* gradientY);

}  // namespace basin
