// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/trainer.h"

#include "core/nn/training_device.h"
#include "core/noise/sampler.h"

#include <ATen/ATen.h>
#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/utils.h>

#include <algorithm>
#include <span>

namespace basin {

namespace {

using torch::Tensor;

constexpr std::uint64_t kNoiseStream = 0x6e6f697365ULL;  ///< of random numbers, apart from those of images

std::shared_ptr<Network> initialNetwork(const RunConfig& config, const Placement& placement) {
    torch::manual_seed(config.seed);
    auto network = makeNetwork(nameOf(config.network), datasetEntry(config.dataset).classes);
    network->to(placement.device);
    if (placement.layout == Layout::Pixels)
        for (Tensor& parameter : network->parameters())
            if (parameter.dim() == 4) parameter.set_data(parameter.data().contiguous(at::MemoryFormat::ChannelsLast));
    return network;
}

void setMomentum(Network& network, double momentum) {
    for (const auto& module : network.modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2d>()) norm->options.momentum(momentum);
}

}  // namespace

Trainer::Trainer(const RunConfig& config, const ImageSource& images, const Placement& placement)
    : m_config(config),
      m_images(images),
      m_placement(placement),
      m_iterationsPerEpoch((static_cast<std::int64_t>(images.count()) + config.batchSize - 1) / config.batchSize),
      m_reportEvery(std::max(1, (placement.device.is_cpu() ? 128 : 1280) / config.batchSize)),
      m_augmentation{config.augmentation, config.cutout, config.seed},
      m_network(initialNetwork(config, placement)),
      m_parameters(m_network->parameters()),
      m_sgd(m_parameters, {config.momentum, config.nesterov, config.weightDecay}),
      m_averages(config, m_iterationsPerEpoch),
      m_sums(at::zeros({2, 3}, at::TensorOptions(torch::kFloat64).device(placement.device))) {
    if (config.optimizer == Optimizer::Sam) m_sam.emplace(m_parameters, config.rho);
}

bool Trainer::isReportStep(std::int64_t step) const {
    const std::int64_t inEpoch = step % m_iterationsPerEpoch;
    return step > 0 && (inEpoch == 0 || inEpoch % m_reportEvery == 0);
}

std::int64_t Trainer::imagesSeen() const {
    const auto count = static_cast<std::int64_t>(m_images.count());
    return m_step / m_iterationsPerEpoch * count + m_step % m_iterationsPerEpoch * m_config.batchSize;
}

void Trainer::advance() {
    const std::int64_t epoch = m_step / m_iterationsPerEpoch;
    if (epoch != m_orderEpoch) {
        m_order = shuffledOrder(m_config.seed, epoch, m_images.count());
        m_orderEpoch = epoch;
    }
    const auto size = static_cast<std::size_t>(m_config.batchSize);
    const std::size_t first = static_cast<std::size_t>(m_step % m_iterationsPerEpoch) * size;
    const std::span<const std::size_t> indices =
        std::span(m_order).subspan(first, std::min(size, m_order.size() - first));
    const bool varies = m_augmentation.cropAndFlip || m_augmentation.cutoutProbability > 0.0;
    const Batch batch = m_images.batch(indices, varies ? &m_augmentation : nullptr, epoch);

    m_network->train();
    accumulateGradients(batch, true);
    if (isReportStep(m_step + 1)) m_gradientNorm = gradientNorm(m_parameters);
    if (m_sam) {
        m_sam->ascend();
        // Batch norm keeps the statistics of the first pass, at w (maths.md §6).
        setMomentum(*m_network, 0.0);
        accumulateGradients(batch, false);
        setMomentum(*m_network, torch::nn::BatchNormOptions(1).momentum().value());
        m_sam->descend();
    }
    if (m_config.noise) addNoise();
    m_stepSize = m_config.stepSizeAt(m_step, m_iterationsPerEpoch);
    m_sgd.step(m_stepSize);
    ++m_step;
    m_averages.add(m_step, m_parameters);
}

/// ∇ of the batch's mean loss. If it `counts`, loss and right answers go into the sums.
void Trainer::accumulateGradients(const Batch& batch, bool counts) {
    PrecisionScope precision(m_config.precision, m_placement.device);
    const Tensor logits = m_network->forward(batch.images).to(torch::kFloat32);
    precision.endCasting();
    const Tensor loss = torch::nn::functional::cross_entropy(logits, batch.labels);
    loss.backward();
    if (!counts) return;
    const torch::NoGradGuard noGradients;
    const double images = static_cast<double>(batch.labels.size(0));
    const Tensor right = logits.argmax(1).eq(batch.labels).sum();
    m_sums.select(1, 0).add_(loss.detach(), images);
    m_sums.select(1, 1).add_(right);
    m_sums.select(1, 2).add_(images);
}

/// g ← g + ε with independent components of standard deviation σ: a function of seed and step alone.
void Trainer::addNoise() {
    const LawEntry& entry = lawEntry(m_config.noise->law);
    const double shape = entry.shape ? entry.shape->standard : 0.0;
    const double scale = Noise::withSigma(m_config.noise->law, m_config.noise->sigma, shape)->scale;
    RandomStream stream(m_config.seed ^ kNoiseStream, static_cast<std::uint64_t>(m_step));
    for (Tensor& parameter : m_parameters) {
        const std::int64_t count = parameter.numel(), lanes = RandomStream::kLanes;
        Tensor noise = at::empty({(count + lanes - 1) / lanes * lanes}, torch::kFloat64);
        stream.fill(m_config.noise->law, shape, noise.data_ptr<double>(), static_cast<std::size_t>(noise.numel()));
        const Tensor shaped = noise.narrow(0, 0, count).view(parameter.sizes());
        parameter.mutable_grad().add_(shaped.to(parameter.options()), scale);
    }
}

StepEvent Trainer::takeReport() {
    const Tensor sums = m_sums[0].to(torch::kCPU, false, true);
    m_sums[0].zero_();
    StepEvent event;
    event.at.step = m_step;
    event.at.epoch = epoch();
    event.loss = sums[0].item<double>() / sums[2].item<double>();
    event.stepSize = m_stepSize;
    event.gradientNorm = m_gradientNorm.defined() ? m_gradientNorm.item<double>() : kUnknown;
    return event;
}

EpochEvent Trainer::takeEpoch() {
    const Tensor sums = m_sums[1].to(torch::kCPU, false, true);
    m_sums[1].zero_();
    EpochEvent event;
    event.at.step = m_step;
    event.at.epoch = epoch();
    event.loss = sums[0].item<double>() / sums[2].item<double>();
    event.accuracy = sums[1].item<double>() / sums[2].item<double>();
    return event;
}

TensorMap Trainer::state() const {
    const auto copy = [](const Tensor& tensor) { return tensor.detach().to(torch::kCPU, false, true); };
    TensorMap state;
    for (const auto& entry : m_network->named_parameters()) state["weights/" + entry.key()] = copy(entry.value());
    for (const auto& entry : m_network->named_buffers()) state["buffers/" + entry.key()] = copy(entry.value());
    for (std::size_t i = 0; i < m_sgd.velocity().size(); ++i)
        state["velocity/" + std::to_string(i)] = copy(m_sgd.velocity()[i]);
    m_averages.save(state);
    state["step"] = at::tensor(m_step, torch::kInt64);
    state["sums"] = copy(m_sums);
    return state;
}

std::optional<Error> Trainer::restore(const TensorMap& state) {
    const torch::NoGradGuard noGradients;
    std::optional<Error> error;
    const auto take = [&](const std::string& key, Tensor target) {
        const auto found = state.find(key);
        if (found != state.end() && found->second.sizes() == target.sizes())
            target.copy_(found->second);
        else if (!error)
            error = Error{"it lacks \"" + key + "\" in the shape of this network"};
    };
    for (const auto& entry : m_network->named_parameters()) take("weights/" + entry.key(), entry.value());
    for (const auto& entry : m_network->named_buffers()) take("buffers/" + entry.key(), entry.value());
    take("sums", m_sums);
    Tensor step = at::zeros({1}, torch::kInt64);
    take("step", step);
    if (error) return error;
    m_step = step.item<std::int64_t>();

    std::vector<Tensor> velocity;
    // A fork may have momentum where its parent had none: it begins at rest.
    if (m_config.momentum != 0.0 && state.contains("velocity/0"))
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            velocity.push_back(at::zeros_like(m_parameters[i]));
            take("velocity/" + std::to_string(i), velocity.back());
        }
    m_sgd.setVelocity(std::move(velocity));
    if (!error) error = m_averages.restore(state, m_placement.device);
    return error;
}

}  // namespace basin
