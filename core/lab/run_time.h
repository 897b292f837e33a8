// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

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
    std::int64_t end = 0;  ///< the last step that is known; the run is rewound where `step` is before it
    std::optional<std::int64_t> repeatingTo;  ///< the run is on its way to this step of its past
    std::optional<std::int64_t> branchedAt;   ///< the step from which there are two futures
};

}  // namespace basin
