// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sgd/average.h"
#include "core/theory/constants.h"

#include <cstdint>
#include <optional>

namespace basin {

/// What theory says of the RMS distance √E(w_t − v*)² of SGD's iterate in the long run. B1, B1′, B2 and P1 are about v; the noise
/// of the last step makes of it E(w − v*)² = D + η²σ² (maths.md §3). Absent where its condition fails.
struct DistanceLines {
    std::optional<double> upper;     ///< by the smaller of B1 and B1′
    bool upperIsB1 = false;          ///< that is B1
    std::optional<double> lower;     ///< by B2
    std::optional<double> expected;  ///< by P1
};
DistanceLines distanceLines(const ConstantsReport& report, double stepSize);

/// How many iterates an average holds after `steps` ≥ 1 steps; 0 before it has begun, absent for the exponential one, which has no
/// such number.
std::optional<std::int64_t> iteratesIn(const Average& average, std::int64_t steps);

/// B4 for an average of v after `steps` steps from v₀ with (v₀ − v*)² = `startDistance2`: E|v̄ − v*| is at most this. For one that
/// begins late the distance at its beginning is bounded by B1.
std::optional<double> averageLine(const ConstantsReport& report, double stepSize, double startDistance2,
                                  const Average& average, std::int64_t steps);

/// P2 and P3 together: √(E(w̄ − v*)²) ≈ √(P2² + σ²/(μ²T)) for an average of T iterates.
std::optional<double> expectedAverage(const ConstantsReport& report, double stepSize, const Average& average,
                                      std::int64_t steps);

}  // namespace basin
