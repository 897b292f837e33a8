// SPDX-License-Identifier: GPL-3.0-or-later
// Landscapes for tests, written down here so that nothing is known of them but f, f′, f″ and ∫f.
#pragma once

#include "core/landscape/landscape.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace basin {

/// A landscape made of four functions. It does not say that it has a closed form, so that F is had by quadrature.
struct Written final : Landscape {
    std::function<double(double)> f, f1, f2, integralOfF;
    Interval shown{-2.0, 2.0};
    std::vector<double> breaks;
    int degree = 2;

    double value(double w) const override { return f(w); }
    double slope(double w) const override { return f1(w); }
    double curvature(double w) const override { return f2(w); }
    double integral(double w) const override { return integralOfF(w); }
    Interval domain() const override { return shown; }
    std::vector<double> breakpoints() const override { return breaks; }
    int growth() const override { return degree; }
    void step(const Step&) const override { throw std::logic_error("not walked on in these tests"); }
};

/// a w²/2
inline std::shared_ptr<Written> parabola(double a) {
    auto result = std::make_shared<Written>();
    result->f = [a](double w) { return 0.5 * a * w * w; };
    result->f1 = [a](double w) { return a * w; };
    result->f2 = [a](double) { return a; };
    result->integralOfF = [a](double w) { return a * w * w * w / 6.0; };
    return result;
}

/// a w²/2 + b (1 − cos κw)
inline std::shared_ptr<Written> ripples(double a, double b, double kappa) {
    auto result = std::make_shared<Written>();
    result->f = [=](double w) { return 0.5 * a * w * w + b * (1.0 - std::cos(kappa * w)); };
    result->f1 = [=](double w) { return a * w + b * kappa * std::sin(kappa * w); };
    result->f2 = [=](double w) { return a + b * kappa * kappa * std::cos(kappa * w); };
    result->integralOfF = [=](double w) { return a * w * w * w / 6.0 + b * (w - std::sin(kappa * w) / kappa); };
    return result;
}

/// The kinked valley of maths.md §4.
inline std::shared_ptr<Written> kinkedValley(double right, double left) {
    auto result = std::make_shared<Written>();
    result->f = [=](double w) { return 0.5 * (w > 0.0 ? right : left) * w * w; };
    result->f1 = [=](double w) { return (w > 0.0 ? right : left) * w; };
    result->f2 = [=](double w) { return w == 0.0 ? 0.5 * (left + right) : w > 0.0 ? right : left; };
    result->integralOfF = [=](double w) { return (w > 0.0 ? right : left) * w * w * w / 6.0; };
    result->breaks = {0.0};
    return result;
}

/// |w|, whose slope jumps by 2 at 0.
inline std::shared_ptr<Written> wedge() {
    auto result = std::make_shared<Written>();
    result->f = [](double w) { return std::abs(w); };
    result->f1 = [](double w) { return w > 0.0 ? 1.0 : w < 0.0 ? -1.0 : 0.0; };
    result->f2 = [](double) { return 0.0; };
    result->integralOfF = [](double w) { return 0.5 * w * std::abs(w); };
    result->breaks = {0.0};
    result->degree = 1;
    return result;
}

/// w²/2 − h(1 − u²)³₊, u = (w − s)/δ: the dip of maths.md §4, as narrow as one likes.
inline std::shared_ptr<Written> narrowDip(double h, double s, double delta) {
    auto result = std::make_shared<Written>();
    const auto rest = [=](double w) { return std::max(0.0, 1.0 - (w - s) * (w - s) / (delta * delta)); };
    result->f = [=](double w) { return 0.5 * w * w - h * std::pow(rest(w), 3); };
    result->f1 = [=](double w) { return w + 6.0 * h * (w - s) / (delta * delta) * std::pow(rest(w), 2); };
    result->f2 = [=](double w) {
        const double u = (w - s) / delta;
        return 1.0 + 6.0 * h / (delta * delta) * rest(w) * (rest(w) - 4.0 * u * u);
    };
    result->integralOfF = [=](double w) {
        const auto P = [](double u) { return u - u * u * u + 0.6 * std::pow(u, 5) - std::pow(u, 7) / 7.0; };
        const auto clamped = [=](double x) { return std::clamp((x - s) / delta, -1.0, 1.0); };
        return w * w * w / 6.0 - h * delta * (P(clamped(w)) - P(clamped(0.0)));
    };
    result->breaks = {s - delta, s + delta};
    return result;
}

}  // namespace basin
