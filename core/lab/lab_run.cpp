// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_run.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double medianOf(std::vector<double> values) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return kNone;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Readings read(const Analysis& analysis, const std::vector<double>& points, bool quantiles) {
    Readings readings;
    readings.distance = Line::distance(analysis, points, quantiles);
    readings.shares.assign(analysis.basins.size(), 0.0);
    readings.smoothedShares.assign(analysis.smoothedMinima.size(), 0.0);
    double finite = 0.0;
    for (const double w : points) {
        if (!std::isfinite(w)) continue;
        finite += 1.0;
        const int well = wellOf(analysis, w);
        (well < 0 ? readings.between : readings.shares[static_cast<std::size_t>(well)]) += 1.0;
        if (!readings.smoothedShares.empty()) {
            const auto border = std::upper_bound(analysis.borders.begin(), analysis.borders.end(), w);
            readings.smoothedShares[static_cast<std::size_t>(border - analysis.borders.begin())] += 1.0;
        }
    }
    if (finite > 0.0) {
        readings.between /= finite;
        for (double& share : readings.shares) share /= finite;
        for (double& share : readings.smoothedShares) share /= finite;
    }

    readings.place = medianOf(points);
    readings.basin = std::isfinite(readings.place) ? wellOf(analysis, readings.place) : -1;
    readings.f = analysis.landscape->value(readings.place);
    readings.curvature = readings.basin < 0 ? kNone : analysis.landscape->curvature(readings.place);
    readings.smoothed = analysis.smoothed->value(readings.place);
    readings.smoothedCurvature = analysis.smoothed->curvature(readings.place);
    return readings;
}

/// Distance of v = w − η f′(w) to the nearest target (maths.md §1).
Distance auxiliaryDistance(const Analysis& analysis, const Dynamics& dynamics, double stepSize,
                           std::vector<double> points, bool quantiles) {
    if (dynamics.momentum != 0.0) return {kNone, kNone, kNone, kNone, kNone, 0};
    for (double& w : points) w -= stepSize * dynamics.landscape->slope(w);
    return Line::distance(analysis, points, quantiles);
}

}  // namespace

Dynamics Line::dynamics(const Scenario& scenario) { return *scenarioDynamics(scenario); }
Ensemble Line::ensemble(const Scenario& scenario) { return Ensemble(scenarioEnsemble(scenario)); }

void Line::lend(const Dynamics& before, const Scenario& scenarioBefore, Dynamics& now, const Scenario& scenarioNow) {
    if (scenarioBefore.landscape == scenarioNow.landscape) now.landscape = before.landscape;
}

Interval Line::view(const Scenario& scenario, const Dynamics& dynamics) {
    return viewOf(scenario, *dynamics.landscape);
}

std::shared_ptr<const Analysis> Line::analyse(const Dynamics& dynamics, Interval view, double stepSize,
                                              const std::shared_ptr<const Analysis>& previous) {
    return basin::analyse(dynamics, view, stepSize, previous);
}

std::vector<double> Line::iterates(const Ensemble& ensemble) {
    const std::span<const double> w = ensemble.iterates();
    return {w.begin(), w.end()};
}

std::vector<double> Line::averages(const Ensemble& ensemble, std::size_t index) {
    std::vector<double> averages(ensemble.walkers());
    ensemble.averages(index, averages);
    return averages;
}

Distance Line::distance(const Analysis& analysis, const std::vector<double>& places, bool quantiles) {
    std::vector<double> targets;
    for (const Minimum& minimum : analysis.targets) targets.push_back(minimum.w);
    return distanceToNearest(places, targets, quantiles);
}

LabRun::LabRun(const Scenario& scenario) : ScenarioRun(scenario) { restarted(); }

Stretch LabRun::stretch() const {
    return {.from = m_ensemble.step(),
            .landscape = m_dynamics.landscape,
            .noise = m_dynamics.noise,
            .stepSize = m_dynamics.stepSize,
            .plain = m_dynamics.momentum == 0.0 && m_dynamics.schedule.kind == Schedule::Kind::Constant};
}

void LabRun::restarted() { m_course = std::make_shared<const Course>(Course{m_scenario.start, {stretch()}}); }

void LabRun::dynamicsChanged() {
    if (!m_course) return;
    Course course = *m_course;
    // Settings under which no step was taken leave no trace.
    if (course.stretches.back().from == m_ensemble.step()) course.stretches.pop_back();
    course.stretches.push_back(stretch());
    m_course = course.stretches.size() > kMostStretches ? nullptr : std::make_shared<const Course>(std::move(course));
}

std::shared_ptr<Frame> LabRun::frame() const {
    auto frame = std::make_shared<Frame>();
    describe(*frame);
    frame->course = m_course;

    const std::vector<double> points = iterates(), averages = averagesInFocus();
    const auto shown = static_cast<std::ptrdiff_t>(std::min(kShown, points.size()));
    frame->iterates.assign(points.begin(), points.begin() + shown);
    frame->averages.assign(averages.begin(), averages.begin() + shown);
    frame->iterateHistogram = histogram(points, m_analysis->view, kBins);
    frame->averageHistogram = histogram(averages, m_analysis->view, kBins);

    frame->sgd = read(*m_analysis, points, hasMedians());
    frame->average = read(*m_analysis, averages, hasMedians());
    frame->auxiliary = auxiliaryDistance(*m_analysis, m_dynamics, frame->stepSize, points, hasMedians());
    return frame;
}

}  // namespace basin
