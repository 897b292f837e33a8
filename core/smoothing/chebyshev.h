// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <span>
#include <vector>

namespace basin {

/// The zeros of the Chebyshev polynomial of degree `count` over `range`.
std::vector<double> chebyshevPoints(Interval range, std::size_t count);

/// Adds to `out`, which stands for equally spaced points of the same range with both ends, the polynomial that has these
/// values at the Chebyshev points.
void addChebyshev(std::span<const double> values, std::span<double> out);

/// The polynomial through at most 16 values at 0, 1, 2, …, at x.
double interpolate(std::span<const double> values, double x);

}  // namespace basin
