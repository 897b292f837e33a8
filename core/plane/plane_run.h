// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/scenario_run.h"
#include "core/plane/plane_ensemble.h"
#include "core/plane/plane_frame.h"

#include <memory>
#include <vector>

namespace basin {

/// What a run in the plane is made of (core/lab/scenario_run.h).
struct Plane {
    using Dynamics = PlaneDynamics;
    using Ensemble = PlaneEnsemble;
    using Analysis = PlaneAnalysis;
    using Places = Points;

    static Dynamics dynamics(const Scenario& scenario);
    static Ensemble ensemble(const Scenario& scenario);
    static void lend(const Dynamics& before, const Scenario& scenarioBefore, Dynamics& now,
                     const Scenario& scenarioNow);
    static Rectangle view(const Scenario& scenario, const Dynamics& dynamics);
    static std::shared_ptr<const Analysis> analyse(const Dynamics& dynamics, const Rectangle& view, double stepSize,
                                                   const std::shared_ptr<const Analysis>& previous);
    static Places iterates(const Ensemble& ensemble);
    static Places averages(const Ensemble& ensemble, std::size_t index);
    static Distance distance(const Analysis& analysis, const Places& places, bool quantiles);
};

/// A run of a scenario in the plane: what LabRun is on the line.
class PlaneRun : public ScenarioRun<Plane> {
public:
    using Frame = PlaneFrame;
    static constexpr std::size_t kShown = 10000;  ///< walkers that a frame carries one by one

    /// The scenario must be valid (checkScenario) and of the plane.
    explicit PlaneRun(const Scenario& scenario);

    /// A picture of the present state.
    std::shared_ptr<PlaneFrame> frame() const;

private:
    void recordsRestarted() override;
    void averageRecorded(std::size_t index, const Points& averages) override;

    std::vector<Points> m_paths;  ///< of each average, for walker 0: at the recorded steps
};

/// The plotted part of the plane of a scenario: its own view, else the surface's domain.
Rectangle viewOf(const PlaneChoice& plane, const Surface& surface);

}  // namespace basin
