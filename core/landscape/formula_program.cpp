// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/formula_program.h"

#include <cmath>
#include <numbers>

namespace basin {

namespace {

/// Below, J is Jet or PlaneJet, or Plain where the value is enough: then the compiler leaves the derivatives out.
struct Plain {
    double value;
};

/// h(u) from h and its first two derivatives at u.
Plain chain(const Plain&, double h, double, double) { return {h}; }
Jet chain(const Jet& u, double h, double first, double second) {
    return {h, first * u.first, second * u.first * u.first + first * u.second};
}
PlaneJet chain(const PlaneJet& u, double h, double first, double second) {
    return {h,
            first * u.x,
            first * u.y,
            second * u.x * u.x + first * u.xx,
            second * u.x * u.y + first * u.xy,
            second * u.y * u.y + first * u.yy};
}

/// a u + b v.
Plain combined(double a, const Plain& u, double b, const Plain& v) { return {a * u.value + b * v.value}; }
Jet combined(double a, const Jet& u, double b, const Jet& v) {
    return {a * u.value + b * v.value, a * u.first + b * v.first, a * u.second + b * v.second};
}
PlaneJet combined(double a, const PlaneJet& u, double b, const PlaneJet& v) {
    return {a * u.value + b * v.value, a * u.x + b * v.x,   a * u.y + b * v.y,
            a * u.xx + b * v.xx,       a * u.xy + b * v.xy, a * u.yy + b * v.yy};
}

Plain product(const Plain& u, const Plain& v) { return {u.value * v.value}; }
Jet product(const Jet& u, const Jet& v) {
    return {u.value * v.value, u.first * v.value + u.value * v.first,
            u.second * v.value + 2.0 * u.first * v.first + u.value * v.second};
}
PlaneJet product(const PlaneJet& u, const PlaneJet& v) {
    return {u.value * v.value,
            u.x * v.value + u.value * v.x,
            u.y * v.value + u.value * v.y,
            u.xx * v.value + 2.0 * u.x * v.x + u.value * v.xx,
            u.xy * v.value + u.x * v.y + u.y * v.x + u.value * v.xy,
            u.yy * v.value + 2.0 * u.y * v.y + u.value * v.yy};
}

/// Of two that tie: their value, and halfway between their derivatives.
template <class J>
J mean(const J& u, const J& v) {
    J result = combined(0.5, u, 0.5, v);
    result.value = u.value;
    return result;
}

template <class J>
J smaller(const J& u, const J& v) {
    return u.value == v.value ? mean(u, v) : u.value < v.value ? u : v;
}

template <class J>
J larger(const J& u, const J& v) {
    return u.value == v.value ? mean(u, v) : u.value > v.value ? u : v;
}

template <class J>
J exponential(const J& u) {
    const double e = std::exp(u.value);
    return chain(u, e, e, e);
}

template <class J>
J logarithm(const J& u) {
    return chain(u, std::log(u.value), 1.0 / u.value, -1.0 / (u.value * u.value));
}

template <class J>
J wholePower(const J& u, double c) {
    const double x = u.value, two = powerByMultiplying(x, static_cast<int>(c) - 2);
    return chain(u, powerByMultiplying(x, static_cast<int>(c)), c * two * x, c * (c - 1.0) * two);
}

template <class J>
J functionOf(const Instruction& instruction, const J& u) {
    const double x = u.value, c = instruction.constant;
    switch (instruction.op) {
        case Op::Negate: return chain(u, -x, -1.0, 0.0);
        case Op::AddConstant: return chain(u, x + c, 1.0, 0.0);
        case Op::Scale: return chain(u, c * x, c, 0.0);
        case Op::DivideConstant: return chain(u, c / x, -c / (x * x), 2.0 * c / (x * x * x));
        case Op::WholePower: return wholePower(u, c);
        case Op::RealPower:
            return chain(u, std::pow(x, c), c * std::pow(x, c - 1.0), c * (c - 1.0) * std::pow(x, c - 2.0));
        case Op::MinimumConstant: return smaller(u, J{c});
        case Op::MaximumConstant: return larger(u, J{c});
        case Op::Abs: return chain(u, std::abs(x), x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0, 0.0);
        case Op::Sqrt: {
            const double root = std::sqrt(x);
            return chain(u, root, 0.5 / root, -0.25 / (x * root));
        }
        case Op::Exp: return exponential(u);
        case Op::Log: return logarithm(u);
        case Op::Sin: return chain(u, std::sin(x), std::cos(x), -std::sin(x));
        case Op::Cos: return chain(u, std::cos(x), -std::sin(x), -std::cos(x));
        case Op::Tan: {
            const double tangent = std::tan(x), first = 1.0 + tangent * tangent;
            return chain(u, tangent, first, 2.0 * tangent * first);
        }
        case Op::Sinh: return chain(u, std::sinh(x), std::cosh(x), std::sinh(x));
        case Op::Cosh: return chain(u, std::cosh(x), std::sinh(x), std::cosh(x));
        case Op::Tanh: {
            const double tangent = std::tanh(x), first = 1.0 - tangent * tangent;
            return chain(u, tangent, first, -2.0 * tangent * first);
        }
        case Op::Asinh: {
            const double root = std::sqrt(1.0 + x * x);
            return chain(u, std::asinh(x), 1.0 / root, -x / (root * root * root));
        }
        case Op::Atan: {
            const double first = 1.0 / (1.0 + x * x);
            return chain(u, std::atan(x), first, -2.0 * x * first * first);
        }
        case Op::Erf: {
            const double first = 2.0 * std::numbers::inv_sqrtpi * std::exp(-x * x);
            return chain(u, std::erf(x), first, -2.0 * x * first);
        }
        default: return u;
    }
}

template <class J>
J combine(Op op, const J& u, const J& v) {
    switch (op) {
        case Op::Add: return combined(1.0, u, 1.0, v);
        case Op::Subtract: return combined(1.0, u, -1.0, v);
        case Op::Multiply: return product(u, v);
        case Op::Divide: {
            const double x = v.value;
            J quotient = product(u, chain(v, 1.0 / x, -1.0 / (x * x), 2.0 / (x * x * x)));
            quotient.value = u.value / x;
            return quotient;
        }
        case Op::Power: {
            J result = exponential(product(v, logarithm(u)));
            result.value = std::pow(u.value, v.value);
            return result;
        }
        case Op::Minimum: return smaller(u, v);
        default: return larger(u, v);
    }
}

bool takesTwo(Op op) { return Op::Add <= op && op <= Op::Maximum; }

/// `w` and `y` are the variables. `visit` sees every instruction that takes something, with its operands: the constant counts as the second.
template <class J, class Visit>
J run(const std::vector<Instruction>& code, const J w, const J y, Visit visit) {
    J stack[Program::kDeepest];
    std::size_t size = 0;
    for (const Instruction& instruction : code) {
        if (instruction.op <= Op::Constant) {
            stack[size++] = instruction.op == Op::W ? w : instruction.op == Op::Y ? y : J{instruction.constant};
        } else if (takesTwo(instruction.op)) {
            --size;
            const J &u = stack[size - 1], &v = stack[size];
            visit(instruction.op, u.value, v.value);
            stack[size - 1] = combine(instruction.op, u, v);
        } else {
            visit(instruction.op, stack[size - 1].value, instruction.constant);
            stack[size - 1] = functionOf(instruction, stack[size - 1]);
        }
    }
    return stack[0];
}

}  // namespace

double powerByMultiplying(double x, int n) {
    double result = 1.0;
    for (unsigned bits = static_cast<unsigned>(n < 0 ? -n : n); bits > 0; bits /= 2, x *= x)
        if (bits % 2 == 1) result *= x;
    return n < 0 ? 1.0 / result : result;
}

double Program::value(double w) const { return value(w, 0.0); }

double Program::value(double x, double y) const {
    return run<Plain>(code, {x}, {y}, [](Op, double, double) {}).value;
}

Jet Program::jet(double w) const {
    return run<Jet>(code, {w, 1.0, 0.0}, {}, [](Op, double, double) {});
}

PlaneJet Program::jet(double x, double y) const {
    return run<PlaneJet>(code, {.value = x, .x = 1.0}, {.value = y, .y = 1.0}, [](Op, double, double) {});
}

std::vector<double> Program::switches(double w) const {
    std::vector<double> all;
    run<Plain>(code, {w}, {}, [&](Op op, double u, double v) {
        if (op == Op::Abs) all.push_back(u);
        if (op == Op::Minimum || op == Op::Maximum || op == Op::MinimumConstant || op == Op::MaximumConstant)
            all.push_back(u - v);
    });
    return all;
}

}  // namespace basin
