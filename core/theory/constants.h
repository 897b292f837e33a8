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
    Interval domain;                ///< c and M hold for v in here; to ±infinity where they hold on the whole line
    bool certified = false;         ///< by bounds of f″ that are proved; else estimated from samples
    std::array<Assumption, 5> assumptions;  ///< A1 … A5
};

/// Computes them for the lowest minimum of F. Absent where F or its minimum does not exist.
std::optional<ConstantsReport> measureConstants(const LandscapePtr& landscape, const Noise& noise, double stepSize);

}  // namespace basin
