// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace basin::lanes {

// Loops over one block of walkers that run beside the step itself, in the widest vectors that the machine has.
// Arrays are aligned to 64 bytes; counts are multiples of 16 unless it says otherwise.

/// segment ← segment + sum, or segment ← sum if `fresh`.
void addTo(double* segment, const double* sum, bool fresh, std::size_t count);

/// mean ← mean + weight (w − mean).
void decayTowards(double* mean, const double* w, double weight, std::size_t count);

/// Replaces every w with |w| > limit by NaN.
void freezeBeyond(double* w, double limit, std::size_t count);
/// Replaces x and y by NaN where either is NaN or beyond the limit.
void freezeBothBeyond(double* x, double* y, double limit, std::size_t count);

/// Power sums of d = |w − target| over the finite w; any count, any alignment.
struct DistanceSums {
    double second = 0.0;  ///< Σ d²
    double fourth = 0.0;  ///< Σ d⁴
    std::size_t count = 0;
};
/// `targets` > 1: d is the distance to the nearest of them.
DistanceSums distanceSums(const double* w, std::size_t count, const double* targets, std::size_t targetCount);

}  // namespace basin::lanes
