// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <span>
#include <vector>

namespace basin {

/// The shares of a law on grid points (ascending, at least two) in equal bins over `range`. The mass of a point is spread evenly from half way
/// to the one before to half way to the next.
std::vector<double> binnedLaw(std::span<const double> law, std::span<const double> points, Interval range, int bins);

}  // namespace basin
