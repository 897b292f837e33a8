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
#include <limits>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

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
    /// Goes through a past up to a step, as fast as the machine allows, and goes on from there with the present scenario: the
    /// iterates and averages are then bit for bit those of the run whose past it is. Frames tell where it is (`repeatingTo`).
    /// Another scenario, restarting, and `stopRepeating` end it where it stands.
    void repeat(RunPastPtr past, std::int64_t step);
    void stopRepeating();
    /// Has the run looked at on the simulation's thread, between two steps, as soon as it repeats nothing.
    void look(std::function<void(const Run&)> visit);

    /// Takes the newest frame out of the mailbox; null if there is none.
    std::shared_ptr<const Frame> takeFrame();

private:
    /// The way through a past.
    struct Journey {
        RunPastPtr past;
        std::int64_t step = 0;
    };
    struct Request {
        std::shared_ptr<const Scenario> scenario;
        std::uint64_t revision = 0;
        bool keepAverages = false;
        bool restart = false;
        bool playing = false;
        std::int64_t steps = 0;
        std::shared_ptr<const Journey> journey;
        std::vector<std::function<void(const Run&)>> visits;
    };

    void work(std::stop_token stop);
    /// Goes on along the journey for the time of a frame; true when it has arrived.
    static bool travel(Run& run, const Journey& journey, std::size_t& turn, Pace& pace, ThreadPool* pool);
    void arrive(const std::shared_ptr<const Journey>& journey);
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
    m_request.journey.reset();
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
    m_request.journey.reset();
    m_request.steps = 0;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::repeat(RunPastPtr past, std::int64_t step) {
    auto journey = std::make_shared<const Journey>(Journey{std::move(past), step});
    const std::lock_guard lock(m_mutex);
    m_request.journey = std::move(journey);
    m_request.restart = false;
    m_request.steps = 0;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::stopRepeating() {
    const std::lock_guard lock(m_mutex);
    m_request.journey.reset();
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::look(std::function<void(const Run&)> visit) {
    const std::lock_guard lock(m_mutex);
    m_request.visits.push_back(std::move(visit));
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
void SimulationOf<Run>::arrive(const std::shared_ptr<const Journey>& journey) {
    const std::lock_guard lock(m_mutex);
    if (m_request.journey == journey) m_request.journey.reset();
    m_changed = true;  // what was asked for on the way
}

template <class Run>
bool SimulationOf<Run>::travel(Run& run, const Journey& journey, std::size_t& turn, Pace& pace, ThreadPool* pool) {
    const std::vector<Turn>& turns = journey.past->turns;
    const Pace::Clock::time_point begin = Pace::Clock::now();
    const auto isDue = [&] { return turn < turns.size() && turns[turn].step <= journey.step; };
    do {
        while (isDue() && turns[turn].step == run.step()) run.take(turns[turn++]);
        if (run.step() >= journey.step) return true;
        const Pace::Clock::time_point start = Pace::Clock::now();
        const std::int64_t affordable = pace.steps(std::numeric_limits<double>::infinity(), Pace::kFrameTime.count());
        const std::int64_t steps = std::min(affordable, (isDue() ? turns[turn].step : journey.step) - run.step());
        run.advance(steps, pool);
        pace.measured(steps, Pace::seconds(Pace::Clock::now() - start));
    } while (Pace::Clock::now() - begin < Pace::kFrameTime);
    return false;
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
    auto run = std::make_unique<Run>(*scenario);
    std::shared_ptr<const Journey> journey;  // under way
    std::size_t turn = 0;                    // of its past, the next
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
            if (m_request.playing || m_request.journey)
                m_wake.wait_until(lock, stop, beat, [this] { return m_changed; });
            else
                m_wake.wait(lock, stop, [this] { return m_changed; });
            if (stop.stop_requested()) break;
            request = m_request;
            changed = m_changed;
            m_request.restart = false;
            m_changed = false;
            if (!request.journey) {
                m_request.steps = 0;
                m_request.visits.clear();
            }
        }

        const bool leaves = journey && journey != request.journey;
        if (request.scenario != scenario || leaves) {
            const bool keeps = request.scenario == scenario || request.keepAverages;
            scenario = request.scenario;
            run->setScenario(*scenario, keeps);
        }
        if (journey != request.journey) {
            journey = request.journey;
            turn = 1;
            if (journey) run = std::make_unique<Run>(*journey->past->turns.front().scenario);
        }
        if (request.restart) run->restart();
        if (request.restart || run->step() < lastStep) {
            pace.reset();
            lastStep = run->step();
        }
        if (!journey && request.steps > 0) run->advance(request.steps, &pool);

        const Pace::Clock::time_point begin = Pace::Clock::now();
        // By the clock and not from the last waking, which is always a little late; what was missed is not made up for.
        if (begin >= beat)
            beat = std::max(beat + std::chrono::duration_cast<Pace::Clock::duration>(Pace::kFrameTime), begin);
        if (journey) {
            if (travel(*run, *journey, turn, pace, &pool)) {
                run->setScenario(*scenario, true);
                arrive(std::exchange(journey, nullptr));
                changed = true;
            }
        } else if (request.playing) {
            const double elapsed = Pace::seconds(begin - lastFrame);
            const std::int64_t steps = pace.steps(scenario->stepsPerSecond, elapsed);
            run->advance(steps, &pool);
            pace.measured(steps, Pace::seconds(Pace::Clock::now() - begin));
            if (elapsed > 0.0)
                measuredSpeed = 0.9 * measuredSpeed + 0.1 * static_cast<double>(run->step() - lastStep) / elapsed;
        } else {
            measuredSpeed = 0.0;
            pace.reset();
        }
        if (!request.journey)
            for (const auto& visit : request.visits) visit(*run);
        const bool moved = run->step() != lastStep;
        lastFrame = begin;
        lastStep = run->step();
        if (!changed && !moved) continue;

        const std::shared_ptr<Frame> frame = run->frame();
        frame->revision = request.revision;
        frame->playing = request.playing;
        frame->stepsPerSecond = measuredSpeed;
        if (journey) frame->repeatingTo = journey->step;
        publish(frame);
    }
}

}  // namespace basin
