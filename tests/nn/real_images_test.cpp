// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/worker.h"
#include "tests/nn/place.h"
#include "tests/support/catch.h"

using namespace basin;

namespace {

std::filesystem::path realImages() {
    const char* data = std::getenv("BASIN_DATA");
    const std::filesystem::path folder = data ? std::filesystem::path(data) / "cifar10-subset" : "";
    if (data && std::filesystem::exists(folder)) return folder;
    WARN("BASIN_DATA names no folder with real images: not checked");
    return {};
}

/// The accuracy on the test set at the end. Chance is .1 ± .01 over 870 images.
double accuracy(const RunFolder& run, const std::string& of) {
    return Place::historyOf(run).evaluation(of, Split::Test, Statistics::Recomputed)->accuracy.back();
}

}  // namespace

TEST_CASE("ResNet-20 learns real images clearly better than chance") {
    const std::filesystem::path data = realImages();
    if (data.empty()) return;
    Place place;
    RunConfig config = place.config();
    config.data = data.string();
    config.network = Architecture::ResNet20;
    config.epochs = 2;
    config.averages = {};
    config.evaluationBudget = 0.0;  // at the end alone
    const RunFolder run = place.make(config);
    const Result<EndEvent> end = work(run, {});
    REQUIRE(end);
    REQUIRE(end->reason == EndReason::Finished);
    REQUIRE(accuracy(run, "sgd") > 0.2);
}

TEST_CASE("With a large step that stays large, the tail average beats the iterate that it averages on real images") {
    const std::filesystem::path data = realImages();
    if (data.empty()) return;
    Place place;
    RunConfig config = place.config();
    config.data = data.string();
    config.epochs = 10;
    config.stepSize = 0.6;
    config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}};
    config.evaluationBudget = 0.0;
    const RunFolder run = place.make(config);
    const Result<EndEvent> end = work(run, {});
    REQUIRE(end);
    REQUIRE(end->reason == EndReason::Finished);
    const double own = accuracy(run, "sgd"), averaged = accuracy(run, "tail:0.5");
    CAPTURE(own, averaged);
    REQUIRE(own > 0.2);
    REQUIRE(averaged > own);
}
