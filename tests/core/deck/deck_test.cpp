// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deck/deck.h"
#include "tests/support/catch.h"

#include <string>

using namespace basin;

namespace {

const std::string kScenario =
    R"({"version": 1, "title": "Bowl", "landscape": {"formula": "w^2/2", "domain": [-2, 2]},
        "noise": {"law": "uniform", "size": 1.0}, "step_size": 0.1, "speed": 500})";

std::string deckOf(const std::string& steps) { return R"({"version": 1, "title": "Talk", "steps": [)" + steps + "]}"; }

std::optional<std::string> nothing(const std::string&) { return std::nullopt; }
std::optional<std::string> bowl(const std::string& name) {
    return name == "bowl" ? std::optional(kScenario) : std::nullopt;
}

}  // namespace

TEST_CASE("A deck comes back from its file as it was written") {
    Deck deck{.title = "Why it works"};
    DeckStep named;
    named.title = "One";
    named.text = "Look.";
    named.notes = "Say \"η\" slowly.\nThen wait.";
    named.minutes = 1.5;
    named.page = DeckPage::Rates;
    named.scenario = "two-rates";
    named.show.comparison = true;
    named.play = false;
    named.pictureAfter = 3000;
    DeckStep own;
    own.title = "Two";
    own.own = *readScenario(kScenario);
    own.show.chart = LabChart::Distance;
    own.show.law = DeckLaw::LongRun;
    own.show.objectiveAlone = own.show.bounds = own.show.minima = true;
    own.vote = DeckVote{"Where?", 1000};
    Claim claim;
    claim.quantity = "sgd_rms";
    claim.relation = "<";
    claim.value = 2.0;
    own.claims.push_back(claim);
    deck.steps = {named, own};
    const Result<Deck> back = readDeck(writeDeck(deck));
    REQUIRE(back);
    REQUIRE(*back == deck);
}

TEST_CASE("What a step leaves out has a plain meaning") {
    const Result<Deck> deck = readDeck(deckOf(R"({"title": "A", "scenario": "bowl"})"));
    REQUIRE(deck);
    const DeckStep& step = deck->steps.front();
    REQUIRE(step.problem.empty());
    REQUIRE(step.page == DeckPage::Lab);
    REQUIRE(step.minutes == 1.0);
    REQUIRE(step.play);
    REQUIRE_FALSE(step.vote);
    const Result<Scenario> scenario = scenarioOf(step, bowl);
    REQUIRE(scenario);
    REQUIRE(scenario->title == "Bowl");
    // Ten seconds at 500 steps a second.
    REQUIRE(stepsOfPicture(step, *scenario) == 5000);
    DeckStep paused = step;
    paused.play = false;
    REQUIRE(stepsOfPicture(paused, *scenario) == 0);
    paused.vote = DeckVote{"", 700};
    REQUIRE(stepsOfPicture(paused, *scenario) == 700);
    paused.pictureAfter = 30;
    REQUIRE(stepsOfPicture(paused, *scenario) == 30);
}

TEST_CASE("A step that cannot be read says where and why, and the others are there") {
    struct Bad {
        const char* step;
        const char* says;
    };
    for (const Bad& bad :
         {Bad{R"({"title": "B", "scenario": "bowl", "page": "kitchen"})", "kitchen"},
          Bad{R"({"title": "B"})", "\"steps[1].scenario\" is missing"},
          Bad{R"({"scenario": "bowl"})", "\"steps[1].title\" is missing"},
          Bad{R"({"title": "B", "scenario": 3})", "steps[1].scenario"},
          Bad{R"({"title": "B", "scenario": "bowl", "minutes": 0})", "steps[1].minutes"},
          Bad{R"({"title": "B", "scenario": "bowl", "colour": "red"})", "steps[1].colour"},
          Bad{R"({"title": "B", "scenario": "bowl", "show": {"chart": "pie"}})", "pie"},
          Bad{R"({"title": "B", "scenario": "bowl", "vote": {"steps": 0}})", "steps[1].vote.steps"},
          Bad{R"({"title": "B", "scenario": "bowl", "claims": [{"value": 1}]})", "steps[1].claims[0].quantity"},
          Bad{R"({"title": "B", "scenario": {"version": 1}})", "steps[1].scenario"}, Bad{R"("words")", "steps[1]"}}) {
        CAPTURE(bad.step);
        const Result<Deck> deck = readDeck(deckOf(std::string(R"({"title": "A", "scenario": "bowl"}, )") + bad.step +
                                                  R"(, {"title": "C", "scenario": "bowl"})"));
        REQUIRE(deck);
        REQUIRE(deck->steps.size() == 3);
        REQUIRE(deck->steps[0].problem.empty());
        REQUIRE(deck->steps[2].problem.empty());
        const std::string& problem = deck->steps[1].problem;
        CAPTURE(problem);
        REQUIRE(problem.find(bad.says) != std::string::npos);
        REQUIRE((problem.back() == '.' || problem.back() == ')'));
        REQUIRE_FALSE(scenarioOf(deck->steps[1], bowl));
        // Saving the deck keeps what could not be read.
        const Result<Deck> again = readDeck(writeDeck(*deck));
        REQUIRE(again);
        REQUIRE(*again == *deck);
    }
}

TEST_CASE("What is no deck at all is refused in one sentence") {
    for (const char* text : {"", "{", "[1]", R"({"version": 1, "title": "x"})", R"({"version": 1, "steps": []})",
                             R"({"version": 2, "steps": [{"title": "A", "scenario": "bowl"}]})",
                             R"({"steps": [{"title": "A", "scenario": "bowl"}]})", R"({"version": 1, "steps": "many"})",
                             R"({"version": 1, "slides": [], "steps": [1]})"}) {
        CAPTURE(text);
        const Result<Deck> deck = readDeck(text);
        REQUIRE_FALSE(deck);
        REQUIRE(deck.error().message.back() == '.');
    }
    REQUIRE(isDeck(deckOf("{}")));
    REQUIRE_FALSE(isDeck(kScenario));
    REQUIRE_FALSE(isDeck("{"));
}

TEST_CASE("A scenario that is missing or broken or of the wrong page is named") {
    DeckStep step;
    step.scenario = "nowhere.json";
    Result<Scenario> scenario = scenarioOf(step, nothing);
    REQUIRE_FALSE(scenario);
    REQUIRE(scenario.error().message.find("nowhere.json") != std::string::npos);
    scenario = scenarioOf(step, [](const std::string&) { return std::optional<std::string>("{"); });
    REQUIRE_FALSE(scenario);
    REQUIRE(scenario.error().message.find("nowhere.json") != std::string::npos);
    step.page = DeckPage::Plane;
    step.scenario = "bowl";
    REQUIRE_FALSE(scenarioOf(step, bowl));
}

TEST_CASE("Planned minutes add up") {
    Deck deck;
    deck.steps.resize(3);
    deck.steps[1].minutes = 2.5;
    REQUIRE(plannedMinutes(deck, 0) == 0.0);
    REQUIRE(plannedMinutes(deck, 2) == 3.5);
    REQUIRE(plannedMinutes(deck, 9) == 4.5);
}
