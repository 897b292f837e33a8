// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/regression.h"
#include "core/noise/gradient_noise.h"

#include <memory>

namespace basin {

/// The noise of real minibatches: ε(w) = (1/B) ∑ over a batch of f′ᵢ(w) − f′(w), f = (1/N) ∑ fᵢ (maths.md §5). Batches are
/// independent; each is drawn with replacement, or without within the batch (B ≤ N; variance × (N−B)/(N−1), 0 if B = N).
std::shared_ptr<const StateNoise> minibatchNoise(std::shared_ptr<const Regression> regression, int batchSize,
                                                 bool withReplacement);

}  // namespace basin
