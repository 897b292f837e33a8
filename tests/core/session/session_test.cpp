// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "tests/support/catch.h"

using namespace basin;

namespace {

SavedState stageAt(const std::string& page, double stepSize, std::int64_t step) {
    SavedState state{.version = "0.1.0", .page = page};
    if (page == "plane") setSurface(state.scenario, {});
    state.scenario.stepSize = stepSize;
    state.scenario.walkers = 10;
    state.runs = {{.past = beginPast(state.scenario), .step = step}};
    return state;
}

Session anySession() {
    Session session{.version = "0.1.0"};
    session.pages = {.page = "rates", .stages = {stageAt("lab", 0.01, 40), stageAt("plane", 0.02, 7)}};
    LectureState lecture{.path = "/home/me/\u00fc \"deck\".json", .modified = true, .step = 1, .began = 1750000000123};
    lecture.deck = *readDeck(R"({"version": 1, "title": "T", "steps": [
        {"title": "A", "scenario": "two-rates", "vote": {"question": "Where?"}},
        {"title": "Not of this kitchen", "page": "kitchen", "scenario": "two-rates"}]})");
    lecture.before = {.page = "training", .stages = {stageAt("lab", 0.3, 5)}};
    lecture.playedBefore = true;
    lecture.showBefore = {.chart = LabChart::Distance, .law = DeckLaw::LongRun, .minima = true};
    session.lecture = lecture;
    return session;
}

}  // namespace

TEST_CASE("A session comes back as it was written, with the lecture and what stood before it") {
    const Session session = anySession();
    const Result<Session> read = readSession(writeSession(session));
    REQUIRE(read);
    REQUIRE(*read == session);
    Session plain = session;
    plain.lecture.reset();
    REQUIRE(*readSession(writeSession(plain)) == plain);
}

TEST_CASE("The state of one page is a session of it") {
    const SavedState state = stageAt("lab", 0.01, 40);
    const Result<Session> read = readSession(writeState(state));
    REQUIRE(read);
    REQUIRE(read->pages == PagesState{.page = "lab", .stages = {state}});
    REQUIRE_FALSE(read->lecture);
}

TEST_CASE("What is wrong with a session is said, and what is newer is told apart") {
    const std::string text = writeSession(anySession());
    const auto error = [](std::string bad, const std::string& from, const std::string& to) {
        bad.replace(bad.find(from), from.size(), to);
        const Result<Session> session = readSession(bad);
        REQUIRE_FALSE(session);
        return session.error();
    };
    REQUIRE(error(text, "\"basin_session\":1", "\"basin_session\":2").where == "basin_session");
    REQUIRE(error(text, "\"basin_state\":1", "\"basin_state\":2").where == "basin_state");
    REQUIRE_FALSE(error(text, "\"stages\":[", "\"stages\":[7,").message.empty());
    REQUIRE_FALSE(error(text, "\"before\"", "\"after\"").message.empty());
    REQUIRE_FALSE(error(text, "\"steps\":[", "\"steps\":[],\"more\":[").message.empty());
    REQUIRE_FALSE(readSession(text.substr(0, text.size() / 2)));
    REQUIRE_FALSE(readSession("[]"));
    REQUIRE_FALSE(readSession("{}"));
}
