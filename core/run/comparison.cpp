// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/comparison.h"

#include "core/number_text.h"
#include "core/run/run_arguments.h"
#include "core/run/run_folder.h"
#include "core/run/run_name.h"
#include "core/run/run_progress.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace basin {

namespace fs = std::filesystem;

namespace {

/// What counts in a comparison: all but the seed, and what changes where and how long a run works but not what it learns.
RunConfig essenceOf(RunConfig config) {
    const RunConfig standard;
    config.seed = standard.seed;
    config.data = "images";
    config.device = standard.device;
    config.threads = standard.threads;
    config.maxTimeS = standard.maxTimeS;
    config.checkpointEvery = standard.checkpointEvery;
    config.keepEvery = standard.keepEvery;
    config.segmentEpochs = standard.segmentEpochs;
    config.evaluationBudget = standard.evaluationBudget;
    config.measureAt = standard.measureAt;
    config.measurementBudget = standard.measurementBudget;
    config.versions.clear();
    config.averages.clear();  // each is compared by its own name; the iterates know nothing of them
    if (config.optimizer == Optimizer::Sgd) config.rho = standard.rho;
    // The forks of two seeds have two parents; in what these are alike stands in the origin.
    if (config.parent) config.parent->folder = "parent";
    return config;
}

std::string textOf(const RunOption& option, const RunConfig& config) {
    const RunOption::Texts texts = option.write(config);
    if (option.value.empty()) return texts.empty() ? "no" : "yes";
    std::string joined;
    for (const std::string& text : texts) joined.append(joined.empty() ? "" : " ").append(text);
    return joined.empty() ? "none" : joined;
}

/// Everything that may tell groups apart, by name and text.
std::vector<std::pair<std::string, std::string>> traitsOf(const RunGroup& group) {
    const RunConfig& config = group.config;
    const RunConfig essence = essenceOf(config);
    std::vector<std::pair<std::string, std::string>> traits;
    for (const RunOption& option : runOptions()) traits.emplace_back(option.name.substr(2), textOf(option, essence));
    traits.emplace_back("fork of", config.parent ? group.origin.name : "none");
    traits.emplace_back("fork at epoch", config.parent ? std::to_string(config.parent->epoch) : "none");
    std::string extensions;
    for (const Extension& one : config.extensions)
        extensions += "+" + std::to_string(one.epochs) + " at " + exactNumber(one.stepSize);
    traits.emplace_back("extended", extensions.empty() ? "no" : extensions);
    return traits;
}

/// Gives each group those of its traits in which not all groups are alike.
void findTraits(std::vector<RunGroup>& groups) {
    const auto first = traitsOf(groups.front());
    std::vector<bool> differs(first.size(), false);
    for (const RunGroup& group : groups) {
        const auto traits = traitsOf(group);
        for (std::size_t i = 0; i < traits.size(); ++i) differs[i] = differs[i] || traits[i] != first[i];
    }
    for (RunGroup& group : groups) {
        const auto traits = traitsOf(group);
        for (std::size_t i = 0; i < traits.size(); ++i) {
            const bool isIdle = traits[i].first == "rho" && group.config.optimizer == Optimizer::Sgd;
            if (differs[i] && !isIdle) group.traits.push_back(traits[i]);
        }
    }
}

/// Images that a run was tested on; 0 if it does not tell.
std::size_t testImages(const RunResult& run) {
    std::size_t count = 0;
    for (const RunResult::Weights& weights : run.weights) count = std::max(count, weights.correct.size());
    return count;
}

Error testedElsewhere(const RunResult& one, const std::string& where, const RunResult& other,
                      const std::string& elsewhere) {
    return {one.path.string() + " was tested on " + where + ", and " + other.path.string() + " on " + elsewhere +
                ": their accuracies do not mean the same. Compare runs on the same images.",
            other.path.string()};
}

std::optional<Error> checkSame(const std::vector<RunResult>& runs) {
    const RunResult* counted = nullptr;
    for (const RunResult& run : runs) {
        const RunResult& first = runs.front();
        if (run.config.dataset != first.config.dataset)
            return testedElsewhere(first, datasetEntry(first.config.dataset).title, run,
                                   datasetEntry(run.config.dataset).title);
        const std::size_t count = testImages(run);
        if (count == 0) continue;
        if (!counted) counted = &run;
        if (count != testImages(*counted))
            return testedElsewhere(*counted, std::to_string(testImages(*counted)) + " images", run,
                                   std::to_string(count) + " images");
    }
    return std::nullopt;
}

/// Puts a run's weights into those of its group, by its seed.
void addResult(std::vector<ComparedWeights>& all, std::size_t group, const RunResult& run) {
    for (const RunResult::Weights& result : run.weights) {
        auto found = std::find_if(all.begin(), all.end(), [&](const ComparedWeights& one) {
            return one.group == group && one.of == result.of;
        });
        if (found == all.end()) {
            ComparedWeights fresh;
            fresh.group = group;
            fresh.of = result.of;
            found = all.insert(all.end(), std::move(fresh));
        }
        const auto at = std::lower_bound(found->seeds.begin(), found->seeds.end(), run.config.seed);
        const auto place = at - found->seeds.begin();
        found->seeds.insert(at, run.config.seed);
        found->accuracies.insert(found->accuracies.begin() + place, result.accuracy);
        found->correct.insert(found->correct.begin() + place, result.correct);
    }
}

std::optional<Difference> differenceOf(const ComparedWeights& first, const ComparedWeights& second) {
    std::vector<double> firstPaired, secondPaired;
    std::optional<Difference> byImages;
    for (std::size_t i = 0, j = 0; i < first.seeds.size() && j < second.seeds.size();) {
        if (first.seeds[i] != second.seeds[j]) {
            ++(first.seeds[i] < second.seeds[j] ? i : j);
            continue;
        }
        firstPaired.push_back(first.accuracies[i]);
        secondPaired.push_back(second.accuracies[j]);
        if (!first.correct[i].empty() && first.correct[i].size() == second.correct[j].size())
            byImages = differenceByImages(first.correct[i], second.correct[j]);
        ++i, ++j;
    }
    if (firstPaired.size() >= 2) return differenceOfPairs(firstPaired, secondPaired);
    if (first.seeds.size() >= 2 && second.seeds.size() >= 2)
        return differenceOfSamples(first.accuracies, second.accuracies);
    // The test images are the same whatever the seeds.
    if (!byImages && first.seeds.size() == 1 && second.seeds.size() == 1 && !first.correct[0].empty() &&
        first.correct[0].size() == second.correct[0].size())
        byImages = differenceByImages(first.correct[0], second.correct[0]);
    return byImages;
}

/// What a fork left; of a parent that is gone its folder is all that is known.
RunOrigin originOf(const ParentRun& parent) {
    const Result<RunFolder> folder = RunFolder::open(parent.folder);
    const Result<RunConfig> config = folder ? folder->readConfig() : Result<RunConfig>(folder.error());
    if (!config) return {parent.folder, parent.folder};
    return {writeRunConfig(essenceOf(*config)), runName(*config)};
}

}  // namespace

