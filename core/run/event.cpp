// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/event.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <utility>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<Name<Activity>, 3> kActivities{
    {{Activity::Queued, "queued"}, {Activity::Running, "running"}, {Activity::Paused, "paused"}}};
constexpr std::array<Name<EndReason>, 8> kReasons{{{EndReason::Finished, "finished"},
                                                   {EndReason::Stopped, "stopped"},
                                                   {EndReason::TimeUp, "time-up"},
                                                   {EndReason::Diverged, "diverged"},
                                                   {EndReason::DiskFull, "disk-full"},
                                                   {EndReason::DamagedCheckpoint, "damaged-checkpoint"},
                                                   {EndReason::OutOfMemory, "out-of-memory"},
                                                   {EndReason::Failed, "failed"}}};
constexpr std::array<Name<Split>, 3> kSplits{
    {{Split::Train, "train"}, {Split::Holdout, "holdout"}, {Split::Test, "test"}}};
constexpr std::array<Name<Statistics>, 2> kStatistics{
    {{Statistics::Own, "own"}, {Statistics::Recomputed, "recomputed"}}};

/// The values of one line's own fields that any event has; those of nested objects and lists are passed over. Sees the
/// parser's tokens go by: twice as fast as building a tree of the line.
class LineFields final : public nlohmann::json_sax<nlohmann::json> {
public:
    bool isObject = false;

    /// NaN where the field is null; nothing where it is absent or no number.
    std::optional<double> number(std::string_view key) const {
        for (const auto& [name, value] : m_numbers)
            if (name == key) return value;
        return std::nullopt;
    }
    const std::string* text(std::string_view key) const {
        for (const auto& [name, value] : m_texts)
            if (name == key) return &value;
        return nullptr;
    }

    bool null() override { return keep(kUnknown); }
    bool boolean(bool) override { return true; }
    bool number_integer(std::int64_t value) override { return keep(static_cast<double>(value)); }
    bool number_unsigned(std::uint64_t value) override { return keep(static_cast<double>(value)); }
    bool number_float(double value, const std::string&) override { return keep(value); }
    bool string(std::string& value) override {
        if (m_depth == 1) m_texts.emplace_back(m_key, std::move(value));
        return true;
    }
    bool binary(nlohmann::json::binary_t&) override { return true; }
    bool key(std::string& value) override {
        if (m_depth == 1) m_key = std::move(value);
        return true;
    }
    bool start_object(std::size_t) override {
        if (m_depth == 0) isObject = true;
        ++m_depth;
        return true;
    }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override {
        ++m_depth;
        return true;
    }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

private:
    bool keep(double value) {
        if (m_depth == 1) m_numbers.emplace_back(m_key, value);
        return true;
    }
    bool leave() {
        --m_depth;
        return true;
    }

    int m_depth = 0;
    std::string m_key;
    std::vector<std::pair<std::string, double>> m_numbers;
    std::vector<std::pair<std::string, std::string>> m_texts;
};

/// Fills events from the fields of a line and keeps the first complaint.
class Filler {
public:
    Filler(const LineFields& fields, std::string kind) : m_fields(fields), m_kind(std::move(kind)) {}
    std::optional<Error> error;

    double number(const char* key) const { return m_fields.number(key).value_or(kUnknown); }
    std::int64_t whole(const char* key) {
        const double value = number(key);
        constexpr double kMost = 9007199254740992.0;  // 2⁵³: whole numbers below are exact
        if (value >= 0.0 && value < kMost && value == std::floor(value)) return static_cast<std::int64_t>(value);
        complain(key, "whole number");
        return 0;
    }
    std::string text(const char* key) {
        if (const std::string* found = m_fields.text(key)) return *found;
        complain(key, "text");
        return {};
    }
    std::string optionalText(const char* key) const {
        const std::string* found = m_fields.text(key);
        return found ? *found : std::string();
    }
    template <class Value>
    void choice(const char* key, Value& value) {
        const std::string name = text(key);
        if (error) return;
        if (const auto found = valueNamed<Value>(name, key))
            value = *found;
        else
            error = found.error();
    }
    Moment moment() { return {whole("step"), number("epoch"), number("seconds")}; }

private:
    void complain(const char* key, const char* what) {
        if (!error) error = Error{"The event \"" + m_kind + "\" has no " + what + " \"" + key + "\".", key};
    }

    const LineFields& m_fields;
    std::string m_kind;
};

