// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The version of the deck format that is read and written.
inline constexpr int kDeckVersion = 1;

/// The pages of the window that a step can be shown on.
enum class DeckPage { Lab, Plane, Rates };
/// The charts of the lab; on the projector one of them is in focus.
enum class LabChart { Landscape, Histograms, Distance, Minima };
/// The exact law over the histogram of SGD.
enum class DeckLaw { None, Step, LongRun };

/// What a step shows besides walkers and curves.
struct DeckShow {
    LabChart chart = LabChart::Landscape;
    DeckLaw law = DeckLaw::None;
    bool objectiveAlone = false;  ///< f and the start, without F and walkers
    bool bounds = false;          ///< bounds and predictions in the chart of distances
    bool minima = false;          ///< the minima of F over the step size
    bool comparison = false;      ///< on the page of rates: distances to w_f
    bool operator==(const DeckShow&) const = default;
};

/// The room predicts where the run ends before it is played.
struct DeckVote {
    std::string question;
    std::int64_t steps = 20000;  ///< of the run that is played when the votes are in
    bool operator==(const DeckVote&) const = default;
};

/// One step of a lecture: a scenario, and what is read and said at it.
struct DeckStep {
    std::string title;
    std::string text;      ///< on screen: a full sentence or two
    std::string notes;     ///< what to say; only the speaker sees them
    double minutes = 1.0;  ///< planned
    DeckPage page = DeckPage::Lab;
    std::string scenario;         ///< a preset's name or a file beside the deck; empty if it is `own`
    std::optional<Scenario> own;  ///< written into the deck itself
    DeckShow show;
    bool play = true;
    std::optional<DeckVote> vote;
    std::int64_t pictureAfter = 0;  ///< steps after which the handout shows it; 0: the vote's, else ten seconds of play
    std::vector<Claim> claims;      ///< what text and notes say, for tests to check

    std::string
        problem;         ///< one sentence if the file's step cannot be read; the rest of the step is then of no meaning
    std::string source;  ///< its JSON then, so that nothing is lost when the deck is saved
    bool operator==(const DeckStep&) const = default;
};

/// A lecture: steps in their order.
struct Deck {
    std::string title;
    std::vector<DeckStep> steps;
    bool operator==(const Deck&) const = default;
};

/// Whether a text is a deck and not a scenario: a JSON object with "steps".
bool isDeck(std::string_view text);
/// Reads a deck file (resources/decks/README.md describes the format). What is wrong within one step is said in its `problem`,
/// with step and key, and the other steps are read all the same; an error is what leaves no deck at all.
Result<Deck> readDeck(std::string_view text);
/// The file of a deck. Reading it gives the same value back.
std::string writeDeck(const Deck& deck);

/// The text of a preset's or a file's scenario by the name that a step gives it; nothing if there is none.
using ScenarioText = std::function<std::optional<std::string>(const std::string& name)>;
/// The scenario of a step: its own, or the one that `find` finds. Errors name what is missing or wrong, and the page if the
/// scenario is not one for it.
Result<Scenario> scenarioOf(const DeckStep& step, const ScenarioText& find);

/// Steps of the run after which a picture of the step shows what it is about; `scenario` is the step's.
std::int64_t stepsOfPicture(const DeckStep& step, const Scenario& scenario);
/// Planned minutes of the first `steps` steps.
double plannedMinutes(const Deck& deck, std::size_t steps);

}  // namespace basin
