// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_run.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Ratio of neighbouring recorded steps: 40 a decade, every step at first.
constexpr double kRecordRatio = 1.06;

/// F is made anew when a schedule has moved the step size by this share.
constexpr double kFollow = 0.01;

double medianOf(std::vector<double> values) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return kNone;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool sameDynamics(const Scenario& a, const Scenario& b) {
    return a.landscape == b.landscape && a.law == b.law && a.noiseSize == b.noiseSize && a.equalSigma == b.equalSigma &&
           a.noiseShape == b.noiseShape && a.noiseKind == b.noiseKind && a.sigmaOfW == b.sigmaOfW &&
           a.withReplacement == b.withReplacement && a.batchSize == b.batchSize && a.stepSize == b.stepSize &&
           a.schedule == b.schedule && a.momentum == b.momentum;
}

/// Valid by the contract of LabRun, so that the value is there.
Dynamics dynamicsOf(const Scenario& scenario) { return *scenarioDynamics(scenario); }

Readings read(const Analysis& analysis, std::span<const double> points, const std::vector<double>& targets,
              bool quantiles) {
    Readings readings;
    readings.distance = distanceToNearest(points, targets, quantiles);
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

    readings.place = medianOf({points.begin(), points.end()});
    readings.basin = std::isfinite(readings.place) ? wellOf(analysis, readings.place) : -1;
    readings.f = analysis.landscape->value(readings.place);
    readings.curvature = readings.basin < 0 ? kNone : analysis.landscape->curvature(readings.place);
    readings.smoothed = analysis.smoothed->value(readings.place);
    readings.smoothedCurvature = analysis.smoothed->curvature(readings.place);
    return readings;
}

/// Distance of v = w − η f′(w) to the nearest target (maths.md §1).
Distance auxiliaryDistance(const Dynamics& dynamics, double stepSize, std::span<const double> iterates,
                           const std::vector<double>& targets, bool quantiles) {
    if (dynamics.momentum != 0.0) return {kNone, kNone, kNone, kNone, kNone, 0};
    std::vector<double> v(iterates.begin(), iterates.end());
    for (double& w : v) w -= stepSize * dynamics.landscape->slope(w);
    return distanceToNearest(v, targets, quantiles);
}

}  // namespace

LabRun::LabRun(const Scenario& scenario)
    : m_scenario(scenario), m_dynamics(dynamicsOf(scenario)), m_ensemble(scenarioEnsemble(scenario)) {
    m_analysis = analyse(m_dynamics, viewOf(scenario, *m_dynamics.landscape),
                         scenario.stepSize * scenario.schedule.factorAt(0), nullptr);
    restartRecords();
    restartCourse();
    m_past = beginPast(scenario);
}

void LabRun::setScenario(const Scenario& scenario, bool keepAverages) {
    const Scenario before = std::exchange(m_scenario, scenario);
    if (!sameDynamics(before, scenario)) {
        const LandscapePtr landscape = m_dynamics.landscape;
        m_dynamics = dynamicsOf(scenario);
        if (before.landscape == scenario.landscape) m_dynamics.landscape = landscape;
    }
    const bool restarts =
        before.start != scenario.start || before.seed != scenario.seed || before.walkers != scenario.walkers;
    if (!restarts && before.averages != scenario.averages) m_ensemble.setAverages(scenario.averages);

    const double stepSize = followedStepSize();
    const Interval view = viewOf(scenario, *m_dynamics.landscape);
    if (!sameDynamics(before, scenario) || view != m_analysis->view)
        m_analysis = analyse(m_dynamics, view, stepSize, m_analysis);

    if (!sameDynamics(before, scenario)) continueCourse();
    const bool otherAverages = before.averages != scenario.averages;
    const bool forgets = !sameDynamics(before, scenario) && !keepAverages;
    if (restarts) {
        restart();
    } else if (forgets) {
        restartAverages();
    } else if (otherAverages) {
        restartRecords();
    }
    m_past = continuePast(m_past, m_ensemble.step(), scenario, forgets || otherAverages);
}

void LabRun::take(const Turn& turn) {
    setScenario(*turn.scenario, !turn.restartsAverages);
    // The turn may stand for several changes at the same step, of which the last led back to what was before.
    if (!turn.restartsAverages || m_ensemble.averagedSteps() == 0) return;
    restartAverages();
    m_past = continuePast(m_past, m_ensemble.step(), *turn.scenario, true);
}

void LabRun::restartAverages() {
    m_ensemble.restartAverages();
    restartRecords();
}

void LabRun::restart() {
    m_ensemble = Ensemble(scenarioEnsemble(m_scenario));
    followSchedule();
    restartRecords();
    restartCourse();
    m_past = beginPast(m_scenario);
}

Stretch LabRun::stretch() const {
    return {.from = m_ensemble.step(),
            .landscape = m_dynamics.landscape,
            .noise = m_dynamics.noise,
            .stepSize = m_dynamics.stepSize,
            .plain = m_dynamics.momentum == 0.0 && m_dynamics.schedule.kind == Schedule::Kind::Constant};
}

