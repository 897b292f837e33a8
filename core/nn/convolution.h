// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/modules/conv.h>

namespace basin {

/// A convolution without bias. Within a SecondDerivatives scope its derivatives of second order are had from two calls of
/// torch's backward kernel; torch's own formula goes through transposed convolutions, which take twice the time on a CPU.
class ConvolutionImpl : public torch::nn::Conv2dImpl {
public:
    using Conv2dImpl::Conv2dImpl;
    torch::Tensor forward(const torch::Tensor& x);
};
TORCH_MODULE(Convolution);

/// While it lives, convolutions of this thread are recorded for second derivatives; best with images as planes (NCHW).
class SecondDerivatives {
public:
    SecondDerivatives();
    SecondDerivatives(const SecondDerivatives&) = delete;
    SecondDerivatives& operator=(const SecondDerivatives&) = delete;
    ~SecondDerivatives();
};

}  // namespace basin
