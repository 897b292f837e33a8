// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/smoothing/minima.h"
#include "core/theory/constants.h"
#include "ui/newest_job.h"

#include <QObject>

#include <optional>
#include <vector>

namespace basin {

/// What theory says of the scenario on show, found off the window's thread; the newest request wins.
class TheoryWatch : public QObject {
    Q_OBJECT

public:
    explicit TheoryWatch(QObject* parent = nullptr);

    /// A valid scenario, the landscape that it describes, and the step sizes that survival is asked for.
    void request(const Scenario& scenario, const LandscapePtr& landscape, Interval stepSizes);

Q_SIGNALS:
    void survivalFound(const std::vector<Survival>& survival);
    void assumptionsFound(const std::optional<ConstantsReport>& report);

private:
    struct Setting {
        LandscapePtr landscape;
        Noise noise;
        double stepSize = 0.0;
        bool operator==(const Setting&) const = default;
    };
    struct SurvivalSetting {
        LandscapePtr landscape;
        Noise noise;
        Interval stepSizes;
        bool operator==(const SurvivalSetting&) const = default;
    };

    NewestJob<SurvivalSetting, std::vector<Survival>> m_survival;
    NewestJob<Setting, std::optional<ConstantsReport>> m_assumptions;
};

}  // namespace basin
