// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deck/deck.h"
#include "core/deck/json_parts.h"
#include "core/deck/names.h"
#include "core/scenario/json_parts.h"

#include <nlohmann/json.hpp>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;

template <class Table, class Value>
std::string_view wordOf(const Table& table, Value wanted) {
    for (const auto& [value, word] : table)
        if (value == wanted) return word;
    return {};
}

}  // namespace

Json showJson(const DeckShow& show) {
    const DeckShow standard;
    Json json = Json::object();
    if (show.chart != standard.chart) json["chart"] = wordOf(kLabCharts, show.chart);
    if (show.law != standard.law) json["law"] = wordOf(kDeckLaws, show.law);
    if (show.objectiveAlone) json["objective_alone"] = true;
    if (show.bounds) json["bounds"] = true;
    if (show.minima) json["minima"] = true;
    if (show.comparison) json["comparison"] = true;
    return json;
}

namespace {

Json stepJson(const DeckStep& step) {
    if (!step.problem.empty()) return Json::parse(step.source);
    Json json;
    json["title"] = step.title;
    json["text"] = step.text;
    json["notes"] = step.notes;
    json["minutes"] = step.minutes;
    json["page"] = wordOf(kDeckPages, step.page);
    json["scenario"] = step.own ? Json::parse(writeScenario(*step.own)) : Json(step.scenario);
    if (step.show != DeckShow()) json["show"] = showJson(step.show);
    if (!step.play) json["play"] = false;
    if (step.vote) json["vote"] = {{"question", step.vote->question}, {"steps", step.vote->steps}};
    if (step.pictureAfter > 0) json["picture_after"] = step.pictureAfter;
    for (const Claim& claim : step.claims) json["claims"].push_back(claimJson(claim));
    return json;
}

}  // namespace

std::string writeDeck(const Deck& deck) {
    Json json;
    json["version"] = kDeckVersion;
    json["title"] = deck.title;
    json["steps"] = Json::array();
    for (const DeckStep& step : deck.steps) json["steps"].push_back(stepJson(step));
    return fileText(json);
}

}  // namespace basin
