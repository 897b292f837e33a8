// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/worker.h"

#include "core/nn/fork.h"
#include "core/nn/measurement_level.h"
#include "core/nn/state_writer.h"
#include "core/nn/tensor_file.h"
#include "core/run/checkpoint_file.h"
#include "core/run/control.h"
#include "core/run/gradient_noise_measurement.h"
#include "core/run/sharpness.h"
#include "tests/nn/place.h"
#include "tests/support/catch.h"

#include <cmath>
#include <cstdlib>
#include <random>

using namespace basin;
namespace fs = std::filesystem;

namespace {

EndEvent workOn(const RunFolder& run, std::function<bool()> stopRequested = {},
                std::function<void(const Event&)> onEvent = {}) {
    const Result<EndEvent> end = work(run, {.onEvent = std::move(onEvent), .stopRequested = std::move(stopRequested)});
    REQUIRE(end);
    UNSCOPED_INFO(end->message);
    return *end;
}

void requireSameNumbers(const RunHistory& a, const RunHistory& b) {
    REQUIRE(a.steps().at.step == b.steps().at.step);
    REQUIRE(a.steps().loss == b.steps().loss);
    REQUIRE(a.steps().gradientNorm == b.steps().gradientNorm);
    REQUIRE(a.steps().stepSize == b.steps().stepSize);
    REQUIRE(a.epochs().loss == b.epochs().loss);
    REQUIRE(a.epochs().accuracy == b.epochs().accuracy);
    REQUIRE(a.evaluations().size() == b.evaluations().size());
    for (const EvaluationSeries& series : a.evaluations()) {
        const EvaluationSeries* other = b.evaluation(series.of, series.split, series.statistics);
        REQUIRE(other);
        REQUIRE(series.loss.back() == other->loss.back());
    }
}

}  // namespace

TEST_CASE("A run goes to its end and leaves its curves, checkpoints, segments and weights") {
    Place place;
    const RunFolder run = place.make(place.config());
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(run.status().state == RunState::Finished);
    const RunHistory history = place.historyOf(run);
    REQUIRE(history.warnings().empty());
    REQUIRE(history.steps().at.step == std::vector<double>{2, 4, 6, 8, 10, 12, 14, 16, 18});
    REQUIRE(history.epochs().at.epoch == std::vector<double>{1, 2, 3});
    // The stripes are easily told apart; chance is 1/8, with a standard error of .05 over 50 images.
    REQUIRE(history.epochs().loss.back() < history.epochs().loss.front());
    const auto* tail = history.evaluation("tail:0.5", Split::Test, Statistics::Recomputed);
    REQUIRE(tail);
    REQUIRE(tail->at.step == std::vector<double>{12, 18});  // it begins after nine steps
    REQUIRE(history.evaluation("ema:0.9", Split::Test, Statistics::Recomputed)->at.step.size() == 3);
    REQUIRE(history.evaluation("sgd", Split::Test, Statistics::Own));
    REQUIRE(history.evaluation("sgd", Split::Test, Statistics::Recomputed)->accuracy.back() > 0.3);
    REQUIRE_FALSE(history.evaluation("sgd", Split::Holdout, Statistics::Own));

    const auto checkpoints = checkpointsIn(run.checkpoints());
    REQUIRE(checkpoints.size() == 2);
    REQUIRE(stepOfCheckpoint(checkpoints[0]) == 18);
    REQUIRE(segmentsOf(run).size() == 3);  // a twentieth of the run is an epoch at least
    const auto weights = loadTensors(run.path() / "weights" / "tail-0.5.pt");
    REQUIRE(weights);
    REQUIRE(weights->count("conv1.weight") == 1);
    REQUIRE(weights->count("bn1.running_mean") == 1);
    const Result<RunConfig> config = run.readConfig();
    REQUIRE(config->versions.count("libtorch") == 1);
    // Somebody who asks again gets the same end, and nothing is trained twice.
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(place.historyOf(run).steps().at.step == history.steps().at.step);
}

