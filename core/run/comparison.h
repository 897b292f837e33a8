// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/difference.h"
#include "core/run/run_config.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace basin {

/// Of a fork: what its parent was, but for the seed.
struct RunOrigin {
    std::string identity;  ///< equal for equal ones
    std::string name;      ///< for people
    bool operator==(const RunOrigin&) const = default;
};

/// How good a run's weights are on the test images at its end.
struct RunResult {
    struct Weights {
        std::string of;       ///< "sgd" for the iterate, else an average's name
        double accuracy = 0;  ///< share, with recomputed batch-norm statistics
        Correctness correct;  ///< empty if it was not kept
    };
    std::filesystem::path path;
    RunConfig config;
    bool isComplete = false;  ///< finished: only such runs count
    std::vector<Weights> weights;
    RunOrigin origin;
};

/// Reads what a comparison needs of a run.
Result<RunResult> readRunResult(const std::filesystem::path& path);

/// Runs that differ in nothing but their seed, and in where and when they were made.
struct RunGroup {
    RunConfig config;  ///< of the first
    RunOrigin origin;
    /// What tells this group from the others, as options and their texts: {"optimizer", "sam"}. Empty for a single one.
    std::vector<std::pair<std::string, std::string>> traits;
    std::size_t runs = 0;      ///< that were given, each seed once
    std::size_t complete = 0;  ///< of them

    std::string name() const;  ///< "optimizer sam, schedule large"
};

/// The accuracy of one set of weights over the seeds of a group.
struct ComparedWeights {
    std::size_t group = 0;
    std::string of;
    std::vector<std::uint64_t> seeds;  ///< rising
    std::vector<double> accuracies;    ///< one a seed
    std::vector<Correctness> correct;
    Spread spread;
};

/// The difference of `weights[first]` and `weights[second]`; none if a single run of one side stands against nothing to
/// pair it with.
struct ComparedPair {
    std::size_t first = 0, second = 0;
    std::optional<Difference> difference;
};

struct Comparison {
    std::vector<RunGroup> groups;                 ///< in the order of their first runs
    std::vector<ComparedWeights> weights;         ///< by groups; the iterate first
    std::vector<ComparedPair> pairs;              ///< all of them; the better one first
    std::vector<std::filesystem::path> repeated;  ///< runs that another one repeats: they do not count
};

/// Refuses runs whose accuracies do not mean the same: other datasets, or other test images. Runs that are not complete are
/// only counted.
Result<Comparison> compareRuns(const std::vector<RunResult>& runs);

}  // namespace basin
