// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/image_source.h"
#include "core/nn/measurement_cost.h"
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

    /// H v. Nothing if it was stopped.
    std::optional<torch::Tensor> times(const torch::Tensor& v, const GoesOn& goesOn = {});
    /// H_b v of the first batch alone: what a product costs.
    torch::Tensor firstTimes(const torch::Tensor& v) { return times(v, m_batches.front()); }
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
    torch::Tensor times(const torch::Tensor& v, const Batch& batch);

    Network& m_network;
    std::vector<Batch> m_batches;
    std::vector<torch::Tensor> m_parameters;
    std::int64_t m_size = 0;
};

/// Indices of so many of `count` images drawn by the seed, in the order of the files.
std::vector<std::size_t> drawnImages(std::size_t count, std::uint64_t seed, int images);
/// These as batches of equal size (which divides their number).
std::vector<Batch> drawnBatches(const ImageSource& source, std::uint64_t seed, int images, int batchSize);

/// ∇ of the batch's mean cross entropy, as the network's mode has it; flat, as above.
torch::Tensor lossGradient(Network& network, const Batch& batch);

/// A vector of ±1, each with probability ½: a function of seed and index alone, the same on every device.
torch::Tensor rademacher(std::uint64_t seed, std::size_t index, std::int64_t size, const torch::TensorOptions& options);

/// The same of standard normal numbers, but for rounding.
torch::Tensor standardNormal(std::uint64_t seed, std::size_t index, std::int64_t size,
                             const torch::TensorOptions& options);

/// Tensors one behind the other.
torch::Tensor flatten(const std::vector<torch::Tensor>& parts);
/// The other way round: views of `flat` in the shapes of the network's parameters.
std::vector<torch::Tensor> parametersOf(const Network& network, const torch::Tensor& flat);

}  // namespace basin
