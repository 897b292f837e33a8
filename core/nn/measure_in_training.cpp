// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_in_training.h"

#include "core/nn/measure_gradient_noise.h"
#include "core/nn/measure_sharpness.h"
#include "core/nn/measurement_level.h"
#include "core/run/measurement_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>
#include <utility>

namespace basin {

namespace {

namespace fs = std::filesystem;

/// Both measurements of a run at a level.
struct Measurements {
    SharpnessMeasurement sharpness;
    NoiseMeasurement noise;
};
Result<Measurements> prepare(const MeasuredRun& run, const MeasurementLevel& level) {
    constexpr std::size_t kImages = 1000;
    const int images = static_cast<int>(std::min(run.train.count(), kImages) / 8 * 8);
    auto sharpness = SharpnessMeasurement::prepare(run, {.images = images,
                                                         .batchSize = images / 8,
                                                         .probes = level.probes,
                                                         .steps = level.steps,
                                                         .runs = 1,
                                                         .eigenvalues = 1});
    if (!sharpness) return sharpness.error();
    // Of batches of the run's size alone, without the smoothed loss, whose ∇L costs an epoch.
    auto noise = NoiseMeasurement::prepare(
        run, {.batchSizes = {}, .pairs = level.pairs, .draws = 0, .images = images, .eigenvectors = 0});
    if (!noise) return noise.error();
    return Measurements{*std::move(sharpness), *std::move(noise)};
}

std::string inSeconds(double seconds) {
    return seconds < 1.0 ? "less than 1 s" : std::to_string(std::llround(std::ceil(seconds))) + " s";
}

}  // namespace

std::string measureInTraining(const MeasuredRun& run, const RunFolder& folder,
                              const std::vector<Evaluator::Weights>& weights, std::int64_t step, double seconds,
                              ToMeasure which, const std::function<bool()>& stopRequested) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    const auto left = [&] { return seconds - std::chrono::duration<double>(Clock::now() - begin).count(); };
    const auto sharpnessFile = [&](const std::string& of) { return sharpnessPath(folder.path(), of, step); };
    const auto noiseFile = [&](const std::string& of) { return gradientNoisePath(folder.path(), of, step); };
    std::vector<Evaluator::Weights> wanted = weights;
    if (which == ToMeasure::Missing)
        std::erase_if(wanted, [&](const Evaluator::Weights& one) {
            return fs::exists(sharpnessFile(one.of)) && fs::exists(noiseFile(one.of));
        });
    if (wanted.empty()) return {};

    const std::string name = "The measurement at step " + std::to_string(step);
    const std::string share =
        "its share of the time is " + inSeconds(seconds) + "; a larger --measurement-budget allows more.";
    const MeasurementLevel& most = measurementLevels().front();
    std::optional<Measurements> measurements;
    const auto take = [&](const MeasurementLevel& level) -> std::optional<Error> {
        measurements.reset();
        Result<Measurements> prepared = prepare(run, level);
        if (!prepared) return prepared.error();
        measurements.emplace(*std::move(prepared));
        return std::nullopt;
    };
    if (const auto error = take(most)) return name + " was left out: " + error->message;
    if (left() <= 0.0) return name + " was left out: " + share;
    const MeasurementPrices prices =
        pricesFrom(most, measurements->sharpness.forecast(), measurements->noise.forecast());
    const MeasurementLevel* level = levelWithin(left(), prices, wanted.size());
    if (!level)
        return name + " was left out: it would take " +
               inSeconds(static_cast<double>(wanted.size()) * prices.secondsAt(measurementLevels().back())) + ", and " +
               share;
    if (level != &most)
        if (const auto error = take(*level)) return name + " was left out: " + error->message;

    bool isCutOff = false;
    const GoesOn goesOn = [&](double) {
        isCutOff = isCutOff || left() <= 0.0 || stopRequested();
        return !isCutOff;
    };
    const auto brokenOff = [&](const std::string& of, const Error& error) {
        return name + " was broken off at " + of + ": " + (isCutOff ? "its time was up." : error.message);
    };
    for (const Evaluator::Weights& one : wanted) {
        const Result<Sharpness> sharp = measurements->sharpness.measure(one, step, goesOn);
        if (!sharp) return brokenOff(one.of, sharp.error());
        if (const auto error = keepMeasurement(sharpnessFile(one.of), writeSharpness(*sharp)))
            return brokenOff(one.of, *error);
        const Result<GradientNoiseMeasurement> noisy = measurements->noise.measure(one, step, weights, goesOn);
        if (!noisy) return brokenOff(one.of, noisy.error());
        if (const auto error = keepMeasurement(noiseFile(one.of), writeGradientNoise(*noisy)))
            return brokenOff(one.of, *error);
    }
    if (level == &most) return {};
    return name + " had " + std::to_string(level->probes) + " probes instead of " + std::to_string(most.probes) +
           ", to stay within its share of the time (" + inSeconds(seconds) + ").";
}

}  // namespace basin
