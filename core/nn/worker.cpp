// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/worker.h"

#include "core/nn/checkpoint.h"
#include "core/nn/evaluator.h"
#include "core/nn/measure_in_training.h"
#include "core/nn/state_writer.h"
#include "core/nn/training_device.h"
#include "core/run/checkpoint_file.h"
#include "core/run/control.h"
#include "core/run/correctness.h"
#include "core/run/device_queue.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <thread>

namespace basin {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// Seconds that are counted while it runs.
class Stopwatch {
public:
    explicit Stopwatch(double seconds = 0.0) : m_seconds(seconds) {}
    void start() { m_since = Clock::now(); }
    void stop() {
        m_seconds = seconds();
        m_since.reset();
    }
    double seconds() const {
        return m_seconds + (m_since ? std::chrono::duration<double>(Clock::now() - *m_since).count() : 0.0);
    }

private:
    double m_seconds;
    std::optional<Clock::time_point> m_since;
};

EndEvent endOf(const Error& error) {
    return {isDiskFull(error) ? EndReason::DiskFull : EndReason::Failed, error.message};
}

/// One worker's work on one run. The first thing that ends it stands in m_end; what comes after finds it there.
class Session {
public:
    Session(const RunFolder& run, RunConfig config, RunImages images, const Placement& placement, RunLock lock,
            EventWriter log, bool isResumed, const WorkerOptions& options)
        : m_run(run),
          m_config(std::move(config)),
          m_images(std::move(images)),
          m_placement(placement),
          m_lock(std::move(lock)),
          m_log(std::move(log)),
          m_isResumed(isResumed),
          m_control(run.control()),
          m_options(options),
          m_meter(meterOf(placement.device)) {}

    EndEvent work() {
        try {
            look();  // what was asked of an earlier worker is passed over here, and only here
            noteVersions();
            if (waitForDevice()) train();
        } catch (const std::exception& fault) {
            end(endBy(fault));
        }
        m_writer.reset();
        EndEvent how = *m_end;
        // The log may take no more: the lock's record needs no new room.
        m_lock.lastWords(how);
        say(how);
        return how;
    }

private:
    void end(const EndEvent& how) {
        if (!m_end) m_end = how;
    }
    void end(const std::optional<Error>& error) {
        if (error) end(endOf(*error));
    }
    template <class What>
    void say(const What& what);

    void noteVersions();
    bool waitForDevice();
    void train();
    void takeUp();
    void iterate();
    void report();
    void endEpoch();
    void evaluate(Evaluator::Depth depth);
    void measure();
    void keep(const WeightsEvaluation& one);
    void save();
    void saveAndEnd(const EndEvent& how);

    void look();
    void obey();
    void follow(const Command& command);

    std::int64_t lastStep() const { return m_config.totalEpochs() * m_trainer->iterationsPerEpoch(); }
    double sessionS() const { return m_clock.seconds() - m_startedAtS; }
    Moment now() const { return {m_trainer->step(), m_trainer->epoch(), m_clock.seconds()}; }

    RunFolder m_run;
    RunConfig m_config;
    RunImages m_images;
    Placement m_placement;
    RunLock m_lock;
    EventWriter m_log;
    bool m_isResumed;
    ControlReader m_control;
    WorkerOptions m_options;
    DeviceMeter m_meter;
    std::optional<EndEvent> m_end;

    std::optional<DevicePlace> m_place;
    std::optional<ImageSource> m_source;
    std::optional<Trainer> m_trainer;
    std::optional<Evaluator> m_evaluator;
    std::optional<StateWriter> m_writer;

