// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/saved_state.h"

#include "core/scenario/fields.h"
#include "core/scenario/json_parts.h"

#include <algorithm>
#include <new>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBeginning = "{\"basin_state\":";

bool haveSameShape(const Scenario& a, const Scenario& b) {
    if (a.plane.has_value() != b.plane.has_value()) return false;
    return a.plane ? a.plane->surface == b.plane->surface : a.landscape == b.landscape;
}

/// From one scenario to the next (RFC 6902). Landscapes and surfaces, which can be large, are looked into where they differ.
Json changesBetween(const Scenario& before, const Scenario& next) {
    Json changes = Json::diff(scenarioJson(before, false), scenarioJson(next, false));
    if (!haveSameShape(before, next))
        for (const Json& change : Json::diff(shapeJson(before), shapeJson(next))) changes.push_back(change);
    return changes;
}

/// The past as changes from turn to turn, the first against `scenario`.
Json turnsJson(const RunPast& past, const Scenario& scenario) {
    Json turns = Json::array();
    const Scenario* before = &scenario;
    for (const Turn& turn : past.turns) {
        Json json;
        json["step"] = turn.step;
        if (turn.restartsAverages) json["restarts_averages"] = true;
        json["changes"] = changesBetween(*before, *turn.scenario);
        turns.push_back(std::move(json));
        before = turn.scenario.get();
    }
    return turns;
}

/// Whether it is of what Basin writes: a file's "copy", over and over, would fill the memory.
bool areChanges(const nlohmann::json& changes) {
    return changes.is_array() && std::all_of(changes.begin(), changes.end(), [](const nlohmann::json& change) {
               if (!change.is_object()) return false;
               const auto op = change.find("op");
               return op != change.end() && (*op == "add" || *op == "replace" || *op == "remove");
           });
}

/// Null if the settings take up too much room for a past.
Result<RunPastPtr> readTurns(const nlohmann::json& list, nlohmann::json scenario, LastBuilt& last) {
    const Error damaged{"The course of the run is damaged.", "runs"};
    if (!list.is_array() || list.empty() || list.size() > kMostTurns) return damaged;
    const bool inPlane = scenario.contains("surface");
    auto past = std::make_shared<RunPast>();
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        std::optional<Error> error;
        Fields fields(list[i], "runs.turns[" + std::to_string(i) + "]", {"step", "restarts_averages", "changes"},
                      error);
        Turn turn;
        fields.readWhole("step", turn.step, Fields::Need::Required);
        fields.read("restarts_averages", turn.restartsAverages);
        const nlohmann::json* changes = fields.find("changes", Fields::Need::Required);
        if (error) return *error;
        if (!areChanges(*changes)) return damaged;
        try {
            scenario.patch_inplace(*changes);
        } catch (const nlohmann::json::exception&) {
            return damaged;
        } catch (const std::bad_alloc&) {
            return damaged;
        }
        const bool inOrder = i == 0 ? turn.step == 0 : turn.step > past->turns.back().step;
        if (!inOrder) return damaged;
        Result<Scenario> read = readScenario(scenario, last);
        if (!read) return read.error();
        if (read->plane.has_value() != inPlane)
            return Error{"The course of the run is damaged: it leads from the line to the plane or back.", "runs"};
        bytes += scenarioBytes(*read);
        if (bytes > kMostPastBytes) return RunPastPtr();
        turn.scenario = std::make_shared<const Scenario>(*std::move(read));
        past->turns.push_back(std::move(turn));
    }
    return RunPastPtr(std::move(past));
}

Result<OtherFuture> readBranch(const nlohmann::json& json, const std::string& path, const nlohmann::json& scenario,
                               std::int64_t step, LastBuilt& last) {
    std::optional<Error> error;
    Fields fields(json, path, {"step", "turns"}, error);
    OtherFuture other;
    fields.readWhole("step", other.branchedAt, Fields::Need::Required);
    if (!error && (other.branchedAt < 0 || other.branchedAt > step))
        fields.complain("step", "must be from 0 to the step at which the run stands", json["step"]);
    const nlohmann::json* turns = fields.find("turns", Fields::Need::Required);
    if (error) return *error;
    Result<RunPastPtr> past = readTurns(*turns, scenario, last);
    if (!past) return past.error();
    other.past = *std::move(past);
    return other;
}

