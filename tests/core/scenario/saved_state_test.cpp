// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/saved_state.h"

#include "core/lab/lab_run.h"
#include "tests/support/catch.h"

#include <limits>

using namespace basin;

namespace {

/// A run whose settings changed twice on the way.
SavedState anyState() {
    Scenario scenario;
    scenario.title = "f < F & \"quotes\" – ü {";
    scenario.walkers = 10;
    scenario.stepsPerSecond = std::numeric_limits<double>::infinity();
    scenario.averages = {{.kind = Average::Kind::PolyakRuppert}};
    LabRun run(scenario);
    run.advance(10, nullptr);
    scenario.stepSize = 0.1 + 0.2;  // needs all its digits
    run.setScenario(scenario, false);
    run.advance(5, nullptr);
    scenario.landscape = {.kind = LandscapeChoice::Kind::Formula, .formula = "w^2", .domain = {-1.0, 2.0}};
    scenario.averages.push_back({.kind = Average::Kind::Exponential, .decay = 0.01});
    run.setScenario(scenario, true);
    run.advance(7, nullptr);
    SavedState state;
    state.version = "0.1.0";
    state.page = "lab";
    state.scenario = scenario;
    state.runs = {{run.past(), run.step()}, {nullptr, 3}};
    return state;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("A state comes back as it was written") {
    const SavedState state = anyState();
    REQUIRE(state.runs.front().past->turns.size() == 3);
    const Result<SavedState> read = readState(writeState(state));
    REQUIRE(read);
    REQUIRE(*read == state);
}

TEST_CASE("A second future comes back with its fork") {
    SavedState state = anyState();
    Scenario scenario = *state.runs.front().past->turns.front().scenario;
    scenario.noiseSize = 2.0;
    state.runs.front().other = OtherFuture{12, continuePast(beginPast(scenario), 15, state.scenario, true)};
    const std::string text = writeState(state);
    const Result<SavedState> read = readState(text);
    REQUIRE(read);
    REQUIRE(*read == state);
    REQUIRE(read->runs.front().other->past->turns.back().restartsAverages);
    // The run stands at step 22: no fork lies behind it.
    REQUIRE_FALSE(readState(replaced(text, "\"branch\":{\"step\":12", "\"branch\":{\"step\":23")));
    REQUIRE_FALSE(readState(replaced(text, "\"branch\":{\"step\":12", "\"branch\":{\"step\":-1")));
}

TEST_CASE("A written state is one line of ASCII that XML leaves alone, and is found among other bytes") {
    const std::string text = writeState(anyState());
    for (const char letter : text) {
        REQUIRE(letter >= ' ');
        REQUIRE(letter <= '~');
    }
    REQUIRE(text.find_first_of("<>&") == std::string::npos);
    const std::string bytes = std::string("\x89PNG\0{\"}", 8) + text + "}\"trailing { bytes";
    REQUIRE(findState(bytes) == text);
    REQUIRE_FALSE(findState(bytes.substr(0, text.size())));  // cut off
    REQUIRE_FALSE(findState("a picture of something else"));
}

TEST_CASE("What a state tells of a run stays in its space, and takes a bounded room") {
    const auto state = [](const std::string& changes) {
        return readState(
            R"({"basin_state":1,"version":"0.1.0","page":"plane","scenario":{"version":1,"title":"t","surface":{"name":"valley"},)"
            R"("noise":{"law":"uniform","size":1},"step_size":0.05,"start":[0,1],"walkers":10},)"
            R"("runs":[{"step":50,"turns":[{"step":0,"changes":[)" +
            changes + "]}]}]}");
    };
    REQUIRE(state(R"({"op":"replace","path":"/step_size","value":0.1})"));
    const auto line =
        state(R"({"op":"remove","path":"/surface"},{"op":"add","path":"/landscape","value":{"name":"kinked"}},)"
              R"({"op":"replace","path":"/start","value":0})");
    REQUIRE_FALSE(line);
    REQUIRE(line.error().message == "The course of the run is damaged: it leads from the line to the plane or back.");
    const auto copied = state(R"({"op":"copy","from":"/title","path":"/watch"})");
    REQUIRE_FALSE(copied);
    REQUIRE(copied.error().message == "The course of the run is damaged.");

    // 512 × 512 values are 2 MB: of settings beyond 128 MB the course is not known, what was on show is.
    SavedState large;
    large.scenario.plane.emplace().surface = {.kind = SurfaceChoice::Kind::Table,
                                              .table = {.columns = 512, .rows = 512}};
    std::vector<double>& values = large.scenario.plane->surface.table.values;
    for (int i = 0; i < 512 * 512; ++i) values.push_back(0.25 * (i % 512 % 7));
    RunPast past;
    const auto scenario = std::make_shared<const Scenario>(large.scenario);
    for (int i = 0; i < 70; ++i) past.turns.push_back({.step = i, .scenario = scenario});
    large.runs = {{std::make_shared<const RunPast>(past), 100}};
    const Result<SavedState> read = readState(writeState(large));
    REQUIRE(read);
    REQUIRE(read->scenario == large.scenario);
    REQUIRE_FALSE(read->runs.front().past);
    RunPastPtr longer = beginPast(large.scenario);
    for (int i = 1; i < 60; ++i) {
        large.scenario.stepSize = 0.001 * i;
        longer = continuePast(longer, i, large.scenario, false);
    }
    REQUIRE(longer);
    for (int i = 60; i < 70; ++i) {
        large.scenario.stepSize = 0.001 * i;
        longer = continuePast(longer, i, large.scenario, false);
    }
    REQUIRE_FALSE(longer);
}

TEST_CASE("Many turns of another landscape come back as they were") {
    SavedState state = anyState();
    RunPast past = *state.runs.front().past;
    Scenario scenario = state.scenario;
    for (int i = 0; i < 50; ++i) {
        scenario.landscape.formula = "w^2 + " + std::to_string(i / 3);
        scenario.momentum = 0.01 * i;
        past.turns.push_back({.step = 100 + i, .scenario = std::make_shared<const Scenario>(asRun(scenario))});
    }
    state.runs.front().past = std::make_shared<const RunPast>(past);
    const Result<SavedState> read = readState(writeState(state));
    REQUIRE(read);
    REQUIRE(*read == state);
}

TEST_CASE("What is wrong with a state is said in a sentence") {
    const std::string text = writeState(anyState());
    const auto error = [](const std::string& bad) {
        const auto state = readState(bad);
        REQUIRE_FALSE(state);
        return state.error().message;
    };
    const auto says = [&](const std::string& bad, const std::string& words) {
        INFO(error(bad));
        return error(bad).find(words) != std::string::npos;
    };
    REQUIRE(error("{}") == "There is no state of Basin in it.");
    REQUIRE(says(replaced(text, "\"basin_state\":1", "\"basin_state\":2"), "newer version (Basin 0.1.0)"));
    REQUIRE(says(text.substr(0, text.size() / 2), "cut off"));
    REQUIRE(says(replaced(text, "\"step_size\":0.30000000000000004", "\"step_size\":-1"), "step size"));
    REQUIRE(says(replaced(text, "\"step\":10", "\"step\":20"), "damaged"));
    REQUIRE_FALSE(error(replaced(text, "/step_size", "/step_sizes")).empty());
    REQUIRE(says(replaced(text, "\"page\"", "\"pages\""), "pages"));
    const std::string open(400000, '['), close(400000, ']');
    REQUIRE(says(replaced(text, "\"page\":\"lab\"", "\"page\":" + open + close), "within each other"));
}
