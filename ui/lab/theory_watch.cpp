// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/theory_watch.h"

#include "core/lab/analysis.h"

#include <algorithm>
#include <chrono>

namespace basin {

namespace {

constexpr int kStepSizes = 160;   // over the slider's way
constexpr double kBeyond = 0.25;  // of the view's width
constexpr std::chrono::milliseconds kProgressEvery{50};

}  // namespace

TheoryWatch::TheoryWatch(QObject* parent)
    : QObject(parent),
      m_survival(
          this,
          [](const SurvivalSetting& setting, const std::stop_token& stop) {
              return survival(setting.landscape, setting.noise, setting.stepSizes, stop);
          },
          [this](const std::vector<Survival>& found) { Q_EMIT survivalFound(found); }),
      m_assumptions(
          this,
          [](const Setting& setting, const std::stop_token&) {
              return measureConstants(setting.landscape, setting.noise, setting.stepSize);
          },
          [this](const std::optional<ConstantsReport>& report) { Q_EMIT assumptionsFound(report); }),
      m_minima(
          this, [this](const MinimaSetting& setting, const std::stop_token& stop) { return findMinima(setting, stop); },
          [this](const std::vector<MinimaBranch>& branches) { Q_EMIT minimaFound(branches); }) {}

void TheoryWatch::request(const Scenario& scenario, const LandscapePtr& landscape, Interval stepSizes) {
    const GradientNoise noise = *scenarioGradientNoise(scenario, landscape);
    m_survival.request({landscape, noise, stepSizes});
    m_assumptions.request({landscape, noise, scenario.stepSize});
    // Minima that leave the view are followed a little further, so that a curve ends where its minimum does.
    const Interval view = viewOf(scenario, *landscape), domain = landscape->domain();
    const Interval whole{std::min(view.lower, domain.lower), std::max(view.upper, domain.upper)};
    const double twin = scenario.twinStepSize.value_or(scenario.stepSize);
    m_minimaSetting = {{landscape, noise, {std::min(stepSizes.lower, twin), std::max(stepSizes.upper, twin)}},
                       {whole.lower - kBeyond * whole.width(), whole.upper + kBeyond * whole.width()}};
    requestMinima();
}

void TheoryWatch::setMinimaWanted(bool wanted) {
    m_minimaWanted = wanted;
    requestMinima();
}

void TheoryWatch::requestMinima() {
    if (!m_minimaWanted) return m_minima.forget();
    if (m_minimaSetting) m_minima.request(*m_minimaSetting);
}

std::vector<MinimaBranch> TheoryWatch::findMinima(const MinimaSetting& setting, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    Clock::time_point last = Clock::now();
    const auto progress = [&](const std::vector<ExtremaRow>& rows) {
        if (stop.stop_requested() || Clock::now() - last < kProgressEvery) return;
        last = Clock::now();
        const auto show = [this, setting, branches = branchesOf(rows)] {
            if (m_minimaWanted && m_minimaSetting == setting) Q_EMIT minimaFound(branches);
        };
        QMetaObject::invokeMethod(this, show, Qt::QueuedConnection);
    };
    const auto& [landscape, noise, stepSizes] = setting.survival;
    return branchesOf(scanExtrema(landscape, noise, stepSizes, setting.range, kStepSizes, progress, stop));
}

}  // namespace basin
