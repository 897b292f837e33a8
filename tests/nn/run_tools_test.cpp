// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with runs beside training them: fork, later evaluation, preflight.
#include "core/nn/evaluate_run.h"
#include "core/nn/fork.h"
#include "core/nn/preflight.h"
#include "core/nn/tensor_file.h"
#include "core/run/correctness.h"
#include "core/run/run_history.h"
#include "tests/nn/place.h"
#include "tests/support/catch.h"

using namespace basin;

namespace {

const Evaluation& onTest(const RunEvaluation& evaluation, const std::string& of) {
    for (const WeightsEvaluation& one : evaluation.found)
        if (one.of == of && one.split == Split::Test) return one.result;
    FAIL("not evaluated: " << of);
    return evaluation.found.front().result;
}

}  // namespace

TEST_CASE("The start of a tail is moved after the run, with the numbers of an average that was kept from the launch") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 4;
    config.segmentEpochs = 1;
    config.averages = {{TrainingAverage::Kind::TailEpoch, 2.0}, {TrainingAverage::Kind::TailEpoch, 1.0}};
    const RunFolder kept = finished(place, config);
    config.averages = {};
    const RunFolder run = finished(place, config);
    for (const std::string of : {"tail:1", "tail:2"}) {
        const auto later = evaluateRun(run, of, {}), early = evaluateRun(kept, of, {});
        REQUIRE(later);
        REQUIRE(early);
        REQUIRE(later->step == 24);
        // Joined in another order, the means differ by roundings.
        REQUIRE_THAT(onTest(*later, of).loss, WithinRel(onTest(*early, of).loss, 1e-3));
        // It stands in the log behind the end, which stays the run's last word, and in a file.
        REQUIRE(later->isKept);
        REQUIRE(run.status().state == RunState::Finished);
        REQUIRE(place.historyOf(run).evaluation(of, Split::Test, Statistics::Recomputed));
        REQUIRE(**readCorrectness(run.path(), of, Split::Test) == onTest(*later, of).correct);
    }
    const auto all = evaluateRun(run, {}, {});
    REQUIRE(all);
    REQUIRE(all->found.size() == 1);
    const RunHistory history = place.historyOf(run);
    const auto* series = history.evaluation("sgd", Split::Test, Statistics::Recomputed);
    REQUIRE(series->loss.back() == onTest(*all, "sgd").loss);

    const auto none = evaluateRun(run, "tail:7", {});
    REQUIRE_FALSE(none);
    REQUIRE(none.error().message == "No segment of the run begins at epoch 7; they begin at epochs 0, 1, 2, 3.");
    REQUIRE_FALSE(evaluateRun(run, "ema:0.5", {}));
    REQUIRE_FALSE(evaluateRun(place.make(config), {}, {}));
}

TEST_CASE("A fork has its parent's past and its own future") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 4;
    config.keepEvery = 2;
    config.averages = {{TrainingAverage::Kind::TailEpoch, 1.0}};
    const RunFolder parent = finished(place, config);
    REQUIRE(epochsToFork(parent) == std::vector<std::int64_t>{2, 3, 4});

    const auto same = forkRun(parent, 2, place.path() / "same", config);
    REQUIRE(same);
    REQUIRE(work(*same, {})->reason == EndReason::Finished);
    const auto numbers = [&](const RunFolder& run) { return place.historyOf(run).epochs().loss; };
    const std::vector<double> original = numbers(parent), continued = numbers(*same);
    REQUIRE(continued == std::vector<double>(original.begin() + 2, original.end()));
    REQUIRE(place.historyOf(*same).evaluation("tail:1", Split::Test, Statistics::Recomputed)->loss.back() ==
            place.historyOf(parent).evaluation("tail:1", Split::Test, Statistics::Recomputed)->loss.back());

    RunConfig other = config;
    other.stepSize = 0.01;
    other.averages.push_back({TrainingAverage::Kind::Ema, 0.9});
    const auto fork = forkRun(parent, 3, place.path() / "other", other);
    REQUIRE(fork);
    REQUIRE(fork->readConfig()->parent->epoch == 3);
    REQUIRE(work(*fork, {})->reason == EndReason::Finished);
    REQUIRE(place.historyOf(*fork).steps().stepSize == std::vector<double>{0.01, 0.01, 0.01});
    REQUIRE(place.historyOf(*fork).evaluation("ema:0.9", Split::Test, Statistics::Recomputed));

    REQUIRE(forkRun(parent, 1, place.path() / "late", config).error().message.find("those of epochs 2, 3, 4") !=
            std::string::npos);
    other.batchSize = 20;
    REQUIRE(forkRun(parent, 2, place.path() / "odd", other).error().message ==
            "A fork keeps the batch size of its parent.");
    REQUIRE_FALSE(forkRun(parent, 4, place.path() / "over", config));
    REQUIRE_FALSE(std::filesystem::exists(place.path() / "odd"));
}

TEST_CASE("An average that begins with a fork is that of the fork's own iterates") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 4;
    config.segmentEpochs = 4;
    config.keepEvery = 1;
    config.averages = {};
    const RunFolder parent = finished(place, config);
    // From the end of epoch 1 on: the fork's polyak and its tail are the mean of the same iterates.
    config.averages = {{TrainingAverage::Kind::Polyak, 0.0}, {TrainingAverage::Kind::TailEpoch, 1.0}};
    const auto fork = forkRun(parent, 1, place.path() / "fork", config);
    INFO((fork ? "" : fork.error().message));
    REQUIRE(fork);
    REQUIRE(work(*fork, {})->reason == EndReason::Finished);
    const auto polyak = loadTensors(fork->path() / "weights" / "polyak.pt");
    const auto tail = loadTensors(fork->path() / "weights" / "tail-1.pt");
    REQUIRE((polyak && tail));
    for (const auto& [key, tensor] : *polyak) REQUIRE(torch::equal(tensor, tail->at(key)));
    // And of a run with that tail from the launch, which has the same iterates.
    config.averages = {{TrainingAverage::Kind::TailEpoch, 1.0}};
    const RunFolder whole = finished(place, config);
    REQUIRE_THAT(
        place.historyOf(*fork).evaluation("polyak", Split::Test, Statistics::Recomputed)->loss.back(),
        WithinRel(place.historyOf(whole).evaluation("tail:1", Split::Test, Statistics::Recomputed)->loss.back(), 1e-3));

    const auto cut = forkRun(parent, 1, place.path() / "cut", config);
    REQUIRE(cut);
    std::filesystem::remove_all(cut->checkpoints());
    REQUIRE(work(*cut, {})->reason == EndReason::DamagedCheckpoint);
    REQUIRE(place.historyOf(*cut).steps().loss.empty());
}

TEST_CASE("A preflight measures what a run will cost and leaves nothing behind") {
    Place place;
    const Result<Preflight> found = preflight(place.config(), {});
    REQUIRE(found);
    REQUIRE(found->device == "cpu");
    REQUIRE(found->iterations == 20);
    REQUIRE(found->iterationsPerEpoch == 6);
    REQUIRE_THAT(found->imagesPerS * found->stepS, WithinRel(50.0, 1e-9));
    REQUIRE_THAT(found->trainingS, WithinRel(18.0 * found->stepS, 1e-9));
    REQUIRE(found->evaluationS > 0.0);
    REQUIRE(found->memoryBytes > 1e6);
    REQUIRE_FALSE(preflight(place.config(), [] { return true; }));
    RunConfig config = place.config();
    config.data = "/nowhere";
    REQUIRE_FALSE(preflight(config, {}));
}
