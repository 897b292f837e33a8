// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "core/scenario/scenario.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace basin {

/// Runs a scenario on a thread of its own, below the window's priority: scenarios go down, frames come up, the newest
/// wins on both ways. Frames may be dropped, steps never. All public functions may be called from any one thread and
/// return at once.
class Simulation {
public:
    /// `frameReady` is called on the simulation's thread when the mailbox was empty and a frame has been put in.
    /// The scenario must be valid (checkScenario).
    Simulation(const Scenario& scenario, std::function<void()> frameReady);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

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

}  // namespace basin
