// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizer.h"

#include <ATen/ATen.h>

namespace basin {

namespace {

using torch::Tensor;

std::vector<Tensor> gradientsOf(const std::vector<Tensor>& parameters) {
    std::vector<Tensor> gradients;
    gradients.reserve(parameters.size());
    for (const Tensor& parameter : parameters) gradients.push_back(parameter.grad());
    return gradients;
}

void giveUpGradients(std::vector<Tensor>& parameters) {
    for (Tensor& parameter : parameters) parameter.mutable_grad().reset();
}

}  // namespace

Sgd::Sgd(std::vector<Tensor> parameters, const SgdOptions& options)
    : m_parameters(std::move(parameters)), m_options(options) {}

void Sgd::step(double stepSize) {
    const torch::NoGradGuard noGradients;
    std::vector<Tensor> direction = gradientsOf(m_parameters);
    if (m_options.weightDecay != 0.0) at::_foreach_add_(direction, m_parameters, m_options.weightDecay);
    if (m_options.momentum != 0.0) {
        if (m_velocity.empty()) {
            for (const Tensor& gradient : direction) m_velocity.push_back(gradient.clone());
        } else {
            at::_foreach_mul_(m_velocity, m_options.momentum);
            at::_foreach_add_(m_velocity, direction);
        }
        if (m_options.isNesterov)
            at::_foreach_add_(direction, m_velocity, m_options.momentum);
        else
            direction = m_velocity;
    }
    at::_foreach_add_(m_parameters, direction, -stepSize);
    giveUpGradients(m_parameters);
}

Sam::Sam(std::vector<Tensor> parameters, double rho) : m_parameters(std::move(parameters)), m_rho(rho) {}

void Sam::ascend() {
    const torch::NoGradGuard noGradients;
    std::vector<Tensor> way = gradientsOf(m_parameters);
    // A gradient of exactly 0 has no direction: then w stays.
    const Tensor factor = m_rho / gradientNorm(m_parameters).clamp_min(1e-12);
    if (m_kept.empty())
        for (const Tensor& parameter : m_parameters) m_kept.push_back(parameter.clone());
    else
        for (std::size_t i = 0; i < m_kept.size(); ++i) m_kept[i].copy_(m_parameters[i]);
    for (std::size_t i = 0; i < way.size(); ++i) m_parameters[i].addcmul_(way[i], factor);
    giveUpGradients(m_parameters);
}

void Sam::descend() {
    const torch::NoGradGuard noGradients;
    for (std::size_t i = 0; i < m_kept.size(); ++i) m_parameters[i].copy_(m_kept[i]);
}

Tensor gradientNorm(const std::vector<Tensor>& parameters) {
    const torch::NoGradGuard noGradients;
    return at::linalg_vector_norm(at::stack(at::_foreach_norm(gradientsOf(parameters))));
}

}  // namespace basin
