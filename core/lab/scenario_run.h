// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/distance_record.h"
#include "core/lab/scenario_change.h"
#include "core/scenario/run_past.h"
#include "core/scenario/scenario.h"
#include "core/sgd/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace basin {

class ThreadPool;

/// One run of a scenario, advanced step by step by its owner, which records the distance to v* at logarithmically spaced
/// steps: what LabRun and PlaneRun do alike. Belongs to one thread at a time. A copy goes its own way from where it was taken.
///
/// `Space` says what is different on the line and in the plane: the types Dynamics, Ensemble, Analysis and Places (of all
/// walkers), and
///   dynamics(scenario), ensemble(scenario)   of a valid scenario
///   lend(before, scenarioBefore, now, scenarioNow)   leaves `now` the same f where it is equal
///   view(scenario, dynamics), analyse(dynamics, view, stepSize, previous)
///   iterates(ensemble), averages(ensemble, index)
///   distance(analysis, places, quantiles)   to the nearest v*
template <class Space>
class ScenarioRun {
public:
    /// Goes on with another valid scenario. Another start, seed or number of walkers restarts; another step size, noise,
    /// landscape, schedule or momentum restarts the averages only, unless `keepAverages`.
    void setScenario(const Scenario& scenario, bool keepAverages);
    /// Goes on with the settings of a turn, as the run did whose past it is of.
    void take(const Turn& turn);
    /// Back to step 0 with the same seed.
    void restart();
    /// `pool` may be null.
    void advance(std::int64_t steps, ThreadPool* pool);

    /// Lets go of the analysis, which can take up more room than the walkers; before anything else it must be recalled.
    void forgetAnalysis() { m_analysis.reset(); }
    /// Makes the analysis anew as it was, with what it has in common with another run's.
    void recallAnalysis(const ScenarioRun& lender);

    std::int64_t step() const { return m_ensemble.step(); }
    const Scenario& scenario() const { return m_scenario; }
    const typename Space::Ensemble& ensemble() const { return m_ensemble; }
    /// What repeats this run exactly; null when the settings changed too often.
    const RunPastPtr& past() const { return m_past; }

protected:
    using Places = typename Space::Places;

    /// The scenario must be valid (checkScenario).
    explicit ScenarioRun(const Scenario& scenario);
    ScenarioRun(const ScenarioRun&) = default;
    ScenarioRun& operator=(const ScenarioRun&) = default;
    ScenarioRun(ScenarioRun&&) noexcept = default;
    ScenarioRun& operator=(ScenarioRun&&) noexcept = default;
    virtual ~ScenarioRun() = default;

    virtual void restarted() {}        ///< the run is at step 0 again
    virtual void dynamicsChanged() {}  ///< it goes on with others
    virtual void recordsRestarted() {}
    virtual void averageRecorded(std::size_t /*index*/, const Places& /*averages*/) {}

    /// What the frames on the line and in the plane have in common.
    template <class Frame>
    void describe(Frame& frame) const;
    Places iterates() const { return Space::iterates(m_ensemble); }
    std::size_t focus() const { return std::min(m_scenario.focus, m_ensemble.averageCount() - 1); }
    Places averagesInFocus() const { return Space::averages(m_ensemble, focus()); }
    /// Medians stand for RMS where the noise has no variance.
    bool hasMedians() const { return !m_dynamics.noise.hasVariance(); }

    Scenario m_scenario;
    typename Space::Dynamics m_dynamics;
    typename Space::Ensemble m_ensemble;
    std::shared_ptr<const typename Space::Analysis> m_analysis;

private:
    void record();
    void restartAverages();
    void restartRecords();
    void followSchedule();
    double followedStepSize() const;
    double stepSizeNow() const { return m_scenario.stepSize * m_scenario.schedule.factorAt(m_ensemble.step()); }

    DistanceRecord m_record;
    RunPastPtr m_past;
};

template <class Space>
ScenarioRun<Space>::ScenarioRun(const Scenario& scenario)
    : m_scenario(scenario),
      m_dynamics(Space::dynamics(scenario)),
      m_ensemble(Space::ensemble(scenario)),
      m_analysis(Space::analyse(m_dynamics, Space::view(scenario, m_dynamics), followedStepSize(), nullptr)),
      m_past(beginPast(scenario)) {
    m_record.restart(0, m_ensemble.averageCount());
}

