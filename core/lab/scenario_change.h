// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

namespace basin {

/// What a run that goes on with another scenario has to do anew.
struct ScenarioChange {
    bool dynamics = false;  ///< another f, noise, step size, schedule or momentum
    bool restarts = false;  ///< another start, seed or number of walkers
    bool averages = false;  ///< another choice of averages
};
/// Both on the line, or both in the plane.
ScenarioChange changeBetween(const Scenario& before, const Scenario& after);

}  // namespace basin
