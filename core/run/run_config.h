// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"
#include "core/noise/noise.h"
#include "core/result.h"
#include "core/run/names.h"
#include "core/run/training_average.h"
#include "core/run/training_schedule.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The networks by their names; core/nn builds them.
enum class Architecture { ResNet50, Wrn28x10, Wrn34x10, ResNet18, ResNet20, ResNet8 };
enum class Optimizer { Sgd, Sam };
enum class Precision { Fp32, Tf32, Bf16 };

// "wrn-28-10"; "sgd"; "fp32": the lower-case names that papers use.
template <>
std::span<const Name<Architecture>> namesOf();
template <>
std::span<const Name<Optimizer>> namesOf();
template <>
std::span<const Name<Precision>> namesOf();

/// Noise added to every gradient, component by component: one of the lab's laws at the standard deviation σ.
struct InjectedNoise {
    Law law = Law::Gaussian;
    double sigma = 0.01;  ///< > 0

    std::string text() const;  ///< "gaussian:0.01"
    bool operator==(const InjectedNoise&) const = default;
};

/// "LAW:SIGMA"; laws without a variance (α-stable) are refused. Student's t has its usual ν.
Result<InjectedNoise> injectedNoiseFromText(std::string_view text);

/// Epochs added after the launched ones, at a constant step size.
struct Extension {
    std::int64_t epochs = 1;
    double stepSize = 0.01;
    bool operator==(const Extension&) const = default;
};

/// The run that a fork left.
struct ParentRun {
    std::string folder;
    std::int64_t epoch = 0;  ///< epochs that the fork has in common with it
    bool operator==(const ParentRun&) const = default;
};

/// Everything needed to repeat a training run: what a person set, and with which program.
struct RunConfig {
    Dataset dataset = Dataset::Cifar10;
    std::string data;  ///< the folder of the dataset's files
    Architecture network = Architecture::ResNet18;

    Optimizer optimizer = Optimizer::Sgd;
    double momentum = 0.9;
    bool nesterov = false;
    double weightDecay = 5e-4;
    double rho = 0.05;  ///< ρ of SAM (maths.md §6)

    std::int64_t epochs = 200;  ///< as launched: the budget of schedule and averages
    int batchSize = 128;
    double stepSize = 0.1;  ///< η, multiplied by the schedule
    TrainingSchedule schedule;
    std::vector<Extension> extensions;
    std::vector<TrainingAverage> averages = std::vector<TrainingAverage>(1);  ///< tail:0.75

    std::uint64_t seed = 1;
    std::string device = "auto";  ///< "cpu", "cuda", "cuda:1" or "auto": the GPU if there is one
    Precision precision = Precision::Fp32;
    bool channelsLast = true;
    int threads = 0;  ///< 0: as many as there are cores

    bool augmentation = true;  ///< crop and flip
    double cutout = 0.0;       ///< probability of Cutout for each image
    int holdout = 0;           ///< training images set aside for choosing
    std::optional<InjectedNoise> noise;

    int checkpointEvery = 1;         ///< epochs
    int keepEvery = 0;               ///< epochs between checkpoints that stay for forks; 0: only the last two are kept
    int segmentEpochs = 0;           ///< epochs of a segment (`epochsPerSegment`); 0: a twentieth of the run
    std::optional<double> maxTimeS;  ///< seconds of training, after which the run stops and saves
    double evaluationBudget = 0.05;  ///< share of the time that evaluations may take
    std::vector<std::int64_t> measureAt;  ///< after these epochs sharpness and gradient noise are measured
    double measurementBudget = 0.05;      ///< share of the time that this may take besides
    std::optional<ParentRun> parent;      ///< of a fork

    std::map<std::string, std::string>
        versions;  ///< of program and libraries: {"basin": "0.1.0", "libtorch": "1.13.1"}

    std::int64_t totalEpochs() const;  ///< with extensions
    /// The mean of the weights over every so many epochs is kept, so that a tail can begin at any of them after the run.
    std::int64_t epochsPerSegment() const;
    /// η_t for iteration t, counted from 0: the schedule over `epochs`, then each extension's own.
    double stepSizeAt(std::int64_t t, std::int64_t iterationsPerEpoch) const;
    bool operator==(const RunConfig&) const = default;
};

constexpr int kRunConfigVersion = 1;

/// The first value that is impossible, or null. `where` is the key.
std::optional<Error> checkRunConfig(const RunConfig& config);
/// The same for an extension; `path` is what comes before its keys, as in "extensions[0].".
std::optional<Error> checkExtension(const Extension& extension, const std::string& path);
/// Reads and checks; what is absent has the value above. Unknown keys are refused with the known ones named.
Result<RunConfig> readRunConfig(std::string_view text);
/// A JSON object with every value that counts.
std::string writeRunConfig(const RunConfig& config);

}  // namespace basin