    Stopwatch m_clock;      ///< of the run over all sessions, without pauses
    Stopwatch m_iterating;  ///< of this session's iterations alone
    double m_startedAtS = 0.0;
    double m_evaluationS = 0.0, m_lastEvaluationS = 0.0, m_measurementS = 0.0;  ///< of this session
    Clock::time_point m_lastSave = Clock::now(), m_lastLook;
    std::int64_t m_savedStep = -1, m_takenUpStep = -1, m_reportedImages = 0;
    double m_reportedS = 0.0;
    bool m_isPaused = false;
};

template <class What>
void Session::say(const What& what) {
    Event event;
    event.time = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    event.what = what;
    if (const auto error = m_log.append(event)) return end(error);
    if (m_options.onEvent) m_options.onEvent(event);
}

void Session::noteVersions() {
    const std::map<std::string, std::string> versions{{"basin", BASIN_VERSION}, {"libtorch", TORCH_VERSION}};
    if (m_config.versions == versions) return;
    if (m_isResumed && !m_config.versions.empty())
        say(WarningEvent{
            "The run was begun with other versions of Basin or LibTorch; its numbers may differ from here."});
    m_config.versions = versions;
    end(m_run.writeConfig(m_config));
}

bool Session::waitForDevice() {
    const Result<std::filesystem::path> queues = deviceQueues();
    if (!queues) return end(queues.error()), false;
    Result<DevicePlace> place = DevicePlace::join(*queues, queueOf(m_placement.device));
    if (!place) return end(place.error()), false;
    m_place.emplace(*std::move(place));
    if (m_place->ahead() > 0) say(StateEvent{Activity::Queued});
    while (!m_end && m_place->ahead() > 0)
        for (int i = 0; i < 10 && !m_end; ++i) {
            std::this_thread::sleep_for(100ms);
            look();
        }
    return !m_end;
}

void Session::train() {
    prepareDevice(m_config);
    m_source.emplace(m_images.train, datasetEntry(m_config.dataset), m_placement);
    m_trainer.emplace(m_config, *m_source, m_placement);
    m_evaluator.emplace(m_config, m_images, *m_source, m_placement);
    m_writer.emplace(m_run, m_config.keepEvery * m_trainer->iterationsPerEpoch());
    takeUp();
    if (m_end) return;
    say(StateEvent{Activity::Running});
    m_startedAtS = m_clock.seconds();
    m_reportedImages = m_trainer->imagesSeen();
    m_clock.start();
    if (m_trainer->step() < lastStep()) measure();  // what a stop has cut off
    // Somebody may add epochs while the last evaluation is under way.
    while (!m_end) {
        obey();
        while (!m_end && m_trainer->step() < lastStep()) iterate();
        if (m_end) return;
        save();
        evaluate(Evaluator::Depth::Full);
        measure();
        end(m_writer->finish());
        look();
        if (m_trainer->step() >= lastStep()) end(EndEvent{EndReason::Finished, ""});
    }
}

/// Takes the newest checkpoint up that is whole; without any the run begins.
void Session::takeUp() {
    const std::vector<std::filesystem::path> checkpoints = checkpointsIn(m_run.checkpoints());
    if (checkpoints.empty() && m_config.parent)
        return end(EndEvent{EndReason::DamagedCheckpoint, "The checkpoint from which the fork goes on is missing in " +
                                                              m_run.checkpoints().string() + "; fork again."});
    for (const std::filesystem::path& path : checkpoints) {
        const Result<double> seconds = takeUpCheckpoint(path, *m_trainer);
        if (seconds) {
            m_clock = Stopwatch(*seconds);
            m_savedStep = m_takenUpStep = m_trainer->step();
            break;
        }
        say(WarningEvent{seconds.error().message});
        if (path == checkpoints.back())
            return end(EndEvent{EndReason::DamagedCheckpoint, seconds.error().message + " No other can be used."});
    }
    if (m_isResumed) say(ResumedEvent{m_trainer->step()});
}

void Session::iterate() {
    m_iterating.start();
    m_trainer->advance();
    if (m_trainer->isReportDue()) report();
    m_iterating.stop();
    if (m_end) return;
    if (const std::optional<Segment> segment = m_trainer->averages().takeSegment()) m_writer->writeSegment(*segment);
    if (m_trainer->isAtEpochEnd()) endEpoch();
    obey();
    if (m_end || m_trainer->step() >= lastStep()) return;
    constexpr auto kSaveAtLeastEvery = 10min;
    if (Clock::now() - m_lastSave > kSaveAtLeastEvery) save();
    if (m_config.maxTimeS && sessionS() >= *m_config.maxTimeS)
        saveAndEnd({EndReason::TimeUp, "The time that the run was given is up."});
}

void Session::report() {
    StepEvent event = m_trainer->takeReport();
    event.at = now();
    const double iteratingS = m_iterating.seconds();
    event.imagesPerS = static_cast<double>(m_trainer->imagesSeen() - m_reportedImages) / (iteratingS - m_reportedS);
    m_reportedImages = m_trainer->imagesSeen();
    m_reportedS = iteratingS;
    const DeviceUse use = m_meter.look();
    event.memoryBytes = use.memoryBytes;
    event.load = use.load;
    say(event);
    if (!std::isfinite(event.loss) || !std::isfinite(event.gradientNorm))
        end(EndEvent{EndReason::Diverged, "The loss or its gradient was no longer finite at step " +
                                              std::to_string(m_trainer->step()) + "; a smaller step size may help."});
}

void Session::endEpoch() {
    EpochEvent event = m_trainer->takeEpoch();
    event.at = now();
    say(event);
    if (m_trainer->step() >= lastStep()) return;  // the thorough evaluation follows
    const bool isAffordable =
        m_evaluationS + m_lastEvaluationS <= m_config.evaluationBudget * (sessionS() + m_lastEvaluationS);
    if (m_config.evaluationBudget > 0.0 && isAffordable) evaluate(Evaluator::Depth::Quick);
    if (!m_end) measure();
    const std::int64_t epoch = m_trainer->step() / m_trainer->iterationsPerEpoch();
    const bool stays = m_config.keepEvery > 0 && epoch % m_config.keepEvery == 0;
    if (!m_end && (stays || epoch % m_config.checkpointEvery == 0)) save();
}

/// SGD with its own statistics, then all weights with recomputed ones. What a thorough evaluation finds is kept in files.
void Session::evaluate(Evaluator::Depth depth) {
    Stopwatch watch;
    watch.start();
    const auto stopRequested = [this] {
        look();
        return m_end.has_value();
    };
    const auto tell = [&](const WeightsEvaluation& one) {
        say(EvaluationEvent{now(), one.of, one.split, one.statistics, one.result.loss, one.result.accuracy});
        if (depth == Evaluator::Depth::Full && one.statistics == Statistics::Recomputed) keep(one);
    };
    bool goesOn = m_evaluator->evaluateOwn(m_trainer->network(), tell, stopRequested);
    for (const Evaluator::Weights& weights : allWeights(*m_trainer))
        goesOn = goesOn && m_evaluator->evaluate(weights, depth, tell, stopRequested);
    m_lastEvaluationS = watch.seconds();
    m_evaluationS += m_lastEvaluationS;
}

/// Sharpness and gradient noise, at an epoch that was chosen. Each of them has an equal share of the budget, which is a share of
/// the time that all of the training will take. What goes wrong here is no reason to end the training. At the checkpoint that
/// was taken up nothing is measured twice, and at the place where a fork began nothing at all: it is its parent's.
void Session::measure() {
    const std::int64_t epoch = m_trainer->step() / m_trainer->iterationsPerEpoch();
    if (m_end || !m_trainer->isAtEpochEnd() || (m_config.parent && epoch <= m_config.parent->epoch) ||
        std::ranges::find(m_config.measureAt, epoch) == m_config.measureAt.end())
        return;
    const double whole =
        (m_clock.seconds() - m_measurementS) * static_cast<double>(lastStep()) / static_cast<double>(m_trainer->step());
    const double budget = m_config.measurementBudget * whole;
    const double share = std::min(budget / static_cast<double>(m_config.measureAt.size()), budget - m_measurementS);
    const ToMeasure which = m_trainer->step() == m_takenUpStep ? ToMeasure::Missing : ToMeasure::All;
    Stopwatch watch;
    watch.start();
    const auto stopRequested = [this] {
        look();
        return m_end.has_value();
    };
    try {
        const std::string note =
            measureInTraining({m_config, m_images, *m_source, m_placement}, m_run, allWeights(*m_trainer),
                              m_trainer->step(), share, which, stopRequested);
        if (!m_end && !note.empty()) say(WarningEvent{note});
    } catch (const std::exception& fault) {
        say(WarningEvent{"The measurement at step " + std::to_string(m_trainer->step()) +
                         " failed: " + endBy(fault).message});
    }
    m_measurementS += watch.seconds();
}

void Session::keep(const WeightsEvaluation& one) {
    end(writeCorrectness(m_run.path(), one.of, one.split, one.result.correct));
    if (one.split == Split::Test) end(exportWeights(m_run, one.of, m_evaluator->weights()));
}

void Session::save() {
    if (m_trainer->step() == m_savedStep) return;
    TensorMap state = m_trainer->state();
    state["seconds"] = at::tensor(m_clock.seconds(), torch::kFloat64);
    m_savedStep = m_trainer->step();
    m_writer->writeCheckpoint(m_savedStep, std::move(state));
    m_lastSave = Clock::now();
    end(m_writer->takeError());
}

void Session::saveAndEnd(const EndEvent& how) {
    if (m_trainer) {
        save();
        end(m_writer->finish());
    }
    end(how);
}

/// At the signal and, five times a second, at the control file.
void Session::look() {
    if (m_end) return;
    if (m_options.stopRequested && m_options.stopRequested())
        return saveAndEnd({EndReason::Stopped, "A signal asked its worker to stop."});
    if (Clock::now() - m_lastLook < 200ms) return;
    m_lastLook = Clock::now();
    const NewCommands found = m_control.poll();
    if (found.warning) say(WarningEvent{*found.warning});
    for (const Command& command : found.commands)
        if (!m_end) follow(command);
}

/// Looks, and waits while the run is paused.
void Session::obey() {
    look();
    if (!m_isPaused || m_end) return;
    m_clock.stop();
    say(StateEvent{Activity::Paused});
    while (m_isPaused && !m_end) {
        std::this_thread::sleep_for(50ms);
        look();
    }
    if (!m_end) say(StateEvent{Activity::Running});
    m_clock.start();
}

void Session::follow(const Command& command) {
    switch (command.kind) {
        case Command::Kind::Pause: m_isPaused = true; return;
        case Command::Kind::GoOn: m_isPaused = false; return;
        case Command::Kind::Stop:
            return end(
                EndEvent{EndReason::Stopped, "Stopped on request; what came after the last checkpoint is lost."});
        case Command::Kind::StopAndSave: return saveAndEnd({EndReason::Stopped, "Saved and stopped on request."});
        case Command::Kind::Extend:
            m_config.extensions.push_back(command.extension);
            if (m_trainer) m_trainer->extend(m_config);
            if (m_options.onExtension) m_options.onExtension(m_config);
            return end(m_run.writeConfig(m_config));
    }
}

}  // namespace

Result<EndEvent> work(const RunFolder& run, const WorkerOptions& options) {
    Result<RunConfig> config = run.readConfig();
    if (!config) return config.error();
    const Result<Placement> placement = placementOf(*config);
    if (!placement) return placement.error();
    Result<RunImages> images = readRunImages(*config);
    if (!images) return images.error();
    Result<RunLock> lock = RunLock::take(run.lock());
    if (!lock) return lock.error();
    // A worker that went only now may have added epochs.
    config = run.readConfig();
    if (!config) return config.error();
    std::error_code fault;
    const auto logged = std::filesystem::file_size(run.events(), fault);
    Result<EventWriter> log = EventWriter::open(run.events());
    if (!log) return log.error();
    return Session(run, *std::move(config), *std::move(images), *placement, *std::move(lock), *std::move(log),
                   !fault && logged > 0, options)
        .work();
}

}  // namespace basin
