// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/formula_program.h"
#include "core/landscape/formula_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace basin {

namespace {

constexpr int kNested = 100;  // parentheses, signs and powers within each other

struct Function {
    std::string_view name;
    Op op;
    bool takesTwo = false;
};

constexpr auto kFunctions = std::to_array<Function>({{"abs", Op::Abs},
                                                     {"sqrt", Op::Sqrt},
                                                     {"exp", Op::Exp},
                                                     {"log", Op::Log},
                                                     {"sin", Op::Sin},
                                                     {"cos", Op::Cos},
                                                     {"tan", Op::Tan},
                                                     {"sinh", Op::Sinh},
                                                     {"cosh", Op::Cosh},
                                                     {"tanh", Op::Tanh},
                                                     {"asinh", Op::Asinh},
                                                     {"atan", Op::Atan},
                                                     {"erf", Op::Erf},
                                                     {"min", Op::Minimum, true},
                                                     {"max", Op::Maximum, true},
                                                     {"pow", Op::Power, true}});

const Function* findFunction(std::string_view name) {
    const auto found = std::ranges::find(kFunctions, name, &Function::name);
    return found == kFunctions.end() ? nullptr : &*found;
}

/// The names of the variables, and how messages speak of them.
struct Variables {
    std::string_view first, alias, second;  ///< alias: another name of the first; empty where there is none
    std::string_view all, list, example, signature;
};
constexpr Variables kLine{"w", "x", "", "w", "w", "w^2/2 + 0.1*cos(20*w)", "(w, 1)"};
constexpr Variables kPlane{"x", "", "y", "x and y", "x, y", "x^2/2 + (1 + 3*x^2)*y^2/2", "(x, y)"};

bool isLeaf(Op op) { return op == Op::W || op == Op::Y || op == Op::Constant; }

bool isDigit(char c) { return '0' <= c && c <= '9'; }
bool isLetter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }

/// From the last instruction back: f itself is not needed for f′, and of a sum no more than of its terms.
void markNeededValues(std::vector<Instruction>& code) {
    std::vector<bool> needed{false};
    for (std::size_t i = code.size(); i-- > 0;) {
        const Op op = code[i].op;
        const bool isNeeded = needed.back();
        needed.pop_back();
        code[i].needsValue = isNeeded;
        if (isLeaf(op)) continue;
        const bool passesOn =
            op == Op::Add || op == Op::Subtract || op == Op::Negate || op == Op::AddConstant || op == Op::Scale;
        const bool takesTwo = Op::Add <= op && op <= Op::Maximum;
        needed.insert(needed.end(), takesTwo ? 2 : 1, isNeeded || !passesOn);
    }
}

/// A part of the formula: a number, of which no instruction has been written yet, or what the last instructions leave on
/// top of the stack.
using Operand = std::optional<double>;

/// Recursive descent:
///   sum = product {(+|−) product},  product = signed {(*|/) signed},  signed = {+|−} power,  power = primary [^ signed].
/// So −x^2 is −(x^2) and 2^3^2 is 2^(3^2). The first error ends the reading: everything after it finds the end.
class Parser {
public:
    Parser(const FormulaSource& source, const Variables& variables) : m_source(source), m_variables(variables) {}

    Result<Program> parse() {
        if (atEnd())
            fail(m_at, "there is nothing; type a formula in " + std::string(m_variables.all) + ", such as " +
                           std::string(m_variables.example) + ".");
        const Operand whole = sum();
        if (!atEnd()) failAtRest();
        if (whole) push(Op::Constant, *whole);
        if (m_error) return *m_error;
        markNeededValues(m_code);
        return Program{std::move(m_code)};
    }

private:
    char peek() {
        while (m_at < m_source.text.size() && m_source.text[m_at] == ' ') ++m_at;
        return m_at < m_source.text.size() ? m_source.text[m_at] : '\0';
    }
    bool atEnd() { return peek() == '\0' && m_at >= m_source.text.size(); }
    bool take(char c) {
        if (peek() != c) return false;
        ++m_at;
        return true;
    }
    void fail(std::size_t at, const std::string& what) {
        if (!m_error) m_error = formulaError(m_source.columns[std::min(at, m_source.text.size())], what);
        m_at = m_source.text.size();
    }

