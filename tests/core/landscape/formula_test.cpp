// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/formula.h"

#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

#include <cmath>
#include <functional>
#include <numbers>

using namespace basin;

namespace {

constexpr double kPi = std::numbers::pi;

LandscapePtr formula(std::string_view text, Interval domain = {-3.0, 3.0}) {
    Result<LandscapePtr> made = makeFormula(text, domain);
    CAPTURE(text, made ? std::string() : made.error().message);
    REQUIRE(made);
    return *std::move(made);
}

Error errorOf(std::string_view text, Interval domain = {-3.0, 3.0}) {
    const Result<LandscapePtr> made = makeFormula(text, domain);
    CAPTURE(text);
    REQUIRE_FALSE(made);
    return made.error();
}

/// Formulas with every function and every kind of instruction, smooth but for the last six.
const std::vector<const char*> kFormulas{"w^2/2",
                                         "3",
                                         "w",
                                         "-w",
                                         "w^2/2 + 0.1*(1 - cos(20*w))",
                                         "sin(3*w) + 0.1*w^2",
                                         "exp(-w^2) - 2*exp(-4*(w-1)^2) + 0.1*w^2",
                                         "log(1 + w^2)",
                                         "sqrt(1 + w^2) + tanh(3*w)",
                                         "atan(w)^2 + asinh(2*w)",
                                         "erf(w)*w",
                                         "tan(w/3) - w/3",
                                         "sinh(w)/10 + cosh(w/2)",
                                         "1/(1 + w^2)",
                                         "w/(2 + cos(w))",
                                         "(w - 1)^3*(w + 4)^-2/(w^2 + 1)^5",
                                         "(w + 4)^1.5 - 2^w + e^(w/2) - 3^-w",
                                         "(w + 4)^(w/3)",
                                         "pow(w, 4)/4 - pow(w^2 + 1, 0.3)",
                                         "w^65*1e-30 - w^20*1e-9",
                                         "5 - 2*w - (3 - w)*(w - 7) - w/4 - 4/(w + 5)",
                                         "--w^2 - +w",
                                         "w^0 + w^1",
                                         "abs(w - 0.3) + 0.1*w^2",
                                         "max(w, -2*w) + min(w, 1)",
                                         "max(0, w - 1)^2 + min(2, w^2)",
                                         "abs(sin(2*w))",
                                         "max(w^2, 2 - w^2)",
                                         "min(abs(w + 1), abs(w - 1))"};

/// A random formula as a tree: its text with no more parentheses than it needs, and its value.
struct Tree {
    std::string text;
    std::function<double(double)> value;
    int precedence;  // 1 sum, 2 product, 3 sign, 4 power, 5 primary
};

std::string inParentheses(const Tree& tree, int least) {
    return tree.precedence < least ? "(" + tree.text + ")" : tree.text;
}

Tree randomTree(int depth, std::mt19937_64& random) {
    const auto kind = depth == 0 ? random() % 3 : 3 + random() % 8;
    if (kind == 0) return {"w", [](double w) { return w; }, 5};
    if (kind <= 2) {
        const double number = static_cast<double>(random() % 90 + 1) / 10.0;
        char text[16];
        std::snprintf(text, sizeof text, "%.1f", number);
        return {text, [number](double) { return number; }, 5};
    }
    const Tree a = randomTree(depth - 1, random), b = randomTree(depth - 1, random);
    const auto f = a.value, g = b.value;
    switch (kind) {
        case 3: return {inParentheses(a, 1) + "+" + inParentheses(b, 2), [f, g](double w) { return f(w) + g(w); }, 1};
        case 4: return {inParentheses(a, 1) + " - " + inParentheses(b, 2), [f, g](double w) { return f(w) - g(w); }, 1};
        case 5: return {inParentheses(a, 2) + "*" + inParentheses(b, 3), [f, g](double w) { return f(w) * g(w); }, 2};
        case 6: return {inParentheses(a, 2) + " / " + inParentheses(b, 3), [f, g](double w) { return f(w) / g(w); }, 2};
        case 7: return {"-" + inParentheses(a, 3), [f](double w) { return -f(w); }, 3};
        case 8: return {inParentheses(a, 5) + "^2", [f](double w) { return f(w) * f(w); }, 4};
        case 9: return {"sin(" + a.text + ")", [f](double w) { return std::sin(f(w)); }, 5};
        default: return {"max(" + a.text + ", " + b.text + ")", [f, g](double w) { return std::max(f(w), g(w)); }, 5};
    }
}

}  // namespace

