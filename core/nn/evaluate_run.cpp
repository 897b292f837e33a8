// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluate_run.h"

#include "core/nn/checkpoint.h"
#include "core/nn/state_writer.h"
#include "core/run/checkpoint_file.h"
#include "core/run/correctness.h"

#include <algorithm>

namespace basin {

namespace {

using Weights = Evaluator::Weights;

Result<double> takeUpNewest(const RunFolder& run, Trainer& trainer) {
    Error last{"The run has no checkpoint yet.", run.checkpoints().string()};
    for (const std::filesystem::path& path : checkpointsIn(run.checkpoints())) {
        const Result<double> seconds = takeUpCheckpoint(path, trainer);
        if (seconds) return seconds;
        last = seconds.error();
    }
    return last;
}

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

/// The mean from the end of epoch `epoch` on, joined from segments and from what the checkpoint has since the last of them.
Result<std::vector<torch::Tensor>> tailFrom(std::int64_t epoch, const RunFolder& run, const Trainer& trainer) {
    const std::int64_t perEpoch = trainer.iterationsPerEpoch();
    std::int64_t reached = epoch * perEpoch;
    WeightAverage tail;
    std::string there;
    for (const SegmentFile& segment : segmentsOf(run)) {
        if (segment.to > trainer.step()) break;
        there += (there.empty() ? "" : ", ") + std::to_string(segment.from / perEpoch);
        if (segment.from != reached) continue;
        const Result<WeightAverage> average = averageOf(segment);
        if (!average) return average.error();
        tail.join(*average);
        reached = segment.to;
    }
    const RunAverages& averages = trainer.averages();
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

Result<std::vector<Weights>> chosenWeights(const std::optional<std::string>& of, const RunFolder& run,
                                           Trainer& trainer) {
    std::vector<Weights> all = allWeights(trainer);
    if (!of) return all;
    std::string there;
    for (Weights& weights : all) {
        if (weights.of == *of) return std::vector<Weights>{std::move(weights)};
        there += (there.empty() ? "" : ", ") + weights.of;
    }
    const Result<TrainingAverage> average = averageFromText(*of);
    if (average && average->kind == TrainingAverage::Kind::TailEpoch) {
        const auto tail = tailFrom(static_cast<std::int64_t>(average->value), run, trainer);
        if (!tail) return tail.error();
        return std::vector<Weights>{{*of, *tail}};
    }
    return Error{"The run has no average \"" + *of + "\"; there are " + there +
                     ", and tail:EPOCH from the beginning of any segment.",
                 "average"};
}

/// Puts down what was found, as the worker does at the end of a run.
std::optional<Error> keep(const RunFolder& run, EventWriter& log, const Moment& at, const WeightsEvaluation& one) {
    Event event;
    event.what = EvaluationEvent{at, one.of, one.split, one.statistics, one.result.loss, one.result.accuracy};
    if (auto error = log.append(event)) return error;
    return writeCorrectness(run.path(), one.of, one.split, one.result.correct);
}

}  // namespace

Result<RunEvaluation> evaluateRun(const RunFolder& run, const std::optional<std::string>& of,
                                  const std::function<bool()>& stopRequested) {
    const Result<RunConfig> config = run.readConfig();
    if (!config) return config.error();
    const Result<Placement> placement = placementOf(*config);
    if (!placement) return placement.error();
    const Result<RunImages> images = readRunImages(*config);
    if (!images) return images.error();
    try {
        prepareDevice(*config);
        const ImageSource train(images->train, datasetEntry(config->dataset), *placement);
        Trainer trainer(*config, train, *placement);
        const Result<double> seconds = takeUpNewest(run, trainer);
        if (!seconds) return seconds.error();
        const Result<std::vector<Weights>> chosen = chosenWeights(of, run, trainer);
        if (!chosen) return chosen.error();

        RunEvaluation result;
        result.step = trainer.step();
        std::optional<EventWriter> log;
        // Only what has ended is added to; while a worker has the run, nothing is written.
        const RunStatus status = run.status();
        const RunState state = status.state;
        const bool hasEnded = state == RunState::Finished || state == RunState::Stopped || state == RunState::Failed;
        std::optional<RunLock> lock;
        if (hasEnded)
            if (Result<RunLock> taken = RunLock::take(run.lock())) lock.emplace(*std::move(taken));
        if (lock) {
            lock->lastWords({status.reason, status.message});  // where they may stand alone
            if (Result<EventWriter> writer = EventWriter::open(run.events())) log.emplace(*std::move(writer));
        }
        result.isKept = log.has_value();
        std::optional<Error> error;
        Evaluator evaluator(*config, *images, train, *placement);
        const Moment at{trainer.step(), trainer.epoch(), *seconds};
        for (const Weights& weights : *chosen) {
            const auto report = [&](const WeightsEvaluation& one) {
                result.found.push_back(one);
                if (log && !error) error = keep(run, *log, at, one);
            };
            if (!evaluator.evaluate(weights, Evaluator::Depth::Full, report, stopRequested))
                return Error{"Stopped before all of it was evaluated."};
            if (log && !error) error = exportWeights(run, weights.of, evaluator.weights());
        }
        if (error) return *error;
        return result;
    } catch (const std::exception& fault) {
        return Error{endBy(fault).message};
    }
}

}  // namespace basin
