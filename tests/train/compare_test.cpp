// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons, evaluations and forks from the shell.
#include "core/run/correctness.h"
#include "core/run/event_log.h"
#include "core/run/run_folder.h"
#include "tests/train/program.h"

#include <set>

using namespace basin;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A run that is finished, with these accuracies on its test images.
void makeRun(const fs::path& path, std::uint64_t seed, Optimizer optimizer, double sgd, double tail,
             Dataset dataset = Dataset::Cifar10) {
    RunConfig config;
    config.data = "images";
    config.dataset = dataset;
    config.network = Architecture::ResNet8;
    config.epochs = 10;
    config.seed = seed;
    config.optimizer = optimizer;
    const RunFolder run = *RunFolder::create(path, config);
    EventWriter log = *EventWriter::open(run.events());
    const auto add = [&log](const auto& what) { REQUIRE_FALSE(log.append({.what = what})); };
    add(EvaluationEvent{.at = {100, 10.0}, .accuracy = sgd});
    add(EvaluationEvent{.at = {100, 10.0}, .of = "tail:0.75", .accuracy = tail});
    add(EndEvent{});
}

}  // namespace

TEST_CASE("compare tells mean, deviation and what can be told apart, as text, JSON and files") {
    const Workshop shop;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        // The averages gain .05 each, almost alike; SAM gains .01, which scatters by .02.
        const double shift = 0.01 * static_cast<double>(seed), turn = seed == 2 ? 0.03 : -0.01;
        const std::string name = std::to_string(seed);
        makeRun(shop.run("runs/sgd-" + name), seed, Optimizer::Sgd, 0.60 + shift, 0.65 + shift + 0.001 * shift);
        makeRun(shop.run("runs/sam-" + name), seed, Optimizer::Sam, 0.61 + shift + turn, 0.66 + shift);
    }
    const Json json = shop.train("compare runs --json --csv means.csv --differences all.csv --markdown both.md").json();
    REQUIRE(json["groups"].size() == 2);
    REQUIRE(json["groups"][0]["name"] == "optimizer sam");
    REQUIRE(json["groups"][1]["traits"]["optimizer"] == "sgd");
    REQUIRE(json["weights"].size() == 4);
    REQUIRE(json["weights"][2]["of"] == "sgd");
    REQUIRE_THAT(json["weights"][2]["mean"].get<double>(), WithinRel(0.62, 1e-9));
    REQUIRE_THAT(json["weights"][2]["deviation"].get<double>(), WithinRel(0.01, 1e-9));
    REQUIRE(json["weights"][2]["seeds"] == Json{1, 2, 3});
    bool averaging = false, sam = false;
    for (const Json& pair : json["differences"]) {
        const std::size_t first = pair["first"], second = pair["second"];
        if (first == 3 && second == 2) {
            averaging = true;
            REQUIRE(pair["separated"] == true);
            REQUIRE(pair["evidence"] == "common-seeds");
            REQUIRE_THAT(pair["difference"].get<double>(), WithinAbs(0.05, 1e-4));
        }
        if (first == 0 && second == 2) {
            sam = true;
            REQUIRE(pair["separated"] == false);
            REQUIRE(pair["more_seeds"].get<int>() > 0);
        }
    }
    REQUIRE(averaging);
    REQUIRE(sam);

    REQUIRE(contentOf(shop.run("means.csv")).rfind("runs,weights,seeds,mean,deviation\n", 0) == 0);
    const std::string differences = contentOf(shop.run("all.csv"));
    REQUIRE(std::count(differences.begin(), differences.end(), '\n') == 1 + 6);
    const std::string markdown = contentOf(shop.run("both.md"));
    REQUIRE(markdown.find("| optimizer sgd | iterate | 62.00 ± 1.00 | 3 of 3 |") != std::string::npos);
    const Run text = shop.train("compare runs");
    REQUIRE(text.exitCode == 0);
    REQUIRE(text.out.find("not separable, about ") != std::string::npos);
    requireFailure(shop.train("compare runs --csv /proc/none/x.csv"), 1, "--csv");
}

TEST_CASE("Runs that can not be compared are refused with a reason") {
    const Workshop shop;
    makeRun(shop.run("a"), 1, Optimizer::Sgd, 0.5, 0.5);
    makeRun(shop.run("b"), 2, Optimizer::Sgd, 0.5, 0.5, Dataset::Cifar100);
    requireFailure(shop.train("compare a b"), 2, "a was tested on CIFAR-10, and b on CIFAR-100");
    requireFailure(shop.train("compare a nowhere"), 2, "nowhere");
    REQUIRE(RunFolder::create(shop.run("c"), *RunFolder::open(shop.run("a"))->readConfig()));
    requireFailure(shop.train("compare c"), 1, "nothing to compare");
    REQUIRE_FALSE(writeCorrectness(shop.run("a"), "sgd", Split::Test, {1, 2}));
    requireFailure(shop.train("compare a"), 2, "test-sgd.npy");
}