TEST_CASE("A formula means what it says") {
    struct Case {
        const char* text;
        double (*f)(double);
    };
    for (const auto& [text, f] : std::vector<Case>{
             {"-w^2", [](double w) { return -(w * w); }},
             {"2^3^2 + 0*w", [](double) { return 512.0; }},
             {"2^-1*w", [](double w) { return 0.5 * w; }},
             {"(-w)^2", [](double w) { return w * w; }},
             {"-2^2", [](double) { return -4.0; }},
             {"8/4/2 - 1 - 1", [](double) { return -1.0; }},
             {"1 - w - w", [](double w) { return 1.0 - 2.0 * w; }},
             {"2 - 3*w + 4*w/2", [](double w) { return 2.0 - w; }},
             {"x*w", [](double w) { return w * w; }},
             {"pi*w + e", [](double w) { return kPi * w + std::numbers::e; }},
             {"1.5e-3 + .5 + 2. + 1E2", [](double) { return 102.5015; }},
             {" ( ( w ) ) \t+ 1 ", [](double w) { return w + 1.0; }},
             {"min(w, 1) + max(2, w) + min(1, 2)", [](double w) { return std::min(w, 1.0) + std::max(2.0, w) + 1.0; }},
             {"pow(2, 3)*w - pow(w, 2)", [](double w) { return 8.0 * w - w * w; }},
             {"3 − w·w×2 + π + w² − w³", [](double w) { return 3.0 - 2.0 * w * w + kPi + w * w - w * w * w; }},
             {"sin(cos(w)) + exp(log(w + 4))", [](double w) { return std::sin(std::cos(w)) + w + 4.0; }},
             {"abs(-3) + sqrt(16) + erf(0)", [](double) { return 7.0; }}}) {
        const LandscapePtr made = formula(text);
        CAPTURE(text);
        for (const double w : {-2.9, -1.0, -0.3, 0.0, 0.7, 2.3}) REQUIRE_THAT(made->value(w), WithinAbs(f(w), 1e-12));
    }
}

TEST_CASE("Random formulas are read by the usual precedence, by the vectorised program too") {
    std::mt19937_64 random(1);
    int compared = 0;
    for (int i = 0; i < 1000; ++i) {
        const Tree tree = randomTree(1 + static_cast<int>(random() % 3), random);
        const Result<LandscapePtr> made = makeFormula(tree.text, {1.0, 1.1});
        if (!made) continue;  // a pole or an overflow; its message is tested elsewhere
        CAPTURE(tree.text);
        for (const double w : {1.01, 1.05, 1.09}) {
            const double expected = tree.value(w);
            REQUIRE_THAT((*made)->value(w), WithinAbs(expected, 1e-9 * (1.0 + std::abs(expected))));
            ++compared;

            // With β = 0 the momentum is f′ itself. It may differ by rounding of terms that cancel.
            double place = w, noise = 0.0, velocity = 0.0;
            (*made)->step({.count = 1, .noise = &noise, .w = &place, .velocity = &velocity});
            const double slope = (*made)->slope(w);
            REQUIRE_THAT(velocity, WithinAbs(slope, 1e-9 * (1.0 + std::abs(expected) + std::abs(slope))));
        }
    }
    REQUIRE(compared > 2000);
}

