// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace basin {

/// One measured error at one step size; `uncertainty` is one standard error or an estimated bound, of the same unit.
struct RatePoint {
    double stepSize = 0.0, error = 0.0, uncertainty = 0.0;
};

/// The exponent s of error ∝ η^s for η → 0.
struct Slope {
    double value = 0.0;
    double low = 0.0,
           high = 0.0;      ///< 95 %: sampling and discretisation, plus what another form of the corrections changes
    double straight = 0.0;  ///< of a plain straight line through log error: biased by curvature, for comparison
};

/// Fits log e = a + s log η + bη + b′η² by weighted least squares, or with b√η + b′η, as a kink of f′ has it, where that describes
/// the points better beyond doubt; the interval adds to the fit's error the larger of the changes on dropping the last term and
/// on taking the other form. Absent with fewer than five points that are positive and larger than twice their uncertainty.
std::optional<Slope> fitSlope(std::span<const RatePoint> points);

}  // namespace basin
