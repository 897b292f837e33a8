// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/smoothing/smoothed.h"
#include "core/smoothing/tabulation.h"

#include <functional>
#include <vector>

namespace basin {

/// Every extremum between the points of `grid` (ascending) between which `slope`, whose values there are `slopes`, changes
/// its sign: minima and maxima in turn, ascending. Where the slope is 0 over a stretch its middle counts. Pairs of a minimum
/// and a maximum that differ by less than `shallow` are left out. `precision` is that of a place, in distances of the grid.
std::vector<Extremum> extrema(const std::function<double(double)>& value, const std::function<double(double)>& slope,
                              std::vector<double> grid, std::vector<double> slopes, double shallow,
                              double precision = 1e-15);

/// Points of `range` (ends included) between which f′ has hardly more than one zero: equally spaced, with more of them
/// where f is rich in detail.
std::vector<double> scanGrid(const Tabulation& tabulation, Interval range);

/// The points of two ascending grids, each once.
std::vector<double> merged(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace basin
