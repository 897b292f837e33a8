// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/slice_evaluator.h"

#include "core/data/augmentation.h"
#include "core/nn/measurement_cost.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

namespace basin {

namespace {

using torch::Tensor;

constexpr std::size_t kBatch = 256;  ///< images in a forward pass

/// At most so many images drawn by the seed, in the order of the files; `draw` tells apart what they are for.
ImageSet drawn(const ImageSet& images, int most, std::uint64_t seed, std::int64_t draw) {
    std::vector<std::size_t> indices = shuffledOrder(seed, draw, images.count());
    indices.resize(std::min(indices.size(), static_cast<std::size_t>(most)));
    std::ranges::sort(indices);
    return images.subset(indices);
}

}  // namespace

SliceEvaluator::SliceEvaluator(const RunConfig& config, const RunImages& images, const torch::Device& device,
                               const SliceSetting& setting)
    : m_images{drawn(images.train, setting.images, setting.seed, 0),
               {},
               drawn(images.test, setting.images, setting.seed, 1)},
      m_statisticsImages(drawn(images.train, setting.statisticsImages, setting.seed, 2)),
      m_placement{device, Layout::Pixels},
      m_train(m_images.train, datasetEntry(config.dataset), m_placement),
      m_test(m_images.test, datasetEntry(config.dataset), m_placement),
      m_forStatistics(m_statisticsImages, datasetEntry(config.dataset), m_placement),
      m_network(makeNetwork(nameOf(config.network), datasetEntry(config.dataset).classes)),
      m_weights(at::zeros({m_network->parameterCount()}, at::TensorOptions().device(device))) {
    m_network->to(device);
    const torch::NoGradGuard noGradients;
    std::int64_t first = 0;
    for (Tensor& parameter : m_network->parameters()) {
        const Tensor part = m_weights.narrow(0, first, parameter.numel());
        first += parameter.numel();
        const auto shape = parameter.sizes();
        parameter.set_data(parameter.dim() == 4
                               ? part.view({shape[0], shape[2], shape[3], shape[1]}).permute({0, 3, 1, 2})
                               : part.view(shape));
    }
}

std::uint32_t SliceEvaluator::imagesCrc() const {
    return crcOf({&m_images.train, &m_images.test, &m_statisticsImages});
}

Tensor SliceEvaluator::arranged(const Tensor& flat) const {
    // Kernels of convolutions have their channels last, as the images do.
    std::vector<Tensor> parts;
    std::int64_t first = 0;
    for (const Tensor& parameter : m_network->parameters()) {
        const Tensor part = flat.narrow(0, first, parameter.numel()).view(parameter.sizes());
        first += parameter.numel();
        parts.push_back((part.dim() == 4 ? part.permute({0, 2, 3, 1}) : part).to(torch::kFloat32).reshape(-1));
    }
    return at::cat(parts).to(m_placement.device);
}

std::optional<SliceValue> SliceEvaluator::value(const std::function<bool()>& stopRequested) {
    const c10::InferenceMode inference;
    const PrecisionScope precision(Precision::Fp32, m_placement.device);
    if (!recomputeStatistics(*m_network, m_forStatistics, m_forStatistics.count(), kBatch, stopRequested))
        return std::nullopt;
    const Evaluation train = evaluate(*m_network, m_train, kBatch, stopRequested);
    if (!train.isComplete) return std::nullopt;
    const Evaluation test = evaluate(*m_network, m_test, kBatch, stopRequested);
    if (!test.isComplete) return std::nullopt;
    return SliceValue{train.loss, train.accuracy, test.loss, test.accuracy};
}

double SliceEvaluator::forecast() {
    // An image costs as much in evaluation mode. The first time also prepares kernels.
    const c10::InferenceMode inference;
    const PrecisionScope precision(Precision::Fp32, m_placement.device);
    double perImage = secondsOfStatistics(*m_network, m_forStatistics);
    perImage = std::min(perImage, secondsOfStatistics(*m_network, m_forStatistics));
    return perImage * static_cast<double>(trainImages() + testImages() + m_forStatistics.count());
}

}  // namespace basin
