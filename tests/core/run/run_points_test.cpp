// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_points.h"

#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

namespace basin {

TEST_CASE("Every measurement of a run is a row of the table") {
    RunHistory history;
    history.add(Event{1.0, StepEvent{.at = {1, 0.5, 2.0}, .loss = 2.25, .stepSize = 0.1}});
    history.add(Event{1.0, StepEvent{.at = {2, 1.0}, .loss = kUnknown, .gradientNorm = 1e-12}});
    history.add(Event{1.0, EpochEvent{.at = {2, 1.0, 4.0}, .loss = 2.0, .accuracy = 0.25}});
    history.add(
        Event{1.0, EvaluationEvent{.at = {2, 1.0, 4.0}, .of = "tail:0.5", .split = Split::Holdout, .accuracy = 0.5}});
    const TestFolder folder;
    const auto file = folder.path / "points.csv";
    REQUIRE(!writePoints(file, {{"large, \"hot\"", &history}}));
    const std::string name = R"("large, ""hot""",)";
    CHECK(contentOf(file) == "run,of,split,statistics,quantity,step,epoch,seconds,value\n" + name +
                                 "sgd,train,,loss,1,0.5,2,2.25\n" + name + "sgd,train,,step_size,1,0.5,2,0.1\n" + name +
                                 "sgd,train,,gradient_norm,2,1,,1e-12\n" + name + "sgd,train,,epoch_loss,2,1,4,2\n" +
                                 name + "sgd,train,,epoch_accuracy,2,1,4,0.25\n" + name +
                                 "tail:0.5,holdout,recomputed,accuracy,2,1,4,0.5\n");
}

TEST_CASE("A table that cannot be written says so and leaves nothing") {
    const TestFolder folder;
    const RunHistory history;
    const auto error = writePoints(folder.path / "none" / "points.csv", {{"run", &history}});
    REQUIRE(error);
    CHECK(error->message.find("points.csv") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path));
}

}  // namespace basin
