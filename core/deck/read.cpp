// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deck/deck.h"
#include "core/deck/json_parts.h"
#include "core/deck/names.h"
#include "core/scenario/fields.h"
#include "core/scenario/json_parts.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

using Json = nlohmann::json;
using Need = Fields::Need;

constexpr double kMostMinutes = 600.0;
constexpr std::int64_t kMostSteps = 10'000'000;
constexpr double kPictureSeconds = 10.0;
constexpr std::int64_t kMostPictureSteps = 100'000;

/// A parser of the names in `table`, for Fields::readName.
template <class Table>
auto among(const Table& table, const char* what) {
    using Value = typename Table::value_type::first_type;
    return [&table, what](const std::string& name) -> Result<Value> {
        std::string known;
        for (const auto& [value, word] : table) {
            if (word == name) return value;
            known.append(known.empty() ? "" : ", ").append(word);
        }
        return Error{std::string("There is no ") + what + " \"" + name + "\"; known are " + known + ".", ""};
    };
}

void readSteps(Fields& fields, const char* key, std::int64_t& steps) {
    fields.readWhole(key, steps);
    const Json* found = fields.find(key);
    if (found && (steps < 1 || steps > kMostSteps)) fields.complain(key, "must be from 1 to 10000000", *found);
}

}  // namespace

DeckShow readShow(const Json& json, const std::string& path, std::optional<Error>& error) {
    DeckShow show;
    Fields fields(json, path, {"chart", "law", "objective_alone", "bounds", "minima", "comparison"}, error);
    fields.readName("chart", show.chart, among(kLabCharts, "chart"));
    fields.readName("law", show.law, among(kDeckLaws, "law"));
    fields.read("objective_alone", show.objectiveAlone);
    fields.read("bounds", show.bounds);
    fields.read("minima", show.minima);
    fields.read("comparison", show.comparison);
    return show;
}

namespace {

DeckVote readVote(const Json& json, const std::string& path, std::optional<Error>& error) {
    DeckVote vote;
    Fields fields(json, path, {"question", "steps"}, error);
    fields.read("question", vote.question);
    readSteps(fields, "steps", vote.steps);
    return vote;
}

void readStepScenario(Fields& fields, DeckStep& step) {
    const Json* scenario = fields.find("scenario", Need::Required);
    if (!scenario) return;
    if (scenario->is_string()) {
        step.scenario = scenario->get<std::string>();
        if (step.scenario.empty()) fields.complain("scenario", "must name a preset or a file", *scenario);
    } else if (scenario->is_object()) {
        Result<Scenario> own = readScenario(scenario->dump());
        if (own)
            step.own = *std::move(own);
        else
            fields.error() =
                Error{"\"" + fields.pathOf("scenario") + "\": " + own.error().message, fields.pathOf("scenario")};
    } else {
        fields.complain("scenario", "must be the name of a preset or a file, or a scenario", *scenario);
    }
}

DeckStep readStep(const Json& json, const std::string& path) {
    DeckStep step;
    std::optional<Error> error;
    Fields fields(
        json, path,
        {"title", "text", "notes", "minutes", "page", "scenario", "show", "play", "vote", "picture_after", "claims"},
        error);
    fields.read("title", step.title, Need::Required);
    fields.read("text", step.text);
    fields.read("notes", step.notes);
    fields.read("minutes", step.minutes);
    if (const Json* minutes = fields.find("minutes"); minutes && !(0.0 < step.minutes && step.minutes <= kMostMinutes))
        fields.complain("minutes", "must be above 0 and at most 600", *minutes);
    fields.readName("page", step.page, among(kDeckPages, "page"));
    readStepScenario(fields, step);
    if (const Json* show = fields.find("show")) step.show = readShow(*show, fields.pathOf("show"), error);
    fields.read("play", step.play);
    if (const Json* vote = fields.find("vote"); vote && !vote->is_null())
        step.vote = readVote(*vote, fields.pathOf("vote"), error);
    readSteps(fields, "picture_after", step.pictureAfter);
    if (const Json* claims = fields.find("claims")) {
        if (!claims->is_array()) fields.complain("claims", "must be a list", *claims);
        for (std::size_t i = 0; i < claims->size() && !error; ++i)
            step.claims.push_back(
                readClaim((*claims)[i], fields.pathOf("claims") + "[" + std::to_string(i) + "]", error));
    }
    if (error) {
        step.problem = error->message;
        step.source = json.dump();
    }
    return step;
}

}  // namespace

bool isDeck(std::string_view text) {
    const Result<Json> json = parseJson(text);
    return json && json->is_object() && json->contains("steps");
}

Result<Deck> readDeck(std::string_view text) {
    const Result<Json> json = parseJson(text);
    if (!json) return json.error();
    if (!json->is_object())
        return Error{"A deck must be an object with \"version\", \"title\" and \"steps\"; this file is another.", ""};
    std::optional<Error> error;
    Deck deck;
    Fields fields(*json, "", {"version", "title", "steps"}, error);
    const Json* version = fields.find("version", Need::Required);
    if (version && *version != kDeckVersion)
        fields.complain("version", "must be 1, the version of decks that this Basin reads", *version);
    fields.read("title", deck.title);
    const Json* steps = fields.find("steps", Need::Required);
    if (steps && (!steps->is_array() || steps->empty()))
        fields.complain("steps", "must be a list of one step at least", *steps);
    if (error) return *error;
    for (std::size_t i = 0; i < steps->size(); ++i)
        deck.steps.push_back(readStep((*steps)[i], "steps[" + std::to_string(i) + "]"));
    return deck;
}

Result<Scenario> scenarioOf(const DeckStep& step, const ScenarioText& find) {
    if (!step.problem.empty()) return Error{step.problem, ""};
    Scenario scenario;
    if (step.own) {
        scenario = *step.own;
    } else {
        const std::optional<std::string> text = find(step.scenario);
        if (!text)
            return Error{"There is no scenario \"" + step.scenario +
                             "\": neither a preset nor a file beside the deck has this name.",
                         "scenario"};
        Result<Scenario> read = readScenario(*text);
        if (!read) return Error{"Scenario \"" + step.scenario + "\": " + read.error().message, "scenario"};
        scenario = *std::move(read);
    }
    if (scenario.plane.has_value() != (step.page == DeckPage::Plane))
        return Error{scenario.plane ? "The scenario is one of the plane; its step needs \"page\": \"plane\"."
                                    : "The scenario is one of the line; the page \"plane\" cannot show it.",
                     "page"};
    return scenario;
}

std::int64_t stepsOfPicture(const DeckStep& step, const Scenario& scenario) {
    if (step.pictureAfter > 0) return step.pictureAfter;
    if (step.vote) return step.vote->steps;
    if (!step.play) return 0;
    const double steps = std::isfinite(scenario.stepsPerSecond) ? kPictureSeconds * scenario.stepsPerSecond
                                                                : static_cast<double>(kMostPictureSteps);
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(steps), 1, kMostPictureSteps);
}

double plannedMinutes(const Deck& deck, std::size_t steps) {
    double minutes = 0.0;
    for (std::size_t i = 0; i < std::min(steps, deck.steps.size()); ++i) minutes += deck.steps[i].minutes;
    return minutes;
}

}  // namespace basin
