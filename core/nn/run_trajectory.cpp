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

using torch::Tensor;

/// Up to the checkpoint that the run stands at, the oldest first: what lies beyond is damaged.
std::vector<RunStop> iteratesOf(OpenedRun& run) {
    std::vector<RunStop> stops;
    for (const std::filesystem::path& path : checkpointsIn(run.folder().checkpoints()))
        if (const std::int64_t step = stepOfCheckpoint(path); step <= run.trainer().step())
            stops.push_back({step, path});
    std::ranges::reverse(stops);
    return stops;
}

}  // namespace

std::vector<RunStop> stopsOf(OpenedRun& run) {
    std::vector<RunStop> stops = iteratesOf(run);
    for (const SegmentFile& segment : segmentsOf(run.folder()))
        if (segment.to <= run.trainer().step()) stops.push_back({segment.to, segment.path, true});
    return stops;
}

std::vector<std::size_t> evenlySpaced(std::size_t count, std::size_t most) {
    const std::size_t chosen = std::min(count, most);
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < chosen; ++i)
        indices.push_back(chosen < count ? (i * (count - 1) + (chosen - 1) / 2) / (chosen - 1) : i);
    return indices;
}

Result<RunStop> iterateAfter(OpenedRun& run, std::int64_t epoch) {
    const std::int64_t perEpoch = run.trainer().iterationsPerEpoch();
    std::string there;
    for (const RunStop& stop : iteratesOf(run)) {
        if (stop.step == epoch * perEpoch) return stop;
        if (stop.step % perEpoch == 0) there += (there.empty() ? "" : ", ") + std::to_string(stop.step / perEpoch);
    }
    return Error{
        "The run keeps no checkpoint of epoch " + std::to_string(epoch) + "; it keeps those of epochs " + there + ".",
        "of"};
}

Result<Tensor> weightsAt(const RunStop& stop, const Network& network) {
    if (!stop.isMean)
        if (const auto error = verifyChecksum(stop.path)) return *error;
    const Result<TensorMap> tensors = loadTensors(stop.path);
    if (!tensors) return tensors.error();
    std::vector<Tensor> parts;
    for (const auto& entry : network.named_parameters()) {
        const std::string key = stop.isMean ? std::to_string(parts.size()) : "weights/" + entry.key();
        const auto found = tensors->find(key);
        if (found == tensors->end() || found->second.sizes() != entry.value().sizes())
            return Error{stop.path.string() + " is not of this network.", stop.path.string()};
        parts.push_back(found->second);
    }
    return flatWeights(parts);
}

Tensor flatWeights(const std::vector<Tensor>& weights) {
    return flatten(weights).detach().to(torch::kCPU, torch::kFloat64);
}

}  // namespace basin
