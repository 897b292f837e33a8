// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/scenario.h"

#include "core/scenario/json_parts.h"

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
        case LandscapeChoice::Kind::Data:
            json["data"] = Json::array();
            for (const Sample& sample : choice.samples) json["data"].push_back({sample.x, sample.y});
            json["loss"] = sampleLossEntry(choice.loss).name;
            json["domain"] = {choice.domain.lower, choice.domain.upper};
            break;
    }
    return json;
}

Json intervalJson(const Interval& interval) { return {interval.lower, interval.upper}; }
Json rectangleJson(const Rectangle& rectangle) {
    return {{"x", intervalJson(rectangle.x)}, {"y", intervalJson(rectangle.y)}};
}

Json surfaceJson(const SurfaceChoice& choice) {
    Json json;
    switch (choice.kind) {
        case SurfaceChoice::Kind::Named:
            json["name"] = choice.name;
            if (!choice.parameters.empty()) json["parameters"] = choice.parameters;
            break;
        case SurfaceChoice::Kind::Formula:
            json["formula"] = choice.formula;
            json["domain"] = rectangleJson(choice.domain);
            break;
        case SurfaceChoice::Kind::Drawn:
            json["hills"] = Json::array();
            for (const DrawnHill& hill : choice.hills)
                json["hills"].push_back({{"place", {hill.place.x, hill.place.y}},
                                         {"height", hill.height},
                                         {"width", hill.width},
                                         {"aspect", hill.aspect},
                                         {"angle", hill.angle}});
            json["bowl"] = choice.bowl;
            json["domain"] = rectangleJson(choice.domain);
            break;
        case SurfaceChoice::Kind::Table:
            json["table"] = {{"domain", rectangleJson(choice.table.domain)},
                             {"columns", choice.table.columns},
                             {"rows", choice.table.rows},
                             {"values", choice.table.values}};
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

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// All on one line, as a person would write it.
std::string line(const Json& json) {
    if (!json.is_structured()) return text(json);
    std::string out;
    for (auto item = json.begin(); item != json.end(); ++item) {
        if (item != json.begin()) out += ", ";
        if (json.is_object()) out += text(Json(item.key())) + ": ";
        out += line(*item);
    }
    return (json.is_object() ? "{" : "[") + out + (json.is_object() ? "}" : "]");
}

bool isNumbers(const Json& json) {
    return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& item) { return item.is_number(); });
}

/// What fits stays on one line; of what does not, every entry begins a line of its own, but for numbers, which fill the
/// lines.
void layOut(const Json& json, const std::string& indent, bool fits, std::string& out) {
    constexpr std::size_t kWidth = 120;
    const std::string onOneLine = line(json);
    if (!json.is_structured() || json.empty() || (fits && onOneLine.size() + indent.size() <= kWidth)) {
        out += onOneLine;
        return;
    }
    const std::string deeper = indent + "  ";
    if (isNumbers(json)) {
        out += "[";
        std::size_t width = kWidth;
        for (const Json& item : json) {
            const std::string number = text(item);
            const bool fitsHere = width + number.size() + 2 < kWidth;
            if (&item != &json.front()) out += fitsHere ? ", " : ",";
            if (!fitsHere) out += "\n" + deeper;
            width = (fitsHere ? width + 2 : deeper.size()) + number.size();
            out += number;
        }
        out += "\n" + indent + "]";
        return;
    }
    out += json.is_object() ? "{\n" : "[\n";
    for (auto item = json.begin(); item != json.end(); ++item) {
        if (item != json.begin()) out += ",\n";
        out += deeper;
        if (json.is_object()) out += text(Json(item.key())) + ": ";
        layOut(*item, deeper, true, out);
    }
    out += "\n" + indent + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string fileText(const Json& json) {
    std::string out;
    layOut(json, "", false, out);
    return out + "\n";
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

Json shapeJson(const Scenario& scenario) {
    Json json;
    if (scenario.plane)
        json["surface"] = surfaceJson(scenario.plane->surface);
    else
        json["landscape"] = landscapeJson(scenario.landscape);
    return json;
}

Json scenarioJson(const Scenario& scenario, bool withShape) {
    Json json;
    json["version"] = kScenarioVersion;
    json["title"] = scenario.title;
    json["watch"] = scenario.watch;
    const std::optional<PlaneChoice>& plane = scenario.plane;
    if (withShape) json.update(shapeJson(scenario));
    Json& noise = json["noise"];
    noise["law"] = lawEntry(scenario.law).name;
    noise["size"] = scenario.noiseSize;
    if (plane) {
        const Symmetric& s = plane->covariance;
        if (s != PlaneChoice().covariance) noise["covariance"] = {s.xx, s.xy, s.yy};
    }
    if (scenario.noiseKind == NoiseKind::Scaled) noise["sigma_of_w"] = scenario.sigmaOfW;
    if (scenario.noiseKind == NoiseKind::Minibatch)
        noise["sampling"] = scenario.withReplacement ? "with-replacement" : "without-replacement";
    noise["equal_sigma"] = scenario.equalSigma;
    put(noise, "shape", scenario.noiseShape, Scenario().noiseShape, lawEntry(scenario.law).shape.has_value());
    noise["batch_size"] = scenario.batchSize;
    json["step_size"] = scenario.stepSize;
    if (scenario.twinStepSize) json["twin_step_size"] = *scenario.twinStepSize;
    json["schedule"] = scheduleJson(scenario.schedule);
    json["momentum"] = scenario.momentum;
    for (const Average& average : scenario.averages) json["averages"].push_back(averageJson(average));
    json["focus"] = scenario.focus;
    if (plane)
        json["start"] = {plane->start.x, plane->start.y};
    else
        json["start"] = scenario.start;
    json["walkers"] = scenario.walkers;
    json["seed"] = scenario.seed;
    json["speed"] = std::isfinite(scenario.stepsPerSecond) ? Json(scenario.stepsPerSecond) : Json(nullptr);
    if (plane && plane->view)
        json["view"] = rectangleJson(*plane->view);
    else if (!plane && scenario.view)
        json["view"] = intervalJson(*scenario.view);
    for (const Claim& claim : scenario.claims) json["claims"].push_back(claimJson(claim));
    return json;
}

std::string writeScenario(const Scenario& scenario) { return fileText(scenarioJson(scenario)); }

}  // namespace basin