TEST_CASE("A formula's derivatives and integral agree, and so do its steps") {
    std::mt19937_64 random(2);
    for (const char* text : kFormulas) {
        CAPTURE(text);
        const LandscapePtr made = formula(text);
        const auto has = [&](const char* name) { return std::string_view(text).find(name) != std::string_view::npos; };
        checkDerivatives(*made, random, 100, !has("abs") && !has("min") && !has("max"));
        checkStep(*made, random);
        checkGrouping(*made, random);
    }
}

TEST_CASE("A formula's integral is exact to 1e-12") {
    struct Case {
        const char* text;
        double (*integral)(double);  // from 0
    };
    for (const auto& [text, integral] : std::vector<Case>{
             {"exp(-w^2)", [](double w) { return 0.5 * std::sqrt(kPi) * std::erf(w); }},
             {"sin(20*w) + 2", [](double w) { return (1.0 - std::cos(20.0 * w)) / 20.0 + 2.0 * w; }},
             {"1/(1 + 25*w^2)", [](double w) { return std::atan(5.0 * w) / 5.0; }},
             {"w^8", [](double w) { return std::pow(w, 9) / 9.0; }},
             {"exp(-((w - 1)/0.001)^2)",
              [](double w) { return 0.0005 * std::sqrt(kPi) * (std::erf(1000.0 * (w - 1.0)) + 1.0); }},
             {"abs(w - 0.3)", [](double w) { return 0.5 * ((w - 0.3) * std::abs(w - 0.3) + 0.09); }},
             {"max(0, w)", [](double w) { return w > 0.0 ? 0.5 * w * w : 0.0; }},
             {"abs(w)^1.5", [](double w) { return std::copysign(std::pow(std::abs(w), 2.5) / 2.5, w); }}}) {
        const LandscapePtr made = formula(text);
        CAPTURE(text);
        const double whole = std::abs(integral(3.0)) + std::abs(integral(-3.0));
        for (const double w : {-3.0, -2.0, -0.123, 0.001, 0.3, 0.9995, 1.001, 2.7, 3.0})
            REQUIRE_THAT(made->integral(w), WithinAbs(integral(w), 1e-12 * whole));
    }
}

TEST_CASE("Beyond its domain a formula goes on as a parabola without a jump in value or slope") {
    // The parabola w²/2 on [−3, 3] has the interval's own curvature, 8 · 4.5/36 = 1, and goes on as itself.
    const LandscapePtr parabola = formula("w^2/2");
    REQUIRE(parabola->isContinued());
    REQUIRE(parabola->growth() == 2);
    for (const double w : {-7.0, 5.0, 100.0}) {
        REQUIRE_THAT(parabola->value(w), WithinRel(0.5 * w * w, 1e-12));
        REQUIRE_THAT(parabola->slope(w), WithinRel(w, 1e-12));
        REQUIRE_THAT(parabola->integral(w), WithinRel(w * w * w / 6.0, 1e-12));
    }
    for (const char* text : kFormulas) {
        CAPTURE(text);
        const LandscapePtr made = formula(text);
        const Sizes sizes = sizesOf(*made, made->domain());
        for (const double end : {-3.0, 3.0}) {
            const double outside = end * (1.0 + 1e-15), inside = end * (1.0 - 1e-15);
            REQUIRE_THAT(made->value(outside), WithinAbs(made->value(inside), 1e-13 * (sizes.value + sizes.slope)));
            REQUIRE_THAT(made->slope(outside), WithinAbs(made->slope(inside), 1e-13 * (sizes.slope + sizes.curvature)));
            REQUIRE(made->curvature(2.0 * end) > 0.0);
            REQUIRE(made->curvature(1e6 * end) == made->curvature(2.0 * end));
            REQUIRE(made->value(1e9 * end) > 0.0);
        }
    }
}

