// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace basin {

/// What is known of a network for images of 32 × 32 pixels.
struct NetworkEntry {
    std::string name;        ///< as in files and on the command line: "resnet18"
    std::string title;       ///< "ResNet-18"
    std::string note;        ///< where it comes from, in one sentence
    double multiplications;  ///< of one image's forward pass with ten classes, in convolutions and the linear layer
};
std::span<const NetworkEntry> networks();
const NetworkEntry* findNetwork(std::string_view name);  ///< null if there is none

/// A network that maps images (N × 3 × 32 × 32) to one logit a class (N × classes).
class Network : public torch::nn::Module {
public:
    virtual torch::Tensor forward(const torch::Tensor& images) = 0;
    std::int64_t parameterCount() const;
};

/// Builds a network of the catalogue for `classes` classes. Parameters have the names of the usual Python implementations
/// (ResNets: kuangliu/pytorch-cifar, ResNet-20 akamaster/pytorch_resnet_cifar10, WRNs: xternalz/WideResNet-pytorch), so
/// that their weights can be exchanged. Initialised as He et al. did (arXiv 1502.01852): convolutions normal with variance
/// 2/(k² · channels out), batch norm 1 and 0, biases 0, the last layer as torch does by default. Draws from torch's
/// generator. `name` must be known.
std::shared_ptr<Network> makeNetwork(std::string_view name, int classes);

}  // namespace basin
