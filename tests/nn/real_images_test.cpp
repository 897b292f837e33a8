// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/worker.h"
#include "tests/nn/place.h"
#include "tests/support/catch.h"

using namespace basin;

TEST_CASE(
    "ResNet-20 learns real images clearly better than chance, and with a large step its tail average beats its "
    "iterate") {
    const char* data = std::getenv("BASIN_DATA");
    const std::filesystem::path folder = data ? std::filesystem::path(data) / "cifar10-subset" : "";
    if (!data || !std::filesystem::exists(folder)) {
        WARN("BASIN_DATA names no folder with real images: not checked");
        return;
    }
    Place place;
    RunConfig config = place.config();
    config.data = folder.string();
    config.network = Architecture::ResNet20;
    config.batchSize = 50;
    config.epochs = 4;
    config.stepSize = 0.3;  // constant, so that the iterate jumps about to the end
    config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}};
    config.evaluationBudget = 0.0;  // at the end alone
    const RunFolder run = place.make(config);
    const Result<EndEvent> end = work(run, {});
    REQUIRE(end);
    REQUIRE(end->reason == EndReason::Finished);
    const RunHistory history = place.historyOf(run);
    const double own = history.evaluation("sgd", Split::Test, Statistics::Recomputed)->accuracy.back();
    const double averaged = history.evaluation("tail:0.5", Split::Test, Statistics::Recomputed)->accuracy.back();
    CAPTURE(own, averaged);
    // Chance is .1 ± .01 over the 870 test images.
    REQUIRE(own > 0.25);
    REQUIRE(averaged > own);
    REQUIRE(averaged > 0.35);
}
