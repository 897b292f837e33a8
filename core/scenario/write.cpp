// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/scenario.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;

/// What a file leaves out is what a value begins with: numbers that the kind does not use are written if they differ,
/// so that a scenario comes back as it was.
template <class T>
void put(Json& json, const char* key, const T& value, const T& standard, bool used) {
    if (used || value != standard) json[key] = value;
}

Json landscapeJson(const LandscapeChoice& choice) {
    Json json;
    switch (choice.kind) {
        case LandscapeChoice::Kind::Named:
            json["name"] = choice.name;
            if (!choice.parameters.empty()) json["parameters"] = choice.parameters;
            break;
        case LandscapeChoice::Kind::Formula:
            json["formula"] = choice.formula;
            json["domain"] = {choice.domain.lower, choice.domain.upper};
            break;
        case LandscapeChoice::Kind::Curve:
            json["points"] = Json::array();
            for (const CurvePoint& point : choice.points) json["points"].push_back({point.w, point.f});
            break;
    }
    return json;
}

Json scheduleJson(const Schedule& schedule) {
    using Kind = Schedule::Kind;
    const Schedule standard;
    const Kind kind = schedule.kind;
    Json json;
    json["kind"] = scheduleName(kind);
    put(json, "length", schedule.length, standard.length,
        kind == Kind::MultiStep || kind == Kind::Cosine || kind == Kind::Cyclic);
    put(json, "floor", schedule.floor, standard.floor, kind == Kind::Cosine || kind == Kind::Cyclic);
    put(json, "factor", schedule.factor, standard.factor, kind == Kind::MultiStep);
    put(json, "milestones", schedule.milestones, standard.milestones, kind == Kind::MultiStep);
    put(json, "warmup", schedule.warmup, standard.warmup, kind == Kind::InverseSqrt);
    return json;
}

Json averageJson(const Average& average) {
    using Kind = Average::Kind;
    const Average standard;
    Json json;
    json["kind"] = averageName(average.kind);
    put(json, "start", average.start, standard.start, average.kind == Kind::TailFrom);
    put(json, "fraction", average.fraction, standard.fraction, average.kind == Kind::LastFraction);
    put(json, "length", average.length, standard.length, average.kind == Kind::Window);
    put(json, "decay", average.decay, standard.decay, average.kind == Kind::Exponential);
    return json;
}

Json claimJson(const Claim& claim) {
    const Claim standard;
    Json json;
    json["quantity"] = claim.quantity;
    json["relation"] = claim.relation;
    json["value"] = claim.value;
    put(json, "tolerance", claim.tolerance, standard.tolerance, claim.relation == "≈");
    put(json, "basin", claim.basin, standard.basin, claim.quantity.find("share") != std::string::npos);
    json["steps"] = claim.steps;
    json["walkers"] = claim.walkers;
    return json;
}

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Objects spread over lines, everything without an object inside stays on one.
void layOut(const Json& json, const std::string& indent, std::string& out) {
    const bool spreads =
        json.is_object() || std::any_of(json.begin(), json.end(), [](const Json& inner) { return inner.is_object(); });
    if (!spreads || json.empty()) {
        out += text(json);
        return;
    }
    const std::string deeper = indent + "  ";
    out += json.is_object() ? "{\n" : "[\n";
    for (auto item = json.begin(); item != json.end(); ++item) {
        if (item != json.begin()) out += ",\n";
        out += deeper;
        if (json.is_object()) out += text(Json(item.key())) + ": ";
        layOut(*item, deeper, out);
    }
    out += "\n" + indent + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string writeScenario(const Scenario& scenario) {
    Json json;
    json["version"] = kScenarioVersion;
    json["title"] = scenario.title;
    json["watch"] = scenario.watch;
    json["landscape"] = landscapeJson(scenario.landscape);
    Json& noise = json["noise"];
    noise["law"] = lawEntry(scenario.law).name;
    noise["size"] = scenario.noiseSize;
    noise["equal_sigma"] = scenario.equalSigma;
    put(noise, "shape", scenario.noiseShape, Scenario().noiseShape, lawEntry(scenario.law).shape.has_value());
    noise["batch_size"] = scenario.batchSize;
    json["step_size"] = scenario.stepSize;
    if (scenario.twinStepSize) json["twin_step_size"] = *scenario.twinStepSize;
    json["schedule"] = scheduleJson(scenario.schedule);
    json["momentum"] = scenario.momentum;
    for (const Average& average : scenario.averages) json["averages"].push_back(averageJson(average));
    json["focus"] = scenario.focus;
    json["start"] = scenario.start;
    json["walkers"] = scenario.walkers;
    json["seed"] = scenario.seed;
    json["speed"] = std::isfinite(scenario.stepsPerSecond) ? Json(scenario.stepsPerSecond) : Json(nullptr);
    if (scenario.view) json["view"] = {scenario.view->lower, scenario.view->upper};
    for (const Claim& claim : scenario.claims) json["claims"].push_back(claimJson(claim));

    std::string out;
    layOut(json, "", out);
    return out + "\n";
}

}  // namespace basin
