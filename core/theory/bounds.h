// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace basin {

/// The numbers that the bounds are made of (maths.md §2): of one landscape, noise and step size.
struct Constants {
    double L = 0.0;       ///< |f″| ≤ L
    double sigma1 = 0.0;  ///< E‖ε‖² ≤ σ₁²
    double sigma2 = 0.0;  ///< E‖J_ε‖² ≤ σ₂²; 0 when the noise does not depend on w
    double c = 0.0;       ///< ⟨F′(v), v − v*⟩ ≥ c (v − v*)²; not positive: A3 fails
    double M = 0.0;       ///< |F′(v) − μ(v − v*)| ≤ M (v − v*)²
    double mu = 0.0;      ///< F″(v*)
    bool convex = false;  ///< f″ ≥ 0 everywhere
    double LF = 0.0;      ///< |F′(v)| ≤ LF |v − v*|; where σ₂ = 0 it is L

    /// β = η²Lσ₁σ₂/(1 − ηL): by how much F′ may miss the mean gradient (maths.md §1); infinite from η = 1/L on.
    double drift(double stepSize) const;
};

/// Upper and lower bounds (maths.md §3, derived). One that does not hold under these constants is absent.
struct Bounds {
    std::optional<double> B1;   ///< lim D_t ≤ b/λ; with β the D of D = (√((1−λ)D) + ηβ)² + b
    std::optional<double> B1p;  ///< one dimension: D_∞ ≤ ηκ²σ²/(c(2 − ηc)), η ≤ 1/L
    std::optional<double> B2;   ///< D_∞ ≥ η(1 − ηL)²σ²/(L(2 − ηL)), η < 1/L
    std::optional<double> B3;   ///< |lim E v̄ − v*| ≤ (M/μ) D, with the smallest bound on D_∞ that holds
    std::optional<double> B5;   ///< SGD is farther than its average below this step size (leading order)
    std::optional<double> B6;   ///< state-dependent noise: (M D + β)/μ
};
Bounds boundsFor(const Constants& k, double eta);

/// B1 at a finite step, D_t ≤ (1−λ)^t D_0 + (1 − (1−λ)^t) b/λ or its like with β, for t = `steps`, D_0 = `startDistance2`; absent without B1.
std::optional<double> iterateBound(const Constants& k, double eta, double startDistance2, std::int64_t steps);

/// B4: E|v̄_T − v*| for an average of `steps` iterates from v₀ with (v₀ − v*)² = `startDistance2`; absent without B1.
std::optional<double> averageBound(const Constants& k, double eta, double startDistance2, std::int64_t steps);

}  // namespace basin
