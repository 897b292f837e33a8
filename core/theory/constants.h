// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/smoothing/smoothed.h"
#include "core/theory/bounds.h"

#include <array>
#include <optional>
#include <string>

namespace basin {

/// One of the assumptions A1–A5 of the theorems (maths.md §2).
struct Assumption {
    bool holds = false;
    std::optional<Interval> where;  ///< where it fails, if at a place
    std::string why;                ///< one sentence
};

/// The constants of one landscape, noise and step size, and which assumptions hold.
struct ConstantsReport {
    Constants constants;
    double vStar = 0.0;             ///< the minimum of F that c, M and μ are about
    double third = 0.0;             ///< F‴(v*)
    double gradientVariance = 0.0;  ///< V_G = Var[ε + f′(v* − ηε)]
    double meanGradient = 0.0;      ///< E f′(v* − ηε): F′(v*) = 0 where the noise does not depend on w
    double noiseVariance = 0.0;     ///< E ε² where the iterates are about v*: σ₁² where it is the same everywhere
    Interval domain;                ///< c and M hold for v in here; to ±infinity where they hold on the whole line
    bool certified = false;         ///< by bounds of f″ that are proved; else estimated from samples
    std::array<Assumption, 5> assumptions;  ///< A1 … A5
};

/// Computes them for the lowest minimum of F. Absent where F or its minimum does not exist.
std::optional<ConstantsReport> measureConstants(const LandscapePtr& landscape, const GradientNoise& noise,
                                                double stepSize);

/// What is expected to leading order (maths.md §3, derived), from F alone.
struct Predictions {
    std::optional<double> P1;  ///< D_∞ ≈ ηV_G/(μ(2 − ημ))
    std::optional<double>
        P2;  ///< E v̄ − v* ≈ −(F‴(v*) D_∞/2 + E f′(v* − ηε))/μ; the second term is of noise that depends on w
    std::optional<double> P3;  ///< T·Var(w̄_T) ≈ σ²/μ²
};
Predictions predictionsFor(const ConstantsReport& report, double stepSize);

}  // namespace basin
