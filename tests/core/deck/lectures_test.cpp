// SPDX-License-Identifier: GPL-3.0-or-later
// What the lectures that come with Basin say is so.
#include "core/deck/deck.h"
#include "core/lab/claim.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace basin;

namespace {

std::string textOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), {});
}

/// A preset by its name: its file is "NN-name.json".
std::optional<std::string> preset(const std::string& name) {
    for (const auto& entry : std::filesystem::directory_iterator(BASIN_SOURCE_DIR "/resources/scenarios")) {
        const std::string stem = entry.path().stem().string();
        if (entry.path().extension() == ".json" && stem.substr(stem.find('-') + 1) == name) return textOf(entry.path());
    }
    return std::nullopt;
}

Deck whyAveragingWorks() {
    const Result<Deck> deck = readDeck(textOf(BASIN_SOURCE_DIR "/resources/decks/why-averaging-works.json"));
    REQUIRE(deck);
    return *deck;
}

}  // namespace

TEST_CASE("The lecture has ten steps or so for fifteen minutes, each with something to show and to say") {
    const Deck deck = whyAveragingWorks();
    REQUIRE(deck.steps.size() >= 9);
    REQUIRE(deck.steps.size() <= 12);
    REQUIRE_THAT(plannedMinutes(deck, deck.steps.size()), WithinAbs(15.0, 1e-9));
    for (const DeckStep& step : deck.steps) {
        CAPTURE(step.title, step.problem);
        REQUIRE(step.problem.empty());
        const Result<Scenario> scenario = scenarioOf(step, preset);
        REQUIRE(scenario);
        // Two lines of a projector hold the text; a minute's speech is 100 words, 600 letters or so.
        REQUIRE_FALSE(step.text.empty());
        REQUIRE(step.text.size() <= 150);
        const double letters = static_cast<double>(step.notes.size());
        REQUIRE(letters >= 150.0 * step.minutes);
        REQUIRE(letters <= 900.0 * step.minutes);
    }
    REQUIRE(deck.steps.front().title == "A sharp and a flat minimum");
    REQUIRE(deck.steps.back().page == DeckPage::Rates);
}

TEST_CASE("Every claim of the lecture holds, by at least four standard errors") {
    ThreadPool pool(2);
    std::size_t claims = 0;
    for (const DeckStep& step : whyAveragingWorks().steps) {
        Result<Scenario> scenario = scenarioOf(step, preset);
        REQUIRE(scenario);
        Scenario claiming = *scenario;
        claiming.claims = step.claims;
        CAPTURE(step.title);
        REQUIRE_FALSE(checkScenario(claiming));
        const std::vector<ClaimOutcome> outcomes = checkClaims(claiming, &pool);
        claims += outcomes.size();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const Claim& claim = step.claims[i];
            const double distance = std::abs(outcomes[i].measured - claim.value);
            const double margin = claim.relation == "≈" ? claim.tolerance - distance : distance;
            CAPTURE(claim.quantity, claim.relation, claim.value, outcomes[i].measured, outcomes[i].standardError);
            REQUIRE(outcomes[i].holds);
            REQUIRE(margin >= 4.0 * outcomes[i].standardError);
        }
    }
    REQUIRE(claims >= 15);
}