void LabRun::restartCourse() { m_course = std::make_shared<const Course>(Course{m_scenario.start, {stretch()}}); }

void LabRun::continueCourse() {
    if (!m_course) return;
    Course course = *m_course;
    // Settings under which no step was taken leave no trace.
    if (course.stretches.back().from == m_ensemble.step()) course.stretches.pop_back();
    course.stretches.push_back(stretch());
    m_course = course.stretches.size() > kMostStretches ? nullptr : std::make_shared<const Course>(std::move(course));
}

void LabRun::restartRecords() {
    m_recordedSteps.clear();
    m_sgdDistance.clear();
    m_averageDistances.assign(m_ensemble.averageCount(), {});
    m_nextRecord = m_ensemble.averagedSteps() + 1;
}

double LabRun::followedStepSize() const {
    double factor = m_scenario.schedule.factorAt(m_ensemble.step());
    // Where η_t glides F follows in equal ratios: by the step alone, so that a replay finds the same v*.
    const Schedule::Kind kind = m_scenario.schedule.kind;
    if (kind != Schedule::Kind::Constant && kind != Schedule::Kind::MultiStep && factor > 0.0)
        factor = std::exp(kFollow * std::round(std::log(factor) / kFollow));
    return m_scenario.stepSize * factor;
}

void LabRun::followSchedule() {
    const double stepSize = followedStepSize();
    if (stepSize == m_analysis->stepSize) return;
    m_analysis = analyse(m_dynamics, m_analysis->view, stepSize, m_analysis);
}

void LabRun::advance(std::int64_t steps, ThreadPool* pool) {
    const std::int64_t end = m_ensemble.step() + steps;
    while (m_ensemble.step() < end) {
        const std::int64_t untilRecord = std::max<std::int64_t>(1, m_nextRecord - m_ensemble.averagedSteps());
        m_ensemble.advance(m_dynamics, std::min(end - m_ensemble.step(), untilRecord), pool);
        if (m_ensemble.averagedSteps() >= m_nextRecord) record();
    }
    followSchedule();
}

std::vector<double> LabRun::targets() const {
    std::vector<double> targets;
    for (const Minimum& minimum : m_analysis->targets) targets.push_back(minimum.w);
    return targets;
}

void LabRun::record() {
    const std::int64_t t = m_ensemble.averagedSteps();
    m_nextRecord = std::max(t + 1, static_cast<std::int64_t>(std::ceil(kRecordRatio * static_cast<double>(t))));
    followSchedule();
    const std::vector<double> v = targets();
    if (v.empty()) return;
    const bool medians = !m_dynamics.noise.hasVariance();
    const auto distance = [&](std::span<const double> points) {
        const Distance d = distanceToNearest(points, v, medians);
        return medians ? d.median : d.rms;
    };
    m_recordedSteps.push_back(static_cast<double>(t));
    m_sgdDistance.push_back(distance(m_ensemble.iterates()));
    m_scratch.resize(m_ensemble.walkers());
    for (std::size_t i = 0; i < m_ensemble.averageCount(); ++i) {
        m_ensemble.averages(i, m_scratch);
        m_averageDistances[i].push_back(distance(m_scratch));
    }
}

std::shared_ptr<Frame> LabRun::frame() const {
    auto frame = std::make_shared<Frame>();
    frame->analysis = m_analysis;
    frame->step = m_ensemble.step();
    frame->course = m_course;
    frame->past = m_past;
    frame->averagedSteps = m_ensemble.averagedSteps();
    frame->stepSize = m_scenario.stepSize * m_scenario.schedule.factorAt(m_ensemble.step());
    frame->walkers = m_ensemble.walkers();
    frame->diverged = m_ensemble.diverged();

    const std::span<const double> iterates = m_ensemble.iterates();
    std::vector<double> averages(m_ensemble.walkers());
    m_ensemble.averages(std::min(m_scenario.focus, m_ensemble.averageCount() - 1), averages);
    const std::size_t shown = std::min(kShown, iterates.size());
    frame->iterates.assign(iterates.begin(), iterates.begin() + static_cast<std::ptrdiff_t>(shown));
    frame->averages.assign(averages.begin(), averages.begin() + static_cast<std::ptrdiff_t>(shown));
    frame->iterateHistogram = histogram(iterates, m_analysis->view, kBins);
    frame->averageHistogram = histogram(averages, m_analysis->view, kBins);

    const bool medians = !m_dynamics.noise.hasVariance();
    frame->distanceIsMedian = medians;
    frame->sgd = read(*m_analysis, iterates, targets(), medians);
    frame->average = read(*m_analysis, averages, targets(), medians);
    frame->auxiliary = auxiliaryDistance(m_dynamics, frame->stepSize, iterates, targets(), medians);
    frame->recordedSteps = m_recordedSteps;
    frame->sgdDistance = m_sgdDistance;
    frame->averageDistances = m_averageDistances;
    return frame;
}

}  // namespace basin
