// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/gradient_noise.h"

#include <span>
#include <vector>

namespace basin {

/// The law of the mean of `batchSize` ≥ 1 of the `deviations` (whose own mean is 0): drawn with replacement, or without
/// (batchSize ≤ their number). Exact for batches of one and of all; else the Gauss rule of the law: up to 8 atoms with
/// which every moment up to the 15th is that of the law, and exact where the law has no more values itself.
std::vector<Atom> batchLaw(std::span<const double> deviations, int batchSize, bool withReplacement);

/// The Gauss rule with the moments m_0 = 1, m_1, …, m_{2n}: at most n atoms (fewer if the law has fewer values).
std::vector<Atom> gaussRule(std::span<const double> moments);

}  // namespace basin
