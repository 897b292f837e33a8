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
}
