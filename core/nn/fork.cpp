// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/fork.h"

#include "core/nn/run_averages.h"
#include "core/nn/state_writer.h"
#include "core/run/checkpoint_file.h"
#include "core/run/run_history.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <system_error>

namespace basin {

namespace fs = std::filesystem;

namespace {

/// The steps at the ends of epochs, as the log tells them.
std::map<std::int64_t, std::int64_t> stepsOfEpochs(const RunFolder& run) {
    std::map<std::int64_t, std::int64_t> steps;
    EventReader reader(run.events());
    RunHistory history;
    for (bool more = true; more;) {
        const Result<NewEvents> found = reader.poll();
        if (!found) break;
        history.add(*found);
        more = found->more;
    }
    const Moments& at = history.epochs().at;
    for (std::size_t i = 0; i < at.step.size(); ++i)
        steps[static_cast<std::int64_t>(at.epoch[i])] = static_cast<std::int64_t>(at.step[i]);
    return steps;
}

std::optional<Error> refuse(const RunConfig& parent, const RunConfig& fork) {
    const auto same = [](bool is, const char* what, const char* where) -> std::optional<Error> {
        if (is) return std::nullopt;
        return Error{std::string("A fork keeps the ") + what + " of its parent.", where};
    };
    std::optional<Error> error = same(parent.dataset == fork.dataset, "dataset", "dataset");
    if (!error) error = same(parent.network == fork.network, "network", "network");
    if (!error) error = same(parent.batchSize == fork.batchSize, "batch size", "batch_size");
    if (!error) error = same(parent.seed == fork.seed, "seed", "seed");
    if (!error) error = same(parent.holdout == fork.holdout, "images set aside", "holdout");
    return error;
}

/// Whether the parent has this average, from the same iterate on.
bool goesOn(const TrainingAverage& average, const RunConfig& parent, const RunConfig& fork, std::int64_t perEpoch) {
    return std::ranges::find(parent.averages, average) != parent.averages.end() &&
           average.start(parent.epochs * perEpoch, perEpoch) == average.start(fork.epochs * perEpoch, perEpoch);
}

void beginAnew(const TrainingAverage& average, TensorMap& state) {
    const std::string key = "average/of/" + average.name() + "/";
    std::erase_if(state, [&key](const auto& entry) { return entry.first.starts_with(key); });
    state[key + "count"] = at::zeros({1}, torch::kInt64);
}

}  // namespace

std::vector<std::int64_t> epochsToFork(const RunFolder& run) {
    std::vector<std::int64_t> epochs;
    for (const auto& [epoch, step] : stepsOfEpochs(run))
        if (fs::exists(checkpointPath(run.checkpoints(), step))) epochs.push_back(epoch);
    return epochs;
}

Result<RunFolder> forkRun(const RunFolder& parent, std::int64_t epoch, const fs::path& into, const RunConfig& wanted) {
    const Result<RunConfig> original = parent.readConfig();
    if (!original) return original.error();
    if (const auto error = refuse(*original, wanted)) return *error;
    // Epochs that were added to the parent have step sizes of their own, which are no part of another plan.
    RunConfig changed = wanted;
    if (wanted.stepSize != original->stepSize || wanted.epochs != original->epochs ||
        wanted.schedule != original->schedule)
        changed.extensions.clear();
    if (epoch >= changed.totalEpochs())
        return Error{"A fork after epoch " + std::to_string(epoch) + " needs more than " +
                         std::to_string(changed.totalEpochs()) + " epochs.",
                     "epochs"};
    const auto steps = stepsOfEpochs(parent);
    const auto step = steps.find(epoch);
    const fs::path source = step == steps.end() ? fs::path() : checkpointPath(parent.checkpoints(), step->second);
    if (source.empty() || !fs::exists(source)) {
        std::string there;
        for (const std::int64_t one : epochsToFork(parent)) there += (there.empty() ? "" : ", ") + std::to_string(one);
        return Error{"There is no checkpoint of epoch " + std::to_string(epoch) + " in " + parent.path().string() +
                         (there.empty() ? "." : "; there are those of epochs " + there + ".") +
                         " A run keeps more of them with --keep-every.",
                     "at_epoch"};
    }
    if (const auto error = verifyChecksum(source)) return *error;
    Result<TensorMap> read = loadTensors(source);
    if (!read) return read.error();
    TensorMap state = *std::move(read);
    // What the parent averaged up to here stays with its own averages.
    const std::int64_t perEpoch = step->second / std::max<std::int64_t>(epoch, 1);
    RunAverages averages(*original, perEpoch);
    if (const auto error = averages.restore(state, torch::kCPU)) return Error{source.string() + ": " + error->message};
    averages.close(step->second);
    std::erase_if(state, [](const auto& entry) { return entry.first.starts_with("average/"); });
    averages.save(state);
    for (const TrainingAverage& average : changed.averages)
        if (!goesOn(average, *original, changed, perEpoch)) beginAnew(average, state);

    RunConfig config = changed;
    config.parent = ParentRun{fs::absolute(parent.path()).string(), epoch};
    const Result<RunFolder> fork = RunFolder::create(into, config);
    if (!fork) return fork.error();
    if (const auto error = storeCheckpoint(*fork, step->second, state)) {
        std::error_code ignored;
        fs::remove_all(fork->path(), ignored);
        return *error;
    }
    return *fork;
}

}  // namespace basin