TEST_CASE("A run that is stopped again and again, saved or not, has the numbers of one that was left alone") {
    Place place;
    RunConfig config = place.config();
    config.cutout = 0.5;
    config.holdout = 30;
    config.noise = InjectedNoise{Law::Uniform, 1e-3};
    const RunFolder calm = place.make(config);
    REQUIRE(workOn(calm).reason == EndReason::Finished);
    std::mt19937 random(5);
    for (int trial = 0; trial < 3; ++trial) {
        const RunFolder run = place.make(config);
        int interruptions = 0;
        for (EndReason reason = EndReason::Stopped; reason == EndReason::Stopped; ++interruptions) {
            // The question is put after every iteration and during evaluations.
            int left = 3 + static_cast<int>(random() % 12);
            const bool saves = random() % 2 == 0 || interruptions > 6;
            const auto onEvent = [&](const Event& event) {
                if (!saves && std::holds_alternative<StepEvent>(event.what) && random() % 4 == 0)
                    throw std::runtime_error("cut off");  // as good as a kill: nothing is saved
            };
            reason = workOn(
                         run, [&] { return saves && --left <= 0; }, onEvent)
                         .reason;
            if (reason == EndReason::Failed) reason = EndReason::Stopped;
            REQUIRE(interruptions < 60);
        }
        CAPTURE(trial, interruptions);
        REQUIRE(interruptions > 1);
        requireSameNumbers(place.historyOf(run), place.historyOf(calm));
        for (const char* name : {"sgd.pt", "tail-0.5.pt", "ema-0.9.pt"}) {
            const auto a = loadTensors(run.path() / "weights" / name), b = loadTensors(calm.path() / "weights" / name);
            REQUIRE((a && b));
            for (const auto& [key, tensor] : *a) REQUIRE(torch::equal(tensor, b->at(key)));
        }
    }
}

TEST_CASE("A run that diverges ends so, and says where") {
    Place place;
    RunConfig config = place.config();
    config.stepSize = 900.0;  // each step multiplies the weights by 1 − 900
    config.weightDecay = 1.0;
    const RunFolder run = place.make(config);
    const EndEvent end = workOn(run);
    REQUIRE(end.reason == EndReason::Diverged);
    REQUIRE(end.message.find("at step ") != std::string::npos);
    REQUIRE(run.status().state == RunState::Failed);
}

TEST_CASE("Epochs can be added with a step size of their own, also to a run that is finished") {
    Place place;
    const RunFolder run = place.make(place.config());
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE_FALSE(sendCommand(run.control(), {Command::Kind::Extend, {2, 0.02}}));
    REQUIRE(workOn(run).reason == EndReason::Finished);
    const RunHistory history = place.historyOf(run);
    REQUIRE(history.steps().at.step.back() == 30.0);
    REQUIRE(history.steps().stepSize[8] == 0.1);
    REQUIRE(history.steps().stepSize[9] == 0.02);
    REQUIRE(run.readConfig()->extensions.size() == 1);
}

TEST_CASE("A time limit saves and stops; the run can go on from there") {
    Place place;
    RunConfig config = place.config();
    config.maxTimeS = 1e-6;
    const RunFolder run = place.make(config);
    REQUIRE(workOn(run).reason == EndReason::TimeUp);
    REQUIRE(run.status().state == RunState::Stopped);
    REQUIRE(stepOfCheckpoint(checkpointsIn(run.checkpoints()).front()) == 1);
    int sessions = 1;
    while (workOn(run).reason == EndReason::TimeUp) REQUIRE(++sessions < 20);
    REQUIRE(sessions == 17);  // one iteration each; the eighteenth is the last
    const RunFolder calm = place.make(place.config());
    workOn(calm);
    REQUIRE(place.historyOf(run).epochs().loss == place.historyOf(calm).epochs().loss);
}

