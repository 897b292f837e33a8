// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/preflight.h"

#include "core/nn/evaluator.h"
#include "core/nn/training_device.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace basin {

namespace {

double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Result<Preflight> preflight(const RunConfig& config, const std::function<bool()>& stopRequested) {
    constexpr int kWarmUp = 3, kMeasured = 20;
    constexpr double kLongEnoughS = 30.0;
    if (const auto error = checkRunConfig(config)) return *error;
    const Result<Placement> placement = placementOf(config);
    if (!placement) return placement.error();
    const Result<RunImages> images = readRunImages(config);
    if (!images) return images.error();
    const ImageSource train(images->train, datasetEntry(config.dataset), *placement);
    const Error stopped{"Stopped before it was measured."};
    try {
        prepareDevice(config);
        Trainer trainer(config, train, *placement);
        std::vector<double> seconds;
        double total = 0.0;
        for (int i = 0; i < kWarmUp + kMeasured && (total < kLongEnoughS || seconds.empty()); ++i) {
            if (stopRequested && stopRequested()) return stopped;
            const double one = secondsOf([&] {
                trainer.advance();
                trainer.takeReport();  // waits for the device
            });
            total += one;
            if (i >= kWarmUp || total >= kLongEnoughS) seconds.push_back(one);
        }
        std::ranges::nth_element(seconds, seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2));

        Preflight result;
        result.device = placement->device.str();
        result.iterations = static_cast<std::int64_t>(seconds.size());
        result.stepS = seconds[seconds.size() / 2];
        result.imagesPerS = config.batchSize / result.stepS;
        result.iterationsPerEpoch = trainer.iterationsPerEpoch();
        result.trainingS = result.stepS * static_cast<double>(config.totalEpochs() * result.iterationsPerEpoch);

        // Forward passes over some images, as a thorough evaluation makes them over all: the training set once for the
        // statistics and the other sets once, for SGD and every average, and the other sets once more for SGD's own statistics.
        const std::size_t some = std::min<std::size_t>(512, images->train.count());
        const PrecisionScope precision(config.precision, placement->device);
        const double passS = secondsOf([&] { recomputeStatistics(trainer.network(), train, some); });
        const double judged = static_cast<double>(images->test.count() + images->holdout.count());
        const double sets = 1.0 + static_cast<double>(config.averages.size());
        const double fullS = passS / static_cast<double>(some) *
                             (sets * static_cast<double>(images->train.count()) + (sets + 1.0) * judged);
        const double share = std::min(config.evaluationBudget, 0.5);
        result.evaluationS = fullS + result.trainingS * share / (1.0 - share);
        if (!config.measureAt.empty()) result.evaluationS += result.trainingS * config.measurementBudget;
        result.memoryBytes = meterOf(placement->device).look().memoryBytes;
        return result;
    } catch (const std::exception& fault) {
        return Error{endBy(fault).message};
    }
}

}  // namespace basin
