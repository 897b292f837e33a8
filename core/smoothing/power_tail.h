// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace basin {

/// ∫_x^∞ p(t) g(t) dt for a density that falls as a power, p(t) = p(x)(x/t)^{1+τ}, and a parabola
/// g(t) = g + g′(t−x) + g″(t−x)²/2; `mass` is p(x) x. Where the integral of a term does not exist g grows too slowly for it.
inline double powerTail(double mass, double x, double tau, double g, double slope, double curvature) {
    const double zeroth = 1.0 / tau;
    double sum = g * zeroth;
    if (tau > 1.0) sum += slope * x * (1.0 / (tau - 1.0) - zeroth);
    if (tau > 2.0) sum += 0.5 * curvature * x * x * (1.0 / (tau - 2.0) - 2.0 / (tau - 1.0) + zeroth);
    return mass * sum;
}

}  // namespace basin
