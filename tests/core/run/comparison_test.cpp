// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/comparison_table.h"

#include "core/run/event_log.h"
#include "core/run/run_folder.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <cmath>
#include <numeric>

namespace basin {

namespace {

RunConfig small(std::uint64_t seed, Optimizer optimizer = Optimizer::Sgd) {
    RunConfig config;
    config.data = "images";
    config.network = Architecture::ResNet8;
    config.epochs = 10;
    config.seed = seed;
    config.optimizer = optimizer;
    return config;
}

RunResult result(const RunConfig& config, double sgd, double tail) {
    return {.path = "run-" + std::to_string(config.seed),
            .config = config,
            .isComplete = true,
            .weights = {{"sgd", sgd, {}}, {"tail:0.75", tail, {}}}};
}

/// `right` images that are right, the others wrong, from image `from` on.
Correctness images(std::size_t count, std::size_t from, std::size_t right) {
    Correctness correct(count, 0);
    for (std::size_t i = from; i < from + right; ++i) correct[i] = 1;
    return correct;
}

double shareOf(const Correctness& correct) {
    return std::accumulate(correct.begin(), correct.end(), 0.0) / static_cast<double>(correct.size());
}

}  // namespace

TEST_CASE("Mean and standard deviation are those of the textbook") {
    const double values[] = {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};
    // Mean 5, squares about it 32: √(32/7).
    REQUIRE(spreadOf(values).mean == 5.0);
    REQUIRE_THAT(spreadOf(values).deviation, WithinRel(std::sqrt(32.0 / 7.0), 1e-12));
    REQUIRE(std::isnan(spreadOf(std::span(values, 1)).deviation));
}

TEST_CASE("Pairs of seeds carry Student's interval, and say how many more there should be") {
    // d = .01, .02: d̄ = .015, s = .01/√2, t₁ = 12.7062: ± 12.7062·.005. With m pairs t_{m−1}·s/√m is .01757 for m = 3
    // (t₂ = 4.30265) and .01125 for m = 4 (t₃ = 3.18245): two more.
    const double first[] = {0.95, 0.96}, second[] = {0.94, 0.94};
    const Difference close = differenceOfPairs(first, second);
    REQUIRE_THAT(close.value, WithinRel(0.015, 1e-12));
    REQUIRE_THAT(close.interval.lower, WithinRel(0.015 - 0.0635310, 1e-5));
    REQUIRE_THAT(close.interval.upper, WithinRel(0.015 + 0.0635310, 1e-5));
    REQUIRE_FALSE(close.isSeparated());
    REQUIRE(close.samples == 2);
    REQUIRE(close.moreSeeds == 2);

    // Seeds scatter by .1, the difference by .001: only pairing sees it. d̄ = .011, s = .001, t₂·s/√3 = .00248.
    const double one[] = {0.60, 0.70, 0.80}, two[] = {0.59, 0.689, 0.788};
    const Difference clear = differenceOfPairs(one, two);
    REQUIRE(clear.isSeparated());
    REQUIRE_THAT(clear.interval.upper - clear.value, WithinRel(4.302653 * 0.001 / std::sqrt(3.0), 1e-5));
    REQUIRE_FALSE(clear.moreSeeds);
    REQUIRE_FALSE(differenceOfSamples(one, two).isSeparated());

    // No number of seeds separates a difference of 0, nor could one be told.
    const double up[] = {0.5, 0.7}, down[] = {0.7, 0.5};
    REQUIRE_FALSE(differenceOfPairs(up, down).moreSeeds);
}

TEST_CASE("Samples without common seeds carry Welch's interval") {
    // Two of each with s² = .0002: the variance of the difference is .0002, ν = 2, t₂ = 4.30265.
    const double first[] = {0.90, 0.92}, second[] = {0.80, 0.82};
    const Difference difference = differenceOfSamples(first, second);
    REQUIRE_THAT(difference.value, WithinRel(0.1, 1e-12));
    REQUIRE_THAT(difference.interval.upper - difference.value, WithinRel(4.302653 * std::sqrt(0.0002), 1e-5));
    REQUIRE(difference.isSeparated());
    // Three of each with s = .01 and a distance of .015: t₄·√(2/3)·.01 = 2.77645·.0081650 = .02267. One more: t₆·√(2/4)·.01
    // = 2.44691·.0070711 = .01730; two more: t₈·√(2/5)·.01 = 2.30600·.0063246 = .01458.
    const double x[] = {0.525, 0.535, 0.545}, y[] = {0.51, 0.52, 0.53};
    const Difference close = differenceOfSamples(x, y);
    REQUIRE_THAT(close.interval.upper - close.value, WithinRel(0.022670, 1e-4));
    REQUIRE(close.moreSeeds == 2);
}

TEST_CASE("Images of one run each carry McNemar's interval") {
    // 100 images: 10 that only the first has right, 4 that only the second has. d = .06, √(14 − 36/100) = 3.69324,
    // (1.959964·3.69324 + 1)/100 = .0823862, the 1 for continuity.
    const Correctness first = images(100, 0, 60), second = images(100, 10, 54);
    const Difference difference = differenceByImages(first, second);
    REQUIRE_THAT(difference.value, WithinRel(0.06, 1e-12));
    REQUIRE_THAT(difference.interval.lower, WithinRel(0.06 - 0.0823862, 1e-5));
    REQUIRE_THAT(difference.interval.upper, WithinRel(0.06 + 0.0823862, 1e-5));
    REQUIRE(difference.samples == 100);
    REQUIRE_FALSE(difference.isSeparated());
    REQUIRE_FALSE(difference.moreSeeds);
    // Two networks that are right on disjoint halves: the variance is that of a fair coin, but for the excess.
    REQUIRE(differenceByImages(images(100, 0, 90), images(100, 0, 80)).isSeparated());
    const Difference same = differenceByImages(first, first);
    REQUIRE(same.value == 0.0);
    REQUIRE_FALSE(same.isSeparated());
}

TEST_CASE("Runs that differ in their seed alone are a group, named by what differs") {
    std::vector<RunResult> runs;
    for (const std::uint64_t seed : {3, 1, 2}) {
        RunConfig sgd = small(seed), sam = small(seed, Optimizer::Sam);
        // Where and for how long it works does not matter, nor what is kept.
        sgd.data = "elsewhere/" + std::to_string(seed);
        sgd.device = "cuda:1";
        sgd.threads = static_cast<int>(seed);
        sgd.maxTimeS = 100.0 * static_cast<double>(seed);
        sgd.versions = {{"basin", std::to_string(seed)}};
        sgd.keepEvery = 2;
        sam.rho = 0.1;
        const double shift = 0.01 * static_cast<double>(seed);
        runs.push_back(result(sgd, 0.60 + shift, 0.65 + shift + 0.0001 * static_cast<double>(seed % 2)));
        runs.push_back(result(sam, 0.70 + shift, 0.70 + shift));
    }
    RunResult unfinished = result(small(9), 0.1, 0.1);
    unfinished.isComplete = false;
    runs.insert(runs.begin(), unfinished);
    RunResult again = result(small(1), 0.99, 0.99);
    again.path = "again";
    runs.push_back(again);
    const Comparison comparison = *compareRuns(runs);
    REQUIRE(comparison.groups.size() == 2);
    REQUIRE(comparison.groups[0].name() == "optimizer sgd");
    REQUIRE(comparison.groups[1].name() == "optimizer sam, rho 0.1");
    REQUIRE(comparison.groups[0].runs == 4);
    REQUIRE(comparison.groups[0].complete == 3);
    REQUIRE(comparison.repeated == std::vector<std::filesystem::path>{"again"});
    REQUIRE(comparison.weights.size() == 4);
    REQUIRE(comparison.weights[0].of == "sgd");
    REQUIRE(comparison.weights[0].seeds == std::vector<std::uint64_t>{1, 2, 3});
    REQUIRE(comparison.weights[0].accuracies == std::vector<double>{0.61, 0.62, 0.63});
    REQUIRE_THAT(comparison.weights[0].spread.mean, WithinRel(0.62, 1e-12));
    REQUIRE_THAT(comparison.weights[0].spread.deviation, WithinRel(0.01, 1e-9));
    REQUIRE(comparison.weights[2].group == 1);
    REQUIRE(comparison.pairs.size() == 6);
    // SGD's average less its iterate: about .05 for each seed. The better one stands first.
    const ComparedPair& averaging = comparison.pairs[0];
    REQUIRE(averaging.first == 1);
    REQUIRE(averaging.second == 0);
    REQUIRE(averaging.difference->evidence == Evidence::CommonSeeds);
    REQUIRE(averaging.difference->isSeparated());
    REQUIRE(verdictText(averaging) == "separated");
}

TEST_CASE("Without common seeds, and with one run each, other evidence counts") {
    const auto pairOf = [](std::vector<RunResult> runs) {
        const Comparison comparison = *compareRuns(runs);
        for (const ComparedPair& pair : comparison.pairs)
            if (comparison.weights[pair.first].of == "sgd" && comparison.weights[pair.second].of == "sgd") return pair;
        return ComparedPair();
    };
    const auto run = [](std::uint64_t seed, Optimizer optimizer, double accuracy) {
        return result(small(seed, optimizer), accuracy, 0.5);
    };
    const Optimizer sgd = Optimizer::Sgd, sam = Optimizer::Sam;
    const ComparedPair others = pairOf({run(1, sgd, 0.5), run(2, sgd, 0.51), run(3, sam, 0.6), run(4, sam, 0.61)});
    REQUIRE(others.difference->evidence == Evidence::OtherSeeds);

    RunResult one = run(1, sgd, 0.0), two = run(2, sam, 0.0);
    REQUIRE_FALSE(pairOf({one, two}).difference);
    REQUIRE(verdictText(pairOf({one, two})) == "can not be told: too few runs");
    one.weights[0].correct = images(200, 0, 150);
    two.weights[0].correct = images(200, 0, 151);
    one.weights[0].accuracy = shareOf(one.weights[0].correct);
    two.weights[0].accuracy = shareOf(two.weights[0].correct);
    const ComparedPair byImages = pairOf({one, two});
    REQUIRE(byImages.difference->evidence == Evidence::Images);
    REQUIRE_THAT(byImages.difference->value, WithinRel(0.005, 1e-9));
    REQUIRE(verdictText(byImages) == "not separable; one seed does not tell how many more");
}

TEST_CASE("Accuracies that do not mean the same are not compared") {
    RunResult ten = result(small(1), 0.5, 0.5), hundred = result(small(2), 0.5, 0.5);
    hundred.config.dataset = Dataset::Cifar100;
    REQUIRE(
        compareRuns({ten, hundred}).error().message ==
        "run-1 was tested on CIFAR-10, and run-2 on CIFAR-100: their accuracies do not mean the same. Compare runs on "
        "the same images.");
    RunResult few = result(small(2), 0.5, 0.5);
    ten.weights[1].correct = images(100, 0, 50);
    few.weights[0].correct = images(80, 0, 40);
    REQUIRE(compareRuns({ten, few}).error().message.find("100 images") != std::string::npos);
}

TEST_CASE("The tables say mean, deviation, interval and verdict") {
    std::vector<RunResult> runs;
    const double sgd[] = {0.60, 0.62}, tail[] = {0.61, 0.64};
    for (std::uint64_t i = 0; i < 2; ++i) runs.push_back(result(small(i + 1), sgd[i], tail[i]));
    const Comparison comparison = *compareRuns(runs);
    // d = .01, .02 as above.
    REQUIRE(
        comparisonMarkdown(comparison) ==
        "| runs | weights | accuracy, % | seeds |\n|---|---|---|---|\n"
        "| cifar10-resnet8-sgd-constant | iterate | 61.00 ± 1.41 | 2 of 2 |\n"
        "| cifar10-resnet8-sgd-constant | tail:0.75 | 62.50 ± 2.12 | 2 of 2 |\n"
        "\nAccuracy on the test images, mean ± standard deviation over the seeds.\n"
        "\n| first | second | difference, points | 95 % interval | from | verdict |\n|---|---|---|---|---|---|\n"
        "| tail:0.75 | iterate | +1.50 | -4.85 to +7.85 | 2 common seeds | not separable, about 2 more seeds |\n"
        "\nEach interval covers the true difference in 95 of 100 cases by itself; among many pairs some are separated "
        "by chance.\n");
    const std::string csv = csvText(accuracyTable(comparison, TableFor::Files));
    REQUIRE(csv.rfind("runs,weights,seeds,mean,deviation\ncifar10-resnet8-sgd-constant,sgd,2,0.61,0.0141", 0) == 0);
    const std::string differences = csvText(differenceTable(comparison, TableFor::Files));
    REQUIRE(differences.find(",tail:0.75,cifar10-resnet8-sgd-constant,sgd,common-seeds,2,0.015") != std::string::npos);
}

TEST_CASE("Of many pairs people get those that tell something") {
    std::vector<RunResult> runs;
    for (const double momentum : {0.1, 0.2, 0.3, 0.4}) {
        RunConfig config = small(1);
        config.momentum = momentum;
        runs.push_back(result(config, 0.5 + momentum, 0.6 + momentum));
    }
    const Comparison comparison = *compareRuns(runs);
    // 8 sets of weights: 28 pairs, of which 4 within a group and 6 + 6 of the same weights.
    REQUIRE(comparison.pairs.size() == 28);
    REQUIRE(tellingPairs(comparison).size() == 16);
    REQUIRE(differenceTable(comparison, TableFor::People).rows.size() == 16);
    REQUIRE(differenceTable(comparison, TableFor::Files).rows.size() == 28);
}

TEST_CASE("A run's result is read from its folder") {
    const TestFolder folder;
    const RunFolder run = *RunFolder::create(folder.path / "a", small(4));
    {
        EventWriter log = *EventWriter::open(run.events());
        const auto add = [&](const EvaluationEvent& event) { REQUIRE_FALSE(log.append({.what = event})); };
        add({.at = {10}, .accuracy = 0.1});
        add({.at = {20}, .accuracy = 0.25});
        add({.at = {20}, .statistics = Statistics::Own, .accuracy = 0.9});
        add({.at = {20}, .of = "tail:0.75", .split = Split::Holdout, .accuracy = 0.8});
        add({.at = {20}, .of = "tail:5", .accuracy = 0.5});
        REQUIRE_FALSE(readRunResult(run.path())->isComplete);
        REQUIRE_FALSE(log.append({.what = EndEvent{.reason = EndReason::Finished}}));
    }
    REQUIRE_FALSE(writeCorrectness(run.path(), "tail:5", Split::Test, {1, 0}));
    const RunResult read = *readRunResult(run.path());
    REQUIRE(read.isComplete);
    REQUIRE(read.weights.size() == 2);
    REQUIRE(read.weights[0].of == "sgd");
    REQUIRE(read.weights[0].accuracy == 0.25);
    REQUIRE(read.weights[0].correct.empty());
    REQUIRE(read.weights[1].of == "tail:5");
    REQUIRE(read.weights[1].correct == Correctness{1, 0});
    REQUIRE_FALSE(readRunResult(folder.path));
}

}  // namespace basin
