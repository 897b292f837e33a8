// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <vector>

namespace basin {

class ThreadPool;

/// What a claim says and what a run of the scenario shows.
struct ClaimOutcome {
    double measured = 0.0;
    double standardError = 0.0;  ///< of `measured` over the walkers; 0 for what F alone decides
    bool holds = false;
};

/// Plays a valid scenario from its start, as often as its claims differ in their walkers, and measures each claim after
/// its steps. In the order of the claims; slow: walkers × steps of each. `pool` may be null.
std::vector<ClaimOutcome> checkClaims(const Scenario& scenario, ThreadPool* pool);

}  // namespace basin
