// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_config.h"

#include "core/number_text.h"
#include "core/scenario/rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace basin {

namespace {

constexpr std::array<Name<Architecture>, 6> kArchitectures{{{Architecture::ResNet50, "resnet50"},
                                                            {Architecture::Wrn28x10, "wrn-28-10"},
                                                            {Architecture::Wrn34x10, "wrn-34-10"},
                                                            {Architecture::ResNet18, "resnet18"},
                                                            {Architecture::ResNet20, "resnet20"},
                                                            {Architecture::ResNet8, "resnet8"}}};
constexpr std::array<Name<Optimizer>, 2> kOptimizers{{{Optimizer::Sgd, "sgd"}, {Optimizer::Sam, "sam"}}};
constexpr std::array<Name<Precision>, 3> kPrecisions{
    {{Precision::Fp32, "fp32"}, {Precision::Tf32, "tf32"}, {Precision::Bf16, "bf16"}}};

constexpr int kTrainingImages = 50000;  ///< of both datasets
constexpr double kMostEpochs = 1e6;
constexpr double kLargestStepSize = 1e3;
constexpr double kLongestTimeS = 3.2e7;  ///< a year
constexpr std::size_t kMostAverages = 32;
constexpr std::size_t kMostMilestones = 100;
constexpr int kMostThreads = 1024;
constexpr double kLargestBudget = 100.0;

bool isDevice(const std::string& device) {
    constexpr std::string_view kIndexed = "cuda:";
    if (device == "cpu" || device == "cuda" || device == "auto") return true;
    return device.starts_with(kIndexed) && device.size() > kIndexed.size() && device.size() <= kIndexed.size() + 2 &&
           device.find_first_not_of("0123456789", kIndexed.size()) == std::string::npos;
}

void checkOptimizer(Rules& rules, const RunConfig& config) {
    rules.that(0.0 <= config.momentum && config.momentum < 1.0, "The momentum", "at least 0 and below 1",
               config.momentum, "momentum");
    rules.sentence(!config.nesterov || config.momentum > 0.0, "Nesterov's step needs a momentum above 0.", "nesterov");
    rules.within(config.weightDecay, 0.0, 1.0, "The weight decay", "weight_decay");
    rules.positive(config.rho, 100.0, "The radius ρ of SAM", "rho");
    rules.within(static_cast<double>(config.epochs), 1.0, kMostEpochs, "The number of epochs", "epochs");
    rules.within(config.batchSize, 1.0, kTrainingImages, "The batch size", "batch_size");
    rules.positive(config.stepSize, kLargestStepSize, "The step size", "step_size");
}

void checkSchedule(Rules& rules, const RunConfig& config) {
    const TrainingSchedule& schedule = config.schedule;
    rules.positive(schedule.factor, 1.0, "The factor of the schedule", "schedule.factor");
    rules.within(schedule.floor, 0.0, 1.0, "The share of the step size at which the schedule ends", "schedule.floor");
    rules.within(schedule.warmupEpochs, 0.0, static_cast<double>(config.epochs), "The warm-up in epochs",
                 "schedule.warmup_epochs");
    rules.within(static_cast<double>(schedule.milestones.size()), 1.0, static_cast<double>(kMostMilestones),
                 "The number of milestones", "schedule.milestones");
    double last = 0.0;
    for (const double milestone : schedule.milestones) {
        rules.that(last < milestone && milestone < 1.0, "Milestones of the schedule",
                   "shares of the epochs that rise within 0 and 1", milestone, "schedule.milestones");
        last = milestone;
    }
    for (std::size_t i = 0; i < config.extensions.size() && !rules.broken; ++i)
        rules.broken = checkExtension(config.extensions[i], "extensions[" + std::to_string(i) + "].");
}

void checkAverages(Rules& rules, const RunConfig& config) {
    rules.sentence(config.averages.size() <= kMostAverages,
                   "A run keeps at most " + std::to_string(kMostAverages) + " averages.", "averages");
    std::set<std::string> names;
    for (std::size_t i = 0; i < config.averages.size(); ++i) {
        const TrainingAverage& average = config.averages[i];
        const std::string where = "averages[" + std::to_string(i) + "]";
        const std::string name = average.name();
        const Result<TrainingAverage> again = averageFromText(name);
        rules.sentence(bool(again) && *again == average,
                       again ? "\"" + name + "\" is no average." : again.error().message, where);
        rules.sentence(names.insert(name).second, "The average \"" + name + "\" is there twice.", where);
        if (average.kind == TrainingAverage::Kind::TailEpoch)
            rules.that(average.value < static_cast<double>(config.epochs), "The epoch at which a tail average begins",
                       "below the " + std::to_string(config.epochs) + " epochs of the run", average.value, where);
    }
}

void checkDevice(Rules& rules, const RunConfig& config) {
    rules.sentence(isDevice(config.device),
                   "There is no device \"" + config.device + "\"; known are auto, cpu, cuda and cuda:NUMBER.",
                   "device");
    rules.sentence(config.precision != Precision::Tf32 || config.device != "cpu",
                   "The precision tf32 needs a GPU; on a CPU there are fp32 and bf16.", "precision");
    rules.within(config.threads, 0.0, kMostThreads, "The number of threads (0: as many as cores)", "threads");
}

}  // namespace

