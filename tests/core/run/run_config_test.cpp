// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_config.h"

#include "tests/support/catch.h"

#include <cmath>
#include <functional>
#include <limits>
#include <random>

namespace basin {

namespace {

using Random = std::mt19937_64;

double between(Random& random, double lower, double upper) {
    return lower + (upper - lower) * std::uniform_real_distribution<double>()(random);
}

template <class Value>
Value anyOf(Random& random) {
    const auto names = namesOf<Value>();
    return names[random() % names.size()].value;
}

RunConfig anyConfig(Random& random) {
    RunConfig config;
    config.dataset = datasets()[random() % 2].dataset;
    config.data = "a \"folder\"\\ with\tödd \n letters " + std::to_string(random() % 100);
    config.network = anyOf<Architecture>(random);
    config.optimizer = anyOf<Optimizer>(random);
    config.momentum = between(random, 0.01, 0.99);
    config.nesterov = random() % 2;
    config.weightDecay = between(random, 0.0, 1e-2);
    config.rho = between(random, 0.01, 1.0);
    config.epochs = static_cast<std::int64_t>(2 + random() % 1000);
    config.batchSize = static_cast<int>(1 + random() % 4096);
    config.stepSize = between(random, 1e-6, 10.0);
    config.schedule.kind = anyOf<TrainingSchedule::Kind>(random);
    config.schedule.factor = between(random, 0.01, 1.0);
    config.schedule.milestones = {between(random, 0.01, 0.5), between(random, 0.5, 0.99)};
    config.schedule.floor = between(random, 0.0, 1.0);
    config.schedule.warmupEpochs = between(random, 0.0, 2.0);
    for (std::uint64_t i = random() % 3; i > 0; --i)
        config.extensions.push_back({static_cast<std::int64_t>(1 + random() % 50), between(random, 1e-5, 1.0)});
    config.averages.clear();
    if (random() % 2) config.averages.push_back({TrainingAverage::Kind::Polyak, 0.0});
    if (random() % 2) config.averages.push_back({TrainingAverage::Kind::TailFraction, between(random, 1e-9, 1.0)});
    if (random() % 2) config.averages.push_back({TrainingAverage::Kind::TailEpoch, 1.0});
    if (random() % 2) config.averages.push_back({TrainingAverage::Kind::Ema, between(random, 0.9, 1.0)});
    config.seed = random();
    config.device = std::vector<std::string>{"auto", "cuda", "cuda:3"}[random() % 3];
    config.precision = anyOf<Precision>(random);
    config.channelsLast = random() % 2;
    config.threads = static_cast<int>(random() % 64);
    config.augmentation = random() % 2;
    config.cutout = between(random, 0.0, 1.0);
    config.holdout = static_cast<int>(random() % 10000);
    if (random() % 2) config.noise = InjectedNoise{Law::StudentT, between(random, 1e-9, 1.0)};
    config.checkpointEvery = static_cast<int>(1 + random() % 10);
    config.keepEvery = static_cast<int>(random() % 10);
    config.segmentEpochs = static_cast<int>(random() % 10);
    if (random() % 2) config.maxTimeS = between(random, 1.0, 1e6);
    config.evaluationBudget = between(random, 0.0, 1.0);
    if (random() % 2) config.measureAt = {static_cast<std::int64_t>(1 + random() % 50), 60, 61};
    config.measurementBudget = between(random, 0.0, 2.0);
    if (random() % 2) config.parent = ParentRun{"../parent", static_cast<std::int64_t>(random() % 100)};
    if (random() % 2) config.versions = {{"basin", "0.1.0"}, {"libtorch", "1.13.1"}};
    return config;
}

const std::string kSmall =
    R"({"version": 1, "dataset": "cifar10", "data": "d", "network": "resnet8", "epochs": 10, "batch_size": 128,)"
    R"( "step_size": 0.1)";

void requireError(const std::string& text, const std::string& message) {
    const Result<RunConfig> read = readRunConfig(text);
    CAPTURE(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().message == message);
}

}  // namespace

TEST_CASE("A run's configuration comes back as it was written") {
    Random random(11);
    for (int i = 0; i < 500; ++i) {
        const RunConfig config = anyConfig(random);
        const std::string text = writeRunConfig(config);
        CAPTURE(text);
        const Result<RunConfig> read = readRunConfig(text);
        if (!read) FAIL(read.error().message);
        REQUIRE(*read == config);
    }
    const Result<RunConfig> small = readRunConfig(kSmall + "}");
    REQUIRE(small);
    RunConfig expected;
    expected.data = "d";
    expected.network = Architecture::ResNet8;
    expected.epochs = 10;
    REQUIRE(*small == expected);
}

TEST_CASE("A configuration cut or spoilt anywhere is an error or a sound one") {
    Random random(12);
    const std::string text = writeRunConfig(anyConfig(random));
    for (std::size_t length = 0; length + 2 < text.size(); ++length)
        REQUIRE_FALSE(readRunConfig(text.substr(0, length)));
    for (int i = 0; i < 3000; ++i) {
        std::string spoilt = text;
        spoilt[random() % spoilt.size()] = static_cast<char>(random());
        if (const auto read = readRunConfig(spoilt)) REQUIRE_FALSE(checkRunConfig(*read));
    }
}

TEST_CASE("What is wrong with a configuration is said in one sentence with its key") {
    requireError("[]", "The configuration of a run must be an object with named values.");
    requireError("{}", "The key \"version\" is missing.");
    requireError(R"({"version": 2})",
                 "The run is of version 2 of the format, and this Basin reads version 1: a newer Basin opens it.");
    requireError(kSmall + R"(, "network": "resnet8"})", "The key \"network\" is there twice in one object.");
    requireError(kSmall + R"(, "schedule": {"kind": "swa", "speed": 1}})",
                 "Version 1 of the format knows no key \"schedule.speed\"; it reads kind, factor, milestones, floor, "
                 "warmup_epochs there.");
    requireError(R"({"version": 1, "dataset": "mnist"})",
                 "There is no dataset \"mnist\"; known are cifar10, cifar100. (\"dataset\")");
    requireError(kSmall + R"(, "optimizer": "adam"})",
                 "There is no optimizer \"adam\"; known are sgd, sam. (\"optimizer\")");
    requireError(kSmall + R"(, "averages": ["tail:1.5"]})",
                 "A tail average begins at a fraction above 0 and below 1 or after a whole number of epochs, as in "
                 "tail:0.75 or tail:300, not at \"1.5\". (\"averages[0]\")");
    requireError(kSmall + R"(, "averages": ["tail:10"]})",
                 "The epoch at which a tail average begins must be below the 10 epochs of the run, not 10. (key "
                 "\"averages[0]\")");
    requireError(kSmall + R"(, "averages": ["ema:0.9", "ema:.90"]})",
                 "The average \"ema:0.9\" is there twice. (key \"averages[1]\")");
    requireError(kSmall + R"(, "device": "cpu", "precision": "tf32"})",
                 "The precision tf32 needs a GPU; on a CPU there are fp32 and bf16. (key \"precision\")");
    requireError(kSmall + R"(, "inject_noise": "alpha-stable:1"})",
                 "Noise can not be added by the law \"alpha-stable\"; those with a variance are uniform, gaussian, "
                 "laplace, rademacher, student-t. (\"inject_noise\")");
    const std::string unknown = readRunConfig(kSmall + R"(, "lr": 1})").error().message;
    REQUIRE_THAT(unknown,
                 Catch::Matchers::StartsWith("Version 1 of the format knows no key \"lr\"; it reads version,"));
}

TEST_CASE("Impossible values of a run are refused") {
    struct Case {
        std::string where;
        std::function<void(RunConfig&)> spoil;
    };
    std::vector<Case> cases{
        {"data", [](RunConfig& c) { c.data.clear(); }},
        {"nesterov",
         [](RunConfig& c) {
             c.nesterov = true;
             c.momentum = 0.0;
         }},
        {"momentum", [](RunConfig& c) { c.momentum = 1.0; }},
        {"epochs", [](RunConfig& c) { c.epochs = 0; }},
        {"batch_size", [](RunConfig& c) { c.batchSize = 0; }},
        {"batch_size", [](RunConfig& c) { c.batchSize = 50001; }},
        {"schedule.milestones",
         [](RunConfig& c) {
             c.schedule.milestones = {0.4, 0.4};
         }},
        {"schedule.milestones", [](RunConfig& c) { c.schedule.milestones.clear(); }},
        {"schedule.warmup_epochs", [](RunConfig& c) { c.schedule.warmupEpochs = 201.0; }},
        {"extensions[0].epochs",
         [](RunConfig& c) {
             c.extensions = {{0, 0.1}};
         }},
        {"extensions[1].step_size",
         [](RunConfig& c) {
             c.extensions = {{1, 0.1}, {1, 0.0}};
         }},
        {"averages[0]",
         [](RunConfig& c) {
             c.averages = {{TrainingAverage::Kind::TailFraction, 1.0}};
         }},
        {"averages", [](RunConfig& c) { c.averages.resize(33); }},
        {"device", [](RunConfig& c) { c.device = "cuda:"; }},
        {"device", [](RunConfig& c) { c.device = "tpu"; }},
        {"threads", [](RunConfig& c) { c.threads = -1; }},
        {"holdout", [](RunConfig& c) { c.holdout = 50000; }},
        {"checkpoint_every", [](RunConfig& c) { c.checkpointEvery = 0; }},
        {"keep_every", [](RunConfig& c) { c.keepEvery = -1; }},
        {"segment_epochs", [](RunConfig& c) { c.segmentEpochs = -1; }},
        {"measure_at", [](RunConfig& c) { c.measureAt = {0}; }},
        {"measure_at",
         [](RunConfig& c) {
             c.measureAt = {5, 5};
         }},
        {"parent.folder", [](RunConfig& c) { c.parent = ParentRun{}; }},
    };
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double bad : {-0.1, infinity, std::nan("")}) {
        cases.push_back({"step_size", [bad](RunConfig& c) { c.stepSize = bad; }});
        cases.push_back({"rho", [bad](RunConfig& c) { c.rho = bad; }});
        cases.push_back({"momentum", [bad](RunConfig& c) { c.momentum = bad; }});
        cases.push_back({"weight_decay", [bad](RunConfig& c) { c.weightDecay = bad; }});
        cases.push_back({"cutout", [bad](RunConfig& c) { c.cutout = bad; }});
        cases.push_back({"max_time_s", [bad](RunConfig& c) { c.maxTimeS = bad; }});
        cases.push_back({"evaluation_budget", [bad](RunConfig& c) { c.evaluationBudget = bad; }});
        cases.push_back({"measurement_budget", [bad](RunConfig& c) { c.measurementBudget = bad; }});
        cases.push_back({"schedule.factor", [bad](RunConfig& c) { c.schedule.factor = bad; }});
        cases.push_back({"schedule.floor", [bad](RunConfig& c) { c.schedule.floor = bad; }});
        cases.push_back({"inject_noise", [bad](RunConfig& c) { c.noise = InjectedNoise{Law::Gaussian, bad}; }});
    }
    RunConfig standard;
    standard.data = "d";
    REQUIRE_FALSE(checkRunConfig(standard));
    for (const Case& one : cases) {
        RunConfig config = standard;
        one.spoil(config);
        CAPTURE(one.where);
        const std::optional<Error> error = checkRunConfig(config);
        REQUIRE(error);
        CHECK(error->where == one.where);
        CHECK(error->message.back() == '.');
    }
}

