// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_config.h"
#include "core/sgd/statistics.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// How the noise of minibatch gradients, and the loss that it smooths, is measured at some weights. Weights that were measured
/// alike share batches and images.
struct GradientNoiseSetting {
    std::vector<int> batchSizes{32, 64, 128, 256};  ///< the run's own is added if it is not among them
    int pairs = 32;  ///< of independent batches for each batch size: tr Σ_B = E ‖g₁ − g₂‖²/2
    std::vector<double>
        stepSizes;   ///< of the smoothed loss; empty: 1/16, 1/8, ¼, ½ and 1 times the run's effective step size
    int draws = 32;  ///< of the smoothed loss; 0: it is not measured
    int images =
        1000;  ///< of the training split on which the loss is taken, and its Hessian; in 8 groups of equal size
    int eigenvectors = 1;  ///< of the Hessian, along which the noise is projected
    int steps = 12;        ///< of the Lanczos process that finds them
    std::uint64_t seed = 1;
    bool operator==(const GradientNoiseSetting&) const = default;

    static constexpr int kGroups = 8;  ///< of images, whose differences give the error over images
};
/// The first value that is impossible, or null. `where` is the key.
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
    /// "to tail:0.75": from these weights to those; "eigenvector 1": of the Hessian's largest eigenvalue; "random": one of
    /// no preference, for comparison.
    std::string name;
    double length = 0.0;  ///< what its distance in weight space was, before it became a unit vector; 0 if it has none
};

/// The network's own F − f, E_B L(w − η(g_B − ∇L)) − L(w), at one effective step size η/(1 − β). L has at w and at every
/// other place the batch-norm statistics of each group of images there: with those of w kept, a step that only lengthens the
/// weights, which changes nothing of what the network does, would cost.
struct SmoothedLoss {
    double stepSize = 0.0;  ///< effective
    Mean byMinibatches;     ///< with real minibatches of the run's batch size
    Mean isotropic;         ///< with Gaussian noise of the same tr Σ in every direction alike: for comparison only
    /// By minibatches for every draw and group of images, draw by draw.
    std::vector<double> ofDraws;
};

/// Measured at the weights `of` of one checkpoint, in evaluation mode with batch-norm statistics recomputed for them, where the
/// gradient of a batch is the mean of its images' own. (In training mode every image's gradient depends on the batch that it
/// is in.) Weight decay is no part of L; it has no noise.
struct GradientNoiseMeasurement {
    std::string of;
    std::int64_t step = 0;
    Dataset dataset = Dataset::Cifar10;
    Architecture network = Architecture::ResNet18;
    GradientNoiseSetting setting;  ///< as it was carried out: with the run's own batch size, and the step sizes
    int batchSize = 128;           ///< the run's own
    std::uint32_t imagesCrc = 0;   ///< of the training images that batches and images are drawn from
    std::int64_t parameters = 0;
    double loss = 0.0;  ///< on the images
    std::vector<NoiseDirection> directions;
    std::vector<BatchNoise> noise;
    /// p of tr Σ_B ∝ B^−p without augmentation: 1 for independent images; above 1 where B is no small share of the images,
    /// since no batch has one twice.
    double scaling = 0.0, scalingError = 0.0;
    std::vector<SmoothedLoss> smoothed;
    double seconds = 0.0, peakBytes = 0.0;
};

/// p of tr Σ_B ∝ B^−p over batches without augmentation, by least squares weighted by their errors, with its standard error; NaN
/// with fewer than two batch sizes.
Mean batchScaling(const std::vector<BatchNoise>& noise);

/// Why two measurements can not be compared; empty if they can.
std::string incomparable(const GradientNoiseMeasurement& a, const GradientNoiseMeasurement& b);
/// F − f by minibatches at one of the step sizes, b's less a's, with the standard error of paired draws and images.
Mean smoothingDifference(const GradientNoiseMeasurement& a, const GradientNoiseMeasurement& b, std::size_t stepSize);

/// RUN/noise/step-000000000960-tail-0.75.json, as for sharpness.
std::filesystem::path gradientNoisePath(const std::filesystem::path& run, const std::string& of, std::int64_t step);
std::string writeGradientNoise(const GradientNoiseMeasurement& found);
/// Errors name the key.
Result<GradientNoiseMeasurement> readGradientNoise(std::string_view text);
/// Every measurement of a run that can be read, by step and name; what can not goes to `problems`.
std::vector<GradientNoiseMeasurement> gradientNoiseOf(const std::filesystem::path& run, std::vector<Error>& problems);

}  // namespace basin