    /// What stands after a complete formula or operand and may not stand there.
    void failAtRest() {
        const char c = peek();
        const std::string shown(1, c);
        if (c == '=')
            return fail(m_at, "nothing can be assigned; type the right-hand side alone, such as " + first("^2/2."));
        if (c == ';') return fail(m_at, "there is room for one formula; remove the ';' and what follows.");
        if (c == ',')
            return fail(m_at, "a comma stands between the arguments of min, max and pow; write numbers as 1.5.");
        if (c == ')') return fail(m_at, "this ')' closes nothing; remove it or add a '('.");
        if (isLetter(c) || isDigit(c) || c == '(' || c == '.')
            return fail(m_at,
                        "an operator is missing before '" + shown + "'; write * to multiply, as in 2*" + first("."));
        fail(m_at, "'" + shown + "' has no meaning here.");
    }

    Operand sum() {
        Operand left = product();
        while (true) {
            if (take('+'))
                left = binary(Op::Add, left, product());
            else if (take('-'))
                left = binary(Op::Subtract, left, product());
            else
                return left;
        }
    }

    Operand product() {
        Operand left = sign();
        while (true) {
            const std::size_t at = (peek(), m_at);
            if (take('*')) {
                if (peek() == '*') fail(at, "write ^ for a power.");
                left = binary(Op::Multiply, left, sign());
            } else if (take('/')) {
                left = binary(Op::Divide, left, sign());
            } else {
                return left;
            }
        }
    }

    Operand sign() {
        bool negative = false;
        while (peek() == '-' || peek() == '+')
            if (m_source.text[m_at++] == '-') negative = !negative;
        const Operand operand = power();
        if (!negative) return operand;
        if (operand) return -*operand;
        push(Op::Negate);
        return std::nullopt;
    }

    Operand power() {
        if (++m_nesting > kNested) fail(m_at, "it is nested too deeply; write it with fewer parentheses.");
        Operand base = primary();
        const std::size_t at = (peek(), m_at);
        if (take('^')) base = raise(base, sign(), at);
        --m_nesting;
        return base;
    }

    Operand primary() {
        const char c = peek();
        const std::size_t at = m_at;
        if (isDigit(c) || c == '.') return numeral();
        if (isLetter(c)) return name();
        if (take('(')) {
            const Operand inner = sum();
            close(at);
            return inner;
        }
        if (atEnd())
            fail(at, "something is missing at the end.");
        else
            fail(at, "a number, " + std::string(m_variables.list) + " or a function is missing before '" + c + "'.");
        return 0.0;
    }

    void close(std::size_t opened) {
        if (take(')')) return;
        if (atEnd()) return fail(opened, "this '(' is not closed; add a ')'.");
        failAtRest();
    }

    Operand numeral() {
        const char *begin = m_source.text.data() + m_at, *end = m_source.text.data() + m_source.text.size();
        double number = 0.0;
        const auto [rest, error] = std::from_chars(begin, end, number);
        if (error == std::errc::invalid_argument)
            fail(m_at, "'.' is no number.");
        else if (error == std::errc::result_out_of_range)
            fail(m_at, "this number is too large or too small to compute with.");
        else
            m_at = static_cast<std::size_t>(rest - m_source.text.data());
        return number;
    }

    Operand name() {
        const std::size_t at = m_at;
        while (m_at < m_source.text.size() && (isLetter(m_source.text[m_at]) || isDigit(m_source.text[m_at]))) ++m_at;
        const std::string name = m_source.text.substr(at, m_at - at);
        const bool called = peek() == '(';
        if (const Function* function = findFunction(name)) {
            if (called) return call(*function);
            fail(at, "'" + name + "' is a function; write " + name +
                         (function->takesTwo ? std::string(m_variables.signature) : "(" + first(")")) + ".");
        } else if (isVariable(name) || name == "pi" || name == "e") {
            if (called) fail(m_at, "'" + name + "' is no function; write * to multiply, as in " + name + "*(…).");
            if (name == "pi") return std::numbers::pi;
            if (name == "e") return std::numbers::e;
            push(name == m_variables.second ? Op::Y : Op::W);
            return std::nullopt;
        } else {
            fail(at, unknown(name));
        }
        return 0.0;
    }

