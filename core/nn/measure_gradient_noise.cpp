// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_gradient_noise.h"

#include "core/data/augmentation.h"
#include "core/nn/lanczos.h"
#include "core/nn/training_device.h"
#include "core/run/crossed_mean.h"

#include <ATen/ATen.h>
#include <torch/nn/functional/loss.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace basin {

namespace {

using torch::Tensor;

constexpr std::size_t kMostAtOnce = 512;  ///< images in one pass, for gradients
constexpr auto kGroups = static_cast<std::size_t>(GradientNoiseSetting::kGroups);

/// The largest size at most 256 that divides a group of images.
int batchWithin(int group) {
    int size = std::min(group, 256);
    while (group % size != 0) --size;
    return size;
}

/// Batch sizes and step sizes as they are measured.
GradientNoiseSetting carriedOut(GradientNoiseSetting setting, const RunConfig& config) {
    setting.batchSizes.push_back(config.batchSize);
    std::sort(setting.batchSizes.begin(), setting.batchSizes.end());
    const auto repeated = std::unique(setting.batchSizes.begin(), setting.batchSizes.end());
    setting.batchSizes.erase(repeated, setting.batchSizes.end());
    // Beyond η/(1−β) the loss of a real network rises by orders of magnitude, and its mean hangs on a few draws.
    // Schedules end at steps of nearly nothing, while averages hold iterates of larger ones: η is that of the launch.
    const double effective = config.stepSize / (1.0 - config.momentum);
    if (setting.stepSizes.empty())
        for (const double factor : {0.0625, 0.125, 0.25, 0.5, 1.0}) setting.stepSizes.push_back(factor * effective);
    return setting;
}

Tensor unit(const Tensor& direction, double length) { return (direction / length).to(torch::kFloat32); }

}  // namespace

Result<NoiseMeasurement> NoiseMeasurement::prepare(const MeasuredRun& run, const GradientNoiseSetting& wanted) {
    const GradientNoiseSetting setting = carriedOut(wanted, run.config);
    if (const std::optional<Error> error = checkGradientNoiseSetting(setting)) return *error;
    const std::string there = "There are only " + std::to_string(run.train.count()) + " training images, and ";
    if (run.train.count() < static_cast<std::size_t>(setting.images))
        return Error{there + std::to_string(setting.images) + " were asked for.", "images"};
    if (run.train.count() < static_cast<std::size_t>(setting.batchSizes.back()))
        return Error{there + "a batch of " + std::to_string(setting.batchSizes.back()) + " was asked for.",
                     "batch_sizes"};
    return NoiseMeasurement(run, setting);
}

NoiseMeasurement::NoiseMeasurement(const MeasuredRun& run, const GradientNoiseSetting& setting)
    : m_run(run), m_setting(setting) {
    const DatasetEntry& dataset = datasetEntry(run.config.dataset);
    const Placement planes{run.placement.device, Layout::Planes};
    m_planes = std::make_shared<ImageSource>(run.images.train, dataset, planes);
    m_network = makeNetwork(nameOf(run.config.network), dataset.classes);
    m_network->to(run.placement.device);
    const int group = setting.images / GradientNoiseSetting::kGroups;
    m_batches = drawnBatches(*m_planes, setting.seed, setting.images, batchWithin(group));
    m_curvature = std::make_shared<LossCurvature>(*m_network, m_batches);
    m_moved = makeNetwork(nameOf(run.config.network), dataset.classes);
    m_moved->to(run.placement.device);
    m_moved->train();
}

bool NoiseMeasurement::isVaried() const { return m_run.config.augmentation || m_run.config.cutout > 0.0; }

