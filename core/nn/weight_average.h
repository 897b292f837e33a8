// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace basin {

/// The mean of the weights over the iterations that are added (maths.md §6), one buffer for each parameter:
///   equal weights       w̄ ← (1 − 1/n) w̄ + w/n,
///   exponential (ψ > 0)  s ← ψ s + (1 − ψ) w, w̄ = s/(1 − ψ^n), as in the lab (core/sgd/average.h).
/// In single precision the mean of n iterations errs by some ulp·√n: long averages are joined from segments.
class WeightAverage {
public:
    /// `decay` ψ of an exponential average; 0 for equal weights.
    explicit WeightAverage(double decay = 0.0) : m_decay(decay) {}

    void add(const std::vector<torch::Tensor>& weights);
    /// The mean over the iterations of both, each counted once; equal weights only.
    void join(const WeightAverage& other);
    std::int64_t count() const { return m_count; }
    /// w̄; empty before the first iteration.
    std::vector<torch::Tensor> mean() const;

    /// What a checkpoint holds.
    const std::vector<torch::Tensor>& buffers() const { return m_buffers; }
    void restore(std::vector<torch::Tensor> buffers, std::int64_t count);

private:
    double m_decay;
    std::int64_t m_count = 0;
    std::vector<torch::Tensor> m_buffers;
};

}  // namespace basin
