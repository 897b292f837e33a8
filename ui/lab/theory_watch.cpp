// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/theory_watch.h"

#include "core/lab/lab_run.h"
#include "core/theory/binned_law.h"
#include "core/theory/chain.h"

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
          [this](const std::optional<ConstantsReport>& report) { Q_EMIT assumptionsFound(report); }),
      m_law(
          this,
          [](const Setting& setting, const std::stop_token& stop) {
              const Result<Chain> chain = Chain::make(setting.landscape, setting.noise, setting.stepSize);
              if (!chain) return std::vector<double>();
              const std::vector<double> law = chain->stationary(stop);
              return law.empty() ? law : binnedLaw(law, chain->points(), setting.view, LabRun::kBins);
          },
          [this](const std::vector<double>& shares) { Q_EMIT stationaryLawFound(shares); }) {}

void TheoryWatch::request(const Scenario& scenario, const LandscapePtr& landscape, Interval stepSizes) {
    const Setting setting{landscape, *scenarioNoise(scenario), scenario.stepSize, viewOf(scenario, *landscape)};
    m_survival.request({landscape, setting.noise, stepSizes});
    Setting anyView = setting;
    anyView.view = {};  // the assumptions do not depend on what is plotted
    m_assumptions.request(anyView);
    const bool stationary = scenario.momentum == 0.0 && scenario.schedule.kind == Schedule::Kind::Constant;
    m_lawSetting = stationary ? std::optional(setting) : std::nullopt;
    requestLaw();
}

void TheoryWatch::setLawWanted(bool wanted) {
    m_lawWanted = wanted;
    requestLaw();
}

void TheoryWatch::requestLaw() {
    if (m_lawWanted && m_lawSetting) return m_law.request(*m_lawSetting);
    m_law.forget();
    Q_EMIT stationaryLawFound({});
}

}  // namespace basin
