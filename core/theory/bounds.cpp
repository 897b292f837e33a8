// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bounds.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// κ = 1 + ηL, or 1 where descent does not expand: f convex and η ≤ 2/L.
double kappa(const Constants& k, double eta) { return k.convex && eta * k.L <= 2.0 ? 1.0 : 1.0 + eta * k.L; }

struct Recursion {
    double lambda, b;  ///< D_{t+1} ≤ (1 − λ) D_t + b
};
/// λ = 2ηc − η²L², b = η²κ²σ²: a bound only while 0 < λ (η < 2c/L²) and all constants are finite.
std::optional<Recursion> recursion(const Constants& k, double eta) {
    const Recursion r{2.0 * eta * k.c - eta * eta * k.L * k.L, std::pow(eta * kappa(k, eta) * k.sigma1, 2)};
    if (!(k.c > 0.0) || !(r.lambda > 0.0) || !std::isfinite(r.b)) return std::nullopt;
    return r;
}

std::optional<double> smallest(const std::optional<double>& a, const std::optional<double>& b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
}

}  // namespace

Bounds boundsFor(const Constants& k, double eta) {
    Bounds bounds;
    if (!std::isfinite(k.L) || !std::isfinite(k.sigma1)) return bounds;
    const double s2 = k.sigma1 * k.sigma1, K = kappa(k, eta), etaL = eta * k.L;
    if (const auto r = recursion(k, eta)) bounds.B1 = r->b / r->lambda;
    if (k.sigma2 > 0.0) {
        // The one-dimensional bounds B1′ and B2 and the limit B3 are for noise that does not depend on w.
        if (etaL < 1.0 && bounds.B1 && k.mu > 0.0 && std::isfinite(k.M)) {
            const double beta = eta * eta * k.L * k.sigma1 * k.sigma2 / (1.0 - etaL);
            bounds.B6 = (k.M * *bounds.B1 + beta) / k.mu;
        }
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
    const double D = r->b / r->lambda;
    return D + std::pow(std::max(1.0 - r->lambda, 0.0), static_cast<double>(steps)) * (startDistance2 - D);
}

std::optional<double> averageBound(const Constants& k, double eta, double startDistance2, std::int64_t steps) {
    const auto r = recursion(k, eta);
    if (!r || !(k.mu > 0.0) || !std::isfinite(k.M) || steps < 1) return std::nullopt;
    // D_t ≤ D + (1−λ)^t (D_0 − D) with D = b/λ; its mean over t < T is a geometric sum.
    const double T = static_cast<double>(steps), D = r->b / r->lambda, excess = startDistance2 - D;
    const double decay = std::pow(std::max(1.0 - r->lambda, 0.0), T);
    const double last = D + decay * excess, mean = D + excess * (1.0 - decay) / (r->lambda * T);
    return (1.0 / k.mu) * ((std::sqrt(startDistance2) + std::sqrt(std::max(last, 0.0))) / (eta * T) +
                           kappa(k, eta) * k.sigma1 / std::sqrt(T) + k.M * mean);
}

Predictions predictionsFor(const Constants& k, double eta, double gradientVariance, double third) {
    Predictions predictions;
    if (!(k.mu > 0.0) || !(eta * k.mu < 2.0) || !std::isfinite(gradientVariance)) return predictions;
    predictions.P1 = eta * gradientVariance / (k.mu * (2.0 - eta * k.mu));
    predictions.P2 = -third * *predictions.P1 / (2.0 * k.mu);
    predictions.P3 = k.sigma1 * k.sigma1 / (k.mu * k.mu);
    return predictions;
}

}  // namespace basin
