// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/run_past.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace basin {

/// Where a picture of a run stands in its time, and how the run goes on: what every frame tells. Written by the simulation.
struct RunTime {
    std::uint64_t revision = 0;  ///< the scenario that it shows, as counted by SimulationOf::setScenario
    bool playing = false;
    double stepsPerSecond = 0.0;               ///< measured
    std::shared_ptr<const Scenario> scenario;  ///< the settings now: after a rewind those of then
    std::int64_t start = 0;  ///< the first step that is known, below which the run cannot be taken back
    std::int64_t end = 0;    ///< the last one; the run is rewound where `step` is before it
    std::optional<std::int64_t> repeatingTo;   ///< the run is on its way to this step of its past
    std::shared_ptr<const RunPlace> repeated;  ///< and this is what it repeats; null where it only goes back in time
    std::optional<std::int64_t> branchedAt;    ///< the step from which there are two futures
};

/// Where the run of a frame stands, or will when it has repeated its past.
template <class Frame>
RunPlace placeOf(const Frame& frame) {
    if (frame.repeated) return *frame.repeated;
    RunPlace place{frame.past, frame.step};
    // Before the fork both futures are one.
    if (frame.other && frame.other->past && frame.branchedAt <= frame.step)
        place.other = {*frame.branchedAt, frame.other->past};
    return place;
}

}  // namespace basin
