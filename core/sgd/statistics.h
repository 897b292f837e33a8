// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace basin {

/// A mean over many values with its standard error; values that are not finite do not count.
struct Mean {
    double value = 0.0, error = 0.0;  ///< NaN without values
};
Mean meanOf(std::span<const double> values);

/// The distance of many points to the nearest of some targets.
struct Distance {
    double rms = 0.0;                                               ///< √(mean d²); NaN without targets or points
    double rmsError = 0.0;                                          ///< its standard error
    double median = 0.0, lowerQuartile = 0.0, upperQuartile = 0.0;  ///< of d: stands for RMS where there is no variance
    std::size_t count = 0;                                          ///< points that are finite
};
/// `quantiles` asks for the median and quartiles too (slower).
Distance distanceToNearest(std::span<const double> points, std::span<const double> targets, bool quantiles);

/// Counts of `points` in equal bins over `range`; points outside are left out, and counted in below / above.
struct Histogram {
    Interval range;
    std::vector<std::uint32_t> counts;
    std::size_t below = 0, above = 0;
};
Histogram histogram(std::span<const double> points, Interval range, int bins);

}  // namespace basin
