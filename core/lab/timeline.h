// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/run_past.h"
#include "core/scenario/scenario.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace basin {

class ThreadPool;

/// Whether walkers and averages go the same way under both: what is only shown or said does not count.
bool moveAlike(const Scenario& a, const Scenario& b);
/// The settings of `then` with what is only shown as it is `now`.
Scenario seenAs(const Scenario& then, const Scenario& now);
/// About what a copy of a run of the scenario takes up, in bytes (core/sgd/crowd.h).
std::size_t runBytes(const Scenario& scenario);

/// A run with its past and, where it was rewound, its known future. Run is a LabRun or a PlaneRun: it can be copied, and goes
/// the same way bit for bit from a copy, in whatever portions it is advanced.
/// The past is kept as copies of the run without what it knows of f and F, about evenly spaced, of kMemory bytes at most,
/// and as the list of all changes of the settings; what lies between the copies is replayed. Copies of a timeline share these. Belongs to one thread at a
/// time.
template <class Run>
class Timeline {
public:
    static constexpr std::size_t kMemory = std::size_t{64} << 20;

    /// The scenario must be valid (checkScenario).
    explicit Timeline(const Scenario& scenario) { begin(std::make_shared<const Scenario>(scenario)); }
    /// At the beginning of a past; up to `step` the settings will turn as they did there.
    Timeline(const RunPast& past, std::int64_t step) {
        begin(past.turns.front().scenario);
        for (const Turn& turn : past.turns)
            if (turn.step > 0 && turn.step <= step) m_turns.push_back(turn);
    }

    const Run& run() const { return *m_run; }
    std::int64_t step() const { return m_run->step(); }
    /// The first step that is known: 0, until the settings of the past took up more than kMostPastBytes.
    std::int64_t start() const { return m_first ? m_first->step() : 0; }
    /// The last step that was ever reached with what was set until then.
    std::int64_t end() const { return m_end; }
    bool isRewound() const { return step() < m_end; }
    /// The settings at this step.
    const std::shared_ptr<const Scenario>& scenario() const { return m_scenario; }
    /// How many copies of the run there are.
    std::size_t copies() const { return m_copies.size(); }

    /// Goes on with another valid scenario, as Run::setScenario does; another way to go forgets the known future.
    /// True if the averages restarted.
    bool setScenario(const Scenario& scenario, bool keepAverages);
    /// Averages of the iterates from here on.
    void restartAverages();
    /// What is known of the steps to come is known no more.
    void forgetFuture();
    /// Back to step 0 with the present settings; the past is forgotten.
    void restart() { begin(m_scenario); }
    /// Within the known future the settings change as they did. `pool` may be null.
    void advance(std::int64_t steps, ThreadPool* pool);
    /// To the last known state at or before the wanted step, from where `advance` leads to it; else to `start`.
    void goBefore(std::int64_t wanted);

private:
    struct Copy {
        std::shared_ptr<const Run> run;
        std::size_t turns = 0;  ///< of m_turns that it has taken
    };

    void begin(std::shared_ptr<const Scenario> scenario);
    void forgetAll();
    void note(bool restartsAverages);
    void take(const Turn& turn);
    std::shared_ptr<const Run> copyOfRun() const;
    void returnTo(const Run& copy);
    void keepCopy();

    std::optional<Run> m_run;
    std::shared_ptr<const Scenario> m_scenario;
    std::int64_t m_end = 0;
    std::shared_ptr<const Run> m_first;  ///< the run at `start`, if that is not 0
    std::vector<Turn> m_turns;           ///< of the settings; the first is at `start`
    std::size_t m_taken = 0;             ///< turns that m_run has taken
    std::vector<Copy> m_copies;          ///< in the order of their steps
    std::int64_t m_stride = 64;          ///< steps between neighbouring copies, at least
};

template <class Run>
void Timeline<Run>::begin(std::shared_ptr<const Scenario> scenario) {
    m_scenario = std::move(scenario);
    m_run.emplace(*m_scenario);
    forgetAll();
}

template <class Run>
void Timeline<Run>::forgetAll() {
    m_first.reset();
    m_end = 0;
    m_turns = {{.scenario = m_scenario}};
    m_taken = 1;
    m_copies.clear();
    m_stride = 64;
}

template <class Run>
void Timeline<Run>::forgetFuture() {
    m_turns.resize(m_taken);
    m_end = step();
    std::erase_if(m_copies, [this](const Copy& copy) { return copy.turns > m_taken || copy.run->step() > m_end; });
}

