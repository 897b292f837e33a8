// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution.h"
#include "core/nn/network.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/linear.h>

namespace basin {

/// 166 parameters of every kind that the networks have: strided and grouped convolutions, batch norm, a linear layer.
class SmallNetwork : public Network {
public:
    SmallNetwork() {
        using torch::nn::Conv2dOptions;
        m_first = register_module("first", Convolution(Conv2dOptions(3, 2, 3).stride(2).padding(1).bias(false)));
        m_norm = register_module("norm", torch::nn::BatchNorm2d(2));
        m_second = register_module("second", Convolution(Conv2dOptions(2, 4, 3).padding(1).groups(2).bias(false)));
        m_linear = register_module("linear", torch::nn::Linear(4, 10));
        to(torch::kFloat64);
    }
    torch::Tensor forward(const torch::Tensor& images) override {
        const torch::Tensor x = torch::relu(m_norm(m_first(images)));
        return m_linear(torch::tanh(m_second(x)).mean({2, 3}));
    }

private:
    Convolution m_first{nullptr}, m_second{nullptr};
    torch::nn::BatchNorm2d m_norm{nullptr};
    torch::nn::Linear m_linear{nullptr};
};

}  // namespace basin