    std::string unknown(const std::string& name) const {
        std::string what = "'";
        what.append(name, 0, 30).append("' is unknown; ");
        if (name == "ln") return what + "write log for the natural logarithm.";
        if (name == "arctan") return what + "write atan.";
        if (name == "arcsinh" || name == "arsinh") return what + "write asinh.";
        what += "known are " + std::string(m_variables.list) + ", pi, e";
        for (const Function& function : kFunctions) what.append(", ").append(function.name);
        return what + ".";
    }

    Operand call(const Function& function) {
        const std::size_t at = m_at++;
        const Operand first = sum();
        if (!function.takesTwo) {
            if (peek() == ',') fail(m_at, std::string(function.name) + " takes one argument; write numbers as 1.5.");
            close(at);
            if (!first) push(function.op);
            return first ? Operand(Program{{{Op::Constant, *first}, {function.op}}}.value(0.0)) : std::nullopt;
        }
        const std::size_t comma = (peek(), m_at);
        if (!take(','))
            fail(comma, std::string(function.name) + " takes two arguments, such as " + std::string(function.name) +
                            std::string(m_variables.signature) + ".");
        const Operand second = sum();
        if (peek() == ',') fail(m_at, std::string(function.name) + " takes two arguments and no more.");
        close(at);
        return function.op == Op::Power ? raise(first, second, comma) : binary(function.op, first, second);
    }

    Operand raise(const Operand& base, const Operand& exponent, std::size_t at) {
        if (base && exponent) return std::pow(*base, *exponent);
        if (exponent) {
            const double c = *exponent;
            if (c == 1.0) return std::nullopt;
            if (c == 0.0) {
                push(Op::Scale, 0.0);
                push(Op::AddConstant, 1.0);
                return std::nullopt;
            }
            const bool whole = c == std::round(c);
            if (whole && std::abs(c) > kLargestPower)
                fail(at, "whole exponents go up to " + std::to_string(kLargestPower) + "; take a smaller one.");
            else if (c == 0.5)
                push(Op::Sqrt);
            else
                push(whole ? Op::WholePower : Op::RealPower, c);
        } else if (base) {
            if (!(*base > 0.0))
                fail(at, "with " + std::string(m_variables.list.size() == 1 ? "w" : "x or y") +
                             " in the exponent the base must be positive.");
            if (*base != std::numbers::e) push(Op::Scale, std::log(*base));
            push(Op::Exp);
        } else {
            push(Op::Power);
        }
        return std::nullopt;
    }

    Operand binary(Op op, const Operand& left, const Operand& right) {
        if (left && right) return Program{{{Op::Constant, *left}, {Op::Constant, *right}, {op}}}.value(0.0);
        if (!left && !right) {
            push(op);
            return std::nullopt;
        }
        const double c = left ? *left : *right;
        switch (op) {
            case Op::Add: push(Op::AddConstant, c); break;
            case Op::Subtract:
                if (left) push(Op::Negate);
                push(Op::AddConstant, left ? c : -c);
                break;
            case Op::Multiply: push(Op::Scale, c); break;
            case Op::Divide: push(left ? Op::DivideConstant : Op::Scale, left ? c : 1.0 / c); break;
            default: push(op == Op::Minimum ? Op::MinimumConstant : Op::MaximumConstant, c); break;
        }
        return std::nullopt;
    }

    void push(Op op, double constant = 0.0) {
        if (isLeaf(op))
            ++m_depth;
        else if (Op::Add <= op && op <= Op::Maximum)
            --m_depth;
        if (m_depth > Program::kDeepest)
            fail(m_at, "too much is put off until later; begin with the innermost parentheses.");
        m_code.push_back({op, constant});
    }

    bool isVariable(const std::string& name) const {
        return name == m_variables.first || (!m_variables.alias.empty() && name == m_variables.alias) ||
               (!m_variables.second.empty() && name == m_variables.second);
    }
    /// The first variable in an example.
    std::string first(std::string_view rest) const { return std::string(m_variables.first).append(rest); }

    const FormulaSource& m_source;
    const Variables& m_variables;
    std::size_t m_at = 0;
    int m_nesting = 0;
    int m_depth = 0;
    std::vector<Instruction> m_code;
    std::optional<Error> m_error;
};

}  // namespace

Result<Program> parseFormula(std::string_view text, FormulaIn in) {
    const Result<FormulaSource> source = readFormulaSource(text);
    if (!source) return source.error();
    return Parser(*source, in == FormulaIn::Line ? kLine : kPlane).parse();
}

}  // namespace basin
