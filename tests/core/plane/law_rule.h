// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"

#include <cmath>
#include <vector>

namespace basin {

/// Nodes and weights with which E g(ξ) ≈ Σ weight g(node) for smooth g, independent of the code that is tested.
struct LawRule {
    std::vector<double> nodes, weights;
};

inline LawRule ruleOf(const Noise& law) {
    LawRule rule;
    const auto addBoth = [&](double x, double weight) {
        for (const double side : {-1.0, 1.0}) {
            rule.nodes.push_back(side * x);
            rule.weights.push_back(weight);
        }
    };
    if (law.law == Law::Rademacher) {
        addBoth(law.scale, 0.5);
        return rule;
    }
    if (law.law == Law::Uniform) {
        // x = r sin(u)-like substitution tanh(π/2 sinh t): its trapezoidal rule converges exponentially.
        constexpr double kSpacing = 0.05;
        for (int i = -80; i <= 80; ++i) {
            const double t = kSpacing * i, s = 0.5 * M_PI * std::sinh(t);
            const double weight = 0.5 * kSpacing * 0.5 * M_PI * std::cosh(t) / std::pow(std::cosh(s), 2);
            rule.nodes.push_back(law.scale * std::tanh(s));
            rule.weights.push_back(weight);
        }
        return rule;
    }
    // ∫₀^∞ p(x) g(x) dx with x = exp(t − e^{−t}): double exponential towards 0, exponential towards ∞.
    constexpr double kSpacing = 0.055;
    const double longest = law.law == Law::StudentT || law.law == Law::AlphaStable ? 14.0 : 5.0;
    for (double t = -4.5; t < longest; t += kSpacing) {
        const double x = law.scale * std::exp(t - std::exp(-t));
        addBoth(x, kSpacing * x * (1.0 + std::exp(-t)) * law.density(x));
    }
    return rule;
}

/// E g(v − ηAξ), g(w) with + and ·.
template <class G>
auto expectation(const PlaneNoise& noise, double stepSize, Point v, const G& g) {
    const LawRule rule = ruleOf(noise.coordinate());
    decltype(g(v)) sum{};
    for (std::size_t i = 0; i < rule.nodes.size(); ++i)
        for (std::size_t j = 0; j < rule.nodes.size(); ++j) {
            const Point shift = stepSize * noise.root.times({rule.nodes[i], rule.nodes[j]});
            sum = sum + (rule.weights[i] * rule.weights[j]) * g(v - shift);
        }
    return sum;
}

}  // namespace basin
