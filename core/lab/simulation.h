// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab_run.h"
#include "core/lab/pace.h"
#include "core/scenario/scenario.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace basin {

/// Runs a scenario, as a LabRun or a PlaneRun does it, on a thread of its own, below the window's priority: scenarios go down, frames come up, the newest
/// wins on both ways. Frames may be dropped, steps never. All public functions may be called from any one thread and
/// return at once.
template <class Run>
class SimulationOf {
public:
    using Frame = typename Run::Frame;

    /// `frameReady` is called on the simulation's thread when the mailbox was empty and a frame has been put in.
    /// The scenario must be valid (checkScenario).
    SimulationOf(const Scenario& scenario, std::function<void()> frameReady);
    SimulationOf(const SimulationOf&) = delete;
    SimulationOf& operator=(const SimulationOf&) = delete;

    /// Goes on with another scenario, which must be valid. Another start, seed or number of walkers restarts; another
    /// step size, noise, landscape, schedule or momentum restarts the averages only, unless `keepAverages`.
    /// Returns the revision that frames made with it carry.
    std::uint64_t setScenario(const Scenario& scenario, bool keepAverages);
    void setPlaying(bool playing);
    /// Takes this many steps at once, playing or not.
    void takeSteps(std::int64_t steps);
    /// Back to step 0 with the same seed.
    void restart();

    /// Takes the newest frame out of the mailbox; null if there is none.
    std::shared_ptr<const Frame> takeFrame();

private:
    struct Request {
        std::shared_ptr<const Scenario> scenario;
        std::uint64_t revision = 0;
        bool keepAverages = false;
        bool restart = false;
        bool playing = false;
        std::int64_t steps = 0;
    };

    void work(std::stop_token stop);
    void publish(std::shared_ptr<const Frame> frame);

    std::function<void()> m_frameReady;
    std::mutex m_mutex;  ///< guards m_request, m_changed and m_mailbox
    std::condition_variable_any m_wake;
    Request m_request;
    bool m_changed = true;
    std::shared_ptr<const Frame> m_mailbox;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

using Simulation = SimulationOf<LabRun>;

template <class Run>
SimulationOf<Run>::SimulationOf(const Scenario& scenario, std::function<void()> frameReady)
    : m_frameReady(std::move(frameReady)) {
    m_request.scenario = std::make_shared<const Scenario>(scenario);
    m_thread = std::jthread([this](std::stop_token stop) { work(stop); });
}

template <class Run>
std::uint64_t SimulationOf<Run>::setScenario(const Scenario& scenario, bool keepAverages) {
    auto shared = std::make_shared<const Scenario>(scenario);
    const std::lock_guard lock(m_mutex);
    m_request.scenario = std::move(shared);
    m_request.keepAverages = keepAverages;
    m_changed = true;
    m_wake.notify_one();
    return ++m_request.revision;
}

template <class Run>
void SimulationOf<Run>::setPlaying(bool playing) {
    const std::lock_guard lock(m_mutex);
    m_request.playing = playing;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::takeSteps(std::int64_t steps) {
    const std::lock_guard lock(m_mutex);
    m_request.steps += steps;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::restart() {
    const std::lock_guard lock(m_mutex);
    m_request.restart = true;
    m_request.steps = 0;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
auto SimulationOf<Run>::takeFrame() -> std::shared_ptr<const Frame> {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_mailbox, nullptr);
}

template <class Run>
void SimulationOf<Run>::publish(std::shared_ptr<const Frame> frame) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = !m_mailbox;
        m_mailbox = std::move(frame);
    }
    if (wasEmpty) m_frameReady();
}

template <class Run>
void SimulationOf<Run>::work(std::stop_token stop) {
    lowerThreadPriority();
    ThreadPool pool(std::max(1u, std::thread::hardware_concurrency()), true);

    std::shared_ptr<const Scenario> scenario;
    {
        const std::lock_guard lock(m_mutex);
        scenario = m_request.scenario;
    }
    Run run(*scenario);
    Pace pace;
    Pace::Clock::time_point lastFrame = Pace::Clock::now();
    Pace::Clock::time_point beat = lastFrame;  // when the next frame is due
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

        const Pace::Clock::time_point begin = Pace::Clock::now();
        // By the clock and not from the last waking, which is always a little late; what was missed is not made up for.
        if (begin >= beat)
            beat = std::max(beat + std::chrono::duration_cast<Pace::Clock::duration>(Pace::kFrameTime), begin);
        if (request.playing) {
            const double elapsed = Pace::seconds(begin - lastFrame);
            const std::int64_t steps = pace.steps(scenario->stepsPerSecond, elapsed);
            run.advance(steps, &pool);
            pace.measured(steps, Pace::seconds(Pace::Clock::now() - begin));
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