TEST_CASE(
    "A damaged checkpoint is passed over with a warning; with none left the run ends and nothing is overwritten") {
    Place place;
    const RunFolder calm = place.make(place.config()), run = place.make(place.config());
    workOn(calm);
    int questions = 0;
    REQUIRE(workOn(run, [&] { return ++questions > 20; }).reason == EndReason::Stopped);
    auto checkpoints = checkpointsIn(run.checkpoints());
    REQUIRE(checkpoints.size() == 2);
    const auto spoil = [](const fs::path& path) {
        std::string bytes = contentOf(path);
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
        writeFile(path, bytes);
    };
    spoil(checkpoints[0]);
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(place.historyOf(run).warnings().size() == 1);
    requireSameNumbers(place.historyOf(run), place.historyOf(calm));

    checkpoints = checkpointsIn(run.checkpoints());
    for (const fs::path& path : checkpoints) spoil(path);
    const std::string before = contentOf(checkpoints[0]);
    const EndEvent end = workOn(run);
    REQUIRE(end.reason == EndReason::DamagedCheckpoint);
    REQUIRE(end.message.find("is damaged") != std::string::npos);
    REQUIRE(contentOf(checkpoints[0]) == before);
}

TEST_CASE("What a worker can not begin with is one sentence, and the run stays as it was") {
    Place place;
    const auto refuses = [&](const RunConfig& config, const std::string& part) {
        const RunFolder run = place.make(config);
        const Result<EndEvent> end = work(run, {});
        REQUIRE_FALSE(end);
        CAPTURE(end.error().message);
        REQUIRE(end.error().message.find(part) != std::string::npos);
        REQUIRE(run.status().state == RunState::Ready);
        REQUIRE_FALSE(fs::exists(run.events()));
    };
    RunConfig config = place.config();
    config.data = "/nowhere";
    refuses(config, "/nowhere");
    config = place.config();
    config.batchSize = 400;
    refuses(config, "300 training images");
    config = place.config();
    config.holdout = 290;
    refuses(config, "290 are set aside");
    config = place.config();
    config.device = "cuda:77";
    refuses(config, "cuda:77");

    const RunFolder run = place.make(place.config());
    const Result<RunLock> lock = RunLock::take(run.lock());
    REQUIRE(lock);
    REQUIRE_FALSE(work(run, {}));
}

TEST_CASE("A run pauses, goes on, stops without saving") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 40;
    const RunFolder run = place.make(config);
    std::vector<std::string> activities;
    int looks = 0;
    // The worker looks at the control file five times a second; it is asked about signals far more often.
    const auto asked = [&] {
        if (++looks == 2) REQUIRE_FALSE(sendCommand(run.control(), {Command::Kind::Pause}));
        if (activities.size() == 2 && activities.back() == "paused" && looks % 8 == 0)
            REQUIRE_FALSE(sendCommand(run.control(), {Command::Kind::GoOn}));
        if (activities.size() == 3 && looks % 8 == 0) REQUIRE_FALSE(sendCommand(run.control(), {Command::Kind::Stop}));
        return false;
    };
    const EndEvent end = workOn(run, asked, [&](const Event& event) {
        if (const auto* state = std::get_if<StateEvent>(&event.what)) activities.push_back(nameOf(state->activity));
    });
    REQUIRE(end.reason == EndReason::Stopped);
    REQUIRE(end.message.find("lost") != std::string::npos);
    REQUIRE(activities == std::vector<std::string>{"running", "paused", "running"});
    REQUIRE(run.status().state == RunState::Stopped);
}