TEST_CASE("A finished run can be evaluated with another tail, and forked") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 3 --average tail:0.5 --segment-epochs 1 --keep-every 1 --run-dir one")
                .exitCode == 0);
    const Json json = shop.train("evaluate one --json").json();
    std::set<std::string> names;
    for (const Json& each : json["evaluations"]) names.insert(each["of"]);
    REQUIRE(names == std::set<std::string>{"sgd", "tail:0.5"});
    REQUIRE(json["step"] == 15);  // 100 images in batches of 20, three times

    const Json moved = shop.train("evaluate one --average tail:1 --json --csv moved.csv").json();
    REQUIRE(moved["evaluations"].size() == 1);
    REQUIRE(moved["evaluations"][0]["of"] == "tail:1");
    REQUIRE(contentOf(shop.run("moved.csv")).rfind("of,images,statistics,accuracy,loss\ntail:1,test,", 0) == 0);
    requireFailure(shop.train("evaluate one --average tail:0.7"), 1, "tail:0.7");
    requireFailure(shop.train("evaluate nowhere"), 2, "is no run");
    // What was found afterwards counts in comparisons, with its images.
    REQUIRE(contentOf(correctnessPath(shop.run("one"), "tail:1", Split::Test)).size() == 128 + 20);
    const Run compared = shop.train("compare one");
    REQUIRE(compared.out.find("tail:1") != std::string::npos);
    REQUIRE(compared.out.find("20 images of one run each") != std::string::npos);

    const Run fork = shop.train("fork one --at-epoch 2 --step-size 0.01 --run-dir two");
    CAPTURE(fork.out, fork.err);
    REQUIRE(fork.exitCode == 0);
    const RunConfig config = *RunFolder::open(shop.run("two"))->readConfig();
    REQUIRE(config.stepSize == 0.01);
    REQUIRE(config.parent->epoch == 2);
    REQUIRE(shop.train("fork one --at-epoch 1 --make-only --run-dir three").out == "three\n");
    REQUIRE(RunFolder::open(shop.run("three"))->status().state != RunState::Finished);
    requireFailure(shop.train("fork one --at-epoch 7 --run-dir four"), 2, "epoch");
    requireFailure(shop.train("fork one --at-epoch soon --run-dir four"), 2, "--at-epoch");
    REQUIRE_FALSE(fs::exists(shop.run("four")));
    requireFailure(shop.train("fork one --at-epoch 2 --run-dir two"), 2, "is there already");
}

TEST_CASE("A preflight measures a run and makes nothing") {
    const Workshop shop;
    const std::string options = shop.small().substr(std::string("run").size());
    const Run run = shop.train("preflight --epochs 4 --json" + options);
    REQUIRE(std::count(run.out.begin(), run.out.end(), '\n') == 1);
    const Json json = run.json();
    REQUIRE(json["device"] == "cpu");
    REQUIRE(json["iterations_per_epoch"] == 5);
    for (const char* key : {"images_per_s", "step_s", "training_s", "evaluation_s"})
        REQUIRE(json[key].get<double>() > 0.0);
    // Twenty iterations in all, each of twenty images.
    REQUIRE_THAT(json["training_s"].get<double>(), WithinRel(20.0 * json["step_s"].get<double>(), 1e-6));
    REQUIRE(shop.train("preflight --epochs 4" + options).out.find("images/s") != std::string::npos);
    requireFailure(shop.train("preflight --epochs 0 --json" + options), 2, "--epochs");
    fs::remove(shop.images() / "test_batch.bin");
    requireFailure(shop.train("preflight --epochs 4 --json" + options), 1, "test_batch.bin");
    REQUIRE_FALSE(fs::exists(shop.run("runs")));
}

TEST_CASE("A download that can not be made is one sentence") {
    const Workshop shop;
    // Either no such file, or a program that was built without what downloads need.
    requireFailure(shop.train("download cifar10 --data data --from file:///nowhere.tar.gz --json"), 1, "by hand");
    requireFailure(shop.train("download mnist --data data"), 2, "cifar10, cifar100");
    requireFailure(shop.train("download cifar10"), 2, "--data");
}
