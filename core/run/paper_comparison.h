// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <string>
#include <vector>

namespace basin {

/// One run of a comparison that is not made yet.
struct PlannedRun {
    std::string folder;  ///< its name: "large-sam-seed-2"
    RunConfig config;
};

/// The paper's comparison: small, medium and large step sizes, each by SGD with the averages of `base` and by SAM at the
/// published ρ, with `seeds` seeds from that of `base` on. All runs of a seed before the next one, so that a comparison
/// that is not done yet is complete for its first seeds.
std::vector<PlannedRun> plannedRuns(const RunConfig& base, int seeds);

}  // namespace basin