TEST_CASE("The schedules of training follow their tables") {
    using Kind = TrainingSchedule::Kind;
    // 1000 iterations in epochs of 10; the milestones .2, .4, .6 are iterations 200, 400, 600.
    const auto factor = [](const TrainingSchedule& schedule, std::int64_t t) { return schedule.factorAt(t, 1000, 10); };
    struct Row {
        Kind kind;
        double total;  // after the last milestone (maths.md §6)
    };
    for (const Row& row : {Row{Kind::Small, 0.008}, Row{Kind::Medium, 0.04}, Row{Kind::Large, 0.2}}) {
        const TrainingSchedule schedule{.kind = row.kind};
        const double each = std::pow(row.total, 1.0 / 3.0);
        for (const std::int64_t t : {0, 199}) CHECK(factor(schedule, t) == 1.0);
        for (const std::int64_t t : {200, 399}) CHECK_THAT(factor(schedule, t), WithinRel(each, 1e-12));
        for (const std::int64_t t : {400, 599}) CHECK_THAT(factor(schedule, t), WithinRel(each * each, 1e-12));
        for (const std::int64_t t : {600, 999, 5000}) CHECK_THAT(factor(schedule, t), WithinRel(row.total, 1e-12));
    }
    // SWA: 1 to iteration 500; half way down, at 700, 1 − .99/2 = .505; .01 from 900 on.
    const TrainingSchedule swa{.kind = Kind::Swa};
    for (const std::int64_t t : {0, 250, 500}) CHECK(factor(swa, t) == 1.0);
    CHECK_THAT(factor(swa, 700), WithinRel(0.505, 1e-12));
    for (const std::int64_t t : {900, 999, 2000}) CHECK_THAT(factor(swa, t), WithinRel(0.01, 1e-12));
    // Warm-up over two epochs, W = 20 iterations: (t+1)/20.
    const TrainingSchedule warm{.kind = Kind::Constant, .warmupEpochs = 2.0};
    CHECK_THAT(factor(warm, 0), WithinRel(0.05, 1e-12));
    CHECK_THAT(factor(warm, 9), WithinRel(0.5, 1e-12));
    CHECK(factor(warm, 19) == 1.0);
    CHECK(factor(warm, 20) == 1.0);
    // Cosine half way: floor + (1 − floor)/2.
    CHECK_THAT(factor({.kind = Kind::Cosine, .floor = 0.1}, 500), WithinRel(0.55, 1e-12));
}

