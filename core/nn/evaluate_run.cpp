// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluate_run.h"

#include "core/nn/checkpoint.h"
#include "core/nn/opened_run.h"
#include "core/run/correctness.h"

namespace basin {

namespace {

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
    try {
        const Result<std::unique_ptr<OpenedRun>> opened = OpenedRun::open(run);
        if (!opened) return opened.error();
        OpenedRun& at = **opened;
        const Result<std::vector<Evaluator::Weights>> chosen = at.weights(of);
        if (!chosen) return chosen.error();

        RunEvaluation result;
        result.step = at.trainer().step();
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
        Evaluator evaluator(at.config(), at.images(), at.train(), at.placement());
        const Moment moment{result.step, at.trainer().epoch(), at.seconds()};
        for (const Evaluator::Weights& weights : *chosen) {
            const auto report = [&](const WeightsEvaluation& one) {
                result.found.push_back(one);
                if (log && !error) error = keep(run, *log, moment, one);
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
