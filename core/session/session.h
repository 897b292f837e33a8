// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"
#include "core/scenario/saved_state.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// What the pages of the window show, by their names in SavedState.
struct PagesState {
    std::string page;                ///< on show
    std::vector<SavedState> stages;  ///< each page on which a scenario plays
    bool operator==(const PagesState&) const = default;
};

/// A lecture while it is given.
struct LectureState {
    std::string path;  ///< of the deck's file; empty if it has none
    Deck deck;         ///< as edited
    bool modified = false;
    int step = 0;
    std::int64_t began = 0;  ///< when its clock was at 0: milliseconds since 1970, UTC
    PagesState before;       ///< comes back when the lecture is left
    bool playedBefore = false;
    DeckShow showBefore;
    bool operator==(const LectureState&) const = default;
};

/// Everything that a window shows, for the case that Basin ends unexpectedly.
struct Session {
    std::string version;  ///< of the Basin that wrote it
    PagesState pages;
    std::optional<LectureState> lecture;
    bool operator==(const Session&) const = default;
};

/// The version of the format that is read and written.
inline constexpr int kSessionVersion = 1;

std::string writeSession(const Session& session);
/// Reads the state of a single page too. Errors say what is wrong; of a newer version, where "basin_session" stands.
Result<Session> readSession(std::string_view text);

}  // namespace basin
