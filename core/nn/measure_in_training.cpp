// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_in_training.h"

#include "core/nn/measure_gradient_noise.h"
#include "core/nn/measure_sharpness.h"
#include "core/run/measurement_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace basin {

namespace {

/// How thoroughly: probes of Hutchinson's trace, steps of one Lanczos process, pairs of batches.
struct Thoroughness {
    int probes, steps, pairs;
};
constexpr Thoroughness kLevels[] = {{8, 12, 16}, {4, 8, 8}, {2, 5, 4}};

SharpnessSetting sharpnessSetting(const Thoroughness& level, int images) {
    return {.images = images,
            .batchSize = images / 8,
            .probes = level.probes,
            .steps = level.steps,
            .runs = 1,
            .eigenvalues = 1};
}

/// Of batches of the run's size alone, without the smoothed loss, whose ∇L costs an epoch.
GradientNoiseSetting noiseSetting(const Thoroughness& level, int images) {
    return {.batchSizes = {}, .pairs = level.pairs, .draws = 0, .images = images, .eigenvectors = 0};
}

std::string inSeconds(double seconds) { return std::to_string(std::llround(std::ceil(seconds))) + " s"; }

}  // namespace

MeasuredInTraining measureInTraining(const MeasuredRun& run, const RunFolder& folder,
                                     const std::vector<Evaluator::Weights>& weights, std::int64_t step, double seconds,
                                     const std::function<bool()>& stopRequested) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    const auto left = [&] { return seconds - std::chrono::duration<double>(Clock::now() - begin).count(); };
    constexpr std::size_t kImages = 1000;
    const int images = static_cast<int>(std::min(run.train.count(), kImages) / 8 * 8);
    const std::string name = "The measurement at step " + std::to_string(step);
    double needed = 0.0;
    for (const Thoroughness& level : kLevels) {
        auto sharpness = SharpnessMeasurement::prepare(run, sharpnessSetting(level, images));
        auto noise = NoiseMeasurement::prepare(run, noiseSetting(level, images));
        if (!sharpness || !noise)
            return {name + " was left out: " + (sharpness ? noise.error() : sharpness.error()).message, {}};
        SharpnessMeasurement ofSharpness = *std::move(sharpness);
        NoiseMeasurement ofNoise = *std::move(noise);
        needed = static_cast<double>(weights.size()) * (ofSharpness.forecast().seconds + ofNoise.forecast().seconds);
        if (needed > left()) continue;

        const GoesOn goesOn = [&](double) { return left() > 0.0 && !stopRequested(); };
        for (const Evaluator::Weights& one : weights) {
            const Result<Sharpness> sharp = ofSharpness.measure(one, step, goesOn);
            if (!sharp) return {name + " was broken off at " + one.of + ": its time was up.", {}};
            if (auto error = keepMeasurement(sharpnessPath(folder.path(), one.of, step), writeSharpness(*sharp)))
                return {"", error};
            const Result<GradientNoiseMeasurement> noisy = ofNoise.measure(one, step, weights, goesOn);
            if (!noisy) return {name + " was broken off at " + one.of + ": its time was up.", {}};
            if (auto error =
                    keepMeasurement(gradientNoisePath(folder.path(), one.of, step), writeGradientNoise(*noisy)))
                return {"", error};
        }
        if (&level == &kLevels[0]) return {};
        return {name + " had " + std::to_string(level.probes) + " probes instead of " +
                    std::to_string(kLevels[0].probes) + ", to stay within its " + inSeconds(seconds) + ".",
                {}};
    }
    return {name + " was left out: it would take " + inSeconds(needed) + ", and its share of the time is " +
                inSeconds(seconds) + "; a larger --measurement-budget allows more.",
            {}};
}

}  // namespace basin
