// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/presets.h"
#include "app/lab/text.h"
#include "app/lab/verbs.h"
#include "app/shell/manual.h"
#include "core/landscape/catalogue.h"
#include "core/noise/noise.h"
#include "core/plane/surface_choice.h"
#include "core/scenario/scenario.h"

#include <cstdio>
#include <memory>

namespace basin::lab {

namespace {

Json parameterJson(const Parameter& parameter) {
    return {{"name", parameter.name},       {"symbol", parameter.symbol},   {"label", parameter.label},
            {"minimum", parameter.minimum}, {"maximum", parameter.maximum}, {"standard", parameter.standard}};
}

/// Of a landscape or a surface.
template <class Entry>
Json entryJson(const Entry& entry) {
    Json parameters = Json::array();
    for (const Parameter& parameter : entry.parameters) parameters.push_back(parameterJson(parameter));
    return {{"name", entry.name},
            {"title", entry.title},
            {"formula", entry.formula},
            {"parameters", std::move(parameters)}};
}

template <class Entries>
void printEntries(const Entries& entries) {
    std::vector<std::pair<std::string, std::string>> facts;
    for (const auto& entry : entries) {
        std::string parameters;
        for (const Parameter& parameter : entry.parameters)
            parameters += (parameters.empty() ? "" : ",") + parameter.name + "=" + shortNumber(parameter.standard);
        facts.emplace_back("  " + entry.name, entry.title);
        facts.emplace_back("", "  " + parameters);
        facts.emplace_back("", "  " + entry.formula);
    }
    printFacts(facts);
}

Json everything() {
    Json all{{"scenarios", Json::array()},
             {"landscapes", Json::array()},
             {"surfaces", Json::array()},
             {"noise", Json::array()}};
    for (const PresetText& preset : presetTexts()) {
        const Result<Scenario> scenario = readScenario(preset.json);
        all["scenarios"].push_back({{"name", preset.name}, {"title", scenario ? scenario->title : ""}});
    }
    for (const CatalogueEntry& entry : landscapeCatalogue()) all["landscapes"].push_back(entryJson(entry));
    for (const CatalogueEntry& entry : surfaceCatalogue()) all["surfaces"].push_back(entryJson(entry));
    for (const LawEntry& entry : lawCatalogue()) {
        Json law{{"name", entry.name}, {"title", entry.title}, {"scale", parameterJson(entry.scale)}};
        law["shape"] = entry.shape ? parameterJson(*entry.shape) : Json();
        all["noise"].push_back(std::move(law));
    }
    return all;
}

void printLists() {
    std::vector<std::pair<std::string, std::string>> facts;
    std::printf("Scenarios (--scenario)\n");
    for (const PresetText& preset : presetTexts()) {
        const Result<Scenario> scenario = readScenario(preset.json);
        facts.emplace_back("  " + std::string(preset.name), scenario ? scenario->title : "");
    }
    printFacts(facts);
    facts.clear();
    std::printf("\nLandscapes (--landscape) with their parameters (--set)\n");
    printEntries(landscapeCatalogue());
    std::printf("\nSurfaces of the plane (--surface) with their parameters (--set)\n");
    printEntries(surfaceCatalogue());
    facts.clear();
    std::printf("\nNoise (--noise)\n");
    for (const LawEntry& entry : lawCatalogue())
        facts.emplace_back("  " + entry.name, entry.title + ", --scale " + entry.scale.symbol +
                                                  (entry.shape ? ", --" + entry.shape->name : "") + ", variance " +
                                                  entry.variance);
    printFacts(facts);
}

}  // namespace

Verb addList(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("list", "Name the scenarios, landscapes, surfaces and laws of noise");
    const auto json = std::make_shared<bool>(false);
    verb->add_flag("--json", *json, "One JSON object on standard output");
    setManual(*verb,
              {.description =
                   {"Names what --scenario, --landscape, --surface and --noise take, with the parameters that --set "
                    "takes and their standard values."},
               .keys = {{"scenarios [{name, title}]", "for --scenario"},
                        {"landscapes [{name, title, formula, parameters}]", "for --landscape and --set"},
                        {"surfaces [{name, title, formula, parameters}]", "for --surface and --set"},
                        {"noise [{name, title, scale, shape}]", "for --noise, --scale, --nu and --alpha"}},
               .examples = {"basin-lab list --json | jq -r '.scenarios[].name'"}});
    return {verb, [json]() -> Outcome {
                *json ? print(everything()) : printLists();
                return {};
            }};
}

}  // namespace basin::lab