template <class Space>
void ScenarioRun<Space>::setScenario(const Scenario& scenario, bool keepAverages) {
    const Scenario before = std::exchange(m_scenario, scenario);
    const ScenarioChange change = changeBetween(before, scenario);
    if (change.dynamics) {
        const auto dynamicsBefore = std::exchange(m_dynamics, Space::dynamics(scenario));
        Space::lend(dynamicsBefore, before, m_dynamics, scenario);
    }
    if (!change.restarts && change.averages) m_ensemble.setAverages(scenario.averages);

    const auto view = Space::view(scenario, m_dynamics);
    if (change.dynamics || view != m_analysis->view)
        m_analysis = Space::analyse(m_dynamics, view, followedStepSize(), m_analysis);

    if (change.dynamics) dynamicsChanged();
    const bool forgets = change.dynamics && !keepAverages;
    if (change.restarts) {
        restart();
    } else if (forgets) {
        restartAverages();
    } else if (change.averages) {
        restartRecords();
    }
    m_past = continuePast(m_past, m_ensemble.step(), scenario, forgets || change.averages);
}

template <class Space>
void ScenarioRun<Space>::recallAnalysis(const ScenarioRun& lender) {
    m_analysis = Space::analyse(m_dynamics, Space::view(m_scenario, m_dynamics), followedStepSize(), lender.m_analysis);
}

template <class Space>
void ScenarioRun<Space>::take(const Turn& turn) {
    setScenario(*turn.scenario, !turn.restartsAverages);
    // The turn may stand for several changes at the same step, of which the last led back to what was before.
    if (!turn.restartsAverages || m_ensemble.averagedSteps() == 0) return;
    restartAverages();
    m_past = continuePast(m_past, m_ensemble.step(), *turn.scenario, true);
}

template <class Space>
void ScenarioRun<Space>::restart() {
    m_ensemble = Space::ensemble(m_scenario);
    followSchedule();
    restartRecords();
    m_past = beginPast(m_scenario);
    restarted();
}

template <class Space>
void ScenarioRun<Space>::restartAverages() {
    m_ensemble.restartAverages();
    restartRecords();
}

template <class Space>
void ScenarioRun<Space>::restartRecords() {
    m_record.restart(m_ensemble.averagedSteps(), m_ensemble.averageCount());
    recordsRestarted();
}

template <class Space>
double ScenarioRun<Space>::followedStepSize() const {
    // F is made anew when a schedule has moved the step size by this share.
    constexpr double kFollow = 0.01;
    double factor = m_scenario.schedule.factorAt(m_ensemble.step());
    // Where η_t glides F follows in equal ratios: by the step alone, so that a replay finds the same v*.
    const Schedule::Kind kind = m_scenario.schedule.kind;
    if (kind != Schedule::Kind::Constant && kind != Schedule::Kind::MultiStep && factor > 0.0)
        factor = std::exp(kFollow * std::round(std::log(factor) / kFollow));
    return m_scenario.stepSize * factor;
}

template <class Space>
void ScenarioRun<Space>::followSchedule() {
    const double stepSize = followedStepSize();
    if (stepSize == m_analysis->stepSize) return;
    m_analysis = Space::analyse(m_dynamics, m_analysis->view, stepSize, m_analysis);
}

template <class Space>
void ScenarioRun<Space>::advance(std::int64_t steps, ThreadPool* pool) {
    const std::int64_t end = m_ensemble.step() + steps;
    while (m_ensemble.step() < end) {
        const std::int64_t untilDue = m_record.stepsUntilDue(m_ensemble.averagedSteps());
        m_ensemble.advance(m_dynamics, std::min(end - m_ensemble.step(), untilDue), pool);
        if (m_record.isDue(m_ensemble.averagedSteps())) record();
    }
    followSchedule();
}

template <class Space>
void ScenarioRun<Space>::record() {
    const std::int64_t t = m_ensemble.averagedSteps();
    m_record.pass(t);
    followSchedule();
    const bool hasTargets = !m_analysis->targets.empty();
    const auto distance = [&](const Places& places) {
        const Distance d = Space::distance(*m_analysis, places, hasMedians());
        return hasMedians() ? d.median : d.rms;
    };
    if (hasTargets) {
        m_record.steps.push_back(static_cast<double>(t));
        m_record.sgd.push_back(distance(iterates()));
    }
    for (std::size_t i = 0; i < m_ensemble.averageCount(); ++i) {
        const Places averages = Space::averages(m_ensemble, i);
        if (hasTargets) m_record.averages[i].push_back(distance(averages));
        averageRecorded(i, averages);
    }
}

template <class Space>
template <class Frame>
void ScenarioRun<Space>::describe(Frame& frame) const {
    frame.analysis = m_analysis;
    frame.step = m_ensemble.step();
    frame.past = m_past;
    frame.averagedSteps = m_ensemble.averagedSteps();
    frame.stepSize = stepSizeNow();
    frame.walkers = m_ensemble.walkers();
    frame.diverged = m_ensemble.diverged();
    frame.distanceIsMedian = hasMedians();
    frame.recordedSteps = m_record.steps;
    frame.sgdDistance = m_record.sgd;
    frame.averageDistances = m_record.averages;
}

}  // namespace basin
