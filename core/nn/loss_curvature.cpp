// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/loss_curvature.h"

#include "core/data/augmentation.h"
#include "core/nn/convolution.h"
#include "core/noise/sampler.h"

#include <torch/autograd.h>
#include <torch/nn/functional/loss.h>

#include <algorithm>

namespace basin {

using torch::Tensor;
using torch::autograd::grad;

namespace {

Tensor lossOf(Network& network, const Batch& batch) {
    return torch::nn::functional::cross_entropy(network.forward(batch.images), batch.labels);
}

/// Draws of a law at scale 1.
Tensor randomVector(Law law, std::uint64_t seed, std::size_t index, std::int64_t size,
                    const torch::TensorOptions& options) {
    RandomStream stream(seed, index);
    const std::int64_t padded = (size + 15) / 16 * 16;
    Tensor draws = torch::empty({padded}, torch::kFloat64);
    stream.fill(law, 0.0, draws.data_ptr<double>(), static_cast<std::size_t>(padded));
    return draws.narrow(0, 0, size).to(options);
}

}  // namespace

LossCurvature::LossCurvature(Network& network, std::vector<Batch> batches)
    : m_network(network),
      m_batches(std::move(batches)),
      m_parameters(network.parameters()),
      m_size(network.parameterCount()) {
    network.eval();
}

/// H_b v = ∇(∇L_b · v) with v held fixed.
Tensor LossCurvature::times(const Tensor& v, const Batch& batch) {
    const SecondDerivatives scope;
    const auto slopes = grad({lossOf(m_network, batch)}, m_parameters, {}, {}, true);
    return flatten(grad(slopes, m_parameters, parametersOf(m_network, v)));
}

std::optional<Tensor> LossCurvature::times(const Tensor& v, const GoesOn& goesOn) {
    Tensor sum = torch::zeros_like(v);
    for (std::size_t b = 0; b < m_batches.size(); ++b) {
        if (goesOn && !goesOn(static_cast<double>(b) / static_cast<double>(m_batches.size()))) return std::nullopt;
        sum += times(v, m_batches[b]);
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
        const auto slopes = grad({lossOf(m_network, m_batches[b])}, m_parameters, {}, {}, true);
        for (std::size_t i = 0; i < vectors; ++i) {
            const double done = static_cast<double>(b * vectors + i) / static_cast<double>(batches * vectors);
            if (goesOn && !goesOn(done)) return std::nullopt;
            const Tensor v = vector(i);
            const Tensor product = flatten(grad(slopes, m_parameters, parametersOf(m_network, v), i + 1 < vectors));
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
    for (const Batch& batch : m_batches) rows.push_back(lossGradient(m_network, batch));
    return torch::stack(rows);
}

std::vector<std::size_t> drawnImages(std::size_t count, std::uint64_t seed, int images) {
    std::vector<std::size_t> indices = shuffledOrder(seed, 0, count);
    indices.resize(static_cast<std::size_t>(images));
    std::sort(indices.begin(), indices.end());
    return indices;
}

std::vector<Batch> drawnBatches(const ImageSource& source, std::uint64_t seed, int images, int batchSize) {
    const std::vector<std::size_t> indices = drawnImages(source.count(), seed, images);
    std::vector<Batch> batches;
    const auto size = static_cast<std::size_t>(batchSize);
    for (std::size_t first = 0; first < indices.size(); first += size)
        batches.push_back(source.batch(std::span(indices).subspan(first, size), nullptr, 0));
    return batches;
}

Tensor lossGradient(Network& network, const Batch& batch) {
    return flatten(grad({lossOf(network, batch)}, network.parameters()));
}

Tensor rademacher(std::uint64_t seed, std::size_t index, std::int64_t size, const torch::TensorOptions& options) {
    return randomVector(Law::Rademacher, seed, index, size, options);
}

Tensor standardNormal(std::uint64_t seed, std::size_t index, std::int64_t size, const torch::TensorOptions& options) {
    return randomVector(Law::Gaussian, seed, index, size, options);
}

Tensor flatten(const std::vector<Tensor>& parts) {
    std::vector<Tensor> flat;
    for (const Tensor& part : parts) flat.push_back(part.reshape({-1}));
    return torch::cat(flat);
}

std::vector<Tensor> parametersOf(const Network& network, const Tensor& flat) {
    std::vector<Tensor> parts;
    std::int64_t from = 0;
    for (const Tensor& parameter : network.parameters()) {
        parts.push_back(flat.narrow(0, from, parameter.numel()).view_as(parameter));
        from += parameter.numel();
    }
    return parts;
}

}  // namespace basin
