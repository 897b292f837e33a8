// SPDX-License-Identifier: GPL-3.0-or-later
// Every preset does what its sentence says: its claims hold when it is played.
#include "core/lab/claim.h"
#include "core/lab/lab_run.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>

using namespace basin;

namespace {

/// The presets by the names of their files, in the order of the menu.
const std::map<std::string, Scenario>& presets() {
    static const std::map<std::string, Scenario> all = [] {
        std::map<std::string, Scenario> found;
        for (const auto& entry : std::filesystem::directory_iterator(BASIN_SOURCE_DIR "/resources/scenarios")) {
            if (entry.path().extension() != ".json") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            Result<Scenario> scenario = readScenario(text);
            if (!scenario) FAIL(entry.path().filename().string() << ": " << scenario.error().message);
            found.emplace(entry.path().stem().string(), *std::move(scenario));
        }
        return found;
    }();
    return all;
}

bool allHold(const Scenario& scenario) {
    const std::vector<ClaimOutcome> outcomes = checkClaims(scenario, nullptr);
    return std::all_of(outcomes.begin(), outcomes.end(), [](const ClaimOutcome& outcome) { return outcome.holds; });
}

/// How far a measured number is from breaking its claim.
double margin(const Claim& claim, double measured) {
    const double distance = std::abs(measured - claim.value);
    return claim.relation == "≈" ? claim.tolerance - distance : distance;
}

}  // namespace

TEST_CASE("Every claim of every preset holds, by at least four standard errors") {
    // The seed is fixed, so that the outcome is; but the last digits of a step may differ between processors, and over
    // many jumps that makes another sample of the same law. Four standard errors keep the claims true in all of them.
    REQUIRE(presets().size() >= 9);
    ThreadPool pool(2);
    for (const auto& [name, scenario] : presets()) {
        const std::vector<ClaimOutcome> outcomes = checkClaims(scenario, &pool);
        REQUIRE(outcomes.size() >= 3);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const Claim& claim = scenario.claims[i];
            CAPTURE(name, claim.quantity, claim.relation, claim.value, outcomes[i].measured, outcomes[i].standardError);
            REQUIRE(outcomes[i].holds);
            REQUIRE(margin(claim, outcomes[i].measured) >= 4.0 * outcomes[i].standardError);
        }
    }
}

TEST_CASE("A preset's claims would not hold if what it shows were not so") {
    const auto withStep = [](double stepSize) { return [stepSize](Scenario& s) { s.stepSize = stepSize; }; };
    const std::map<std::string, std::function<void(Scenario&)>> otherwise{
        {"01-flat-basin-large-step", withStep(5e-5)},
        {"02-flat-basin-small-step", withStep(0.004)},
        {"03-deeper-dip-large-step", withStep(0.0005)},
        {"04-deeper-dip-small-step", withStep(0.02)},
        {"05-spiky-small-step", withStep(0.0196)},
        {"06-spiky-large-step", withStep(0.0005)},
        {"07-side-by-side", [](Scenario& s) { std::swap(s.stepSize, *s.twinStepSize); }},
        {"08-which-minimiser", withStep(0.1)},
        {"09-cannot-tell", withStep(0.3)},
        {"10-average-misses", withStep(0.0005)},
        {"11-decaying-step", [](Scenario& s) { s.schedule = {}; }},
        {"12-two-rates", withStep(0.01)},
        {"13-minibatches-find-the-fit", [](Scenario& s) { s.batchSize = 8; }},
        {"20-valley", withStep(0.002)},
        {"21-narrow-well-small-step", withStep(0.3)},
        {"22-narrow-well-large-step", withStep(0.02)},
        {"23-many-minima-melt", withStep(0.002)},
    };
    for (const auto& [name, scenario] : presets()) {
        CAPTURE(name);
        const auto change = otherwise.find(name);
        REQUIRE(change != otherwise.end());
        Scenario changed = scenario;
        change->second(changed);
        REQUIRE_FALSE(allHold(changed));
    }
}

TEST_CASE("A preset shows its effect within twenty seconds and says what to watch") {
    for (const auto& [name, scenario] : presets()) {
        CAPTURE(name);
        REQUIRE_FALSE(scenario.title.empty());
        REQUIRE(scenario.title.size() <= 45);
        REQUIRE(scenario.watch.back() == '.');
        REQUIRE(scenario.watch.size() <= 200);
        for (const Claim& claim : scenario.claims)
            REQUIRE(static_cast<double>(claim.steps) <= 20.0 * scenario.stepsPerSecond);
        // Two cores of any machine of the last ten years take more than 10⁸ steps of one walker a second.
        REQUIRE(scenario.stepsPerSecond * static_cast<double>(scenario.walkers) <= 1e8);
    }
}

TEST_CASE("The effect in the published settings has the published size") {
    // maths.md §4, "Presets that show the effect": 500 runs of 10⁵ steps, average over the last half. Its figures have
    // three digits and the errors of 500 walkers themselves, so that both samples' errors count: 5·√2 of ours.
    struct Row {
        const char* name;
        double sgd, average;
    };
    ThreadPool pool(2);
    for (const Row& row : {Row{"01-flat-basin-large-step", 0.525, 0.051}, {"03-deeper-dip-large-step", 1.63, 0.132}}) {
        CAPTURE(row.name);
        Scenario scenario = presets().at(row.name);
        scenario.walkers = 500;
        LabRun run(scenario);
        run.advance(100000, &pool);
        const auto frame = run.frame();
        const Distance& sgd = frame->sgd.distance;
        const Distance& average = frame->average.distance;
        REQUIRE_THAT(sgd.rms, WithinAbs(row.sgd, 5.0 * std::sqrt(2.0) * sgd.rmsError));
        REQUIRE_THAT(average.rms, WithinAbs(row.average, 5.0 * std::sqrt(2.0) * average.rmsError));
        REQUIRE(frame->average.shares[1] == 0.0);
    }
}
