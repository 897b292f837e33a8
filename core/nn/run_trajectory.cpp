// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/run_trajectory.h"

#include "core/nn/loss_curvature.h"
#include "core/nn/state_writer.h"
#include "core/nn/tensor_file.h"
#include "core/run/checkpoint_file.h"

#include <algorithm>
#include <string>

namespace basin {

namespace {

namespace fs = std::filesystem;
using torch::Tensor;

Result<Tensor> pick(const fs::path& path, const std::vector<std::string>& keys, std::int64_t size) {
    const Result<TensorMap> tensors = loadTensors(path);
    if (!tensors) return tensors.error();
    std::vector<Tensor> parts;
    for (const std::string& key : keys)
        if (const auto found = tensors->find(key); found != tensors->end()) parts.push_back(found->second);
    if (parts.size() == keys.size()) {
        Tensor flat = flatWeights(parts);
        if (flat.numel() == size) return flat;
    }
    return Error{path.string() + " is not of this network.", path.string()};
}

/// The iterate in a checkpoint.
Result<Tensor> iterateIn(const fs::path& path, Network& network) {
    if (const auto error = verifyChecksum(path)) return *error;
    std::vector<std::string> keys;
    for (const auto& entry : network.named_parameters()) keys.push_back("weights/" + entry.key());
    return pick(path, keys, network.parameterCount());
}

Result<Tensor> meanIn(const fs::path& path, Network& network) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < network.parameters().size(); ++i) keys.push_back(std::to_string(i));
    return pick(path, keys, network.parameterCount());
}

void add(std::vector<RunStop>& stops, std::int64_t step, Result<Tensor> weights, std::vector<Error>& problems) {
    if (weights)
        stops.push_back({step, *std::move(weights)});
    else
        problems.push_back(weights.error());
}

/// Up to the checkpoint that the run stands at, the oldest first: what lies beyond is damaged.
std::vector<fs::path> checkpointsOf(OpenedRun& run) {
    std::vector<fs::path> paths = checkpointsIn(run.folder().checkpoints());
    std::erase_if(paths, [&](const fs::path& path) { return stepOfCheckpoint(path) > run.trainer().step(); });
    std::ranges::reverse(paths);
    return paths;
}

}  // namespace

Tensor flatWeights(const std::vector<Tensor>& weights) {
    return flatten(weights).detach().to(torch::kCPU, torch::kFloat64);
}

RunTrajectory trajectoryOf(OpenedRun& run, std::vector<Error>& problems) {
    Network& network = run.trainer().network();
    RunTrajectory trajectory;
    for (const fs::path& path : checkpointsOf(run))
        add(trajectory.iterates, stepOfCheckpoint(path), iterateIn(path, network), problems);
    for (const SegmentFile& segment : segmentsOf(run.folder()))
        if (segment.to <= run.trainer().step())
            add(trajectory.means, segment.to, meanIn(segment.path, network), problems);
    return trajectory;
}

Result<RunStop> iterateAfter(OpenedRun& run, std::int64_t epoch) {
    const std::int64_t perEpoch = run.trainer().iterationsPerEpoch(), step = epoch * perEpoch;
    std::string there;
    for (const fs::path& path : checkpointsOf(run)) {
        const std::int64_t at = stepOfCheckpoint(path);
        if (at == step) {
            Result<Tensor> weights = iterateIn(path, run.trainer().network());
            if (!weights) return weights.error();
            return RunStop{step, *std::move(weights)};
        }
        if (at % perEpoch == 0) there += (there.empty() ? "" : ", ") + std::to_string(at / perEpoch);
    }
    return Error{
        "The run keeps no checkpoint of epoch " + std::to_string(epoch) + "; it keeps those of epochs " + there + ".",
        "of"};
}

}  // namespace basin