TEST_CASE("Kinks are breakpoints and have their mean slope and curvature") {
    const LandscapePtr made = formula("abs(w - 0.3)*(w + 2) + max(w^2, 1)");
    const std::vector<double> breakpoints = made->breakpoints();
    REQUIRE(breakpoints.size() == 5);
    const double expected[] = {-3.0, -1.0, 0.3, 1.0, 3.0};
    for (std::size_t i = 0; i < 5; ++i) REQUIRE_THAT(breakpoints[i], WithinAbs(expected[i], 1e-12));
    // |w| − w²: f′ jumps from −1 to 1 and f″ is −2 on both sides.
    const LandscapePtr kinked = formula("abs(w) - w^2");
    REQUIRE(kinked->slope(0.0) == 0.0);
    REQUIRE(kinked->curvature(0.0) == -2.0);
    // max(w², −w): f″ is 0 left of 0 and 2 right of it.
    const LandscapePtr bent = formula("max(w^3, w^2 + w^3)");
    REQUIRE(bent->curvature(-1.0) == 2.0 - 6.0);
    const LandscapePtr half = formula("max(0, w)*w");
    REQUIRE(half->slope(0.0) == 0.0);
    REQUIRE(half->curvature(0.0) == 1.0);
    REQUIRE(formula("w^2")->breakpoints() == std::vector<double>{-3.0, 3.0});
}

TEST_CASE("Where f'' is infinite a large finite value stands for it") {
    const LandscapePtr made = formula("abs(w)^1.5");
    REQUIRE(made->slope(0.0) == 0.0);
    REQUIRE(std::isfinite(made->curvature(0.0)));
    REQUIRE(made->curvature(0.0) > made->curvature(0.01));
}

TEST_CASE("A formula that cannot be read is refused with its column") {
    struct Case {
        const char* text;
        int column;
        const char* what;
    };
    for (const auto& [text, column, what] : std::vector<Case>{{"", 1, "there is nothing"},
                                                              {"   ", 4, "there is nothing"},
                                                              {"w +", 4, "missing at the end"},
                                                              {"w + * 2", 5, "missing before '*'"},
                                                              {"2w", 2, "write * to multiply"},
                                                              {"2 sin(w)", 3, "write * to multiply"},
                                                              {"(w+1)(w-1)", 6, "write * to multiply"},
                                                              {"w w", 3, "write * to multiply"},
                                                              {"w(2)", 2, "'w' is no function"},
                                                              {"1.2.3", 4, "write * to multiply"},
                                                              {"2π", 2, "write * to multiply"},
                                                              {"w = 2", 3, "nothing can be assigned"},
                                                              {"w; w", 2, "one formula"},
                                                              {"w, w", 2, "comma"},
                                                              {"1,5*w", 2, "write numbers as 1.5"},
                                                              {"sin(1,5*w)", 6, "takes one argument"},
                                                              {"max(w)", 6, "takes two arguments"},
                                                              {"max(w, 1, 2)", 9, "takes two arguments and no more"},
                                                              {"(w", 1, "not closed"},
                                                              {"sin(w", 4, "not closed"},
                                                              {"w)", 2, "closes nothing"},
                                                              {"sin w", 1, "is a function"},
                                                              {"sin", 1, "is a function"},
                                                              {"y + 1", 1, "'y' is unknown"},
                                                              {"ln(w)", 1, "write log"},
                                                              {"w + fun(w)", 5, "'fun' is unknown"},
                                                              {"w ** 2", 3, "write ^"},
                                                              {"w & 1", 3, "'&' has no meaning"},
                                                              {"w + ü", 5, "'ü' has no meaning"},
                                                              {"ü", 1, "'ü' has no meaning"},
                                                              {"w^", 3, "missing at the end"},
                                                              {"1e999*w", 1, "too large"},
                                                              {"w + .", 5, "no number"},
                                                              {"()", 2, "missing before ')'"},
                                                              {"(-2)^w", 5, "must be positive"},
                                                              {"w^1001", 2, "up to 1000"}}) {
        const Error error = errorOf(text);
        CAPTURE(text, error.message);
        REQUIRE(error.where == "column " + std::to_string(column));
        REQUIRE(says(error, error.where));
        REQUIRE(says(error, what));
        REQUIRE(error.message.back() == '.');
    }
}

