// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

/// κ = 1 + ηL, or 1 where descent does not expand: f convex and η ≤ 2/L.
double kappa(const Constants& k, double eta) { return k.convex && eta * k.L <= 2.0 ? 1.0 : 1.0 + eta * k.L; }

/// D_t ≤ limit + (1 − rate)^t (D_0 − limit).
struct Recursion {
    double limit, rate;
};
/// λ = 2ηc − η²L², b = η²κ²σ²: D_{t+1} ≤ (√((1−λ) D_t) + ηβ)² + b, a bound only while 0 < λ (η < 2c/L²) and all constants
/// are finite. Without β it is linear in D; with it concave, so that its slope at the limit bounds how fast D falls to it.
std::optional<Recursion> recursion(const Constants& k, double eta) {
    const double steepest = k.sigma2 > 0.0 ? k.LF : k.L;
    const double lambda = 2.0 * eta * k.c - eta * eta * steepest * steepest;
    const double b = std::pow(eta * kappa(k, eta) * k.sigma1, 2), drift = eta * k.drift(eta);
    if (!(k.c > 0.0) || !(lambda > 0.0) || !std::isfinite(b) || !std::isfinite(drift)) return std::nullopt;
    if (drift == 0.0) return Recursion{b / lambda, lambda};
    const double q = std::sqrt(std::max(1.0 - lambda, 0.0));
    const double root = (q * drift + std::sqrt(std::pow(q * drift, 2) + lambda * (drift * drift + b))) / lambda;
    return Recursion{root * root, lambda - q * drift / root};
}

/// D_0 − limit; from below a concave recursion is only known to stay below its limit.
double excessOf(const Constants& k, const Recursion& r, double startDistance2) {
    const double excess = startDistance2 - r.limit;
    return k.sigma2 > 0.0 ? std::max(excess, 0.0) : excess;
}

std::optional<double> smallest(const std::optional<double>& a, const std::optional<double>& b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
}

}  // namespace

double Constants::drift(double stepSize) const {
    if (sigma2 == 0.0) return 0.0;
    if (!(stepSize * L < 1.0)) return std::numeric_limits<double>::infinity();
    return stepSize * stepSize * L * sigma1 * sigma2 / (1.0 - stepSize * L);
}

Bounds boundsFor(const Constants& k, double eta) {
    Bounds bounds;
    if (!std::isfinite(k.L) || !std::isfinite(k.sigma1)) return bounds;
    const double s2 = k.sigma1 * k.sigma1, K = kappa(k, eta), etaL = eta * k.L;
    if (const auto r = recursion(k, eta)) bounds.B1 = r->limit;
    if (k.sigma2 > 0.0) {
        // The one-dimensional bounds B1′ and B2 and the limit B3 are for noise that does not depend on w.
        if (bounds.B1 && k.mu > 0.0 && std::isfinite(k.M)) bounds.B6 = (k.M * *bounds.B1 + k.drift(eta)) / k.mu;
        return bounds;
    }
    if (k.c > 0.0 && etaL <= 1.0) bounds.B1p = eta * K * K * s2 / (k.c * (2.0 - eta * k.c));
    if (etaL < 1.0 && k.L > 0.0) bounds.B2 = eta * std::pow(1.0 - etaL, 2) * s2 / (k.L * (2.0 - etaL));
    if (k.mu > 0.0 && std::isfinite(k.M)) {
        if (const auto D = smallest(bounds.B1, bounds.B1p)) bounds.B3 = k.M / k.mu * *D;
        if (k.c > 0.0 && k.M > 0.0) bounds.B5 = 2.0 * std::pow(k.mu * k.c / (k.M * k.sigma1), 2) / k.L;
    }
    return bounds;
}

std::optional<double> iterateBound(const Constants& k, double eta, double startDistance2, std::int64_t steps) {
    const auto r = recursion(k, eta);
    if (!r) return std::nullopt;
    const double decay = std::pow(std::max(1.0 - r->rate, 0.0), static_cast<double>(steps));
    return r->limit + decay * excessOf(k, *r, startDistance2);
}

std::optional<double> averageBound(const Constants& k, double eta, double startDistance2, std::int64_t steps) {
    const auto r = recursion(k, eta);
    if (!r || !(k.mu > 0.0) || !std::isfinite(k.M) || steps < 1) return std::nullopt;
    // The mean of the bound of D_t over t < T is a geometric sum.
    const double T = static_cast<double>(steps), D = r->limit, excess = excessOf(k, *r, startDistance2);
    const double decay = std::pow(std::max(1.0 - r->rate, 0.0), T);
    const double last = D + decay * excess, mean = D + excess * (1.0 - decay) / (r->rate * T);
    return (1.0 / k.mu) * ((std::sqrt(startDistance2) + std::sqrt(std::max(last, 0.0))) / (eta * T) +
                           kappa(k, eta) * k.sigma1 / std::sqrt(T) + k.M * mean + k.drift(eta));
}

}  // namespace basin
