// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/training_cost.h"

#include "core/nn/trainer.h"
#include "core/run/event_log.h"

#include <ATen/ATen.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <numeric>
#include <random>
#include <vector>

namespace basin {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Median time of `work`, which ends when the device has done it, for about `seconds`; at least three times.
double medianSeconds(double seconds, const std::function<void()>& work) {
    std::vector<double> times;
    for (const auto begin = Clock::now(); times.size() < 3 || secondsSince(begin) < seconds;) {
        const auto start = Clock::now();
        work();
        times.push_back(secondsSince(start));
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

/// Waits for the device: whatever was asked of it before is done then.
void wait(const torch::Tensor& tensor) { tensor.flatten()[0].item(); }

ImageSet noiseImages(std::size_t count, int classes) {
    std::mt19937 random(1);
    ImageSet images;
    images.pixels.resize(count * ImageSet::kBytes);
    std::ranges::generate(images.pixels, [&] { return static_cast<std::uint8_t>(random() & 255U); });
    for (std::size_t i = 0; i < count; ++i)
        images.labels.push_back(static_cast<std::uint8_t>(random() % static_cast<unsigned>(classes)));
    return images;
}

double eventSeconds() {
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("basin-events-" + std::to_string(::getpid()) + ".jsonl");
    Result<EventWriter> opened = EventWriter::open(path);
    if (!opened) return 0.0;
    EventWriter log = *std::move(opened);
    StepEvent event{{1234, 3.125, 56.789}, 1.23456789, 0.1, 1234.5, 0.98765, 1.5e9, 0.97};
    const double one = medianSeconds(0.05, [&] { log.append({kUnknown, event}); });
    std::filesystem::remove(path);
    return one;
}

}  // namespace

double matrixRate(const Placement& placement, Precision precision) {
    const PrecisionScope scope(precision, placement.device);
    const torch::NoGradGuard noGradients;
    const std::int64_t side = placement.device.is_cpu() ? 2048 : 8192;
    const auto options =
        at::TensorOptions(precision == Precision::Bf16 ? torch::kBFloat16 : torch::kFloat32).device(placement.device);
    const torch::Tensor a = at::ones({side, side}, options), b = at::ones({side, side}, options);
    wait(at::matmul(a, b));
    const double n = static_cast<double>(side);
    return 2.0 * n * n * n / medianSeconds(1.0, [&] { wait(at::matmul(a, b)); });
}

TrainingCost trainingCost(const RunConfig& config, const Placement& placement, double seconds) {
    constexpr int kWarmUp = 3;
    constexpr double kIterationsAnEpoch = 391.0;  // of 50,000 images by 128
    prepareDevice(config);
    const DatasetEntry& dataset = datasetEntry(config.dataset);
    const auto size = static_cast<std::size_t>(config.batchSize);
    const ImageSet images = noiseImages(4 * size, dataset.classes);
    const ImageSource source(images, dataset, placement);
    Trainer trainer(config, source, placement);
    for (int i = 0; i < kWarmUp; ++i) trainer.advance();

    TrainingCost cost;
    cost.stepS = medianSeconds(seconds, [&] {
        trainer.advance();
        trainer.takeReport();
    });
    cost.imagesPerS = static_cast<double>(size) / cost.stepS;
    const double passes = config.optimizer == Optimizer::Sam ? 6.0 : 3.0;
    cost.rate = passes * 2.0 * findNetwork(nameOf(config.network))->multiplications * cost.imagesPerS;

    const double little = 0.1 * seconds;
    const Augmentation augmentation{config.augmentation, config.cutout, config.seed};
    std::vector<std::size_t> indices(size);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    std::int64_t epoch = 0;
    const double batchS = medianSeconds(little, [&] { wait(source.batch(indices, &augmentation, ++epoch).images); });
    RunAverages averages(config, 1);
    const std::vector<torch::Tensor> weights = trainer.network().parameters();
    std::int64_t step = 0;
    const double averagingS = medianSeconds(little, [&] {
        averages.add(++step, weights);
        wait(weights.front());
    });
    const double stateS = medianSeconds(little, [&] { trainer.state(); });
    cost.augmentation = batchS / cost.stepS;
    cost.averaging = averagingS / cost.stepS;
    cost.events = eventSeconds() / cost.stepS;
    cost.checkpoint = stateS / (kIterationsAnEpoch * cost.stepS);
    return cost;
}

}  // namespace basin