TEST_CASE("A formula that is not finite on its domain says where") {
    struct Case {
        const char *text, *what;
    };
    for (const auto& [text, what] : std::vector<Case>{{"1/w", "not finite at w = 0"},
                                                      {"log(w)", "not finite at w = -3"},
                                                      {"sqrt(w + 1)", "not finite at w = -3"},
                                                      {"sqrt(w^2)", "slope that is not finite at w = 0"},
                                                      {"1/0 + w", "not finite at w = -3"},
                                                      {"w/0", "not finite at w = -3"},
                                                      {"exp(1000*w^2)", "not finite at w = -3"},
                                                      {"w^-2", "not finite at w = 0"},
                                                      {"1/(w - 0.3337)", "grows without bound near w = 0.3337"},
                                                      {"1/(w - 0.3337)^2", "grows without bound near w = 0.3337"},
                                                      {"log(abs(w - 0.3337))", "near w = 0.3337"},
                                                      {"abs(w - 0.3337)/(w - 0.3337)", "near w = 0.3337"},
                                                      {"tan(w)", "near w = -1.5708"},
                                                      {"sin(1/(w - 0.3337))", "near w = 0.33"},
                                                      {"sin(1e7*w)", "too rough"}}) {
        const Error error = errorOf(text);
        CAPTURE(text, error.message);
        REQUIRE(says(error, what));
        REQUIRE(error.message.back() == '.');
    }
    // Away from its pole the same formula is a landscape.
    REQUIRE(makeFormula("1/w", {0.5, 2.0}));
    REQUIRE(makeFormula("log(w)", {0.5, 2.0}));
}

TEST_CASE("A bad domain is refused") {
    for (const Interval& domain : std::vector<Interval>{
             {1.0, 1.0}, {2.0, 1.0}, {std::nan(""), 1.0}, {0.0, HUGE_VAL}, {-1e300, 1e300}, {1e8, 1e8 + 1e-3}}) {
        const Error error = errorOf("w^2", domain);
        CAPTURE(error.message);
        REQUIRE(error.where == "domain");
    }
}

TEST_CASE("Nothing that is typed or pasted crashes the reader") {
    const auto many = [](const char* text, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) all += text;
        return all;
    };
    REQUIRE(says(errorOf(many("(", 100'000)), "characters"));
    REQUIRE(says(errorOf(many("(", 1500) + "w" + many(")", 400)), "nested too deeply"));
    REQUIRE(says(errorOf(many("sin(", 400) + "w"), "nested too deeply"));
    REQUIRE(says(errorOf(many("2^", 900) + "w"), "nested too deeply"));
    REQUIRE(says(errorOf(many("w-(w*", 60) + "w" + many(")", 60)), "innermost"));
    REQUIRE(formula(many("-", 1001) + "w")->value(1.0) == -1.0);
    REQUIRE_THAT(formula(many("w+", 900) + "w")->value(1.0), WithinAbs(901.0, 1e-9));
    REQUIRE_THAT(formula(many("(", 90) + "w" + many(")", 90))->value(2.0), WithinAbs(2.0, 0.0));

    std::mt19937_64 random(3);
    const std::vector<std::string> parts{"w", "x", "1",    "2.5",  "+",    "-",    "*",    "/",    "^",  "(",
                                         ")", ",", "sin(", "max(", "abs(", "log(", "pow(", "e",    "pi", ".",
                                         " ", "=", ";",    "1e5",  "−",    "²",    "ü",    "\xFF", "\n"};
    int made = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto length = random() % 12; length > 0; --length) text += parts[random() % parts.size()];
        const Result<LandscapePtr> result = makeFormula(text, {0.5, 2.0});
        made += static_cast<bool>(result);
        if (!result) {
            CAPTURE(text, result.error().message);
            REQUIRE(result.error().message.back() == '.');
            REQUIRE_FALSE(result.error().where.empty());
        }
    }
    REQUIRE(made > 100);
}
