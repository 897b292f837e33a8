// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluator.h"

#include "core/nn/training_device.h"

#include <limits>
#include <numeric>

namespace basin {

using torch::Tensor;

Result<RunImages> readRunImages(const RunConfig& config) {
    Result<LabelledImages> read = readDataset(config.dataset, config.data);
    if (!read) return read.error();
    LabelledImages all = *std::move(read);
    const std::size_t count = all.train.count(), aside = static_cast<std::size_t>(config.holdout);
    if (aside + static_cast<std::size_t>(config.batchSize) > count)
        return Error{"There are " + std::to_string(count) + " training images in " + config.data +
                         ", too few for a batch of " + std::to_string(config.batchSize) +
                         (aside > 0 ? " when " + std::to_string(aside) + " are set aside." : "."),
                     aside > 0 ? "holdout" : "batch_size"};
    if (aside == 0) return RunImages{std::move(all.train), {}, std::move(all.test)};
    // Set aside by an order that no epoch of training has.
    constexpr std::int64_t kHoldoutEpoch = std::numeric_limits<std::int64_t>::max();
    const std::vector<std::size_t> order = shuffledOrder(config.seed, kHoldoutEpoch, count);
    const std::span<const std::size_t> indices(order);
    return RunImages{all.train.subset(indices.subspan(aside)), all.train.subset(indices.first(aside)),
                     std::move(all.test)};
}

Evaluator::Evaluator(const RunConfig& config, const RunImages& images, const ImageSource& train,
                     const Placement& placement)
    : m_config(config),
      m_train(train),
      m_placement(placement),
      m_holdout(images.holdout, datasetEntry(config.dataset), placement),
      m_test(images.test, datasetEntry(config.dataset), placement),
      m_network(makeNetwork(nameOf(config.network), datasetEntry(config.dataset).classes)) {
    m_network->to(placement.device);
}

bool Evaluator::evaluate(const Weights& weights, Depth depth, const Report& report,
                         const std::function<bool()>& stopRequested) {
    constexpr std::size_t kQuickImages = 2048;
    const PrecisionScope precision(m_config.precision, m_placement.device);
    setWeights(*m_network, weights.values);
    const std::size_t most = depth == Depth::Quick ? kQuickImages : m_train.count();
    return recomputeStatistics(*m_network, m_train, most, 512, stopRequested) &&
           evaluateSplits(weights.of, Statistics::Recomputed, report, stopRequested);
}

bool Evaluator::evaluateOwn(Network& trained, const Report& report, const std::function<bool()>& stopRequested) {
    const torch::NoGradGuard noGradients;
    const PrecisionScope precision(m_config.precision, m_placement.device);
    setWeights(*m_network, copyOfWeights(trained));
    const auto own = trained.named_buffers();
    for (auto& entry : m_network->named_buffers()) entry.value().copy_(own[entry.key()]);
    return evaluateSplits("sgd", Statistics::Own, report, stopRequested);
}

bool Evaluator::evaluateSplits(const std::string& of, Statistics statistics, const Report& report,
                               const std::function<bool()>& stopRequested) {
    const auto on = [&](Split split, const ImageSource& images) {
        WeightsEvaluation one{of, split, statistics, basin::evaluate(*m_network, images, 512, stopRequested)};
        if (one.result.isComplete) report(one);
        return one.result.isComplete;
    };
    return (m_holdout.count() == 0 || on(Split::Holdout, m_holdout)) && on(Split::Test, m_test);
}

TensorMap Evaluator::weights() const {
    const auto copy = [](const Tensor& tensor) { return tensor.detach().to(torch::kCPU).contiguous().clone(); };
    TensorMap tensors;
    for (const auto& entry : m_network->named_parameters()) tensors[entry.key()] = copy(entry.value());
    for (const auto& entry : m_network->named_buffers()) tensors[entry.key()] = copy(entry.value());
    return tensors;
}

std::vector<Evaluator::Weights> allWeights(Trainer& trainer) {
    std::vector<Evaluator::Weights> all{{"sgd", copyOfWeights(trainer.network())}};
    for (std::size_t i = 0; i < trainer.averages().count(); ++i)
        if (trainer.averages().hasBegun(i)) all.push_back({trainer.averages().name(i), trainer.averages().mean(i)});
    return all;
}

}  // namespace basin