NoiseMeasurement::Work NoiseMeasurement::work() const {
    const auto& [sizes, pairs, stepSizes, draws, images, eigenvectors, steps, seed] = m_setting;
    const double all = static_cast<double>(m_run.train.count());
    Work work{.statistics = all};
    for (const int size : sizes) work.gradients += 2.0 * pairs * size * (isVaried() ? 2.0 : 1.0);
    if (eigenvectors > 0) work.products = static_cast<double>(steps) * images;
    if (draws == 0) return work;
    work.gradients += all + images + static_cast<double>(draws) * m_run.config.batchSize;
    work.moves = 2.0 * (1.0 + draws * static_cast<double>(stepSizes.size()));  // real noise, and isotropic
    return work;
}

MeasurementCost NoiseMeasurement::forecast() {
    const PrecisionScope precision(Precision::Fp32, m_run.placement.device);
    const Tensor vector = standardNormal(1, 0, m_curvature->size(), m_network->parameters().front().options());
    const auto timeOf = [](double images, const auto& result) {
        const auto once = [&] { result().sum().template item<double>(); };
        once();  // makes room for the others, and takes longer
        return secondsOf(once) / images;
    };
    const Work work = this->work();
    std::vector<std::size_t> some(std::min<std::size_t>(m_run.train.count(), 256));
    std::iota(some.begin(), some.end(), 0);
    const double inBatch = static_cast<double>(m_batches.front().labels.size(0));
    const double move = timeOf(1.0, [&] { return groupLosses(flatten(copyOfWeights(*m_network))); });
    const double gradient = timeOf(static_cast<double>(some.size()), [&] { return this->gradient(some, nullptr, 0); });
    const double product = work.products > 0.0 ? timeOf(inBatch, [&] { return m_curvature->firstTimes(vector); }) : 0.0;
    const double vectors = m_setting.steps + (m_setting.draws > 0 ? 2.0 * kGroups + 8.0 : 8.0);
    return {work.statistics * secondsOfStatistics(*m_network, m_run.train) + work.moves * move +
                work.gradients * gradient + work.products * product,
            peakBytes() + 4.0 * vectors * static_cast<double>(m_curvature->size())};
}

/// Of the mean cross entropy of these images.
Tensor NoiseMeasurement::gradient(std::span<const std::size_t> indices, const Augmentation* augmentation,
                                  std::int64_t draw) const {
    Tensor sum;
    for (std::size_t first = 0; first < indices.size(); first += kMostAtOnce) {
        const auto part = indices.subspan(first, std::min(kMostAtOnce, indices.size() - first));
        const Tensor slope = lossGradient(*m_network, m_planes->batch(part, augmentation, draw));
        if (part.size() == indices.size()) return slope;
        const Tensor scaled = slope * (static_cast<double>(part.size()) / static_cast<double>(indices.size()));
        sum = sum.defined() ? sum + scaled : scaled;
    }
    return sum;
}

/// ∇L over all images that batches are drawn from, in double precision; undefined if it was stopped.
Tensor NoiseMeasurement::gradientOfAll(const GoesOn& goesOn) const {
    const std::size_t count = m_planes->count();
    Tensor sum;
    for (std::size_t first = 0; first < count; first += kMostAtOnce) {
        if (goesOn && !goesOn(static_cast<double>(first) / static_cast<double>(count))) return {};
        const std::size_t end = std::min(first + kMostAtOnce, count);
        const Tensor slope = lossGradient(*m_network, m_planes->batch(first, end)).to(torch::kFloat64);
        const Tensor scaled = slope * (static_cast<double>(end - first) / static_cast<double>(count));
        sum = sum.defined() ? sum + scaled : scaled;
    }
    return sum;
}

/// Mean loss of each group of images at these weights, with the batch-norm statistics that it has there.
Tensor NoiseMeasurement::groupLosses(const Tensor& weights) const {
    const torch::NoGradGuard noGradients;
    setWeights(*m_moved, parametersOf(*m_moved, weights));
    Tensor losses = at::zeros({static_cast<std::int64_t>(kGroups)}, torch::kFloat64);
    const std::size_t perGroup = m_batches.size() / kGroups;
    for (std::size_t b = 0; b < m_batches.size(); ++b) {
        const Tensor logits = m_moved->forward(m_batches[b].images).to(torch::kFloat64);
        const Tensor loss = torch::nn::functional::cross_entropy(logits, m_batches[b].labels);
        losses[static_cast<std::int64_t>(b / perGroup)] += loss.cpu() / static_cast<double>(perGroup);
    }
    return losses;
}