TEST_CASE("Added epochs have their own step size after the schedule") {
    RunConfig config;
    config.epochs = 10;
    config.stepSize = 0.5;
    config.schedule.kind = TrainingSchedule::Kind::Large;
    config.extensions = {{2, 0.03}, {1, 0.04}};
    REQUIRE(config.totalEpochs() == 13);
    // 100 iterations an epoch: launched until 1000, then 200 and 100 more.
    CHECK(config.stepSizeAt(0, 100) == 0.5);
    CHECK_THAT(config.stepSizeAt(999, 100), WithinRel(0.1, 1e-12));
    CHECK(config.stepSizeAt(1000, 100) == 0.03);
    CHECK(config.stepSizeAt(1199, 100) == 0.03);
    CHECK(config.stepSizeAt(1200, 100) == 0.04);
    CHECK(config.stepSizeAt(1300, 100) == 0.04);
}

TEST_CASE("Averages are what their texts say") {
    using Kind = TrainingAverage::Kind;
    CHECK(*averageFromText("polyak") == TrainingAverage{Kind::Polyak, 0.0});
    CHECK(*averageFromText("tail:.75") == TrainingAverage{Kind::TailFraction, 0.75});
    CHECK(*averageFromText("tail:300") == TrainingAverage{Kind::TailEpoch, 300.0});
    CHECK(*averageFromText("ema:0.9999") == TrainingAverage{Kind::Ema, 0.9999});
    CHECK(averageFromText("tail:100000")->name() == "tail:100000");
    for (const char* bad : {"", "tail", "tail:", "tail:0", "tail:-1", "tail:1.0", "tail:nan", "tail:inf", "tail:1e3",
                            "tail:0.5x", "ema", "ema:0", "ema:1", "ema:0.9 ", "swa", "Polyak"})
        CHECK_FALSE(averageFromText(bad));
    // 400 epochs of 391 iterations: the last quarter begins after 300 epochs.
    CHECK(averageFromText("tail:0.75")->start(400 * 391, 391) == 300 * 391);
    CHECK(averageFromText("tail:300")->start(400 * 391, 391) == 300 * 391);
    CHECK(averageFromText("polyak")->start(400 * 391, 391) == 0);
}

}  // namespace basin