TEST_CASE("Measuring during training leaves the training as it is, bit for bit") {
    Place place;
    RunConfig config = place.config();
    config.holdout = 236;  // leaves two iterations an epoch
    config.epochs = 2;
    config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}};
    config.noise = InjectedNoise{Law::Gaussian, 1e-3};
    const RunFolder calm = place.make(config);
    REQUIRE(workOn(calm).reason == EndReason::Finished);
    config.measureAt = {1, 2};
    config.measurementBudget = 100.0;
    const RunFolder run = place.make(config);
    REQUIRE(workOn(run).reason == EndReason::Finished);

    std::vector<Error> problems;
    const std::vector<Sharpness> sharpness = sharpnessOf(run.path(), problems);
    const std::vector<GradientNoiseMeasurement> noise = gradientNoiseOf(run.path(), problems);
    REQUIRE(problems.empty());
    REQUIRE(sharpness.size() == 3);  // the average has not begun when the first epoch ends
    REQUIRE(noise.size() == 3);
    const char* of[] = {"sgd", "sgd", "tail:0.5"};
    for (std::size_t i = 0; i < 3; ++i) {
        REQUIRE(sharpness[i].of == of[i]);
        REQUIRE(sharpness[i].step == (i == 0 ? 2 : 4));
        REQUIRE(noise[i].of == of[i]);
        REQUIRE(noise[i].noise.front().batchSize == config.batchSize);
        REQUIRE(noise[i].smoothed.empty());
    }

    requireSameNumbers(place.historyOf(run), place.historyOf(calm));
    for (const char* name : {"sgd.pt", "tail-0.5.pt"}) {
        const auto a = loadTensors(run.path() / "weights" / name), b = loadTensors(calm.path() / "weights" / name);
        REQUIRE((a && b));
        for (const auto& [key, tensor] : *a) REQUIRE(torch::equal(tensor, b->at(key)));
    }
}

namespace {

/// Sixteen images by four, which are measured quickly. A measurement of the most thorough level takes the time of about 130
/// epochs for one set of weights, by its passes.
RunConfig measuredConfig(const Place& place, std::int64_t epochs, std::vector<std::int64_t> measureAt) {
    RunConfig config = place.config();
    config.holdout = 284;
    config.batchSize = 4;
    config.stepSize = 0.02;
    config.epochs = epochs;
    config.averages = {{TrainingAverage::Kind::Ema, 0.9}};
    config.evaluationBudget = 0.0;
    config.keepEvery = 12;
    config.measureAt = std::move(measureAt);
    config.measurementBudget = 100.0;
    return config;
}

/// The steps and weights that were measured: "4 ema:0.9, 4 sgd".
std::string measuredOf(const RunFolder& run) {
    std::vector<Error> problems;
    std::string sharpness, noise;
    for (const Sharpness& one : sharpnessOf(run.path(), problems))
        sharpness += (sharpness.empty() ? "" : ", ") + std::to_string(one.step) + " " + one.of;
    for (const GradientNoiseMeasurement& one : gradientNoiseOf(run.path(), problems))
        noise += (noise.empty() ? "" : ", ") + std::to_string(one.step) + " " + one.of;
    REQUIRE(problems.empty());
    REQUIRE(noise == sharpness);
    return sharpness;
}

}  // namespace

TEST_CASE("What a stop cuts off of a measurement is measured when the run goes on, and nothing twice") {
    Place place;
    const RunFolder run = place.make(measuredConfig(place, 8, {1}));
    const fs::path first = gradientNoisePath(run.path(), "sgd", 4);
    REQUIRE(workOn(run, [&] { return fs::exists(first); }).reason == EndReason::Stopped);
    REQUIRE_FALSE(fs::exists(gradientNoisePath(run.path(), "ema:0.9", 4)));
    REQUIRE(stepOfCheckpoint(checkpointsIn(run.checkpoints()).front()) == 4);
    const std::string before = contentOf(first);  // with the seconds that it took
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(measuredOf(run) == "4 ema:0.9, 4 sgd");
    REQUIRE(contentOf(first) == before);
    REQUIRE(place.historyOf(run).warnings().empty());
}

