// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluation.h"

#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>

#include <algorithm>
#include <numeric>

namespace basin {

using torch::Tensor;

Evaluation evaluate(Network& network, const ImageSource& images, std::size_t batchSize,
                    const std::function<bool()>& stopRequested) {
    const torch::NoGradGuard noGradients;
    network.eval();
    Evaluation result;
    double loss = 0.0;
    for (std::size_t first = 0; first < images.count(); first += batchSize) {
        if (stopRequested && stopRequested()) return result;
        const std::size_t end = std::min(first + batchSize, images.count());
        const Batch batch = images.batch(first, end);
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

bool recomputeStatistics(Network& network, const ImageSource& images, std::size_t mostImages, std::size_t batchSize,
                         const std::function<bool()>& stopRequested) {
    const torch::NoGradGuard noGradients;
    using Momentum = std::decay_t<decltype(std::declval<torch::nn::BatchNormOptions>().momentum())>;
    std::vector<std::pair<torch::nn::BatchNorm2dImpl*, Momentum>> norms;
    for (const auto& module : network.modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2d>()) {
            norms.emplace_back(norm, norm->options.momentum());
            norm->reset_running_stats();
            norm->options.momentum(Momentum());  // none: the mean over all batches
        }
    network.train();
    const std::size_t count = std::min(mostImages, images.count());
    bool isComplete = true;
    const std::size_t batches = (count + batchSize - 1) / batchSize;
    for (std::size_t b = 0; b < batches && isComplete; ++b) {
        isComplete = !(stopRequested && stopRequested());
        if (isComplete) network.forward(images.batch(count * b / batches, count * (b + 1) / batches).images);
    }
    for (const auto& [norm, momentum] : norms) norm->options.momentum(momentum);
    network.eval();
    return isComplete;
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
