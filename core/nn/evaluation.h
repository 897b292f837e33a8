// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augmentation.h"
#include "core/nn/network.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace basin {

/// Where and in which order of memory a network works.
struct Placement {
    torch::Device device = torch::kCPU;
    Layout layout = Layout::Pixels;
};

/// Images as a normalised batch on the device, with their classes.
struct Batch {
    torch::Tensor images, labels;
};
Batch makeBatch(const ImageSet& images, const DatasetEntry& dataset, std::span<const std::size_t> indices,
                const Augmentation* augmentation, std::int64_t epoch, const Placement& placement);

/// How a network does on a set of images, in evaluation mode.
struct Evaluation {
    double loss = 0.0;                  ///< mean cross entropy
    double accuracy = 0.0;              ///< share of the images
    std::vector<std::uint8_t> correct;  ///< 1 for each image that is classified rightly: paired comparisons need it
    bool isComplete = false;            ///< false if it was stopped
};
/// `stopRequested` is asked between batches. Leaves the network in evaluation mode.
Evaluation evaluate(Network& network, const ImageSet& images, const DatasetEntry& dataset, const Placement& placement,
                    std::size_t batchSize = 512, const std::function<bool()>& stopRequested = {});

/// Recomputes the statistics of every batch norm as plain means over batches of `images` in a fixed order, without
/// augmentation (maths.md §6): averaged weights have none of their own. At most `mostImages` of them.
void recomputeStatistics(Network& network, const ImageSet& images, const DatasetEntry& dataset,
                         const Placement& placement, std::size_t mostImages, std::size_t batchSize = 512);

/// The weights in the order of `Network::parameters()`, as they are and as they are to be.
std::vector<torch::Tensor> copyOfWeights(const Network& network);
void setWeights(Network& network, const std::vector<torch::Tensor>& weights);

}  // namespace basin
