// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/image_source.h"
#include "core/nn/network.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace basin {

/// The Hessian H of a network's mean cross entropy L over some images, in evaluation mode, by exact second derivatives. Vectors
/// are flat: the parameters one behind the other, on the network's device and in its precision. A graph lives for one batch.
class LossCurvature {
public:
    /// The batches shall be of equal size, so that L is the mean of their losses; as planes (NCHW) it is quickest. The network
    /// must outlive it, and is put into evaluation mode; its weights may change between calls.
    LossCurvature(Network& network, std::vector<Batch> batches);

    std::int64_t size() const { return m_size; }  ///< parameters
    std::size_t batches() const { return m_batches.size(); }

    /// Asked between pieces of the work with the share that is done; false stops it.
    using GoesOn = std::function<bool(double done)>;

    /// H v. Nothing if it was stopped.
    std::optional<torch::Tensor> times(const torch::Tensor& v, const GoesOn& goesOn = {});
    /// vᵢᵀ H_b vᵢ for every vector and every batch b: vectors × batches, in double precision on the CPU. The vectors are asked
    /// for one by one, in ascending order, once a batch. Nothing if it was stopped.
    std::optional<torch::Tensor> quadraticForms(std::size_t vectors,
                                                const std::function<torch::Tensor(std::size_t)>& vector,
                                                const GoesOn& goesOn = {});
    /// L, and the share of the images that are classified rightly.
    std::pair<double, double> lossAndAccuracy();
    /// ∇L of each batch, one behind the other: batches × size.
    torch::Tensor gradients();

private:
    torch::Tensor loss(const Batch& batch);
    std::vector<torch::Tensor> split(const torch::Tensor& flat) const;

    Network& m_network;
    std::vector<Batch> m_batches;
    std::vector<torch::Tensor> m_parameters;
    std::int64_t m_size = 0;
};

/// A vector of ±1, each with probability ½: a function of seed and index alone, the same on every device.
torch::Tensor rademacher(std::uint64_t seed, std::size_t index, std::int64_t size, const torch::TensorOptions& options);

/// Tensors one behind the other.
torch::Tensor flatten(const std::vector<torch::Tensor>& parts);

}  // namespace basin
