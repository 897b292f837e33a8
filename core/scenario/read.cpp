// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/fields.h"
#include "core/scenario/json_parts.h"
#include "core/scenario/read_surface.h"
#include "core/scenario/scenario.h"

#include <array>
#include <limits>

namespace basin {

namespace {

using Json = nlohmann::json;
using Need = Fields::Need;

Result<Law> lawFromName(const std::string& name) {
    if (const LawEntry* entry = findLaw(name)) return entry->law;
    std::string known;
    for (const LawEntry& entry : lawCatalogue()) known.append(known.empty() ? "" : ", ").append(entry.name);
    return Error{"There is no noise law \"" + name + "\"; known are " + known + ".", "noise.law"};
}

/// A list of pairs of numbers, `what` as in "[w, f]".
template <class Pair>
void readPairs(Fields& fields, const std::string& key, const std::string& what, std::vector<Pair>& pairs) {
    const Json* list = fields.find(key.c_str());
    if (!list) return;
    if (!list->is_array()) return fields.complain(key, "must be a list of pairs " + what, *list);
    for (std::size_t i = 0; i < list->size(); ++i) {
        const Json& pair = (*list)[i];
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number() || !pair[1].is_number())
            return fields.complain(key + "[" + std::to_string(i) + "]", "must be a pair of numbers " + what, pair);
        pairs.push_back({pair[0].get<double>(), pair[1].get<double>()});
    }
}

Result<SampleLoss> lossFromName(const std::string& name) {
    if (const SampleLossEntry* entry = findSampleLoss(name)) return entry->loss;
    std::string known;
    for (const SampleLossEntry& entry : sampleLosses()) known.append(known.empty() ? "" : ", ").append(entry.name);
    return Error{"There is no loss \"" + name + "\"; known are " + known + ".", "landscape.loss"};
}

void readLandscape(const Json& json, LandscapeChoice& choice, std::optional<Error>& error) {
    Fields fields(json, "landscape", {"name", "parameters", "formula", "domain", "points", "data", "loss"}, error);
    if (error) return;
    const bool named = json.contains("name"), typed = json.contains("formula"), drawn = json.contains("points"),
               data = json.contains("data");
    if (named + typed + drawn + data != 1 || (!named && json.contains("parameters")) ||
        (!typed && !data && json.contains("domain")) || (!data && json.contains("loss"))) {
        error = Error{
            "\"landscape\" must have a name (and parameters), a formula (and domain), points or data (and loss and "
            "domain), and only one of these.",
            "landscape"};
        return;
    }
    if (named) {
        choice.kind = LandscapeChoice::Kind::Named;
        fields.read("name", choice.name);
        fields.read("parameters", choice.parameters);
    } else if (typed) {
        choice.kind = LandscapeChoice::Kind::Formula;
        fields.read("formula", choice.formula);
        fields.read("domain", choice.domain);
    } else if (drawn) {
        choice.kind = LandscapeChoice::Kind::Curve;
        readPairs(fields, "points", "[w, f]", choice.points);
    } else {
        choice.kind = LandscapeChoice::Kind::Data;
        readPairs(fields, "data", "[x, y]", choice.samples);
        fields.readName("loss", choice.loss, lossFromName);
        choice.domain = suggestedDomain(choice.samples, choice.loss);
        fields.read("domain", choice.domain);
    }
}

Result<bool> withReplacementFromName(const std::string& name) {
    if (name == "with-replacement") return true;
    if (name == "without-replacement") return false;
    return Error{"Batches are drawn \"with-replacement\" or \"without-replacement\", not \"" + name + "\".",
                 "noise.sampling"};
}

void readNoise(const Json& json, Scenario& scenario, std::optional<Error>& error) {
    std::vector<std::string> known{"law", "size", "equal_sigma", "shape", "batch_size"};
    if (scenario.plane)
        known.emplace_back("covariance");
    else
        known.insert(known.end(), {"sigma_of_w", "sampling"});
    Fields fields(json, "noise", known, error);
    if (error) return;
    if (scenario.plane) fields.read("covariance", scenario.plane->covariance);
    const bool scaled = json.contains("sigma_of_w"), sampled = json.contains("sampling");
    if (scaled && sampled) {
        error = Error{"\"noise\" has \"sigma_of_w\" or \"sampling\", not both.", "noise"};
        return;
    }
    scenario.noiseKind = scaled ? NoiseKind::Scaled : sampled ? NoiseKind::Minibatch : NoiseKind::Law;
    fields.readName("law", scenario.law, lawFromName, sampled ? Need::Optional : Need::Required);
    fields.read("size", scenario.noiseSize, scaled || sampled ? Need::Optional : Need::Required);
    fields.read("sigma_of_w", scenario.sigmaOfW);
    fields.readName("sampling", scenario.withReplacement, withReplacementFromName);
    fields.read("equal_sigma", scenario.equalSigma);
    fields.read("shape", scenario.noiseShape);
    fields.readWhole("batch_size", scenario.batchSize);
}

void readSchedule(const Json& json, Schedule& schedule, std::optional<Error>& error) {
    Fields fields(json, "schedule", {"kind", "length", "floor", "factor", "milestones", "warmup"}, error);
    fields.readName("kind", schedule.kind, scheduleFromName, Need::Required);
    fields.readWhole("length", schedule.length);
    fields.read("floor", schedule.floor);
    fields.read("factor", schedule.factor);
    fields.read("milestones", schedule.milestones);
    fields.read("warmup", schedule.warmup);
}

Average readAverage(const Json& json, const std::string& path, std::optional<Error>& error) {
    Average average;
    Fields fields(json, path, {"kind", "start", "fraction", "length", "decay"}, error);
    fields.readName("kind", average.kind, averageFromName, Need::Required);
    fields.readWhole("start", average.start);
    fields.read("fraction", average.fraction);
    fields.readWhole("length", average.length);
    fields.read("decay", average.decay);
    return average;
}

std::optional<Error> checkVersion(const Json& json) {
    if (!json.is_object() || !json.contains("version")) return std::nullopt;  // Fields says so
    const Json& version = json["version"];
    if (version == kScenarioVersion) return std::nullopt;
    if (version.is_number() && version > kScenarioVersion)
        return Error{"The file is of version " + version.dump() + " of the format, and this Basin reads version " +
                         std::to_string(kScenarioVersion) + ": a newer Basin opens it.",
                     "version"};
    return Error{"\"version\" must be " + std::to_string(kScenarioVersion) + ".", "version"};
}

/// A view, which may be null.
template <class View>
void readView(Fields& fields, std::optional<View>& view) {
    if (const Json* found = fields.find("view"); found && !found->is_null()) fields.read("view", view.emplace());
}

Scenario fromJson(const Json& json, std::optional<Error>& error) {
    Scenario scenario;
    if (json.is_object() && json.contains("surface")) scenario.plane.emplace();
    if (scenario.plane && json.contains("landscape"))
        error =
            Error{"A scenario has a \"landscape\", on the line, or a \"surface\", in the plane, not both.", "surface"};
    std::vector<std::string> known{"version",  "title",    "watch",    "landscape", "noise", "step_size",
                                   "schedule", "momentum", "averages", "focus",     "start", "walkers",
                                   "seed",     "speed",    "view",     "claims"};
    if (scenario.plane)
        known[3] = "surface";
    else
        known.insert(known.begin() + 6, "twin_step_size");
    Fields fields(json, "", known, error);
    fields.find("version", Need::Required);
    fields.read("title", scenario.title);
    fields.read("watch", scenario.watch);
    if (const Json* surface = fields.find("surface"))
        readSurface(*surface, scenario.plane->surface, error);
    else if (const Json* landscape = fields.find("landscape", Need::Required))
        readLandscape(*landscape, scenario.landscape, error);
    if (const Json* noise = fields.find("noise", Need::Required)) readNoise(*noise, scenario, error);
    fields.read("step_size", scenario.stepSize, Need::Required);
    if (const Json* twin = fields.find("twin_step_size"); twin && !twin->is_null())
        fields.read("twin_step_size", scenario.twinStepSize.emplace());
    if (const Json* schedule = fields.find("schedule")) readSchedule(*schedule, scenario.schedule, error);
    fields.read("momentum", scenario.momentum);
    fields.readList("averages", scenario.averages, readAverage);
    fields.readWhole("focus", scenario.focus);
    if (scenario.plane)
        fields.read("start", scenario.plane->start);
    else
        fields.read("start", scenario.start);
    fields.readWhole("walkers", scenario.walkers);
    fields.readWhole("seed", scenario.seed);
    if (const Json* speed = fields.find("speed"); speed && speed->is_null())
        scenario.stepsPerSecond = std::numeric_limits<double>::infinity();
    else
        fields.read("speed", scenario.stepsPerSecond);
    if (scenario.plane)
        readView(fields, scenario.plane->view);
    else
        readView(fields, scenario.view);
    fields.readList("claims", scenario.claims, readClaim);
    return scenario;
}

}  // namespace