/// The present settings were taken at this step.
template <class Run>
void Timeline<Run>::note(bool restartsAverages) {
    forgetFuture();
    // Settings under which no step was taken leave no trace, but for averages that they restarted.
    if (m_turns.back().step == step()) {
        restartsAverages = restartsAverages || m_turns.back().restartsAverages;
        m_turns.pop_back();
        --m_taken;
        std::erase_if(m_copies, [this](const Copy& copy) { return copy.turns > m_taken; });
    }
    m_turns.push_back({.step = step(), .scenario = m_scenario, .restartsAverages = restartsAverages});
    ++m_taken;
    std::size_t bytes = 0;
    for (const Turn& turn : m_turns) bytes += scenarioBytes(*turn.scenario);
    if (bytes > kMostPastBytes) {
        m_turns.erase(m_turns.begin(), m_turns.end() - 1);
        m_taken = 1;
        m_copies.clear();
    }
    if (m_taken == 1) m_first = copyOfRun();
}

template <class Run>
bool Timeline<Run>::setScenario(const Scenario& scenario, bool keepAverages) {
    const bool turns = !moveAlike(*m_scenario, scenario);
    const bool restartsAverages = turns && (!keepAverages || m_scenario->averages != scenario.averages);
    m_scenario = std::make_shared<const Scenario>(scenario);
    const std::int64_t before = step();
    m_run->setScenario(scenario, keepAverages);
    if (step() == 0 && (turns || before > 0))
        forgetAll();  // nothing of what was has led here
    else if (turns)
        note(restartsAverages);
    return restartsAverages;
}

template <class Run>
void Timeline<Run>::restartAverages() {
    take({.step = step(), .scenario = m_scenario, .restartsAverages = true});
    note(true);
}

template <class Run>
void Timeline<Run>::take(const Turn& turn) {
    m_scenario = std::make_shared<const Scenario>(seenAs(*turn.scenario, *m_scenario));
    m_run->take({.step = turn.step, .scenario = m_scenario, .restartsAverages = turn.restartsAverages});
}

template <class Run>
void Timeline<Run>::advance(std::int64_t steps, ThreadPool* pool) {
    const std::int64_t last = step() + steps;
    for (;;) {
        while (m_taken < m_turns.size() && m_turns[m_taken].step <= step()) take(m_turns[m_taken++]);
        if (step() >= last) break;
        const std::int64_t next = m_taken < m_turns.size() ? std::min(last, m_turns[m_taken].step) : last;
        m_run->advance(next - step(), pool);
    }
    if (step() < m_end) return;
    m_end = step();
    if (step() - (m_copies.empty() ? start() : m_copies.back().run->step()) >= m_stride) keepCopy();
}

template <class Run>
std::shared_ptr<const Run> Timeline<Run>::copyOfRun() const {
    auto copy = std::make_shared<Run>(*m_run);
    copy->forgetAnalysis();
    return copy;
}

template <class Run>
void Timeline<Run>::returnTo(const Run& copy) {
    Run run = copy;
    run.recallAnalysis(*m_run);
    m_run.emplace(std::move(run));
}

template <class Run>
void Timeline<Run>::keepCopy() {
    m_copies.push_back({copyOfRun(), m_taken});
    const std::size_t most = kMemory / runBytes(*m_scenario);
    while (m_copies.size() > most) {
        m_stride *= 2;
        std::int64_t kept = start();
        std::erase_if(m_copies, [this, &kept](const Copy& copy) {
            const std::int64_t at = copy.run->step();
            if (at - kept < m_stride) return true;
            kept = at;
            return false;
        });
    }
}

template <class Run>
void Timeline<Run>::goBefore(std::int64_t wanted) {
    const auto after = std::upper_bound(m_copies.begin(), m_copies.end(), wanted,
                                        [](std::int64_t at, const Copy& copy) { return at < copy.run->step(); });
    const std::int64_t known = after == m_copies.begin() ? start() : std::prev(after)->run->step();
    if (step() <= wanted && step() >= known) return;
    if (after == m_copies.begin()) {
        if (m_first)
            returnTo(*m_first);
        else
            m_run.emplace(*m_turns.front().scenario);
        m_taken = 1;
    } else {
        returnTo(*std::prev(after)->run);
        m_taken = std::prev(after)->turns;
    }
    m_scenario = std::make_shared<const Scenario>(seenAs(*m_turns[m_taken - 1].scenario, *m_scenario));
    m_run->setScenario(*m_scenario, true);
}

}  // namespace basin