/// The slopes of these losses, through the statistics too.
Tensor NoiseMeasurement::groupSlopes(const Tensor& weights) const {
    setWeights(*m_moved, parametersOf(*m_moved, weights));
    std::vector<Tensor> slopes;
    const std::size_t perGroup = m_batches.size() / kGroups;
    for (std::size_t b = 0; b < m_batches.size(); ++b) {
        const Tensor slope = lossGradient(*m_moved, m_batches[b]) / static_cast<double>(perGroup);
        if (b % perGroup == 0)
            slopes.push_back(slope);
        else
            slopes.back() += slope;
    }
    return at::stack(slopes);
}

/// Unit vectors to the other weights, to eigenvectors of the Hessian, and at random. False if it was stopped.
bool NoiseMeasurement::findDirections(const Tensor& here, const std::vector<Evaluator::Weights>& others,
                                      const GoesOn& goesOn, GradientNoiseMeasurement& found,
                                      std::vector<Tensor>& directions) const {
    for (const Evaluator::Weights& one : others) {
        if (one.of == found.of) continue;
        const Tensor way = flatten(one.values).to(here.options()).to(torch::kFloat64) - here.to(torch::kFloat64);
        const double length = way.norm().item<double>();
        if (!(length > 0.0)) continue;
        found.directions.push_back({"to " + one.of, length});
        directions.push_back(unit(way, length));
    }
    if (m_setting.eigenvectors > 0) {
        double products = 0.0;
        const SymmetricOperator times = [&](const Tensor& v) {
            const double before = products++;
            return m_curvature->times(
                v, [&](double done) { return !goesOn || goesOn((before + done) / m_setting.steps); });
        };
        const auto matrix =
            lanczos(times, rademacher(m_setting.seed, 0, m_curvature->size(), here.options()), m_setting.steps, true);
        if (!matrix) return false;
        const std::vector<RitzValue> values = ritzValues(*matrix);
        for (std::size_t i = 0; i < std::min(values.size(), static_cast<std::size_t>(m_setting.eigenvectors)); ++i) {
            found.directions.push_back({"eigenvector " + std::to_string(i + 1), 0.0});
            directions.push_back(ritzVector(*matrix, values[i]));
        }
    }
    const Tensor random = standardNormal(m_setting.seed, 1, m_curvature->size(), here.options());
    found.directions.push_back({"random", 0.0});
    directions.push_back(unit(random, random.norm().item<double>()));
    return true;
}

