// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_arguments.h"

#include "core/number_text.h"
#include "core/run/duration.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>

namespace basin {

namespace {

using Words = std::vector<std::string>;

RunConfig smallConfig() {
    RunConfig config;
    config.data = "images";
    config.network = Architecture::ResNet8;
    config.epochs = 10;
    return config;
}

const Words kSmall =
    split("--dataset cifar10 --data images --network resnet8 --epochs 10 --batch-size 128 --step-size 0.1", ' ');

Words smallAnd(const Words& more) {
    Words words = kSmall;
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// What a program makes of the words, as the interface promises it: NAME VALUE, NAME=VALUE, or a flag.
GivenOptions given(const Words& words) {
    GivenOptions options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        const std::string name = words[i].substr(0, equals);
        bool known = false;
        for (const RunOption& option : runOptions()) {
            if (option.name != name) continue;
            known = true;
            if (equals != std::string::npos)
                options[name].push_back(words[i].substr(equals + 1));
            else
                options[name].push_back(option.value.empty() ? "" : words.at(++i));
        }
        CAPTURE(name);
        REQUIRE(known);
    }
    return options;
}

std::string errorOf(const Words& more) {
    GivenOptions options = given(kSmall);
    for (auto& [name, texts] : given(more)) options[name] = texts;
    const Result<RunConfig> read = applyOptions(RunConfig(), options);
    return read ? std::string() : read.error().message;
}

/// What a POSIX shell makes of a command's words, one a line.
std::string wordsByShell(const std::string& words) {
    FILE* pipe = popen(("printf '%s\\n' " + words).c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    std::array<char, 256> buffer;
    for (std::size_t count; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        out.append(buffer.data(), count);
    pclose(pipe);
    return out;
}

}  // namespace

TEST_CASE("A plain run has only the options that it needs, in the order of the manual") {
    REQUIRE(argumentsFor(smallConfig()) == kSmall);
    REQUIRE(shellCommand(smallConfig(), "") ==
            "basin-train run --dataset cifar10 --data images --network resnet8 --epochs 10 --batch-size 128 "
            "--step-size 0.1");
}

TEST_CASE("Every option gives the value that it names, and comes back as it was") {
    RunConfig config = smallConfig();
    config.optimizer = Optimizer::Sam;
    config.momentum = 0.0;
    config.weightDecay = 5e-3;
    config.rho = 0.1;
    config.schedule = {.kind = TrainingSchedule::Kind::MultiStep, .factor = 0.5, .milestones = {0.25, 0.5}};
    config.schedule.warmupEpochs = 1.5;
    config.averages = {{TrainingAverage::Kind::Polyak, 0.0},
                       {TrainingAverage::Kind::TailEpoch, 3.0},
                       {TrainingAverage::Kind::Ema, 0.999}};
    config.seed = 18446744073709551615U;
    config.device = "cuda:1";
    config.precision = Precision::Bf16;
    config.channelsLast = false;
    config.threads = 3;
    config.augmentation = false;
    config.cutout = 0.5;
    config.holdout = 5000;
    config.noise = InjectedNoise{Law::StudentT, 0.01};
    config.checkpointEvery = 2;
    config.keepEvery = 5;
    config.segmentEpochs = 3;
    config.maxTimeS = 9000.0;
    config.evaluationBudget = 0.1;
    config.measureAt = {5, 10};
    config.measurementBudget = 0.2;
    const Words words = smallAnd(
        split("--optimizer sam --momentum 0 --weight-decay 0.005 --rho 0.1 --schedule multi-step:0.5 --milestones "
              "0.25,0.5 --warmup-epochs 1.5 --average polyak --average tail:3 --average ema:0.999 --seed "
              "18446744073709551615 --device cuda:1 --precision bf16 --no-channels-last --threads 3 "
              "--no-augmentation --cutout 0.5 --holdout 5000 --inject-noise student-t:0.01 --checkpoint-every 2 "
              "--keep-every 5 --segment-epochs 3 --max-time 2h30m --evaluation-budget 0.1 --measure-at 5,10 "
              "--measurement-budget 0.2",
              ' '));
    const Result<RunConfig> read = applyOptions(RunConfig(), given(words));
    if (!read) FAIL(read.error().message);
    REQUIRE(*read == config);
    Words inOrder = argumentsFor(config), sorted = words;
    std::sort(inOrder.begin(), inOrder.end());
    std::sort(sorted.begin(), sorted.end());
    // The six needed ones stand at other places among the rest.
    REQUIRE(inOrder == sorted);

    config = smallConfig();
    config.nesterov = true;
    config.averages.clear();
    config.schedule = {.kind = TrainingSchedule::Kind::Cosine, .floor = 0.01};
    config.data = "-odd";
    const Words odd = argumentsFor(config);
    REQUIRE(odd == split("--dataset cifar10 --data=-odd --network resnet8 --nesterov --epochs 10 --batch-size 128 "
                         "--step-size 0.1 --schedule cosine:0.01 --average none",
                         ' '));
    REQUIRE(*applyOptions(RunConfig(), given(odd)) == config);
}

TEST_CASE("Arguments of any configuration give it back") {
    std::mt19937_64 random(7);
    const auto uniform = [&] { return std::uniform_real_distribution<double>(0.01, 0.99)(random); };
    for (int i = 0; i < 300; ++i) {
        RunConfig config = smallConfig();
        config.stepSize = uniform(), config.momentum = uniform(), config.cutout = uniform();
        const auto kinds = namesOf<TrainingSchedule::Kind>();
        config.schedule.kind = kinds[random() % kinds.size()].value;
        if (config.schedule.kind == TrainingSchedule::Kind::MultiStep)
            config.schedule.factor = uniform(), config.schedule.milestones = {0.5 * uniform(), 0.5 + 0.5 * uniform()};
        if (config.schedule.kind == TrainingSchedule::Kind::Cosine) config.schedule.floor = uniform();
        config.schedule.warmupEpochs = 9.0 * uniform();
        config.averages = {{TrainingAverage::Kind::TailFraction, uniform()}, {TrainingAverage::Kind::Ema, uniform()}};
        config.seed = random();
        if (random() % 2) config.maxTimeS = 1e5 * uniform();
        const Result<RunConfig> read = applyOptions(RunConfig(), given(argumentsFor(config)));
        if (!read) FAIL(read.error().message);
        REQUIRE(*read == config);
    }
}

TEST_CASE("What is wrong with an option is said with its name") {
    REQUIRE(errorOf({}).empty());
    REQUIRE(errorOf({"--network", "resnet9"}) ==
            "--network: There is no network \"resnet9\"; known are resnet50, wrn-28-10, wrn-34-10, resnet18, resnet20, "
            "resnet8.");
    REQUIRE(errorOf({"--batch-size", "many"}) == "--batch-size: \"many\" is not a whole number from 0 to 2147483647.");
    REQUIRE(errorOf({"--batch-size", "0"}) == "--batch-size: The batch size must be from 1 to 50000, not 0.");
    REQUIRE(errorOf({"--step-size", "0"}) == "--step-size: The step size must be above 0 and at most 1000, not 0.");
    REQUIRE(errorOf({"--dataset", "mnist"}) ==
            "--dataset: There is no dataset \"mnist\"; known are cifar10, cifar100.");
    REQUIRE(errorOf({"--schedule", "swa:0.5"}) ==
            "--schedule: The schedule swa takes no number; multi-step:FACTOR and cosine:FLOOR do.");
    REQUIRE(errorOf({"--milestones", "0.5"}) == "--milestones: They are for --schedule multi-step only.");
    REQUIRE(errorOf({"--schedule", "multi-step", "--milestones", "0.5,0.4"}).rfind("--milestones: ", 0) == 0);
    REQUIRE(errorOf({"--schedule", "multi-step:2"}).rfind("--schedule: The factor", 0) == 0);
    REQUIRE(errorOf({"--warmup-epochs", "11"}).rfind("--warmup-epochs: ", 0) == 0);
    REQUIRE(errorOf({"--average", "none", "--average", "polyak"}).rfind("--average: There is no average \"none\"", 0) ==
            0);
    REQUIRE(errorOf({"--average", "polyak", "--average", "polyak"}) ==
            "--average: The average \"polyak\" is there twice.");
    REQUIRE(errorOf({"--max-time", "90"}) == "--max-time: \"90\" is no duration; write it like 3h, 90m, 45s or 2h30m.");
    REQUIRE(errorOf({"--data="}) == "--data: The folder of the images is missing.");
    REQUIRE(errorOf({"--epochs", "11", "--epochs", "12"}) == "--epochs is there twice.");
    REQUIRE(errorOf({"--seed", "-1"}).rfind("--seed: ", 0) == 0);
}

TEST_CASE("A shell takes the command as it was meant") {
    RunConfig config = smallConfig();
    config.data = "it's $HOME `date` \"x\" ~ * ö";
    REQUIRE(shellQuoted("plain/path-1.2_x") == "plain/path-1.2_x");
    REQUIRE(shellQuoted("") == "''");
    REQUIRE(shellQuoted("it's") == "'it'\\''s'");
    REQUIRE(shellCommand(config, "my runs/1").ends_with(" --run-dir 'my runs/1'"));
    std::string expected = "basin-train\nrun\n";
    for (const std::string& word : argumentsFor(config)) expected += word + "\n";
    REQUIRE(wordsByShell(shellCommand(config, "my runs/1")) == expected + "--run-dir\nmy runs/1\n");
}

TEST_CASE("Durations are hours, minutes and seconds") {
    const auto seconds = [](const char* text) { return *durationFromText(text); };
    REQUIRE(seconds("3h") == 10800.0);
    REQUIRE(seconds("90m") == 5400.0);
    REQUIRE(seconds("45s") == 45.0);
    REQUIRE(seconds("2h30m") == 9000.0);
    REQUIRE(seconds("1.5h") == 5400.0);
    REQUIRE(seconds("1h0m2.5s") == 3602.5);
    for (const char* bad : {"", "90", "h", "3h 5m", "5m3h", "3hh", "-3h", "1e400s", "3d", "2h30"}) {
        CAPTURE(bad);
        REQUIRE_FALSE(durationFromText(bad));
    }
    REQUIRE(durationText(9000.0) == "2h30m");
    REQUIRE(durationText(45.0) == "45s");
    REQUIRE(durationText(0.0) == "0s");
    REQUIRE(durationText(3602.5) == "1h2.5s");
    std::mt19937_64 random(3);
    for (int i = 0; i < 1000; ++i) {
        const double value = std::uniform_real_distribution<double>(0.0, 1e6)(random);
        REQUIRE(seconds(durationText(value).c_str()) == value);
    }
}

}  // namespace basin
