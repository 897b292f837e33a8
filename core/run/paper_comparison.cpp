// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/paper_comparison.h"

#include "core/run/run_presets.h"

namespace basin {

std::vector<PlannedRun> plannedRuns(const RunConfig& base, int seeds) {
    using Kind = TrainingSchedule::Kind;
    std::vector<PlannedRun> runs;
    for (int seed = 0; seed < seeds; ++seed)
        for (const Kind schedule : {Kind::Large, Kind::Medium, Kind::Small})
            for (const Optimizer optimizer : {Optimizer::Sgd, Optimizer::Sam}) {
                RunConfig config = base;
                config.seed = base.seed + static_cast<std::uint64_t>(seed);
                config.schedule = {.kind = schedule, .warmupEpochs = base.schedule.warmupEpochs};
                config.optimizer = optimizer;
                if (optimizer == Optimizer::Sam) {
                    config.rho = publishedRho(base.dataset);
                    config.averages.clear();
                }
                runs.push_back({nameOf(schedule) + "-" + nameOf(optimizer) + "-seed-" + std::to_string(config.seed),
                                std::move(config)});
            }
    return runs;
}

}  // namespace basin
