// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/loss_curvature.h"

#include "core/nn/convolution.h"
#include "core/noise/sampler.h"

#include <torch/autograd.h>
#include <torch/nn/functional/loss.h>

#include <algorithm>

namespace basin {

using torch::Tensor;
using torch::autograd::grad;

LossCurvature::LossCurvature(Network& network, std::vector<Batch> batches)
    : m_network(network),
      m_batches(std::move(batches)),
      m_parameters(network.parameters()),
      m_size(network.parameterCount()) {
    network.eval();
}

Tensor LossCurvature::loss(const Batch& batch) {
    return torch::nn::functional::cross_entropy(m_network.forward(batch.images), batch.labels);
}

std::vector<Tensor> LossCurvature::split(const Tensor& flat) const {
    std::vector<Tensor> parts;
    std::int64_t from = 0;
    for (const Tensor& parameter : m_parameters) {
        parts.push_back(flat.narrow(0, from, parameter.numel()).view_as(parameter));
        from += parameter.numel();
    }
    return parts;
}

std::optional<Tensor> LossCurvature::times(const Tensor& v, const GoesOn& goesOn) {
    const SecondDerivatives scope;
    const std::vector<Tensor> directions = split(v);
    Tensor sum = torch::zeros_like(v);
    for (std::size_t b = 0; b < m_batches.size(); ++b) {
        if (goesOn && !goesOn(static_cast<double>(b) / static_cast<double>(m_batches.size()))) return std::nullopt;
        const auto slopes = grad({loss(m_batches[b])}, m_parameters, {}, {}, true);
        // H v = ∇(∇L · v) with v held fixed.
        sum += flatten(grad(slopes, m_parameters, directions));
    }
    return sum / static_cast<double>(m_batches.size());
}

std::optional<Tensor> LossCurvature::quadraticForms(std::size_t vectors,
                                                    const std::function<Tensor(std::size_t)>& vector,
                                                    const GoesOn& goesOn) {
    const SecondDerivatives scope;
    const auto batches = m_batches.size();
    Tensor forms =
        torch::zeros({static_cast<std::int64_t>(vectors), static_cast<std::int64_t>(batches)}, torch::kFloat64);
    for (std::size_t b = 0; b < batches; ++b) {
        const auto slopes = grad({loss(m_batches[b])}, m_parameters, {}, {}, true);
        for (std::size_t i = 0; i < vectors; ++i) {
            const double done = static_cast<double>(b * vectors + i) / static_cast<double>(batches * vectors);
            if (goesOn && !goesOn(done)) return std::nullopt;
            const Tensor v = vector(i);
            const Tensor product = flatten(grad(slopes, m_parameters, split(v), i + 1 < vectors));
            forms[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(b)] =
                torch::dot(product.to(torch::kFloat64), v.to(torch::kFloat64)).item<double>();
        }
    }
    return forms;
}

std::pair<double, double> LossCurvature::lossAndAccuracy() {
    const torch::NoGradGuard noGradients;
    double loss = 0.0, right = 0.0;
    for (const Batch& batch : m_batches) {
        const Tensor logits = m_network.forward(batch.images);
        loss += torch::nn::functional::cross_entropy(logits, batch.labels).item<double>();
        right += logits.argmax(1).eq(batch.labels).to(torch::kFloat64).mean().item<double>();
    }
    const double count = static_cast<double>(m_batches.size());
    return {loss / count, right / count};
}

Tensor LossCurvature::gradients() {
    std::vector<Tensor> rows;
    for (const Batch& batch : m_batches) rows.push_back(flatten(grad({loss(batch)}, m_parameters)));
    return torch::stack(rows);
}

Tensor rademacher(std::uint64_t seed, std::size_t index, std::int64_t size, const torch::TensorOptions& options) {
    RandomStream stream(seed, index);
    const std::int64_t padded = (size + 15) / 16 * 16;
    Tensor signs = torch::empty({padded}, torch::kFloat64);
    stream.fill(Law::Rademacher, 0.0, signs.data_ptr<double>(), static_cast<std::size_t>(padded));
    return signs.narrow(0, 0, size).to(options);
}

Tensor flatten(const std::vector<Tensor>& parts) {
    std::vector<Tensor> flat;
    for (const Tensor& part : parts) flat.push_back(part.reshape({-1}));
    return torch::cat(flat);
}

}  // namespace basin
