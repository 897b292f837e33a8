// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/simulation.h"

#include "core/lab/lab_run.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace basin {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::duration<double> kFrameTime{1.0 / 60.0};
/// Share of a frame's time that steps may take when the speed asks for more than the machine can do.
constexpr double kBusyShare = 0.6;

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

/// How many steps the speed asks for in each frame, and how many fit into its time.
class Pace {
public:
    /// Steps for the coming frame, `elapsed` seconds after the last.
    std::int64_t steps(double stepsPerSecond, double elapsed) {
        m_due += stepsPerSecond * std::min(elapsed, 0.1);
        const double affordable = std::max(1.0, kBusyShare * kFrameTime.count() / m_secondsPerStep);
        const double steps = std::floor(std::min(m_due, affordable));
        m_due = std::isfinite(m_due) ? std::min(m_due - steps, 1.0) : 0.0;
        return static_cast<std::int64_t>(steps);
    }
    void measured(std::int64_t steps, double elapsed) {
        if (steps > 0) m_secondsPerStep = 0.7 * m_secondsPerStep + 0.3 * elapsed / static_cast<double>(steps);
    }
    void reset() { m_due = 0.0; }

private:
    double m_due = 0.0;  ///< steps owed, with the fraction
    double m_secondsPerStep = 1e-5;
};

}  // namespace

Simulation::Simulation(const Scenario& scenario, std::function<void()> frameReady)
    : m_frameReady(std::move(frameReady)) {
    m_request.scenario = std::make_shared<const Scenario>(scenario);
    m_thread = std::jthread([this](std::stop_token stop) { work(stop); });
}

Simulation::~Simulation() = default;

std::uint64_t Simulation::setScenario(const Scenario& scenario, bool keepAverages) {
    auto shared = std::make_shared<const Scenario>(scenario);
    const std::lock_guard lock(m_mutex);
    m_request.scenario = std::move(shared);
    m_request.keepAverages = keepAverages;
    m_changed = true;
    m_wake.notify_one();
    return ++m_request.revision;
}

void Simulation::setPlaying(bool playing) {
    const std::lock_guard lock(m_mutex);
    m_request.playing = playing;
    m_changed = true;
    m_wake.notify_one();
}

void Simulation::takeSteps(std::int64_t steps) {
    const std::lock_guard lock(m_mutex);
    m_request.steps += steps;
    m_changed = true;
    m_wake.notify_one();
}

void Simulation::restart() {
    const std::lock_guard lock(m_mutex);
    m_request.restart = true;
    m_request.steps = 0;
    m_changed = true;
    m_wake.notify_one();
}

std::shared_ptr<const Frame> Simulation::takeFrame() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_mailbox, nullptr);
}

void Simulation::publish(std::shared_ptr<const Frame> frame) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = !m_mailbox;
        m_mailbox = std::move(frame);
    }
    if (wasEmpty) m_frameReady();
}

void Simulation::work(std::stop_token stop) {
    lowerThreadPriority();
    ThreadPool pool(std::max(1u, std::thread::hardware_concurrency()), true);

    std::shared_ptr<const Scenario> scenario;
    {
        const std::lock_guard lock(m_mutex);
        scenario = m_request.scenario;
    }
    LabRun run(*scenario);
    Pace pace;
    Clock::time_point lastFrame = Clock::now();
    Clock::time_point beat = lastFrame;  // when the next frame is due
    std::int64_t lastStep = 0;
    double measuredSpeed = 0.0;

    while (!stop.stop_requested()) {
        Request request;
        bool changed = false;
        {
            std::unique_lock lock(m_mutex);
            // While playing wait for the display's beat, otherwise until something is asked.
            if (m_request.playing)
                m_wake.wait_until(lock, stop, beat, [this] { return m_changed; });
            else
                m_wake.wait(lock, stop, [this] { return m_changed; });
            if (stop.stop_requested()) break;
            request = m_request;
            changed = m_changed;
            m_request.restart = false;
            m_request.steps = 0;
            m_changed = false;
        }

        if (request.scenario != scenario) {
            scenario = request.scenario;
            run.setScenario(*scenario, request.keepAverages);
        }
        if (request.restart) run.restart();
        if (request.restart || run.step() < lastStep) {
            pace.reset();
            lastStep = run.step();
        }
        if (request.steps > 0) run.advance(request.steps, &pool);

        const Clock::time_point begin = Clock::now();
        // By the clock and not from the last waking, which is always a little late; what was missed is not made up for.
        if (begin >= beat) beat = std::max(beat + std::chrono::duration_cast<Clock::duration>(kFrameTime), begin);
        if (request.playing) {
            const double elapsed = seconds(begin - lastFrame);
            const std::int64_t steps = pace.steps(scenario->stepsPerSecond, elapsed);
            run.advance(steps, &pool);
            pace.measured(steps, seconds(Clock::now() - begin));
            if (elapsed > 0.0)
                measuredSpeed = 0.9 * measuredSpeed + 0.1 * static_cast<double>(run.step() - lastStep) / elapsed;
        } else {
            measuredSpeed = 0.0;
            pace.reset();
        }
        const bool moved = run.step() != lastStep;
        lastFrame = begin;
        lastStep = run.step();
        if (!changed && !moved) continue;

        const std::shared_ptr<Frame> frame = run.frame();
        frame->revision = request.revision;
        frame->playing = request.playing;
        frame->stepsPerSecond = measuredSpeed;
        publish(frame);
    }
}

}  // namespace basin
