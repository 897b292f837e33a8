// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/theory_watch.h"

namespace basin {

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
          [this](const std::optional<ConstantsReport>& report) { Q_EMIT assumptionsFound(report); }) {}

void TheoryWatch::request(const Scenario& scenario, const LandscapePtr& landscape, Interval stepSizes) {
    const Noise noise = *scenarioNoise(scenario);
    m_survival.request({landscape, noise, stepSizes});
    m_assumptions.request({landscape, noise, scenario.stepSize});
}

}  // namespace basin
