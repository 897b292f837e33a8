// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/image_source.h"
#include "core/nn/network.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace basin {

/// How a network does on a set of images, in evaluation mode.
struct Evaluation {
    double loss = 0.0;                  ///< mean cross entropy
    double accuracy = 0.0;              ///< share of the images
    std::vector<std::uint8_t> correct;  ///< 1 for each image that is classified rightly: paired comparisons need it
    bool isComplete = false;            ///< false if it was stopped
};
/// `stopRequested` is asked between batches. Leaves the network in evaluation mode.
Evaluation evaluate(Network& network, const ImageSource& images, std::size_t batchSize = 512,
                    const std::function<bool()>& stopRequested = {});

/// Recomputes the statistics of every batch norm as plain means over batches of `images` in a fixed order, without
/// augmentation (maths.md §6): averaged weights have none of their own. The batches have at most `batchSize` images and differ by
/// one at most, so that each image counts alike. At most `mostImages` of them. False if it was
/// stopped, which leaves no statistics to use.
bool recomputeStatistics(Network& network, const ImageSource& images, std::size_t mostImages,
                         std::size_t batchSize = 512, const std::function<bool()>& stopRequested = {});

/// The weights in the order of `Network::parameters()`, as they are and as they are to be.
std::vector<torch::Tensor> copyOfWeights(const Network& network);
void setWeights(Network& network, const std::vector<torch::Tensor>& weights);

}  // namespace basin
