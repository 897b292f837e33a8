// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/deck/json_parts.h"
#include "core/scenario/fields.h"
#include "core/scenario/json_parts.h"

#include <utility>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;
using Need = Fields::Need;

Json pagesJson(const PagesState& pages) {
    Json json;
    json["page"] = pages.page;
    json["stages"] = Json::array();
    for (const SavedState& stage : pages.stages) json["stages"].push_back(stateJson(stage));
    return json;
}

PagesState readPages(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    PagesState pages;
    Fields fields(json, path, {"page", "stages"}, error);
    fields.read("page", pages.page);
    fields.readList("stages", pages.stages,
                    [](const nlohmann::json& stage, const std::string&, std::optional<Error>& wrong) {
                        Result<SavedState> state = readState(stage);
                        if (state) return *std::move(state);
                        if (!wrong) wrong = state.error();
                        return SavedState();
                    });
    return pages;
}

Json lectureJson(const LectureState& lecture) {
    Json json;
    json["path"] = lecture.path;
    json["deck"] = Json::parse(writeDeck(lecture.deck));
    json["modified"] = lecture.modified;
    json["step"] = lecture.step;
    json["began"] = lecture.began;
    json["before"] = pagesJson(lecture.before);
    json["played_before"] = lecture.playedBefore;
    json["show_before"] = showJson(lecture.showBefore);
    return json;
}

LectureState readLecture(const nlohmann::json& json, std::optional<Error>& error) {
    LectureState lecture;
    Fields fields(json, "lecture",
                  {"path", "deck", "modified", "step", "began", "before", "played_before", "show_before"}, error);
    fields.read("path", lecture.path);
    if (const nlohmann::json* deck = fields.find("deck", Need::Required)) {
        Result<Deck> read = readDeck(deck->dump());
        if (read)
            lecture.deck = *std::move(read);
        else if (!error)
            error = read.error();
    }
    fields.read("modified", lecture.modified);
    fields.readWhole("step", lecture.step);
    fields.readWhole("began", lecture.began);
    if (const nlohmann::json* before = fields.find("before", Need::Required))
        lecture.before = readPages(*before, fields.pathOf("before"), error);
    fields.read("played_before", lecture.playedBefore);
    if (const nlohmann::json* show = fields.find("show_before"))
        lecture.showBefore = readShow(*show, fields.pathOf("show_before"), error);
    return lecture;
}

Session ofOnePage(SavedState state) {
    Session session{.version = state.version, .pages = {.page = state.page}};
    session.pages.stages.push_back(std::move(state));
    return session;
}

}  // namespace

std::string writeSession(const Session& session) {
    Json json;
    json["basin_session"] = kSessionVersion;
    json["version"] = session.version;
    json["pages"] = pagesJson(session.pages);
    if (session.lecture) json["lecture"] = lectureJson(*session.lecture);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Session> readSession(std::string_view text) {
    const Result<nlohmann::json> json = parseJson(text);
    if (!json) return json.error();
    if (json->is_object() && json->contains("basin_state")) {
        Result<SavedState> state = readState(*json);
        return state ? Result<Session>(ofOnePage(*std::move(state))) : Result<Session>(state.error());
    }
    if (!json->is_object() || !json->contains("basin_session")) return Error{"There is no session of Basin in it.", ""};
    if ((*json)["basin_session"] != kSessionVersion)
        return Error{"The session in it is of a newer version: a newer Basin opens it.", "basin_session"};
    std::optional<Error> error;
    Fields fields(*json, "", {"basin_session", "version", "pages", "lecture"}, error);
    Session session;
    fields.read("version", session.version);
    if (const nlohmann::json* pages = fields.find("pages", Need::Required))
        session.pages = readPages(*pages, "pages", error);
    if (const nlohmann::json* lecture = fields.find("lecture")) session.lecture = readLecture(*lecture, error);
    if (error) return *error;
    return session;
}

}  // namespace basin