std::string RunGroup::name() const {
    if (traits.empty()) return runName(config);
    std::string text;
    for (const auto& [option, value] : traits)
        text.append(text.empty() ? "" : ", ").append(option).append(" ").append(value);
    return text;
}

Result<RunResult> readRunResult(const fs::path& path) {
    const Result<RunFolder> run = RunFolder::open(path);
    if (!run) return run.error();
    Result<RunConfig> config = run->readConfig();
    if (!config) return config.error();
    const Result<RunHistory> history = readHistory(run->events());
    if (!history) return history.error();
    RunResult result{.path = run->path(), .config = *std::move(config)};
    result.isComplete = run->status().state == RunState::Finished;
    if (result.config.parent) result.origin = originOf(*result.config.parent);
    for (const std::string& of : weightsOf(*history, result.config)) {
        const EvaluationSeries* series = history->evaluation(of, Split::Test, Statistics::Recomputed);
        if (!series || series->accuracy.empty() || !std::isfinite(series->accuracy.back())) continue;
        Result<std::optional<Correctness>> correct = readCorrectness(run->path(), of, Split::Test);
        if (!correct) return correct.error();
        result.weights.push_back({of, series->accuracy.back(), (*std::move(correct)).value_or(Correctness())});
    }
    return result;
}

Result<Comparison> compareRuns(const std::vector<RunResult>& runs) {
    if (const auto error = checkSame(runs)) return *error;
    Comparison comparison;
    std::vector<std::size_t> groupOf;
    for (const RunResult& run : runs) {
        const RunConfig essence = essenceOf(run.config);
        std::size_t group = 0;
        const auto fits = [&](const RunGroup& other) {
            return essenceOf(other.config) == essence && other.origin == run.origin;
        };
        while (group < comparison.groups.size() && !fits(comparison.groups[group])) ++group;
        if (group == comparison.groups.size())
            comparison.groups.push_back({.config = run.config, .origin = run.origin});
        groupOf.push_back(group);
    }
    std::vector<std::set<std::uint64_t>> seeds(comparison.groups.size());
    // A run at its end goes before one with the same seed that is not.
    for (const bool complete : {true, false})
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i].isComplete != complete) continue;
            RunGroup& group = comparison.groups[groupOf[i]];
            if (!seeds[groupOf[i]].insert(runs[i].config.seed).second) {
                comparison.repeated.push_back(runs[i].path);
                continue;
            }
            ++group.runs;
            if (!complete) continue;
            ++group.complete;
            addResult(comparison.weights, groupOf[i], runs[i]);
        }
    if (comparison.groups.size() > 1) findTraits(comparison.groups);
    std::stable_sort(comparison.weights.begin(), comparison.weights.end(),
                     [](const ComparedWeights& a, const ComparedWeights& b) { return a.group < b.group; });
    for (ComparedWeights& one : comparison.weights) one.spread = spreadOf(one.accuracies);
    for (std::size_t i = 0; i < comparison.weights.size(); ++i)
        for (std::size_t j = i + 1; j < comparison.weights.size(); ++j) {
            const bool isWorse = comparison.weights[i].spread.mean < comparison.weights[j].spread.mean;
            std::size_t first = isWorse ? j : i, second = isWorse ? i : j;
            const auto difference = [&] { return differenceOf(comparison.weights[first], comparison.weights[second]); };
            // Over the seeds that they have in common the other one may be the better.
            if (const auto found = difference(); found && found->value < 0.0) std::swap(first, second);
            comparison.pairs.push_back({first, second, difference()});
        }
    return comparison;
}

}  // namespace basin
