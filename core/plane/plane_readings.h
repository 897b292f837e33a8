// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"

#include <span>

namespace basin {

/// The distance of many points of the plane to the nearest of some targets, as on the line.
Distance distanceToNearest(const Points& points, std::span<const Point> targets, bool quantiles);

/// Where a crowd stands, with its distance to the nearest v* and its shares from all points, and the rest from the first
/// kJudged of them: points are alike, and ∇²f and F of each take their time.
PlaneReadings readCrowd(const PlaneAnalysis& analysis, const Points& points, bool quantiles);
inline constexpr std::size_t kJudged = 2000;

}  // namespace basin
