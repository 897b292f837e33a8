// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluation.h"

#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>

#include <algorithm>
#include <numeric>

namespace basin {

namespace {

using torch::Tensor;

std::vector<std::size_t> indicesFrom(std::size_t first, std::size_t end) {
    std::vector<std::size_t> indices(end - first);
    std::iota(indices.begin(), indices.end(), first);
    return indices;
}

}  // namespace

Batch makeBatch(const ImageSet& images, const DatasetEntry& dataset, std::span<const std::size_t> indices,
                const Augmentation* augmentation, std::int64_t epoch, const Placement& placement) {
    const auto count = static_cast<std::int64_t>(indices.size());
    constexpr std::int64_t kSide = ImageSet::kSide;
    const bool pixels = placement.layout == Layout::Pixels;
    Tensor batch = pixels ? torch::empty({count, kSide, kSide, 3}) : torch::empty({count, 3, kSide, kSide});
    fillBatch(images, dataset, indices, augmentation, epoch, placement.layout,
              {batch.data_ptr<float>(), indices.size() * ImageSet::kBytes});
    // As NCHW for torch; its memory stays as it is, which is channels_last.
    if (pixels) batch = batch.permute({0, 3, 1, 2});
    Tensor labels = torch::empty({count}, torch::kInt64);
    auto* label = labels.data_ptr<std::int64_t>();
    for (const std::size_t index : indices) *label++ = images.labels[index];
    return {batch.to(placement.device), labels.to(placement.device)};
}

Evaluation evaluate(Network& network, const ImageSet& images, const DatasetEntry& dataset, const Placement& placement,
                    std::size_t batchSize, const std::function<bool()>& stopRequested) {
    const torch::NoGradGuard noGradients;
    network.eval();
    Evaluation result;
    double loss = 0.0;
    for (std::size_t first = 0; first < images.count(); first += batchSize) {
        if (stopRequested && stopRequested()) return result;
        const std::size_t end = std::min(first + batchSize, images.count());
        const Batch batch = makeBatch(images, dataset, indicesFrom(first, end), nullptr, 0, placement);
        const Tensor logits = network.forward(batch.images).to(torch::kFloat32);
        const auto sum = torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum);
        loss += torch::nn::functional::cross_entropy(logits, batch.labels, sum).item<double>();
        const Tensor right = logits.argmax(1).eq(batch.labels).to(torch::kCPU, torch::kUInt8).contiguous();
        const auto* flags = right.data_ptr<std::uint8_t>();
        result.correct.insert(result.correct.end(), flags, flags + (end - first));
    }
    const double count = static_cast<double>(std::max<std::size_t>(images.count(), 1));
    result.loss = loss / count;
    result.accuracy = std::accumulate(result.correct.begin(), result.correct.end(), 0.0) / count;
    result.isComplete = true;
    return result;
}

void recomputeStatistics(Network& network, const ImageSet& images, const DatasetEntry& dataset,
                         const Placement& placement, std::size_t mostImages, std::size_t batchSize) {
    const torch::NoGradGuard noGradients;
    std::vector<std::pair<torch::nn::BatchNorm2dImpl*, c10::optional<double>>> norms;
    for (const auto& module : network.modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2d>()) {
            norms.emplace_back(norm, norm->options.momentum());
            norm->reset_running_stats();
            norm->options.momentum(c10::nullopt);  // the mean over all batches
        }
    network.train();
    const std::size_t count = std::min(mostImages, images.count());
    for (std::size_t first = 0; first < count; first += batchSize) {
        const auto indices = indicesFrom(first, std::min(first + batchSize, count));
        network.forward(makeBatch(images, dataset, indices, nullptr, 0, placement).images);
    }
    for (const auto& [norm, momentum] : norms) norm->options.momentum(momentum);
    network.eval();
}

std::vector<Tensor> copyOfWeights(const Network& network) {
    std::vector<Tensor> weights;
    for (const Tensor& parameter : network.parameters()) weights.push_back(parameter.detach().clone());
    return weights;
}

void setWeights(Network& network, const std::vector<Tensor>& weights) {
    const torch::NoGradGuard noGradients;
    const std::vector<Tensor> parameters = network.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].detach().copy_(weights[i]);
}

}  // namespace basin
