// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "core/lab/scenario_run.h"
#include "core/sgd/ensemble.h"

#include <memory>
#include <vector>

namespace basin {

/// What a run on the line is made of (core/lab/scenario_run.h).
struct Line {
    using Dynamics = basin::Dynamics;
    using Ensemble = basin::Ensemble;
    using Analysis = basin::Analysis;
    using Places = std::vector<double>;

    static Dynamics dynamics(const Scenario& scenario);
    static Ensemble ensemble(const Scenario& scenario);
    static void lend(const Dynamics& before, const Scenario& scenarioBefore, Dynamics& now,
                     const Scenario& scenarioNow);
    static Interval view(const Scenario& scenario, const Dynamics& dynamics);
    static std::shared_ptr<const Analysis> analyse(const Dynamics& dynamics, Interval view, double stepSize,
                                                   const std::shared_ptr<const Analysis>& previous);
    static Places iterates(const Ensemble& ensemble);
    static Places averages(const Ensemble& ensemble, std::size_t index);
    static Distance distance(const Analysis& analysis, const Places& places, bool quantiles);
};

/// A run of a scenario on the line.
class LabRun : public ScenarioRun<Line> {
public:
    using Frame = basin::Frame;

    static constexpr std::size_t kShown = 10000;        ///< walkers that a frame carries one by one
    static constexpr int kBins = 256;                   ///< of the histograms
    static constexpr std::size_t kMostStretches = 256;  ///< changes of the settings that a frame tells of

    /// The scenario must be valid (checkScenario).
    explicit LabRun(const Scenario& scenario);

    /// A picture of the present state.
    std::shared_ptr<Frame> frame() const;

private:
    void restarted() override;
    void dynamicsChanged() override;
    Stretch stretch() const;

    std::shared_ptr<const Course> m_course;
};

}  // namespace basin
