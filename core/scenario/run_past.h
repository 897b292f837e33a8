// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// Settings that a run took at `step` and kept until the next turn.
struct Turn {
    std::int64_t step = 0;
    std::shared_ptr<const Scenario> scenario;
    bool restartsAverages = false;  ///< what was averaged before was forgotten
    bool operator==(const Turn& other) const {
        return step == other.step && restartsAverages == other.restartsAverages && *scenario == *other.scenario;
    }
};

/// All settings of a run since its start: with the seed they repeat every iterate and every average bit for bit. Immutable;
/// threads share it. `turns` ascend in `step`, the first is at 0; there is at least one.
struct RunPast {
    std::vector<Turn> turns;
    bool operator==(const RunPast&) const = default;
};
using RunPastPtr = std::shared_ptr<const RunPast>;

/// The second future of a run that has branched: it stands at the step of the first.
struct OtherFuture {
    std::int64_t branchedAt = 0;  ///< from this step on there are two
    RunPastPtr past;
    bool operator==(const OtherFuture& other) const;
};

/// Where a run stands.
struct RunPlace {
    RunPastPtr past;  ///< null if it is not known: then the run can only begin anew
    std::int64_t step = 0;
    std::optional<OtherFuture> other{};
    bool operator==(const RunPlace& place) const;
};

/// Settings may change this often before a run's past is given up: a slider that is dragged for half a minute.
inline constexpr std::size_t kMostTurns = 2000;

/// So much room at most do the settings of one past take up, in bytes: large tables are in each of its scenarios.
inline constexpr std::size_t kMostPastBytes = std::size_t{128} << 20;
/// About what a scenario takes up, in bytes.
std::size_t scenarioBytes(const Scenario& scenario);

/// What changes a run of the scenario: without words, speed of play, the average in focus, claims and the twin's step size.
Scenario asRun(const Scenario& scenario);

/// The past of a run that begins.
RunPastPtr beginPast(const Scenario& scenario);
/// The past after a change of the settings at `step`. Null if `past` is, or if there are more than kMostTurns or kMostPastBytes.
RunPastPtr continuePast(const RunPastPtr& past, std::int64_t step, const Scenario& scenario, bool restartsAverages);

}  // namespace basin