TEST_CASE("A measurement that can not be kept is a warning, and the training goes on") {
    Place place;
    const RunFolder run = place.make(measuredConfig(place, 8, {1}));
    writeFile(run.path() / "sharpness", "in the way");
    REQUIRE(workOn(run).reason == EndReason::Finished);
    const RunHistory history = place.historyOf(run);
    REQUIRE(history.warnings().size() == 1);
    REQUIRE(history.warnings()[0].find("The measurement at step 4 was broken off at sgd: ") == 0);
    REQUIRE(history.epochs().at.epoch.back() == 8.0);
}

TEST_CASE("Epochs that are added are measured too; a fork measures what it trains itself") {
    Place place;
    const RunFolder run = place.make(measuredConfig(place, 12, {12, 24}));
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(measuredOf(run) == "48 ema:0.9, 48 sgd");
    const fs::path first = sharpnessPath(run.path(), "sgd", 48);
    const std::string before = contentOf(first);
    REQUIRE_FALSE(sendCommand(run.control(), {Command::Kind::Extend, {12, 0.01}}));
    REQUIRE(workOn(run).reason == EndReason::Finished);
    REQUIRE(measuredOf(run) == "48 ema:0.9, 48 sgd, 96 ema:0.9, 96 sgd");
    REQUIRE(contentOf(first) == before);

    const Result<RunFolder> fork = forkRun(run, 12, place.path() / "fork", measuredConfig(place, 24, {12, 24}));
    REQUIRE(fork);
    REQUIRE(workOn(*fork).reason == EndReason::Finished);
    REQUIRE(measuredOf(*fork) == "96 ema:0.9, 96 sgd");
}

TEST_CASE("The level of a measurement is the most thorough one that the time allows") {
    const auto levels = measurementLevels();
    REQUIRE(levels.size() == 3);
    // At the first level 2·8 + 12 + 1 products and 16 pairs, beside the statistics of either.
    const MeasurementCost sharpness{.seconds = 10.0 + 29.0, .statisticsSeconds = 10.0};
    const MeasurementCost noise{.seconds = 10.0 + 16.0 * 2.0};
    const MeasurementPrices prices = pricesFrom(levels[0], sharpness, noise);
    REQUIRE(prices.product == Approx(1.0));
    REQUIRE(prices.pair == Approx(2.0));
    REQUIRE(prices.secondsAt(levels[0]) == Approx(39.0 + 42.0));
    REQUIRE(prices.secondsAt(levels[1]) == Approx(20.0 + 17.0 + 16.0));
    REQUIRE(prices.secondsAt(levels[2]) == Approx(20.0 + 10.0 + 8.0));
    const auto within = [&](double seconds, std::size_t sets) { return levelWithin(seconds, prices, sets); };
    REQUIRE(within(81.1, 1) == &levels[0]);
    REQUIRE(within(80.9, 1) == &levels[1]);
    REQUIRE(within(81.1, 2) == &levels[2]);
    REQUIRE(within(75.9, 2) == nullptr);
    REQUIRE(within(-1.0, 1) == nullptr);
    // The noise's statistics may have been quicker than sharpness's.
    REQUIRE(pricesFrom(levels[0], sharpness, {.seconds = 9.0}).pair == 0.0);
}

TEST_CASE("A measurement for which the budget does not suffice is left out, and the run says so") {
    Place place;
    RunConfig config = place.config();
    config.averages.clear();
    config.measureAt = {1};
    config.measurementBudget = 1e-9;
    const RunFolder run = place.make(config);
    REQUIRE(workOn(run).reason == EndReason::Finished);
    const RunHistory history = place.historyOf(run);
    REQUIRE(history.warnings().size() == 1);
    REQUIRE(history.warnings()[0].find(
                "The measurement at step 6 was left out: its share of the time is less than 1 s; ") == 0);
    REQUIRE_FALSE(fs::exists(run.path() / "sharpness"));
}
