// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include "core/nn/convolution.h"

#include <torch/nn/functional/padding.h>
#include <torch/nn/init.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace basin {

namespace {

namespace nn = torch::nn;
using torch::Tensor;

Convolution convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride) {
    return Convolution(nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

/// BN(C x). In evaluation mode batch norm is the affine map y ↦ s y + (β − s μ) with s = γ/√(σ² + ε). Where no gradients are
/// wanted it is folded into the convolution, which then goes over the activations alone.
Tensor normalised(Convolution& convolution, nn::BatchNorm2d& norm, const Tensor& x) {
    if (norm->is_training() || torch::GradMode::is_enabled()) return norm(convolution(x));
    const Tensor scale = norm->weight * (norm->running_var + norm->options.eps()).rsqrt();
    const Tensor kernels = convolution->weight * scale.view({-1, 1, 1, 1});
    const auto padding = c10::get<torch::ExpandingArray<2>>(convolution->options.padding());
    return at::conv2d(x, kernels, norm->bias - norm->running_mean * scale, convolution->options.stride(), padding);
}

/// How a block's input gets to its output where their shapes differ.
enum class Shortcut {
    Convolution,  ///< 1 × 1 with batch norm (option B of arXiv 1512.03385)
    ZeroPadding   ///< every second pixel, new channels 0 (option A): no parameters
};

/// The shortcut's two modules under the name "shortcut", or nothing where the shapes agree.
class Skip : public nn::Module {
public:
    Skip(std::int64_t in, std::int64_t out, std::int64_t stride, Shortcut kind) {
        if (stride == 1 && in == out) return;
        m_stride = stride;
        m_grown = out - in;
        if (kind == Shortcut::ZeroPadding) return;
        m_convolution = register_module("0", convolution(in, out, 1, stride));
        m_norm = register_module("1", nn::BatchNorm2d(out));
    }
    Tensor forward(const Tensor& x) {
        if (m_convolution) return normalised(m_convolution, m_norm, x);
        if (m_stride == 1 && m_grown == 0) return x;
        using torch::indexing::Slice;
        const Tensor fewer = x.index(
            {Slice(), Slice(), Slice(0, torch::indexing::None, m_stride), Slice(0, torch::indexing::None, m_stride)});
        return torch::constant_pad_nd(fewer, {0, 0, 0, 0, m_grown / 2, m_grown - m_grown / 2});
    }

private:
    Convolution m_convolution{nullptr};
    nn::BatchNorm2d m_norm{nullptr};
    std::int64_t m_stride = 1, m_grown = 0;
};

/// Two 3 × 3 convolutions: x ← ReLU(BN(C(ReLU(BN(C x)))) + skip x).
class BasicBlock : public nn::Module {
public:
    static constexpr std::int64_t kExpansion = 1;
    BasicBlock(std::int64_t in, std::int64_t width, std::int64_t stride, Shortcut kind) {
        m_conv1 = register_module("conv1", convolution(in, width, 3, stride));
        m_bn1 = register_module("bn1", nn::BatchNorm2d(width));
        m_conv2 = register_module("conv2", convolution(width, width, 3, 1));
        m_bn2 = register_module("bn2", nn::BatchNorm2d(width));
        m_skip = register_module("shortcut", std::make_shared<Skip>(in, width, stride, kind));
    }
    Tensor forward(const Tensor& x) {
        const Tensor y = normalised(m_conv1, m_bn1, x).relu_();
        return normalised(m_conv2, m_bn2, y).add_(m_skip->forward(x)).relu_();
    }

private:
    Convolution m_conv1{nullptr}, m_conv2{nullptr};
    nn::BatchNorm2d m_bn1{nullptr}, m_bn2{nullptr};
    std::shared_ptr<Skip> m_skip;
};

/// 1 × 1, 3 × 3 and 1 × 1 convolutions, the last to four times the width.
class Bottleneck : public nn::Module {
public:
    static constexpr std::int64_t kExpansion = 4;
    Bottleneck(std::int64_t in, std::int64_t width, std::int64_t stride, Shortcut kind) {
        m_conv1 = register_module("conv1", convolution(in, width, 1, 1));
        m_bn1 = register_module("bn1", nn::BatchNorm2d(width));
        m_conv2 = register_module("conv2", convolution(width, width, 3, stride));
        m_bn2 = register_module("bn2", nn::BatchNorm2d(width));
        m_conv3 = register_module("conv3", convolution(width, kExpansion * width, 1, 1));
        m_bn3 = register_module("bn3", nn::BatchNorm2d(kExpansion * width));
        m_skip = register_module("shortcut", std::make_shared<Skip>(in, kExpansion * width, stride, kind));
    }
    Tensor forward(const Tensor& x) {
        Tensor y = normalised(m_conv1, m_bn1, x).relu_();
        y = normalised(m_conv2, m_bn2, y).relu_();
        return normalised(m_conv3, m_bn3, y).add_(m_skip->forward(x)).relu_();
    }

private:
    Convolution m_conv1{nullptr}, m_conv2{nullptr}, m_conv3{nullptr};
    nn::BatchNorm2d m_bn1{nullptr}, m_bn2{nullptr}, m_bn3{nullptr};
    std::shared_ptr<Skip> m_skip;
};

/// A 3 × 3 stem, stages of blocks of which each but the first halves the resolution, the mean over all pixels and a linear
/// layer (arXiv 1512.03385, §4.2 for 32 × 32 pixels).
template <class Block>
class ResNet : public Network {
public:
    ResNet(const std::vector<std::int64_t>& widths, const std::vector<int>& blocks, Shortcut kind, int classes) {
        std::int64_t in = widths[0];
        m_conv1 = register_module("conv1", convolution(3, in, 3, 1));
        m_bn1 = register_module("bn1", nn::BatchNorm2d(in));
        for (std::size_t stage = 0; stage < widths.size(); ++stage) {
            nn::Sequential layer;
            for (int i = 0; i < blocks[stage]; ++i) {
                layer->push_back(Block(in, widths[stage], stage > 0 && i == 0 ? 2 : 1, kind));
                in = Block::kExpansion * widths[stage];
            }
            m_layers.push_back(register_module("layer" + std::to_string(stage + 1), layer));
        }
        m_linear = register_module("linear", nn::Linear(in, classes));
    }
    Tensor forward(const Tensor& images) override {
        Tensor x = normalised(m_conv1, m_bn1, images).relu_();
        for (nn::Sequential& layer : m_layers) x = layer->forward(x);
        return m_linear(x.mean({2, 3}));
    }

private:
    Convolution m_conv1{nullptr};
    nn::BatchNorm2d m_bn1{nullptr};
    std::vector<nn::Sequential> m_layers;
    nn::Linear m_linear{nullptr};
};

/// Batch norm and ReLU before each of two 3 × 3 convolutions (arXiv 1605.07146); where the widths differ the shortcut begins
/// behind the first ReLU.
class WideBlock : public nn::Module {
public:
    WideBlock(std::int64_t in, std::int64_t out, std::int64_t stride) {
        m_bn1 = register_module("bn1", nn::BatchNorm2d(in));
        m_conv1 = register_module("conv1", convolution(in, out, 3, stride));
        m_bn2 = register_module("bn2", nn::BatchNorm2d(out));
        m_conv2 = register_module("conv2", convolution(out, out, 3, 1));
        if (in != out) m_shortcut = register_module("convShortcut", convolution(in, out, 1, stride));
    }
    Tensor forward(const Tensor& x) {
        const Tensor active = m_bn1(x).relu_();
        const Tensor y = m_conv2(normalised(m_conv1, m_bn2, active).relu_());
        return y + (m_shortcut ? m_shortcut(active) : x);
    }

private:
    nn::BatchNorm2d m_bn1{nullptr}, m_bn2{nullptr};
    Convolution m_conv1{nullptr}, m_conv2{nullptr}, m_shortcut{nullptr};
};

/// One group of blocks, called "layer" within it, as in the usual Python implementation.
class WideGroup : public nn::Module {
public:
    WideGroup(std::int64_t in, std::int64_t out, std::int64_t stride, int blocks) {
        nn::Sequential layer;
        for (int i = 0; i < blocks; ++i) layer->push_back(WideBlock(i == 0 ? in : out, out, i == 0 ? stride : 1));
        m_layer = register_module("layer", layer);
    }
    Tensor forward(const Tensor& x) { return m_layer->forward(x); }

private:
    nn::Sequential m_layer{nullptr};
};

/// WRN-(6n+4)-k: three groups of n blocks.
class WideResNet : public Network {
public:
    WideResNet(int blocks, std::int64_t k, int classes) {
        m_conv1 = register_module("conv1", convolution(3, 16, 3, 1));
        std::int64_t in = 16;
        for (std::int64_t group = 0; group < 3; ++group) {
            const std::int64_t out = (16 * k) << group;
            m_groups.push_back(register_module("block" + std::to_string(group + 1),
                                               std::make_shared<WideGroup>(in, out, group == 0 ? 1 : 2, blocks)));
            in = out;
        }
        m_bn1 = register_module("bn1", nn::BatchNorm2d(in));
        m_fc = register_module("fc", nn::Linear(in, classes));
    }
    Tensor forward(const Tensor& images) override {
        Tensor x = m_conv1(images);
        for (const auto& group : m_groups) x = group->forward(x);
        return m_fc(m_bn1(x).relu_().mean({2, 3}));
    }

private:
    Convolution m_conv1{nullptr};
    std::vector<std::shared_ptr<WideGroup>> m_groups;
    nn::BatchNorm2d m_bn1{nullptr};
    nn::Linear m_fc{nullptr};
};

void initialise(Network& network) {
    for (const auto& module : network.modules()) {
        if (auto* conv = module->as<nn::Conv2d>())
            nn::init::kaiming_normal_(conv->weight, 0.0, torch::kFanOut, torch::kReLU);
        if (auto* linear = module->as<nn::Linear>()) nn::init::zeros_(linear->bias);
    }
}

std::shared_ptr<Network> build(std::string_view name, int classes) {
    using Widths = std::vector<std::int64_t>;
    if (name == "resnet8")
        return std::make_shared<ResNet<BasicBlock>>(Widths{8, 16, 32}, std::vector{1, 1, 1}, Shortcut::ZeroPadding,
                                                    classes);
    if (name == "resnet20")
        return std::make_shared<ResNet<BasicBlock>>(Widths{16, 32, 64}, std::vector{3, 3, 3}, Shortcut::ZeroPadding,
                                                    classes);
    const Widths wide{64, 128, 256, 512};
    if (name == "resnet18")
        return std::make_shared<ResNet<BasicBlock>>(wide, std::vector{2, 2, 2, 2}, Shortcut::Convolution, classes);
    if (name == "resnet50")
        return std::make_shared<ResNet<Bottleneck>>(wide, std::vector{3, 4, 6, 3}, Shortcut::Convolution, classes);
    if (name == "wrn-28-10") return std::make_shared<WideResNet>(4, 10, classes);
    if (name == "wrn-34-10") return std::make_shared<WideResNet>(5, 10, classes);
    throw std::invalid_argument("no network of this name");
}

}  // namespace

std::span<const NetworkEntry> networks() {
    static const std::array<NetworkEntry, 6> kEntries{
        {{"resnet8", "ResNet-8", "Widths 8, 16, 32 and one block a stage: for a first look within seconds.", 3170624.0},
         {"resnet20", "ResNet-20", "He et al., arXiv 1512.03385, for CIFAR, shortcuts without parameters.", 40551040.0},
         {"resnet18", "ResNet-18", "He et al., arXiv 1512.03385, with a 3 × 3 stem for 32 × 32 pixels.", 555422720.0},
         {"resnet50", "ResNet-50", "He et al., arXiv 1512.03385, bottlenecks 3, 4, 6, 3 with a 3 × 3 stem.",
          1297829888.0},
         {"wrn-28-10", "WRN-28-10", "Zagoruyko and Komodakis, arXiv 1605.07146.", 5243328768.0},
         {"wrn-34-10", "WRN-34-10", "The same with five blocks a group, which the paper's authors call WRN28_10.",
          6658906368.0}}};
    return kEntries;
}

const NetworkEntry* findNetwork(std::string_view name) {
    const auto found = std::ranges::find(networks(), name, &NetworkEntry::name);
    return found == networks().end() ? nullptr : &*found;
}

std::int64_t Network::parameterCount() const {
    std::int64_t count = 0;
    for (const Tensor& parameter : parameters()) count += parameter.numel();
    return count;
}

std::shared_ptr<Network> makeNetwork(std::string_view name, int classes) {
    std::shared_ptr<Network> network = build(name, classes);
    initialise(*network);
    return network;
}

}  // namespace basin