Result<RunPlace> readRun(const nlohmann::json& json, const std::string& path, const nlohmann::json& scenario,
                         LastBuilt& last) {
    std::optional<Error> error;
    Fields fields(json, path, {"step", "turns", "branch"}, error);
    RunPlace run;
    fields.readWhole("step", run.step, Fields::Need::Required);
    if (!error && run.step < 0) fields.complain("step", "must be at least 0", json["step"]);
    const nlohmann::json* turns = fields.find("turns");
    const nlohmann::json* branch = fields.find("branch");
    if (error) return *error;
    if (!turns) return run;
    Result<RunPastPtr> past = readTurns(*turns, scenario, last);
    if (!past) return past.error();
    run.past = *std::move(past);
    if (!branch) return run;
    Result<OtherFuture> other = readBranch(*branch, fields.pathOf("branch"), scenario, run.step, last);
    if (!other) return other.error();
    if (other->past) run.other = *std::move(other);
    return run;
}

std::optional<Error> checkVersion(const nlohmann::json& json) {
    const auto version = json.find("basin_state");
    if (version == json.end()) return Error{"There is no state of Basin in it.", ""};
    if (*version == kStateVersion) return std::nullopt;
    const auto by = json.find("version");
    const std::string name = by != json.end() && by->is_string() ? " (Basin " + by->get<std::string>() + ")" : "";
    return Error{"The state in it is of a newer version" + name + " and this Basin reads version " +
                     std::to_string(kStateVersion) + ": a newer Basin opens it.",
                 "basin_state"};
}

}  // namespace

nlohmann::ordered_json stateJson(const SavedState& state) {
    Json json;
    json["basin_state"] = kStateVersion;
    json["version"] = state.version;
    json["page"] = state.page;
    json["scenario"] = scenarioJson(state.scenario);
    json["runs"] = Json::array();
    for (const RunPlace& run : state.runs) {
        Json one;
        one["step"] = run.step;
        if (run.past) one["turns"] = turnsJson(*run.past, state.scenario);
        if (run.past && run.other)
            one["branch"] = {{"step", run.other->branchedAt}, {"turns", turnsJson(*run.other->past, state.scenario)}};
        json["runs"].push_back(std::move(one));
    }
    return json;
}

std::string writeState(const SavedState& state) {
    const Json json = stateJson(state);
    std::string text;
    for (const char letter : json.dump(-1, ' ', true, Json::error_handler_t::replace))
        switch (letter) {  // within strings only
            case '<': text += "\\u003c"; break;
            case '>': text += "\\u003e"; break;
            case '&': text += "\\u0026"; break;
            default: text += letter;
        }
    return text;
}

Result<SavedState> readState(std::string_view text) {
    const Result<nlohmann::json> json = parseJson(text);
    if (!json) return json.error();
    return readState(*json);
}

Result<SavedState> readState(const nlohmann::json& json) {
    if (!json.is_object()) return Error{"There is no state of Basin in it.", ""};
    std::optional<Error> error = checkVersion(json);
    if (error) return *error;
    SavedState state;
    Fields fields(json, "", {"basin_state", "version", "page", "scenario", "runs"}, error);
    fields.read("version", state.version);
    fields.read("page", state.page);
    const nlohmann::json* scenario = fields.find("scenario", Fields::Need::Required);
    const nlohmann::json* runs = fields.find("runs");
    if (!error && runs && !runs->is_array()) fields.complain("runs", "must be a list", *runs);
    if (!error && runs && runs->size() > 2) fields.complain("runs", "must be of one run, or of it and its twin", *runs);
    if (error) return *error;
    LastBuilt last;
    Result<Scenario> read = readScenario(*scenario, last);
    if (!read) return read.error();
    state.scenario = *std::move(read);
    for (std::size_t i = 0; runs && i < runs->size(); ++i) {
        Result<RunPlace> run = readRun((*runs)[i], "runs[" + std::to_string(i) + "]", *scenario, last);
        if (!run) return run.error();
        state.runs.push_back(*std::move(run));
    }
    return state;
}

std::optional<std::string_view> findState(std::string_view bytes) {
    const std::size_t begin = bytes.find(kBeginning);
    if (begin == std::string_view::npos) return std::nullopt;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = begin; i < bytes.size(); ++i) {
        const char letter = bytes[i];
        if (quoted) {
            if (letter == '\\')
                ++i;
            else if (letter == '"')
                quoted = false;
        } else if (letter == '"') {
            quoted = true;
        } else if (letter == '{') {
            ++depth;
        } else if (letter == '}' && --depth == 0) {
            return bytes.substr(begin, i + 1 - begin);
        }
    }
    return std::nullopt;
}

}  // namespace basin