Claim readClaim(const Json& json, const std::string& path, std::optional<Error>& error) {
    Claim claim;
    Fields fields(json, path, {"quantity", "relation", "value", "tolerance", "basin", "steps", "walkers"}, error);
    fields.read("quantity", claim.quantity, Need::Required);
    fields.read("relation", claim.relation, Need::Required);
    fields.read("value", claim.value, Need::Required);
    fields.read("tolerance", claim.tolerance);
    fields.readWhole("basin", claim.basin);
    fields.readWhole("steps", claim.steps);
    fields.readWhole("walkers", claim.walkers);
    return claim;
}

Result<Scenario> readScenario(std::string_view text) {
    const Result<Json> json = parseJson(text);
    if (!json) return json.error();
    LastBuilt last;
    return readScenario(*json, last);
}

Result<Scenario> readScenario(const Json& json, LastBuilt& last) {
    std::optional<Error> error = checkVersion(json);
    if (error) return *error;
    Scenario scenario = fromJson(json, error);
    if (error) return *error;
    error = checkScenario(scenario);
    if (!error && scenario.plane) {
        if (last.surface && last.surfaceChoice == scenario.plane->surface) return scenario;
        const auto surface = buildSurface(scenario.plane->surface);
        if (surface) {
            last.surface = *surface;
            last.surfaceChoice = scenario.plane->surface;
            return scenario;
        }
        static constexpr std::array kKeys{"surface", "surface.formula", "surface.hills", "surface.table"};
        error = Error{surface.error().message, kKeys[static_cast<std::size_t>(scenario.plane->surface.kind)]};
    } else if (!error) {
        const bool isBuilt = last.landscape && last.landscapeChoice == scenario.landscape;
        const Result<LandscapePtr> landscape =
            isBuilt ? Result<LandscapePtr>(last.landscape) : buildLandscape(scenario.landscape);
        if (landscape && !isBuilt) {
            last.landscape = *landscape;
            last.landscapeChoice = scenario.landscape;
        }
        if (!landscape) {
            error = landscape.error();
            if (scenario.landscape.kind != LandscapeChoice::Kind::Data)
                error->where = scenario.landscape.kind == LandscapeChoice::Kind::Formula ? "landscape.formula"
                                                                                         : "landscape.points";
        } else {
            const auto noise = scenarioGradientNoise(scenario, *landscape);
            if (noise) return scenario;
            error = noise.error();
        }
    }
    // The rules speak of the thing; a file's reader wants the key too.
    if (!error->where.empty()) error->message += " (key \"" + error->where + "\")";
    return *error;
}

}  // namespace basin
