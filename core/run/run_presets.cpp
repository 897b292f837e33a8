// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_presets.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace basin {

namespace {

using Steps = TrainingSchedule::Kind;
using Average = TrainingAverage::Kind;

RunConfig quickLook() {
    RunConfig config;
    config.network = Architecture::ResNet8;
    config.momentum = 0.9;
    config.epochs = quickLookEpochs(5000);
    // On the real images SGD ends between 42 and 50 per cent from epoch to epoch, and its average climbs to 53.
    config.stepSize = 0.3;
    config.averages = {{Average::TailFraction, 0.5}};
    config.evaluationBudget = 0.3;  // a point for almost every epoch
    return config;
}

RunConfig resnet18OnGpu() {
    RunConfig config;
    config.epochs = 60;
    config.schedule.kind = Steps::Large;
    config.averages = {{Average::TailFraction, 0.5}, {Average::TailFraction, 0.75}, {Average::Ema, 0.999}};
    config.device = "cuda";
    config.precision = Precision::Bf16;
    return config;
}

std::vector<RunPreset> paperPresets() {
    struct Step {
        Steps kind;
        std::string name, sgd;
    };
    const Step kSteps[] = {
        {Steps::Small, "small", "The step size falls to 0.0008: SGD settles, and its average has little to add."},
        {Steps::Medium, "medium", "The step size falls to 0.004: between settling and moving on."},
        {Steps::Large, "large",
         "The step size stays at 0.02 and above: SGD keeps moving, and its average should gain most."}};
    const std::pair<Architecture, std::string> kNetworks[] = {{Architecture::ResNet50, "ResNet-50"},
                                                              {Architecture::Wrn28x10, "WRN-28-10"}};
    std::vector<RunPreset> presets;
    for (const auto& [network, title] : kNetworks)
        for (const Step& step : kSteps)
            for (const Optimizer optimizer : {Optimizer::Sgd, Optimizer::Sam}) {
                const bool sam = optimizer == Optimizer::Sam;
                std::string name = "paper-" + nameOf(network) + "-" + step.name + "-" + nameOf(optimizer);
                presets.push_back(
                    {.name = std::move(name),
                     .group = "The paper: " + title + " on CIFAR-100",
                     .title = title + ", " + step.name + " steps, " + (sam ? "SAM" : "SGD and its averages"),
                     .sentence = sam ? "SAM looks for flat minima by a second gradient in every step: the "
                                       "rival of averaging, at twice its price."
                                     : step.sgd,
                     .config = paperRecipe(network, Dataset::Cifar100, step.kind, optimizer)});
            }
    return presets;
}

/// SWA's table (arXiv 1803.05407): momentum .9, weight decay 5e-4, 200 epochs are one budget. The published runs reach
/// their constant .05 along a line between epochs 80 and 145 (161 is where averaging begins); here it is eight equal
/// factors in the middles of eight equal parts of that line.
RunConfig swaRun(std::int64_t epochs) {
    constexpr double kFrom = 80.5, kTo = 144.9, kParts = 8.0, kEnd = 0.5;
    RunConfig config;
    config.dataset = Dataset::Cifar100;
    config.network = Architecture::Wrn28x10;
    config.epochs = epochs;
    config.schedule.kind = Steps::MultiStep;
    config.schedule.factor = std::pow(kEnd, 1.0 / kParts);
    config.schedule.milestones.clear();
    for (double part = 0.5; part < kParts; part += 1.0)
        config.schedule.milestones.push_back((kFrom + (kTo - kFrom) * part / kParts) / static_cast<double>(epochs));
    config.averages = {{Average::TailEpoch, 161.0}};
    config.device = "cuda";
    config.precision = Precision::Tf32;
    return config;
}

RunConfig swaBaseline() {
    RunConfig config = swaRun(200);
    config.schedule = {.kind = Steps::Swa};
    config.averages = {{Average::TailFraction, 0.75}};
    return config;
}

std::vector<RunPreset> makePresets() {
    const std::string begin = "To begin with", swa = "SWA's table: WRN-28-10 on CIFAR-100";
    std::vector<RunPreset> presets{
        {"quick-look", begin, "Quick look",
         "A small network on the images there are, in about a minute on a laptop: SGD with a large constant step size "
         "jumps about, and the average of its second half does not.",
         quickLook()},
        {"cifar10-resnet18-gpu", begin, "ResNet-18 on a GPU",
         "CIFAR-10 in 60 epochs on a GPU, in a quarter of an hour or less: how three averages of the same iterates do.",
         resnet18OnGpu()}};
    std::ranges::move(paperPresets(), std::back_inserter(presets));
    presets.push_back({"swa-sgd", swa, "SGD, 1 budget",
                       "What averaging is held against: 200 epochs down to a hundredth of the step size; published are "
                       "80.82 ± 0.23 %.",
                       swaBaseline()});
    presets.push_back({"swa-1", swa, "SWA, 1 budget",
                       "200 epochs, averaged from epoch 161 on at a constant step size of 0.05; published are 81.46 ± "
                       "0.23 %.",
                       swaRun(200)});
    presets.push_back(
        {"swa-1.5", swa, "SWA, 1.5 budgets", "The same for 300 epochs; published are 82.15 ± 0.27 %.", swaRun(300)});
    return presets;
}

}  // namespace

RunConfig paperRecipe(Architecture network, Dataset dataset, Steps schedule, Optimizer optimizer) {
    RunConfig config;
    config.dataset = dataset;
    config.network = network;
    config.optimizer = optimizer;
    config.momentum = 0.0;
    config.weightDecay = 5e-3;
    if (optimizer == Optimizer::Sam) config.rho = publishedRho(dataset);
    config.epochs = 400;
    config.batchSize = 128;
    config.stepSize = 0.1;
    config.schedule.kind = schedule;
    config.averages.clear();
    // SAM is compared as it is; SGD with its average.
    if (optimizer == Optimizer::Sgd) config.averages.push_back({Average::TailFraction, 0.75});
    config.cutout = 0.5;
    config.device = "cuda";
    config.precision = Precision::Tf32;
    return config;
}

double publishedRho(Dataset dataset) { return dataset == Dataset::Cifar100 ? 0.1 : 0.05; }

std::int64_t quickLookEpochs(std::size_t images) {
    constexpr double kImages = 120'000.0;  // a minute of ResNet-8 on two cores of a laptop, with its evaluations
    constexpr double kFewest = 4.0, kMost = 40.0;
    const double epochs = kImages / static_cast<double>(std::max<std::size_t>(images, 1));
    return static_cast<std::int64_t>(std::clamp(epochs, kFewest, kMost));
}

std::span<const RunPreset> runPresets() {
    static const std::vector<RunPreset> kPresets = makePresets();
    return kPresets;
}

const RunPreset* findRunPreset(std::string_view name) {
    const auto found = std::ranges::find(runPresets(), name, &RunPreset::name);
    return found == runPresets().end() ? nullptr : &*found;
}

}  // namespace basin