/// F − f by minibatches of the run's size, and by Gaussian noise of the same trace. False if it was stopped.
bool NoiseMeasurement::smooth(const Tensor& here, ShareDone& done, GradientNoiseMeasurement& found) const {
    const double all = static_cast<double>(m_run.train.count());
    const double losses =
        1.0 / 3.0 * m_setting.images * m_setting.draws * static_cast<double>(m_setting.stepSizes.size());
    const Tensor mean = gradientOfAll(done.part(all));
    if (!mean.defined()) return false;
    const LossAbout about{[&](const Tensor& step) { return groupLosses(here + step); }, groupSlopes(here)};
    const BatchDraws draws{m_planes->count(), m_setting.seed};
    const auto firstDraw = 1 + 2 * m_setting.pairs * static_cast<std::int64_t>(m_setting.batchSizes.size());
    const auto byMinibatches = [&](int draw) {
        const Tensor slope = gradient(draws.batch(firstDraw + draw, m_run.config.batchSize), nullptr, 0);
        return (slope.to(torch::kFloat64) - mean).to(here.options());
    };
    const auto ownNoise = std::find_if(found.noise.begin(), found.noise.end(), [&](const BatchNoise& one) {
        return one.batchSize == m_run.config.batchSize && !one.augmented;
    });
    const double deviation = std::sqrt(ownNoise->trace.value / static_cast<double>(m_curvature->size()));
    const auto isotropic = [&](int draw) {
        const auto index = 2 + static_cast<std::size_t>(draw);
        return deviation * standardNormal(m_setting.seed, index, m_curvature->size(), here.options());
    };
    auto real = smoothingOf(about, byMinibatches, m_setting.draws, m_setting.stepSizes,
                            done.part(losses + static_cast<double>(m_setting.draws) * m_run.config.batchSize));
    if (!real) return false;
    const auto alike = smoothingOf(about, isotropic, m_setting.draws, m_setting.stepSizes, done.part(losses));
    if (!alike) return false;
    const auto rows = static_cast<std::size_t>(m_setting.draws);
    for (std::size_t i = 0; i < m_setting.stepSizes.size(); ++i)
        found.smoothed.push_back({.stepSize = m_setting.stepSizes[i],
                                  .byMinibatches = crossedMean((*real)[i], rows, kGroups),
                                  .isotropic = crossedMean((*alike)[i], rows, kGroups),
                                  .ofDraws = std::move((*real)[i])});
    return true;
}

Result<GradientNoiseMeasurement> NoiseMeasurement::measure(const Evaluator::Weights& weights, std::int64_t step,
                                                           const std::vector<Evaluator::Weights>& others,
                                                           const GoesOn& goesOn) {
    const PrecisionScope precision(Precision::Fp32, m_run.placement.device);
    const Error stopped{"Stopped before all of it was measured."};
    GradientNoiseMeasurement found{.of = weights.of,
                                   .step = step,
                                   .dataset = m_run.config.dataset,
                                   .network = m_run.config.network,
                                   .setting = m_setting,
                                   .batchSize = m_run.config.batchSize,
                                   .imagesCrc = crcOf({&m_run.images.train}),
                                   .parameters = m_curvature->size()};
    bool isDone = false;
    found.seconds = secondsOf([&] {
        const Work work = this->work();
        ShareDone done(work.whole(m_setting.images), goesOn);
        setWeights(*m_network, weights.values);
        const GoesOn statistics = done.part(work.statistics / 3.0);
        if (!recomputeStatistics(*m_network, m_run.train, m_run.train.count(), 512, [&] { return !statistics(0.0); }))
            return;
        const Tensor here = flatten(copyOfWeights(*m_network));
        found.loss = m_curvature->lossAndAccuracy().first;

        std::vector<Tensor> directions;
        if (!findDirections(here, others, done.part(4.0 * work.products), found, directions)) return;
        const Augmentation augmentation{m_run.config.augmentation, m_run.config.cutout, m_run.config.seed};
        const BatchDraws draws{m_planes->count(), m_setting.seed};
        for (const bool augmented : {false, true}) {
            if (augmented && !isVaried()) continue;
            const auto slope = [&](std::span<const std::size_t> images, std::int64_t draw) {
                return gradient(images, augmented ? &augmentation : nullptr, draw);
            };
            std::int64_t firstDraw = 1;  // each batch size has draws of its own, with augmentation and without
            for (const int size : m_setting.batchSizes) {
                auto noise = noiseOfBatches(slope, draws, firstDraw, size, m_setting.pairs, directions,
                                            done.part(2.0 * m_setting.pairs * size));
                if (!noise) return;
                noise->augmented = augmented;
                found.noise.push_back(*std::move(noise));
                firstDraw += 2 * m_setting.pairs;
            }
        }
        const Mean scaling = batchScaling(found.noise);
        found.scaling = scaling.value;
        found.scalingError = scaling.error;
        isDone = m_setting.draws == 0 || smooth(here, done, found);
    });
    if (!isDone) return stopped;
    found.peakBytes = peakBytes();
    return found;
}

}  // namespace basin
