// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab_run.h"
#include "core/lab/pace.h"
#include "core/lab/timeline.h"
#include "core/scenario/scenario.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace basin {

/// Runs a scenario, as a LabRun or a PlaneRun does it, on a thread of its own, below the window's priority: scenarios go
/// down, frames come up, the newest wins on both ways. Frames may be dropped, steps never. The run can be taken back to any
/// earlier step, and two futures of it can be run side by side, with the same random numbers. All public functions may be
/// called from any one thread and return at once; what they ask for is done in their order.
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
    /// Where the run is rewound and would go another way from here, it branches.
    /// Returns the revision that frames made with it carry.
    std::uint64_t setScenario(const Scenario& scenario, bool keepAverages);
    void setPlaying(bool playing);
    /// Takes this many steps at once, playing or not.
    void takeSteps(std::int64_t steps);
    /// Back to step 0 with the same seed; what was is forgotten.
    void restart();
    /// To another step, or the nearest that is known. What is on the way is replayed; a later call gives that up.
    void goTo(std::int64_t step);
    /// Goes through the past of a run, which must be known, up to where it stood, as fast as the machine allows, and goes on
    /// from there with the present scenario: the iterates and averages of all its futures are then bit for bit the same.
    /// Another scenario, restarting, and `stopRepeating` end it where it stands.
    /// Returns the revision that frames made from then on carry.
    std::uint64_t repeat(const RunPlace& run);
    void stopRepeating();
    /// Has the run looked at on the simulation's thread, between two steps, as soon as it repeats nothing.
    void look(std::function<void(const Run&)> visit);
    /// Keeps the present settings as a second future from here on, or no second future.
    void setBranched(bool branched);

    /// Takes the newest frame out of the mailbox; null if there is none.
    std::shared_ptr<const Frame> takeFrame();

private:
    struct Order {
        enum class Kind { Scenario, Steps, Restart, GoTo, Repeat, Stop, Look, Branch, Join };
        Kind kind;
        std::int64_t steps = 0;  ///< to take, or the step to go to
        std::shared_ptr<const Scenario> scenario{};
        bool keepAverages = false;
        std::uint64_t revision = 0;
        std::shared_ptr<const RunPlace> run{};  ///< to repeat
        std::function<void(const Run&)> visit{};
    };
    /// What belongs to the simulation's thread alone.
    struct State {
        Timeline<Run> main;
        std::optional<Timeline<Run>> other{};  ///< the second future
        std::int64_t branchedAt = 0;
        std::optional<std::int64_t> goal{};
        std::shared_ptr<const RunPlace> repeated{};  ///< the goal lies in this past, which was handed over
        std::shared_ptr<const Scenario> told{};      ///< the newest
        std::uint64_t revision = 0;

        bool endsGoal(const Order& order) const;
        void endGoal();
        void follow(const Order& order, ThreadPool* pool);
        void setScenario(const Scenario& scenario, bool keepAverages);
        void advance(std::int64_t steps, ThreadPool* pool);
        void approachGoal(std::int64_t steps, ThreadPool* pool);
        std::shared_ptr<Frame> frame() const;
    };

    void ask(Order order);
    void work(std::stop_token stop);
    void publish(std::shared_ptr<const Frame> frame);

    std::function<void()> m_frameReady;
    std::mutex m_mutex;  ///< guards all below but the thread
    std::condition_variable_any m_wake;
    std::vector<Order> m_orders;
    std::uint64_t m_revision = 0;
    bool m_playing = false;
    bool m_changed = true;
    std::shared_ptr<const Frame> m_mailbox;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

using Simulation = SimulationOf<LabRun>;

template <class Run>
SimulationOf<Run>::SimulationOf(const Scenario& scenario, std::function<void()> frameReady)
    : m_frameReady(std::move(frameReady)) {
    m_orders.push_back({.kind = Order::Kind::Scenario, .scenario = std::make_shared<const Scenario>(scenario)});
    m_thread = std::jthread([this](std::stop_token stop) { work(stop); });
}

