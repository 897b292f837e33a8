// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_config.h"
#include "core/sgd/statistics.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// How the noise of minibatch gradients, and the loss that it smooths, is measured at some weights.
struct GradientNoiseSetting {
    std::vector<int> batchSizes{32, 64, 128, 256};  ///< the run's own is added if it is not among them
    int pairs = 32;  ///< of independent batches for each batch size: tr Σ_B = E ‖g₁ − g₂‖²/2
    std::vector<double>
        stepSizes;      ///< of the smoothed loss; empty: ¼, ½, 1, 2 and 4 times the run's effective step size
    int draws = 32;     ///< of the smoothed loss
    int images = 1000;  ///< of the training split on which the loss is taken
    std::uint64_t seed = 1;
    bool operator==(const GradientNoiseSetting&) const = default;
};
std::optional<Error> checkGradientNoiseSetting(const GradientNoiseSetting& setting);

/// Noise of the mean gradient of one batch size.
struct BatchNoise {
    int batchSize = 128;
    bool augmented = false;
    Mean trace;  ///< tr Σ_B
    /// dᵀ Σ_B d for every direction of the measurement: σ² of the noise along it.
    std::vector<Mean> along;
};

/// A unit vector of weight space, by what it points along.
struct NoiseDirection {
    std::string
        name;  ///< "to tail:0.75": from these weights to those; "eigenvector 1": of the Hessian's largest eigenvalue
    double length = 0.0;  ///< what its distance in weight space was, before it became a unit vector; 0 if it has none
};

/// The network's own F − f, E_B L(w − η(g_B − ∇L)) − L(w), at one effective step size η/(1 − β).
struct SmoothedLoss {
    double stepSize = 0.0;  ///< effective
    Mean byMinibatches;     ///< with real minibatches of the run's batch size
    Mean isotropic;         ///< with Gaussian noise of the same tr Σ in every direction alike: for comparison only
};

/// Measured at the weights `of` of one checkpoint, in evaluation mode with batch-norm statistics recomputed for them.
struct GradientNoiseMeasurement {
    std::string of;
    std::int64_t step = 0;
    Dataset dataset = Dataset::Cifar10;
    Architecture network = Architecture::ResNet18;
    GradientNoiseSetting setting;
    double loss = 0.0;
    std::vector<NoiseDirection> directions;
    std::vector<BatchNoise> noise;
    double scaling = 0.0, scalingError = 0.0;  ///< p of tr Σ_B ∝ B^−p without augmentation; 1 for independent images
    std::vector<SmoothedLoss> smoothed;
    double seconds = 0.0, peakBytes = 0.0;
};

/// RUN/noise/step-000000000960-tail-0.75.json, as for sharpness.
std::filesystem::path gradientNoisePath(const std::filesystem::path& run, const std::string& of, std::int64_t step);
std::string writeGradientNoise(const GradientNoiseMeasurement& measurement);
/// Errors name the key.
Result<GradientNoiseMeasurement> readGradientNoise(std::string_view text);
std::vector<GradientNoiseMeasurement> gradientNoiseOf(const std::filesystem::path& run, std::vector<Error>& problems);

}  // namespace basin
