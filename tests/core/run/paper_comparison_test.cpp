// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/paper_comparison.h"

#include "core/run/run_presets.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <set>

namespace basin {

TEST_CASE("the paper's comparison is three schedules by two optimisers by the seeds", "[run]") {
    RunConfig base =
        paperRecipe(Architecture::ResNet8, Dataset::Cifar10, TrainingSchedule::Kind::Constant, Optimizer::Sgd);
    base.data = "images";
    base.seed = 7;
    const std::vector<PlannedRun> runs = plannedRuns(base, 2);
    REQUIRE(runs.size() == 3 * 2 * 2);
    std::set<std::string> folders;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const RunConfig& config = runs[i].config;
        INFO(runs[i].folder);
        CHECK(folders.insert(runs[i].folder).second);
        CHECK(!checkRunConfig(config));
        CHECK(config.seed == (i < 6 ? 7 : 8));  // one seed after the other
        const bool sam = config.optimizer == Optimizer::Sam;
        CHECK(config.averages.empty() == sam);
        // Nothing else differs.
        RunConfig same = config;
        same.seed = base.seed;
        same.schedule = base.schedule;
        same.optimizer = base.optimizer;
        same.averages = base.averages;
        CHECK(same == base);
    }
    for (const auto kind :
         {TrainingSchedule::Kind::Small, TrainingSchedule::Kind::Medium, TrainingSchedule::Kind::Large})
        CHECK(std::ranges::count_if(runs, [kind](const PlannedRun& run) { return run.config.schedule.kind == kind; }) ==
              4);
    CHECK(folders.contains("large-sam-seed-8"));
}

TEST_CASE("SAM climbs as far as was published for the data set", "[run]") {
    RunConfig base =
        paperRecipe(Architecture::ResNet8, Dataset::Cifar100, TrainingSchedule::Kind::Constant, Optimizer::Sgd);
    for (const PlannedRun& run : plannedRuns(base, 1))
        if (run.config.optimizer == Optimizer::Sam) CHECK(run.config.rho == 0.1);
}

}  // namespace basin
