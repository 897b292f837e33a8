// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/weight_average.h"

#include <ATen/ATen.h>

#include <cmath>

namespace basin {

using torch::Tensor;

void WeightAverage::add(const std::vector<Tensor>& weights) {
    const torch::NoGradGuard noGradients;
    ++m_count;
    const double share = m_decay > 0.0 ? 1.0 - m_decay : 1.0 / static_cast<double>(m_count);
    if (m_buffers.empty()) {
        for (const Tensor& weight : weights) m_buffers.push_back(weight.detach() * share);
        return;
    }
    std::vector<Tensor> detached;
    detached.reserve(weights.size());
    for (const Tensor& weight : weights) detached.push_back(weight.detach());
    at::_foreach_mul_(m_buffers, 1.0 - share);
    at::_foreach_add_(m_buffers, detached, share);
}

void WeightAverage::join(const WeightAverage& other) {
    const torch::NoGradGuard noGradients;
    if (other.m_count == 0) return;
    m_count += other.m_count;
    if (m_buffers.empty()) {
        m_buffers = at::_foreach_mul(other.m_buffers, 1.0);
        return;
    }
    const double share = static_cast<double>(other.m_count) / static_cast<double>(m_count);
    // Into new tensors: copies of an average share their buffers.
    m_buffers = at::_foreach_mul(m_buffers, 1.0 - share);
    at::_foreach_add_(m_buffers, other.m_buffers, share);
}

std::vector<Tensor> WeightAverage::mean() const {
    const torch::NoGradGuard noGradients;
    std::vector<Tensor> result;
    const double weight = m_decay > 0.0 ? -std::expm1(static_cast<double>(m_count) * std::log(m_decay)) : 1.0;
    for (const Tensor& buffer : m_buffers) result.push_back(buffer / weight);
    return result;
}

void WeightAverage::restore(std::vector<Tensor> buffers, std::int64_t count) {
    m_buffers = std::move(buffers);
    m_count = count;
}

}  // namespace basin
