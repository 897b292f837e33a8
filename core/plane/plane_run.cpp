// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_run.h"

#include "core/plane/plane_readings.h"

#include <algorithm>

namespace basin {

namespace {

void append(Points& points, double x, double y) {
    points.x.push_back(x);
    points.y.push_back(y);
}

Points firstOf(const Points& points, std::size_t count) {
    const auto end = static_cast<std::ptrdiff_t>(std::min(count, points.size()));
    return {{points.x.begin(), points.x.begin() + end}, {points.y.begin(), points.y.begin() + end}};
}

}  // namespace

PlaneDynamics Plane::dynamics(const Scenario& scenario) { return *scenarioPlaneDynamics(scenario); }
PlaneEnsemble Plane::ensemble(const Scenario& scenario) { return PlaneEnsemble(scenarioPlaneEnsemble(scenario)); }

void Plane::lend(const Dynamics& before, const Scenario& scenarioBefore, Dynamics& now, const Scenario& scenarioNow) {
    if (scenarioBefore.plane->surface == scenarioNow.plane->surface) now.surface = before.surface;
}

Rectangle Plane::view(const Scenario& scenario, const Dynamics& dynamics) {
    return viewOf(*scenario.plane, *dynamics.surface);
}

std::shared_ptr<const PlaneAnalysis> Plane::analyse(const Dynamics& dynamics, const Rectangle& view, double stepSize,
                                                    const std::shared_ptr<const Analysis>& previous) {
    return analysePlane(dynamics.surface, dynamics.noise, stepSize, view, previous);
}

Points Plane::iterates(const Ensemble& ensemble) {
    const std::span<const double> x = ensemble.iterates(0), y = ensemble.iterates(1);
    return {{x.begin(), x.end()}, {y.begin(), y.end()}};
}

Points Plane::averages(const Ensemble& ensemble, std::size_t index) {
    Points points{std::vector<double>(ensemble.walkers()), std::vector<double>(ensemble.walkers())};
    ensemble.averages(index, points.x, 0);
    ensemble.averages(index, points.y, 1);
    return points;
}

Distance Plane::distance(const Analysis& analysis, const Points& places, bool quantiles) {
    return distanceToNearest(places, analysis.targets, quantiles);
}

Rectangle viewOf(const PlaneChoice& plane, const Surface& surface) { return plane.view.value_or(surface.domain()); }

PlaneRun::PlaneRun(const Scenario& scenario) : ScenarioRun(scenario) { recordsRestarted(); }

void PlaneRun::recordsRestarted() { m_paths.assign(m_ensemble.averageCount(), {}); }

void PlaneRun::averageRecorded(std::size_t index, const Points& averages) {
    append(m_paths[index], averages.x.front(), averages.y.front());
}

std::shared_ptr<PlaneFrame> PlaneRun::frame() const {
    auto frame = std::make_shared<PlaneFrame>();
    describe(*frame);
    const Points points = iterates(), averages = averagesInFocus();
    frame->iterates = firstOf(points, kShown);
    frame->averages = firstOf(averages, kShown);
    for (const Point w : m_ensemble.trail()) append(frame->path, w.x, w.y);
    frame->averagePath = m_paths[focus()];
    frame->sgd = readCrowd(*m_analysis, points, hasMedians());
    frame->average = readCrowd(*m_analysis, averages, hasMedians());
    return frame;
}

}  // namespace basin
