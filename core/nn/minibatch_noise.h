// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"
#include "core/run/gradient_noise_measurement.h"

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace basin {

/// The mean gradient (flat) of some images, varied as draw number `draw` says.
using MinibatchGradient = std::function<torch::Tensor(std::span<const std::size_t> images, std::int64_t draw)>;

/// Batches as training draws them: without replacement within a batch, of `population` images; each draw on its own.
struct BatchDraws {
    std::size_t population = 0;
    std::uint64_t seed = 1;
    std::vector<std::size_t> batch(std::int64_t draw, int size) const;
};

/// Σ_B by pairs of independent batches: E ‖g₁ − g₂‖²/2 = tr Σ_B, E (dᵀ(g₁ − g₂))²/2 = dᵀΣ_B d for unit vectors d, with standard
/// errors over pairs. Pairs are the draws 2k and 2k + 1 from `firstDraw` on. Without replacement Σ_B = (1/B − 1/N) S with the
/// covariance S of the N images' gradients (divided by N − 1). Nothing if it was stopped.
std::optional<BatchNoise> noiseOfBatches(const MinibatchGradient& gradient, const BatchDraws& draws,
                                         std::int64_t firstDraw, int batchSize, int pairs,
                                         const std::vector<torch::Tensor>& directions, const GoesOn& goesOn);

/// A loss about some weights w, as means over several groups of images.
struct LossAbout {
    std::function<torch::Tensor(const torch::Tensor& step)> losses;  ///< L_b(w + step) of every group b; double, CPU
    torch::Tensor slopes;                                            ///< ∇L_b at w: groups × size
};

/// L_b(w − ηξ) − L_b(w) + η ξᵀ∇L_b for every step size η, draw ξ and group b; of each step size draw by draw, in it group by
/// group. If E ξ = 0 the last term has mean 0, and so takes the noise of first order away without a bias. (Pairs of ξ and −ξ
/// would do so too, but for a noise that is not symmetric they measure another quantity.) Nothing if it was stopped.
std::optional<std::vector<std::vector<double>>> smoothingOf(const LossAbout& loss,
                                                            const std::function<torch::Tensor(int draw)>& noise,
                                                            int draws, std::span<const double> stepSizes,
                                                            const GoesOn& goesOn);

}  // namespace basin
