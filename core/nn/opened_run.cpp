// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/opened_run.h"

#include "core/nn/checkpoint.h"
#include "core/nn/state_writer.h"
#include "core/run/checkpoint_file.h"

#include <utility>

namespace basin {

namespace {

Result<WeightAverage> averageOf(const SegmentFile& segment) {
    const Result<TensorMap> tensors = loadTensors(segment.path);
    if (!tensors) return tensors.error();
    std::vector<torch::Tensor> mean;
    for (auto part = tensors->find("0"); part != tensors->end(); part = tensors->find(std::to_string(mean.size())))
        mean.push_back(part->second);
    WeightAverage average;
    average.restore(std::move(mean), segment.to - segment.from);
    return average;
}

}  // namespace

Result<std::unique_ptr<OpenedRun>> OpenedRun::open(const RunFolder& run) {
    const Result<RunConfig> config = run.readConfig();
    if (!config) return config.error();
    const Result<Placement> placement = placementOf(*config);
    if (!placement) return placement.error();
    Result<RunImages> images = readRunImages(*config);
    if (!images) return images.error();
    prepareDevice(*config);
    std::unique_ptr<OpenedRun> opened(new OpenedRun(run, *config, *placement, *std::move(images)));
    if (const std::optional<Error> error = opened->takeUpNewest()) return *error;
    return opened;
}

OpenedRun::OpenedRun(const RunFolder& folder, const RunConfig& config, const Placement& placement, RunImages images)
    : m_folder(folder),
      m_config(config),
      m_placement(placement),
      m_images(std::move(images)),
      m_train(m_images.train, datasetEntry(config.dataset), placement),
      m_trainer(config, m_train, placement) {}

std::optional<Error> OpenedRun::takeUpNewest() {
    Error last{"The run has no checkpoint yet.", m_folder.checkpoints().string()};
    for (const std::filesystem::path& path : checkpointsIn(m_folder.checkpoints())) {
        const Result<double> seconds = takeUpCheckpoint(path, m_trainer);
        if (seconds) {
            m_seconds = *seconds;
            return std::nullopt;
        }
        last = seconds.error();
    }
    return last;
}

/// The mean from the end of epoch `epoch` on, joined from segments and from what the checkpoint has since the last of them.
Result<std::vector<torch::Tensor>> OpenedRun::tailFrom(std::int64_t epoch) const {
    const std::int64_t perEpoch = m_trainer.iterationsPerEpoch();
    std::int64_t reached = epoch * perEpoch;
    WeightAverage tail;
    std::string there;
    for (const SegmentFile& segment : segmentsOf(m_folder)) {
        if (segment.to > m_trainer.step()) break;
        there += (there.empty() ? "" : ", ") + std::to_string(segment.from / perEpoch);
        if (segment.from != reached) continue;
        const Result<WeightAverage> average = averageOf(segment);
        if (!average) return average.error();
        tail.join(*average);
        reached = segment.to;
    }
    const RunAverages& averages = m_trainer.averages();
    const bool isWhole = reached == averages.openSegmentFrom();
    if (isWhole) {
        const WeightAverage open = averages.openSegment();
        std::vector<torch::Tensor> onCpu;
        for (const torch::Tensor& part : open.buffers()) onCpu.push_back(part.to(torch::kCPU));
        WeightAverage moved;
        moved.restore(std::move(onCpu), open.count());
        tail.join(moved);
    }
    if (isWhole && tail.count() > 0) return tail.mean();
    return Error{"No segment of the run begins at epoch " + std::to_string(epoch) +
                     (there.empty() ? "; it has none yet." : "; they begin at epochs " + there + "."),
                 "average"};
}

Result<std::vector<Evaluator::Weights>> OpenedRun::weights(const std::optional<std::string>& of) {
    std::vector<Evaluator::Weights> all = allWeights(m_trainer);
    if (!of) return all;
    std::string there;
    for (Evaluator::Weights& weights : all) {
        if (weights.of == *of) return std::vector<Evaluator::Weights>{std::move(weights)};
        there += (there.empty() ? "" : ", ") + weights.of;
    }
    const Result<TrainingAverage> average = averageFromText(*of);
    if (average && average->kind == TrainingAverage::Kind::TailEpoch) {
        const auto tail = tailFrom(static_cast<std::int64_t>(average->value));
        if (!tail) return tail.error();
        return std::vector<Evaluator::Weights>{{*of, *tail}};
    }
    return Error{"The run has no average \"" + *of + "\"; there are " + there +
                     ", and tail:EPOCH from the beginning of any segment.",
                 "average"};
}

}  // namespace basin
