// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sgd/statistics.h"

#include <cstddef>
#include <span>

namespace basin {

/// The mean of a table of rows × columns whose rows and whose columns are each drawn at random (probe vectors × batches of
/// images), with the standard error of both: the table is y = μ + r_i + c_j + e_ij, and Var(mean) = σ_r²/R + σ_c²/C + σ_e²/(RC),
/// estimated from the mean squares of the analysis of variance: without bias but for a guard, that the estimate is at least
/// that of the rows and that of the columns alone, by which it is a little too large on average. NaN error with fewer than two rows and columns;
/// with a single row (column) the error is that of the columns (rows) alone.
Mean crossedMean(std::span<const double> table, std::size_t rows, std::size_t columns);

}  // namespace basin
