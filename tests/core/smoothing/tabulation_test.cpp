// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/tabulation.h"
#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "core/smoothing/kernel.h"
#include "core/smoothing/quadrature.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace basin;

namespace {

double spline(double t) {
    const double x = std::abs(t);
    return x < 1.0 ? 2.0 / 3.0 - x * x + 0.5 * x * x * x : x < 2.0 ? std::pow(2.0 - x, 3) / 6.0 : 0.0;
}

std::vector<LandscapePtr> some() {
    return {makeLandscape("dip"),
            makeLandscape("kinked"),
            makeLandscape("gaussians"),
            makeLandscape("asymmetric"),
            wedge(),
            *makeFormula("abs(w - 0.3) + 0.1*sin(20*w)", {-3.0, 3.0})};
}

}  // namespace

TEST_CASE("A tabulation is its landscape to a billionth of its height, on the domain and far beyond") {
    std::mt19937_64 random(5);
    for (const LandscapePtr& landscape : some()) {
        const Tabulation tabulation(*landscape);
        const Interval domain = landscape->domain();
        for (int i = 0; i < 2000; ++i) {
            const double x = std::uniform_real_distribution<double>(-1.0, 1.0)(random);
            const double far =
                i % 2 == 0 ? 0.5 : std::pow(10.0, std::uniform_real_distribution<double>(0.0, 4.0)(random));
            const double w = domain.centre() + far * domain.width() * x;
            CAPTURE(w);
            const double f = landscape->value(w);
            REQUIRE_THAT(tabulation.expansion(w)[0], WithinAbs(f, 1e-8 * tabulation.height() + 1e-8 * std::abs(f)));
        }
    }
}

// ∫ by the landscape's own antiderivative.
TEST_CASE("Integrals of a tabulation") {
    for (const LandscapePtr& landscape : some()) {
        const Tabulation tabulation(*landscape);
        const Interval domain = landscape->domain();
        const double origin = domain.lower + 0.37 * domain.width(), first = domain.lower - domain.width();
        const double spacing = 3.0 * domain.width() / 199.0;
        std::vector<double> integral(200);
        tabulation.integral(origin, first, spacing, integral);
        for (std::size_t i = 0; i < integral.size(); ++i) {
            const double w = first + spacing * static_cast<double>(i);
            const double exact =
                landscape->integral(w) - landscape->integral(origin) - landscape->value(origin) * (w - origin);
            REQUIRE_THAT(integral[i], WithinAbs(exact, 1e-8 * tabulation.height() * domain.width()));
        }
    }
}

// By adaptive quadrature of the definition, split where the landscape and the spline are joined.
TEST_CASE("Spline means of f and f′, at whatever unit, spacing and stride") {
    for (const LandscapePtr& landscape : some()) {
        const Tabulation tabulation(*landscape);
        const Interval domain = landscape->domain();
        for (const double unit : {1e-4 * domain.width(), 0.01 * domain.width(), 0.3 * domain.width()})
            for (const double spacing : {unit, 0.5 * unit})
                for (const std::size_t stride : {std::size_t{1}, std::size_t{7}})
                    for (const int order : {0, 1}) {
                        const std::size_t count = 100, column = (count - 1) / stride + 1;
                        // About the first breakpoint, where there is something to see.
                        const double first = landscape->breakpoints().front() + 0.1 * unit - 50.0 * spacing, base = 0.3;
                        std::vector<double> means(stride * column);
                        tabulation.splineMeans(first, spacing, unit, order, base, count, stride, means);
                        const double height = order == 0 ? tabulation.height() : tabulation.steepness();
                        for (std::size_t i = 0; i < count; i += 9) {
                            const double w = first + spacing * static_cast<double>(i);
                            std::vector<double> edges;
                            for (int k = -4; k <= 4; ++k) edges.push_back(w + 0.5 * k * unit);
                            for (const double point : landscape->breakpoints())
                                if (std::abs(point - w) < 2.0 * unit) edges.push_back(point);
                            std::sort(edges.begin(), edges.end());
                            const double exact = integrate(
                                [&](double x) {
                                    const double g = order == 0 ? landscape->value(x) : landscape->slope(x);
                                    return spline((x - w) / unit) / unit * g;
                                },
                                edges, 1e-12 * height);
                            CAPTURE(unit, spacing, stride, order, w);
                            REQUIRE_THAT(means[(i % stride) * column + i / stride],
                                         WithinAbs(exact - base, 2e-7 * height));
                        }
                    }
    }
}

// Convolved with the splines the weights are the density again: Σ_m weight_m [B(x/u − m) + B(x/u + m)]/u, summed over the
// rings, is p(x) up to the tail — to (u/s)⁴ where p is steepest.
TEST_CASE("The rings of a kernel add up to the density") {
    for (const Noise& law :
         {Noise{.law = Law::Gaussian, .scale = 0.7}, Noise{.law = Law::StudentT, .scale = 0.7, .shape = 1.5},
          Noise{.law = Law::AlphaStable, .scale = 0.7, .shape = 1.2}}) {
        const Kernel kernel(law, 0.7 / 12.0);
        const int top = kernel.top(100.0);
        const auto sum = [&](double x) {
            double total = 0.0;
            for (int k = 0; k <= top; ++k) {
                const Kernel::Weights& weights = k == 0 ? kernel.core(0) : kernel.ring(k);
                const double u = kernel.unit(k);
                for (std::size_t m = 0; m < weights.size(); ++m)
                    total += weights[m] / u *
                             (spline(x / u - static_cast<double>(m)) + spline(x / u + static_cast<double>(m)));
            }
            return total;
        };
        for (const double x : {0.0, 0.13, -0.5, 1.1, 2.9, 7.7, 40.0}) {
            CAPTURE(static_cast<int>(law.law), x);
            REQUIRE_THAT(sum(x), WithinAbs(law.density(x), 2e-4 * law.density(0.0)));
        }
        // ∫ p = 1: the weights, and the rule for the tail.
        double mass = 0.0;
        for (int k = 0; k <= top; ++k)
            for (const double weight : k == 0 ? kernel.core(0) : kernel.ring(k)) mass += 2.0 * weight;
        if (kernel.hasTail())
            for (const Kernel::Node& node : kernel.tail(top, 1e12)) mass += 2.0 * node.weight;
        REQUIRE_THAT(mass, WithinAbs(1.0, 1e-8));
    }
}