template <>
std::span<const Name<Architecture>> namesOf() {
    return kArchitectures;
}
template <>
std::span<const Name<Optimizer>> namesOf() {
    return kOptimizers;
}
template <>
std::span<const Name<Precision>> namesOf() {
    return kPrecisions;
}

std::string InjectedNoise::text() const { return lawEntry(law).name + ":" + exactNumber(sigma); }

Result<InjectedNoise> injectedNoiseFromText(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    std::string known;
    for (const LawEntry& entry : lawCatalogue())
        if (entry.law != Law::AlphaStable) known.append(known.empty() ? "" : ", ").append(entry.name);
    const LawEntry* entry = findLaw(name);
    if (!entry || entry->law == Law::AlphaStable)
        return Error{"Noise can not be added by the law \"" + std::string(name) + "\"; those with a variance are " +
                     known + "."};
    const std::string_view size = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    const Result<double> sigma = parseNumber(size);
    if (!sigma || !(0.0 < *sigma && *sigma <= 1e6))
        return Error{"Added noise is LAW:SIGMA with a sigma above 0 and at most 1e6, as in gaussian:0.01, not \"" +
                     std::string(text) + "\"."};
    return InjectedNoise{entry->law, *sigma};
}

std::int64_t RunConfig::totalEpochs() const {
    std::int64_t total = epochs;
    for (const Extension& extension : extensions) total += extension.epochs;
    return total;
}

std::int64_t RunConfig::epochsPerSegment() const {
    constexpr std::int64_t kSegments = 20;
    return segmentEpochs > 0 ? segmentEpochs : (epochs + kSegments - 1) / kSegments;
}

double RunConfig::stepSizeAt(std::int64_t t, std::int64_t iterationsPerEpoch) const {
    std::int64_t end = epochs * iterationsPerEpoch;
    if (t < end || extensions.empty()) return stepSize * schedule.factorAt(t, end, iterationsPerEpoch);
    for (const Extension& extension : extensions) {
        end += extension.epochs * iterationsPerEpoch;
        if (t < end) return extension.stepSize;
    }
    return extensions.back().stepSize;
}

std::optional<Error> checkExtension(const Extension& extension, const std::string& path) {
    Rules rules;
    rules.within(static_cast<double>(extension.epochs), 1.0, kMostEpochs, "The number of added epochs",
                 path + "epochs");
    rules.positive(extension.stepSize, kLargestStepSize, "The step size of the added epochs", path + "step_size");
    return rules.broken;
}

std::optional<Error> checkRunConfig(const RunConfig& config) {
    Rules rules;
    rules.sentence(!config.data.empty(), "The folder of the images is missing.", "data");
    checkOptimizer(rules, config);
    checkSchedule(rules, config);
    checkAverages(rules, config);
    checkDevice(rules, config);
    rules.within(config.cutout, 0.0, 1.0, "The probability of Cutout", "cutout");
    rules.within(config.holdout, 0.0, kTrainingImages - 1, "The number of images set aside", "holdout");
    if (config.noise) {
        const Result<InjectedNoise> again = injectedNoiseFromText(config.noise->text());
        rules.sentence(bool(again), again ? "" : again.error().message, "inject_noise");
    }
    rules.within(config.checkpointEvery, 1.0, kMostEpochs, "The epochs from checkpoint to checkpoint",
                 "checkpoint_every");
    rules.within(config.keepEvery, 0.0, kMostEpochs, "The epochs between checkpoints that stay (0: none)",
                 "keep_every");
    rules.within(config.segmentEpochs, 0.0, kMostEpochs, "The epochs of a segment (0: a twentieth of the run)",
                 "segment_epochs");
    if (config.maxTimeS)
        rules.positive(*config.maxTimeS, kLongestTimeS, "The time after which the run stops, in seconds", "max_time_s");
    rules.within(config.evaluationBudget, 0.0, 1.0, "The share of the time that evaluations may take",
                 "evaluation_budget");
    std::int64_t last = 0;
    for (const std::int64_t epoch : config.measureAt) {
        rules.that(last < epoch && static_cast<double>(epoch) <= kMostEpochs, "Epochs to measure at",
                   "whole numbers from 1 on that rise", static_cast<double>(epoch), "measure_at");
        last = epoch;
    }
    rules.within(config.measurementBudget, 0.0, kLargestBudget, "The share of the time that measurements may take",
                 "measurement_budget");
    if (config.parent) {
        rules.sentence(!config.parent->folder.empty(), "A fork names the folder of the run that it left.",
                       "parent.folder");
        rules.within(static_cast<double>(config.parent->epoch), 0.0, kMostEpochs,
                     "The epoch at which a fork left its parent", "parent.epoch");
    }
    return rules.broken;
}

}  // namespace basin
