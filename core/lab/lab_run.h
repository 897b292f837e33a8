// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "core/scenario/run_past.h"
#include "core/scenario/scenario.h"
#include "core/sgd/ensemble.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace basin {

/// One run of a scenario, advanced step by step by its owner; records the distance to v* at logarithmically spaced steps.
/// Belongs to one thread at a time.
class LabRun {
public:
    using Frame = basin::Frame;

    static constexpr std::size_t kShown = 10000;        ///< walkers that a frame carries one by one
    static constexpr int kBins = 256;                   ///< of the histograms
    static constexpr std::size_t kMostStretches = 256;  ///< changes of the settings that a frame tells of

    /// The scenario must be valid (checkScenario).
    explicit LabRun(const Scenario& scenario);

    /// Goes on with another valid scenario. Another start, seed or number of walkers restarts; another step size, noise,
    /// landscape, schedule or momentum restarts the averages only, unless `keepAverages`.
    void setScenario(const Scenario& scenario, bool keepAverages);
    /// Goes on with the settings of a turn, as the run did whose past it is of.
    void take(const Turn& turn);
    /// Back to step 0 with the same seed.
    void restart();
    /// `pool` may be null.
    void advance(std::int64_t steps, ThreadPool* pool);

    std::int64_t step() const { return m_ensemble.step(); }
    const Scenario& scenario() const { return m_scenario; }
    const Ensemble& ensemble() const { return m_ensemble; }
    /// What repeats this run exactly; null when the settings changed too often.
    const RunPastPtr& past() const { return m_past; }
    /// A picture of the present state.
    std::shared_ptr<Frame> frame() const;

private:
    void record();
    void restartAverages();
    void restartRecords();
    double followedStepSize() const;
    void followSchedule();
    void restartCourse();
    void continueCourse();
    Stretch stretch() const;
    std::vector<double> targets() const;

    Scenario m_scenario;
    Dynamics m_dynamics;
    Ensemble m_ensemble;
    std::shared_ptr<const Analysis> m_analysis;
    std::shared_ptr<const Course> m_course;
    RunPastPtr m_past;
    std::vector<double> m_scratch;  ///< one average of every walker

    std::int64_t m_nextRecord = 1;  ///< in steps since the averages restarted
    std::vector<double> m_recordedSteps;
    std::vector<double> m_sgdDistance;
    std::vector<std::vector<double>> m_averageDistances;
};

}  // namespace basin
