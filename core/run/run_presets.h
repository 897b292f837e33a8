// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace basin {

/// A training run that is worth beginning with.
struct RunPreset {
    std::string name;      ///< as in files: "paper-resnet50-small-sgd"
    std::string group;     ///< what it belongs to, in words; presets of a group stand together
    std::string title;     ///< of the run, in words
    std::string sentence;  ///< what to expect of it
    RunConfig config;      ///< without the folder of the images
};

/// In the order of a menu; the first is the quick look.
std::span<const RunPreset> runPresets();
const RunPreset* findRunPreset(std::string_view name);  ///< null if there is none

/// The recipe of maths.md §6 for the paper's comparison of small, medium and large step sizes: batch 128, η = .1, momentum
/// 0, weight decay 5e-3, Cutout for every second image, 400 epochs, the average of the last quarter.
RunConfig paperRecipe(Architecture network, Dataset dataset, TrainingSchedule::Kind schedule, Optimizer optimizer);

/// ρ of SAM as published for the data set (arXiv 2010.01412): .05 for CIFAR-10, .1 for CIFAR-100.
double publishedRho(Dataset dataset);

/// Epochs of a quick look on so many training images: about a minute on a laptop, and never too few to see anything.
std::int64_t quickLookEpochs(std::size_t images);

}  // namespace basin
