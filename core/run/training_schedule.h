// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/names.h"
#include "core/sgd/schedule.h"

#include <cstdint>
#include <vector>

namespace basin {

/// The step size of a training run in every iteration, as a multiple of the base step size. Its milestones are shares of
/// the launched epochs (maths.md §6).
struct TrainingSchedule {
    enum class Kind {
        Constant,
        MultiStep,
        Cosine,
        Small,   ///< multi-step at .2/.4/.6 with a total decay of .2³
        Medium,  ///< the same with .2²
        Large,   ///< the same with .2
        Swa  ///< 1 until half of the budget, then a line down to .01 at .9 of it, then .01 (arXiv 1803.05407, §3.2)
    };
    Kind kind = Kind::Constant;
    double factor = 0.2;                            ///< multi-step: the decay at each milestone
    std::vector<double> milestones{0.2, 0.4, 0.6};  ///< multi-step: as shares of the budget
    double floor = 0.0;                             ///< cosine ends at this share of the base
    /// Over the first W = warmupEpochs epochs the factor is multiplied by (t+1)/W, t counted in iterations from 0.
    double warmupEpochs = 0.0;

    /// η_t / η in iteration t, counted from 0, of `iterations`; both ≥ 1. From `iterations` on the schedule goes on as it
    /// ended.
    double factorAt(std::int64_t t, std::int64_t iterations, std::int64_t iterationsPerEpoch) const;
    bool operator==(const TrainingSchedule&) const = default;
};

/// "constant", "multi-step", "cosine", "small", "medium", "large", "swa".
template <>
std::span<const Name<TrainingSchedule::Kind>> namesOf();

}  // namespace basin