template <class Run>
void SimulationOf<Run>::ask(Order order) {
    using Kind = typename Order::Kind;
    // What a later order makes needless goes; the first scenario of all, which the run is made of, stays.
    if (order.kind == Kind::Restart)
        std::erase_if(m_orders,
                      [](const Order& each) { return each.kind != Kind::Scenario && each.kind != Kind::Look; });
    if (!m_orders.empty() && m_orders.back().kind == order.kind && order.kind != Kind::Look) {
        Order& last = m_orders.back();
        if (order.kind == Kind::Steps) order.steps += last.steps;
        if (order.kind != Kind::Scenario || (order.keepAverages == last.keepAverages && last.revision > 0))
            m_orders.pop_back();
    }
    order.revision = m_revision;  // of those too that make an earlier one needless
    m_orders.push_back(std::move(order));
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
std::uint64_t SimulationOf<Run>::setScenario(const Scenario& scenario, bool keepAverages) {
    Order order{.kind = Order::Kind::Scenario, .keepAverages = keepAverages};
    order.scenario = std::make_shared<const Scenario>(scenario);
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    ask(std::move(order));
    return m_revision;
}

template <class Run>
void SimulationOf<Run>::setPlaying(bool playing) {
    const std::lock_guard lock(m_mutex);
    m_playing = playing;
    m_changed = true;
    m_wake.notify_one();
}

template <class Run>
void SimulationOf<Run>::takeSteps(std::int64_t steps) {
    const std::lock_guard lock(m_mutex);
    ask({.kind = Order::Kind::Steps, .steps = steps});
}

template <class Run>
void SimulationOf<Run>::restart() {
    const std::lock_guard lock(m_mutex);
    ask({.kind = Order::Kind::Restart});
}

template <class Run>
void SimulationOf<Run>::goTo(std::int64_t step) {
    const std::lock_guard lock(m_mutex);
    ask({.kind = Order::Kind::GoTo, .steps = step});
}

template <class Run>
std::uint64_t SimulationOf<Run>::repeat(const RunPlace& run) {
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    ask({.kind = Order::Kind::Repeat, .run = std::make_shared<const RunPlace>(run)});
    return m_revision;
}

template <class Run>
void SimulationOf<Run>::stopRepeating() {
    const std::lock_guard lock(m_mutex);
    ask({.kind = Order::Kind::Stop});
}

template <class Run>
void SimulationOf<Run>::look(std::function<void(const Run&)> visit) {
    const std::lock_guard lock(m_mutex);
    ask({.kind = Order::Kind::Look, .visit = std::move(visit)});
}

template <class Run>
void SimulationOf<Run>::setBranched(bool branched) {
    const std::lock_guard lock(m_mutex);
    ask({.kind = branched ? Order::Kind::Branch : Order::Kind::Join});
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
bool SimulationOf<Run>::State::endsGoal(const Order& order) const {
    using Kind = typename Order::Kind;
    switch (order.kind) {
        case Kind::GoTo:
        case Kind::Restart:
        case Kind::Repeat:
        case Kind::Stop: return true;
        case Kind::Scenario: return repeated != nullptr;
        default: return false;
    }
}

template <class Run>
void SimulationOf<Run>::State::endGoal() {
    goal.reset();
    if (!std::exchange(repeated, nullptr)) return;
    main.forgetFuture();
    main.setScenario(*told, true);
    if (!other) return;
    if (other->step() != main.step()) return other.reset();  // it was stopped on the way
    other->forgetFuture();
    other->setScenario(seenAs(*other->scenario(), *told), true);
}

template <class Run>
void SimulationOf<Run>::State::follow(const Order& order, ThreadPool* pool) {
    revision = order.revision;
    switch (order.kind) {
        case Order::Kind::Scenario:
            told = order.scenario;
            setScenario(*told, order.keepAverages);
            break;
        case Order::Kind::Steps: advance(order.steps, pool); break;
        case Order::Kind::Restart:
            main.restart();
            other.reset();
            break;
        case Order::Kind::GoTo:
            goal = std::clamp(order.steps, main.start(), main.end());
            main.goBefore(*goal);
            if (other) other->goBefore(*goal);
            break;
        case Order::Kind::Repeat:
            repeated = order.run;
            goal = repeated->step;
            main = Timeline<Run>(*repeated->past, *goal);
            other.reset();
            if (!repeated->other) break;
            other.emplace(*repeated->other->past, *goal);
            branchedAt = repeated->other->branchedAt;
            break;
        case Order::Kind::Stop: break;
        case Order::Kind::Look: order.visit(main.run()); break;
        case Order::Kind::Branch:
            other = main;
            branchedAt = main.step();
            break;
        case Order::Kind::Join: other.reset(); break;
    }
}

template <class Run>
void SimulationOf<Run>::State::setScenario(const Scenario& scenario, bool keepAverages) {
    const bool turns = !moveAlike(*main.scenario(), scenario);
    const std::int64_t at = main.step();
    if (turns && main.isRewound() && (!other || at < branchedAt)) {
        other = main;
        branchedAt = at;
    }
    const bool restartsAverages = main.setScenario(scenario, keepAverages);
    if (!other) return;
    if (main.step() < at) {
        other.reset();  // it has restarted
    } else if (turns) {
        // The averages of both are of the same steps.
        if (at > 0 && restartsAverages) other->restartAverages();
    } else {
        other->setScenario(seenAs(*other->scenario(), scenario), true);
    }
}

template <class Run>
void SimulationOf<Run>::State::advance(std::int64_t steps, ThreadPool* pool) {
    main.advance(steps, pool);
    if (other) other->advance(main.step() - other->step(), pool);
}

template <class Run>
void SimulationOf<Run>::State::approachGoal(std::int64_t steps, ThreadPool* pool) {
    const auto approach = [&](Timeline<Run>& line) {
        line.advance(std::min(steps, *goal - line.step()), pool);
        return line.step() >= *goal;
    };
    if (approach(main) && (!other || approach(*other))) endGoal();
}

template <class Run>
auto SimulationOf<Run>::State::frame() const -> std::shared_ptr<Frame> {
    const auto frameOf = [](const Timeline<Run>& line) {
        std::shared_ptr<Frame> frame = line.run().frame();
        frame->scenario = line.scenario();
        frame->start = line.start();
        frame->end = line.end();
        return frame;
    };
    std::shared_ptr<Frame> frame = frameOf(main);
    frame->revision = revision;
    frame->repeatingTo = goal;
    frame->repeated = repeated;
    if (!other) return frame;
    frame->branchedAt = branchedAt;
    if (other->step() == main.step()) frame->other = frameOf(*other);
    return frame;
}

template <class Run>
void SimulationOf<Run>::work(std::stop_token stop) {
    constexpr double kReplaySeconds = 0.05;  // between two frames of a replay
    lowerThreadPriority();
    ThreadPool pool(std::max(1u, std::thread::hardware_concurrency()), true);

    std::vector<Order> orders;  // taken over, and not yet done
    {
        const std::lock_guard lock(m_mutex);
        orders = std::exchange(m_orders, {});
    }
    State state{.main = Timeline<Run>(*orders.front().scenario), .told = orders.front().scenario};
    orders.erase(orders.begin());
    Pace pace;
    Pace::Clock::time_point lastFrame = Pace::Clock::now();
    Pace::Clock::time_point beat = lastFrame;  // when the next frame is due
    std::int64_t lastStep = 0;
    double measuredSpeed = 0.0;

    while (!stop.stop_requested()) {
        bool changed = false, playing = false;
        {
            std::unique_lock lock(m_mutex);
            // While playing wait for the display's beat, otherwise until something is asked; a replay goes on.
            const auto asked = [this] { return m_changed; };
            if (state.goal || !orders.empty())
                ;
            else if (m_playing)
                m_wake.wait_until(lock, stop, beat, asked);
            else
                m_wake.wait(lock, stop, asked);
            if (stop.stop_requested()) break;
            changed = std::exchange(m_changed, false) || state.goal;
            playing = m_playing;
            std::move(m_orders.begin(), m_orders.end(), std::back_inserter(orders));
            m_orders.clear();
        }

        // What waits for the goal, before an order that gives it up, is then done from where the run stands.
        const auto endsGoal = [&state](const Order& order) { return state.endsGoal(order); };
        if (state.goal && std::any_of(orders.begin(), orders.end(), endsGoal)) state.endGoal();
        std::size_t done = 0;
        while (!state.goal && done < orders.size()) state.follow(orders[done++], &pool);
        orders.erase(orders.begin(), orders.begin() + static_cast<std::ptrdiff_t>(done));
        if (state.main.step() < lastStep) pace.reset();
        lastStep = std::min(lastStep, state.main.step());

        const Pace::Clock::time_point begin = Pace::Clock::now();
        // By the clock and not from the last waking, which is always a little late; what was missed is not made up for.
        if (begin >= beat)
            beat = std::max(beat + std::chrono::duration_cast<Pace::Clock::duration>(Pace::kFrameTime), begin);
        const std::int64_t from = state.main.step();
        if (state.goal) {
            state.approachGoal(pace.stepsWithin(kReplaySeconds), &pool);
            pace.measured(state.main.step() - from, Pace::seconds(Pace::Clock::now() - begin));
            measuredSpeed = 0.0;
            lastStep = -1;
        } else if (playing) {
            const double elapsed = Pace::seconds(begin - lastFrame);
            const std::int64_t steps = pace.steps(state.main.scenario()->stepsPerSecond, elapsed);
            state.advance(steps, &pool);
            pace.measured(steps, Pace::seconds(Pace::Clock::now() - begin));
            if (elapsed > 0.0)
                measuredSpeed = 0.9 * measuredSpeed + 0.1 * static_cast<double>(state.main.step() - lastStep) / elapsed;
        } else {
            measuredSpeed = 0.0;
            pace.reset();
        }
        const bool moved = state.main.step() != lastStep;
        lastFrame = begin;
        lastStep = state.main.step();
        if (!changed && !moved) continue;

        const std::shared_ptr<Frame> frame = state.frame();
        frame->playing = playing;
        frame->stepsPerSecond = measuredSpeed;
        publish(frame);
    }
}

}  // namespace basin
