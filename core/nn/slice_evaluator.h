// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/evaluator.h"
#include "core/run/slice.h"

#include <functional>
#include <memory>
#include <optional>

namespace basin {

/// Loss and accuracy of a network at any weights: in evaluation mode and single precision, on training and test images drawn by
/// the seed, with batch-norm statistics recomputed for the weights from training images that are drawn too.
class SliceEvaluator {
public:
    SliceEvaluator(const RunConfig& config, const RunImages& images, const torch::Device& device,
                   const SliceSetting& setting);
    SliceEvaluator(const SliceEvaluator&) = delete;
    SliceEvaluator& operator=(const SliceEvaluator&) = delete;

    const Network& network() const { return *m_network; }
    std::size_t trainImages() const { return m_images.train.count(); }
    std::size_t testImages() const { return m_images.test.count(); }
    std::uint32_t imagesCrc() const;  ///< of all of them

    /// The network's weights as one flat buffer on its device, in its own order: what is written there counts.
    torch::Tensor& weights() { return m_weights; }
    /// Flat weights in the order of `Network::parameters()`, as that buffer has them.
    torch::Tensor arranged(const torch::Tensor& flat) const;

    /// At the weights in the buffer. `stopRequested` is asked between batches; nothing if it was stopped.
    std::optional<SliceValue> value(const std::function<bool()>& stopRequested);
    /// Seconds that a value takes, from the times of some images.
    double forecast();

private:
    RunImages m_images;  ///< the drawn ones
    ImageSet m_statisticsImages;
    Placement m_placement;
    ImageSource m_train, m_test, m_forStatistics;
    std::shared_ptr<Network> m_network;  ///< its parameters are views of the buffer
    torch::Tensor m_weights;
};

}  // namespace basin
