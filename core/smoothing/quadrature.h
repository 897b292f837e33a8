// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace basin {

/// One panel of an adaptive quadrature.
struct Panel {
    double lower = 0.0, upper = 0.0;
    double integral = 0.0;
    double magnitude = 0.0;  ///< ∫|g|
    double error = 0.0;
};

/// ∫ g over one panel by the 10-point Gauss rule within its 21-point Kronrod rule.
template <class Function>
Panel kronrod(const Function& g, double lower, double upper) {
    using Kronrod = boost::math::quadrature::gauss_kronrod<double, 21>;
    using Gauss = boost::math::quadrature::gauss<double, 10>;
    const auto& nodes = Kronrod::abscissa();
    const auto& weights = Kronrod::weights();
    const auto& gauss = Gauss::weights();
    const double centre = 0.5 * (lower + upper), half = 0.5 * (upper - lower);
    const double middle = g(centre);
    double kronrodSum = weights[0] * middle, gaussSum = 0.0, magnitude = weights[0] * std::abs(middle);
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const double left = g(centre - half * nodes[i]), right = g(centre + half * nodes[i]);
        kronrodSum += weights[i] * (left + right);
        magnitude += weights[i] * (std::abs(left) + std::abs(right));
        if (i % 2 == 1) gaussSum += gauss[i / 2] * (left + right);
    }
    // The difference of the two rules is the error of the poorer one; that of the better is near its power 3/2 (QUADPACK).
    const double difference = std::abs(kronrodSum - gaussSum);
    const double relative = magnitude > 0.0 ? difference / magnitude : 0.0;
    const double error = magnitude * std::min(relative, std::pow(200.0 * relative, 1.5));
    return {lower, upper, half * kronrodSum, half * magnitude, half * error};
}

/// ∫ g over [edges.front(), edges.back()] (ascending), split at every edge, to `relative` times ∫|g| or to `absolute`,
/// whichever is more: the worst panel is halved until all errors together are below that.
template <class Function>
double integrate(const Function& g, std::span<const double> edges, double absolute, double relative = 1e-12) {
    constexpr std::size_t kMostPanels = 2000;
    if (edges.size() < 2) return 0.0;
    std::vector<Panel> panels;
    panels.reserve(2 * edges.size());
    for (std::size_t i = 1; i < edges.size(); ++i)
        if (edges[i] > edges[i - 1]) panels.push_back(kronrod(g, edges[i - 1], edges[i]));

    const auto better = [](const Panel& a, const Panel& b) { return a.error < b.error; };
    double error = 0.0, magnitude = 0.0;
    for (const Panel& panel : panels) error += panel.error, magnitude += panel.magnitude;
    std::make_heap(panels.begin(), panels.end(), better);
    const std::size_t most = panels.size() + kMostPanels;
    while (error > std::max(absolute, relative * magnitude) && panels.size() < most) {
        std::pop_heap(panels.begin(), panels.end(), better);
        const Panel worst = panels.back();
        panels.pop_back();
        const double centre = 0.5 * (worst.lower + worst.upper);
        if (!(worst.lower < centre && centre < worst.upper)) break;
        for (const Panel& half : {kronrod(g, worst.lower, centre), kronrod(g, centre, worst.upper)}) {
            error += half.error;
            magnitude += half.magnitude;
            panels.push_back(half);
            std::push_heap(panels.begin(), panels.end(), better);
        }
        error -= worst.error;
        magnitude -= worst.magnitude;
    }
    double sum = 0.0;
    for (const Panel& panel : panels) sum += panel.integral;
    return sum;
}

}  // namespace basin
