// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_progress.h"

#include "core/run/run_name.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <cmath>

namespace basin {

namespace {

RunConfig tenEpochs() {
    RunConfig config;
    config.data = "images";
    config.network = Architecture::ResNet8;
    config.epochs = 10;
    return config;
}

StepEvent step(std::int64_t number, double epoch, double seconds) { return {.at = {number, epoch, seconds}}; }

}  // namespace

TEST_CASE("The time left goes by the pace of the last quarter of the training") {
    RunHistory history;
    REQUIRE(epochsMade(history) == 0.0);
    REQUIRE(std::isnan(secondsLeft(history, tenEpochs())));
    history.add({.what = step(1, 0.0, 0.0)});
    REQUIRE(std::isnan(secondsLeft(history, tenEpochs())));
    // Two slow epochs, then half an epoch in 25 s: the last quarter of 100 s. 7.5 epochs at 50 s are left.
    history.add({.what = step(20, 2.0, 75.0)});
    history.add({.what = step(25, 2.5, 100.0)});
    REQUIRE(epochsMade(history) == 2.5);
    REQUIRE_THAT(secondsLeft(history, tenEpochs()), WithinRel(375.0, 1e-12));
    RunConfig longer = tenEpochs();
    longer.extensions.push_back({.epochs = 2});
    REQUIRE_THAT(secondsLeft(history, longer), WithinRel(475.0, 1e-12));
    history.add({.what = EpochEvent{.at = {100, 10.0, 500.0}}});
    REQUIRE(secondsLeft(history, tenEpochs()) == 0.0);
}

TEST_CASE("A worker that goes on in a run is measured by its own pace") {
    // It comes after 1000 s of an earlier one: an epoch of 10 s, the last quarter of its 40 s.
    RunHistory history;
    for (int i = 0; i <= 4; ++i) history.add({.what = step(50 + 10 * i, 5.0 + i, 1000.0 + 10.0 * i)});
    REQUIRE_THAT(secondsLeft(history, tenEpochs()), WithinRel(10.0, 1e-12));
}

TEST_CASE("Recomputed statistics go before those of training") {
    RunHistory history;
    REQUIRE(evaluationsOf(history, "sgd", Split::Test) == nullptr);
    history.add({.what = EvaluationEvent{.statistics = Statistics::Own, .accuracy = 0.5}});
    REQUIRE(evaluationsOf(history, "sgd", Split::Test)->accuracy.back() == 0.5);
    history.add({.what = EvaluationEvent{.accuracy = 0.6}});
    history.add({.what = EvaluationEvent{.of = "tail:3", .accuracy = 0.7}});
    REQUIRE(evaluationsOf(history, "sgd", Split::Test)->accuracy.back() == 0.6);
    REQUIRE(evaluationsOf(history, "sgd", Split::Holdout) == nullptr);
    REQUIRE(weightsOf(history, tenEpochs()) == std::vector<std::string>{"sgd", "tail:0.75", "tail:3"});
}

TEST_CASE("A run's folder is named after it, with the first number that is free") {
    const TestFolder folder;
    const RunConfig config = tenEpochs();
    REQUIRE(runName(config) == "cifar10-resnet8-sgd-constant");
    REQUIRE(freeRunPath(folder.path / "none", config).filename() == "cifar10-resnet8-sgd-constant-1");
    std::filesystem::create_directory(folder.path / "cifar10-resnet8-sgd-constant-1");
    // A link to nowhere takes a name too.
    std::filesystem::create_symlink("nowhere", folder.path / "cifar10-resnet8-sgd-constant-2");
    REQUIRE(freeRunPath(folder.path, config).filename() == "cifar10-resnet8-sgd-constant-3");
}

TEST_CASE("A log is read to its end") {
    const TestFolder folder;
    REQUIRE(readHistory(folder.path / "events.jsonl")->steps().loss.empty());
    std::string log;
    for (int i = 1; i <= 3; ++i) log += writeEvent({.time = 0.0, .what = step(i, 0.1 * i, i)}) + "\n";
    writeFile(folder.path / "events.jsonl", log + "{\"event\":\"st");
    REQUIRE(readHistory(folder.path / "events.jsonl")->steps().loss.size() == 3);
    REQUIRE_FALSE(readHistory(folder.path));
}

}  // namespace basin
