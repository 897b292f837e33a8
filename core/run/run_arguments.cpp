// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_arguments.h"

#include "core/number_text.h"
#include "core/run/duration.h"

#include <cmath>
#include <concepts>
#include <limits>

namespace basin {

namespace {

using Texts = RunOption::Texts;
using Kind = TrainingSchedule::Kind;
using Fault = std::optional<Error>;

/// "a|b|c" of an enumeration.
template <class Value>
std::string choicesOf() {
    std::string text;
    for (const Name<Value>& name : namesOf<Value>()) text.append(text.empty() ? "" : "|").append(name.text);
    return text;
}

RunOption needed(RunOption option) {
    option.needed = true;
    return option;
}

/// Reads the last text by `parse` into the member.
template <class Parse, class Member>
auto readInto(Member RunConfig::*member, Parse parse) {
    return [member, parse](const Texts& texts, RunConfig& config) -> Fault {
        const auto value = parse(texts.back());
        if (!value) return value.error();
        config.*member = *value;
        return {};
    };
}

RunOption with(RunOption option, std::string RunConfig::*member) {
    option.write = [member](const RunConfig& config) { return Texts{config.*member}; };
    option.read = readInto(member, [](const std::string& text) { return Result<std::string>(text); });
    return option;
}

RunOption with(RunOption option, double RunConfig::*member) {
    option.write = [member](const RunConfig& config) { return Texts{exactNumber(config.*member)}; };
    option.read = readInto(member, parseNumber);
    return option;
}

template <std::integral Whole>
RunOption with(RunOption option, Whole RunConfig::*member) {
    option.write = [member](const RunConfig& config) { return Texts{std::to_string(config.*member)}; };
    option.read = readInto(member, [](const std::string& text) -> Result<Whole> {
        const Result<std::int64_t> value = parseWhole(text, 0, std::numeric_limits<int>::max());
        if (!value) return value.error();
        return static_cast<Whole>(*value);
    });
    return option;
}

/// A flag, which gives the member the value `set`.
RunOption with(RunOption option, bool RunConfig::*member, bool set) {
    option.write = [member, set](const RunConfig& config) { return config.*member == set ? Texts{""} : Texts{}; };
    option.read = [member, set](const Texts&, RunConfig& config) -> Fault {
        config.*member = set;
        return {};
    };
    return option;
}

template <class Value>
RunOption choice(RunOption option, Value RunConfig::*member) {
    option.value = choicesOf<Value>();
    option.write = [member](const RunConfig& config) { return Texts{nameOf(config.*member)}; };
    option.read =
        readInto(member, [what = option.key](const std::string& text) { return valueNamed<Value>(text, what); });
    return option;
}

RunOption dataset(RunOption option) {
    for (const DatasetEntry& entry : datasets())
        option.value.append(option.value.empty() ? "" : "|").append(entry.name);
    option.write = [](const RunConfig& config) { return Texts{datasetEntry(config.dataset).name}; };
    option.read = readInto(&RunConfig::dataset, datasetNamed);
    return option;
}

Result<TrainingSchedule> scheduleFromText(const std::string& text) {
    const std::size_t colon = text.find(':');
    const Result<Kind> kind = valueNamed<Kind>(text.substr(0, colon), "schedule");
    if (!kind) return kind.error();
    TrainingSchedule schedule{.kind = *kind};
    if (colon == std::string::npos) return schedule;
    if (*kind != Kind::MultiStep && *kind != Kind::Cosine)
        return Error{"The schedule " + nameOf(*kind) + " takes no number; multi-step:FACTOR and cosine:FLOOR do.", {}};
    const Result<double> value = parseNumber(text.substr(colon + 1));
    if (!value) return value.error();
    (*kind == Kind::MultiStep ? schedule.factor : schedule.floor) = *value;
    return schedule;
}

RunOption schedule(RunOption option) {
    option.value = choicesOf<Kind>();
    option.write = [](const RunConfig& config) {
        const TrainingSchedule &shape = config.schedule, standard;
        std::string text = nameOf(shape.kind);
        if (shape.kind == Kind::MultiStep && shape.factor != standard.factor) text += ":" + exactNumber(shape.factor);
        if (shape.kind == Kind::Cosine && shape.floor != standard.floor) text += ":" + exactNumber(shape.floor);
        return Texts{text};
    };
    option.read = [](const Texts& texts, RunConfig& config) -> Fault {
        Result<TrainingSchedule> shape = scheduleFromText(texts.back());
        if (!shape) return shape.error();
        const double warmup = config.schedule.warmupEpochs;
        config.schedule = *std::move(shape);
        config.schedule.warmupEpochs = warmup;
        return {};
    };
    return option;
}

RunOption milestones(RunOption option) {
    option.write = [](const RunConfig& config) {
        std::string text;
        const TrainingSchedule& shape = config.schedule.kind == Kind::MultiStep ? config.schedule : TrainingSchedule();
        for (const double milestone : shape.milestones) text += (text.empty() ? "" : ",") + exactNumber(milestone);
        return Texts{text};
    };
    option.read = [](const Texts& texts, RunConfig& config) -> Fault {
        Result<std::vector<double>> values = parseNumbers(texts.back());
        if (!values) return values.error();
        if (config.schedule.kind != Kind::MultiStep) return Error{"They are for --schedule multi-step only.", {}};
        config.schedule.milestones = *std::move(values);
        return {};
    };
    return option;
}

RunOption measureAt(RunOption option) {
    option.write = [](const RunConfig& config) {
        std::string text;
        for (const std::int64_t epoch : config.measureAt) text += (text.empty() ? "" : ",") + std::to_string(epoch);
        return text.empty() ? Texts{} : Texts{text};
    };
    option.read = [](const Texts& texts, RunConfig& config) -> Fault {
        const Result<std::vector<double>> values = parseNumbers(texts.back());
        if (!values) return values.error();
        config.measureAt.clear();
        for (const double value : *values) {
            if (value != std::floor(value) || std::abs(value) > 1e9)
                return Error{"Epochs are whole numbers, as in 10,50,200.", {}};
            config.measureAt.push_back(static_cast<std::int64_t>(value));
        }
        return {};
    };
    return option;
}

RunOption warmup(RunOption option) {
    option.write = [](const RunConfig& config) { return Texts{exactNumber(config.schedule.warmupEpochs)}; };
    option.read = [](const Texts& texts, RunConfig& config) -> Fault {
        const Result<double> value = parseNumber(texts.back());
        if (!value) return value.error();
        config.schedule.warmupEpochs = *value;
        return {};
    };
    return option;
}

RunOption averages(RunOption option) {
    option.repeatable = true;
    option.write = [](const RunConfig& config) {
        Texts texts;
        for (const TrainingAverage& average : config.averages) texts.push_back(average.name());
        return texts.empty() ? Texts{"none"} : texts;
    };
    option.read = [](const Texts& texts, RunConfig& config) -> Fault {
        config.averages.clear();
        if (texts == Texts{"none"}) return {};
        for (const std::string& text : texts) {
            const Result<TrainingAverage> average = averageFromText(text);
            if (!average) return average.error();
            config.averages.push_back(*average);
        }
        return {};
    };
    return option;
}

RunOption seed(RunOption option) {
    option.write = [](const RunConfig& config) { return Texts{std::to_string(config.seed)}; };
    option.read = readInto(&RunConfig::seed, parseSeed);
    return option;
}

RunOption noise(RunOption option) {
    option.write = [](const RunConfig& config) { return config.noise ? Texts{config.noise->text()} : Texts{}; };
    option.read = readInto(&RunConfig::noise, injectedNoiseFromText);
    return option;
}

RunOption maxTime(RunOption option) {
    option.write = [](const RunConfig& config) {
        return config.maxTimeS ? Texts{durationText(*config.maxTimeS)} : Texts{};
    };
    option.read = readInto(&RunConfig::maxTimeS, durationFromText);
    return option;
}

std::vector<RunOption> makeOptions() {
    using C = RunConfig;
    return {
        needed(dataset({"--dataset", "dataset", "Which images"})),
        needed(with({"--data", "data", "The folder of their files", "DIR"}, &C::data)),
        needed(choice({"--network", "network", "Which network"}, &C::network)),
        choice({"--optimizer", "optimizer", "SGD, or SAM on top of it"}, &C::optimizer),
        with({"--momentum", "momentum", "From 0 to below 1", "BETA"}, &C::momentum),
        with({"--nesterov", "nesterov", "Nesterov's step"}, &C::nesterov, true),
        with({"--weight-decay", "weight_decay", "Pulls the weights to 0", "X"}, &C::weightDecay),
        with({"--rho", "rho", "The radius of SAM", "R"}, &C::rho),
        needed(with({"--epochs", "epochs", "Passes over the training set", "N"}, &C::epochs)),
        needed(with({"--batch-size", "batch_size", "Images in a batch", "N"}, &C::batchSize)),
        needed(with({"--step-size", "step_size", "The step size, which the schedule multiplies", "ETA", "--lr"},
                    &C::stepSize)),
        schedule(
            {"--schedule", "schedule", "How the step size changes; multi-step:FACTOR and cosine:FLOOR set a number"}),
        milestones({"--milestones", "schedule.milestones",
                    "Where multi-step multiplies the step size, as shares of the epochs", "X,X,..."}),
        warmup({"--warmup-epochs", "schedule.warmup_epochs", "Epochs in which the step size grows from 0", "X"}),
        averages({"--average", "averages",
                  "tail:FRACTION, tail:EPOCH, polyak or ema:DECAY, as often as you like; or none", "AVERAGE"}),
        seed({"--seed", "seed", "The same seed gives the same run", "N"}),
        with({"--device", "device", "Where to train; auto takes a GPU if there is one", "auto|cpu|cuda|cuda:N"},
             &C::device),
        choice({"--precision", "precision", "Of the arithmetic; tf32 needs a GPU"}, &C::precision),
        with({"--no-channels-last", "channels_last", "The plain layout of images in memory"}, &C::channelsLast, false),
        with({"--threads", "threads", "0: as many as there are cores", "N"}, &C::threads),
        with({"--no-augmentation", "augmentation", "Images as they are, without crops and flips"}, &C::augmentation,
             false),
        with({"--cutout", "cutout", "Probability of Cutout for each image", "P"}, &C::cutout),
        with({"--holdout", "holdout", "Training images set aside, to choose by", "N"}, &C::holdout),
        noise({"--inject-noise", "inject_noise", "A law of the lab, added to every component of the gradient",
               "LAW:SIGMA"}),
        with({"--checkpoint-every", "checkpoint_every", "Epochs from checkpoint to checkpoint", "N"},
             &C::checkpointEvery),
        with({"--keep-every", "keep_every", "Epochs between checkpoints that stay for forks; 0: none does", "N"},
             &C::keepEvery),
        with({"--segment-epochs", "segment_epochs",
              "Epochs of a segment, at whose ends a tail can begin afterwards; 0: a twentieth of the run", "N"},
             &C::segmentEpochs),
        maxTime({"--max-time", "max_time_s", "Stop and save after so much training: 3h, 90m, 45s or 2h30m", "TIME"}),
        with({"--evaluation-budget", "evaluation_budget", "Share of the time that evaluations may take", "SHARE"},
             &C::evaluationBudget),
        measureAt({"--measure-at", "measure_at", "Measure sharpness and gradient noise after these epochs", "N,N,..."}),
        with({"--measurement-budget", "measurement_budget", "Share of the time that this may take besides", "SHARE"},
             &C::measurementBudget)};
}

/// The option that a key of config.json belongs to, or null: the longest that the key begins with.
const RunOption* optionOf(const std::string& key) {
    const RunOption* found = nullptr;
    for (const RunOption& option : runOptions())
        if (key.starts_with(option.key) && (!found || option.key.size() > found->key.size())) found = &option;
    return found;
}

}  // namespace

const std::vector<RunOption>& runOptions() {
    static const std::vector<RunOption> kOptions = makeOptions();
    return kOptions;
}

Result<RunConfig> applyOptions(RunConfig base, const GivenOptions& given) {
    for (const RunOption& option : runOptions()) {
        const auto found = given.find(option.name);
        if (found == given.end() || found->second.empty()) continue;
        if (!option.repeatable && found->second.size() > 1) return Error{option.name + " is there twice.", option.key};
        if (const auto fault = option.read(found->second, base))
            return Error{option.name + ": " + fault->message, option.key};
    }
    const std::optional<Error> broken = checkRunConfig(base);
    if (!broken) return base;
    const RunOption* option = optionOf(broken->where);
    return option ? Error{option->name + ": " + broken->message, broken->where} : *broken;
}

std::vector<std::string> argumentsFor(const RunConfig& config) {
    std::vector<std::string> arguments;
    const RunConfig standard;
    for (const RunOption& option : runOptions()) {
        const Texts texts = option.write(config);
        if (!option.needed && texts == option.write(standard)) continue;
        for (const std::string& text : texts) {
            // What begins with a dash would be taken for an option of its own.
            if (text.starts_with('-')) {
                arguments.push_back(option.name + "=" + text);
                continue;
            }
            arguments.push_back(option.name);
            if (!option.value.empty()) arguments.push_back(text);
        }
    }
    return arguments;
}

std::string shellQuoted(std::string_view word) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) return std::string(word);
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string shellCommand(const RunConfig& config, const std::string& runDir) {
    std::string command = "basin-train run";
    for (const std::string& argument : argumentsFor(config)) command += " " + shellQuoted(argument);
    if (!runDir.empty()) command += (runDir.starts_with('-') ? " --run-dir=" : " --run-dir ") + shellQuoted(runDir);
    return command;
}

}  // namespace basin