void fill(Filler& from, StateEvent& event) { from.choice("state", event.activity); }
void fill(Filler& from, StepEvent& event) {
    event = {from.moment(),
             from.number("loss"),
             from.number("step_size"),
             from.number("images_per_s"),
             from.number("gradient_norm"),
             from.number("memory_bytes"),
             from.number("load")};
}
void fill(Filler& from, EpochEvent& event) { event = {from.moment(), from.number("loss"), from.number("accuracy")}; }
void fill(Filler& from, EvaluationEvent& event) {
    event.at = from.moment();
    event.of = from.text("of");
    from.choice("split", event.split);
    from.choice("statistics", event.statistics);
    event.loss = from.number("loss");
    event.accuracy = from.number("accuracy");
}
void fill(Filler& from, WarningEvent& event) { event.message = from.text("message"); }
void fill(Filler& from, EndEvent& event) {
    const std::string reason = from.text("reason");
    event.message = from.optionalText("message");
    // A reason that only a newer Basin knows is a failure with that word.
    const auto known = valueNamed<EndReason>(reason, "reason");
    event.reason = known ? *known : EndReason::Failed;
    if (!known && event.message.empty()) event.message = reason;
}
void fill(Filler& from, ResumedEvent& event) { event.fromStep = from.whole("from_step"); }

template <class What>
Result<std::optional<Event>> filled(const LineFields& fields, const std::string& kind) {
    Filler from(fields, kind);
    What what;
    fill(from, what);
    if (from.error) return *from.error;
    return std::optional<Event>(Event{from.number("time"), std::move(what)});
}

Json numberJson(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

void putMoment(Json& json, const Moment& at) {
    json["step"] = at.step;
    json["epoch"] = numberJson(at.epoch);
    json["seconds"] = numberJson(at.seconds);
}

void put(Json& json, const StateEvent& event) {
    json["event"] = "state";
    json["state"] = nameOf(event.activity);
}
void put(Json& json, const StepEvent& event) {
    json["event"] = "step";
    putMoment(json, event.at);
    json["loss"] = numberJson(event.loss);
    json["step_size"] = numberJson(event.stepSize);
    json["images_per_s"] = numberJson(event.imagesPerS);
    json["gradient_norm"] = numberJson(event.gradientNorm);
    if (std::isfinite(event.memoryBytes)) json["memory_bytes"] = event.memoryBytes;
    if (std::isfinite(event.load)) json["load"] = event.load;
}
void put(Json& json, const EpochEvent& event) {
    json["event"] = "epoch";
    putMoment(json, event.at);
    json["loss"] = numberJson(event.loss);
    json["accuracy"] = numberJson(event.accuracy);
}
void put(Json& json, const EvaluationEvent& event) {
    json["event"] = "evaluation";
    putMoment(json, event.at);
    json["of"] = event.of;
    json["split"] = nameOf(event.split);
    json["statistics"] = nameOf(event.statistics);
    json["loss"] = numberJson(event.loss);
    json["accuracy"] = numberJson(event.accuracy);
}
void put(Json& json, const WarningEvent& event) {
    json["event"] = "warning";
    json["message"] = event.message;
}
void put(Json& json, const EndEvent& event) {
    json["event"] = "end";
    json["reason"] = nameOf(event.reason);
    if (!event.message.empty()) json["message"] = event.message;
}
void put(Json& json, const ResumedEvent& event) {
    json["event"] = "resumed";
    json["from_step"] = event.fromStep;
}

}  // namespace

template <>
std::span<const Name<Activity>> namesOf() {
    return kActivities;
}
template <>
std::span<const Name<EndReason>> namesOf() {
    return kReasons;
}
template <>
std::span<const Name<Split>> namesOf() {
    return kSplits;
}
template <>
std::span<const Name<Statistics>> namesOf() {
    return kStatistics;
}

std::string writeEvent(const Event& event) {
    Json json;
    std::visit([&json](const auto& what) { put(json, what); }, event.what);
    json["time"] = numberJson(event.time);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::optional<Event>> readEvent(std::string_view line) {
    LineFields fields;
    if (!nlohmann::json::sax_parse(line, &fields) || !fields.isObject) return Error{"The line is no JSON object."};
    const std::string* kind = fields.text("event");
    if (!kind) return Error{"The line has no text \"event\".", "event"};
    if (*kind == "step") return filled<StepEvent>(fields, *kind);
    if (*kind == "epoch") return filled<EpochEvent>(fields, *kind);
    if (*kind == "evaluation") return filled<EvaluationEvent>(fields, *kind);
    if (*kind == "state") return filled<StateEvent>(fields, *kind);
    if (*kind == "warning") return filled<WarningEvent>(fields, *kind);
    if (*kind == "end") return filled<EndEvent>(fields, *kind);
    if (*kind == "resumed") return filled<ResumedEvent>(fields, *kind);
    return std::optional<Event>();
}

}  // namespace basin
