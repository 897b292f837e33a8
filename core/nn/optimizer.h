// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <vector>

namespace basin {

struct SgdOptions {
    double momentum = 0.0;  ///< β
    bool isNesterov = false;
    double weightDecay = 0.0;  ///< λ
};

/// Stochastic gradient descent with momentum and weight decay, all parameters in a few grouped operations:
///   g ← ∇L + λw,  m ← βm + g (m = g at first),  w ← w − ηm, or w ← w − η(g + βm) after Nesterov.
class Sgd {
public:
    Sgd(std::vector<torch::Tensor> parameters, const SgdOptions& options);

    /// One step by the parameters' gradients, which are then given up. All of them must have one.
    void step(double stepSize);

    /// m, one for each parameter; empty before the first step and without momentum. For checkpoints.
    const std::vector<torch::Tensor>& velocity() const { return m_velocity; }
    void setVelocity(std::vector<torch::Tensor> velocity) { m_velocity = std::move(velocity); }

private:
    std::vector<torch::Tensor> m_parameters, m_velocity;
    SgdOptions m_options;
};

/// Sharpness-aware minimisation (arXiv 2010.01412): the gradient is taken at w + e, e = ρ g/‖g‖ with the norm over all
/// parameters, on the same batch.
class Sam {
public:
    Sam(std::vector<torch::Tensor> parameters, double rho);

    /// w ← w + e by the parameters' gradients, which are then given up.
    void ascend();
    /// Back to w, exactly: the weights are kept, not computed.
    void descend();

private:
    std::vector<torch::Tensor> m_parameters, m_kept;
    double m_rho;
};

/// ‖g‖ over all parameters, on their device.
torch::Tensor gradientNorm(const std::vector<torch::Tensor>& parameters);

}  // namespace basin
