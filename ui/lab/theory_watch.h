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
    /// Whether the stationary law is wanted; it costs some 50 ms.
    void setLawWanted(bool wanted);

Q_SIGNALS:
    void survivalFound(const std::vector<Survival>& survival);
    void assumptionsFound(const std::optional<ConstantsReport>& report);
    /// The share of the iterates in each bin of the histogram in the long run; empty where it is not computed (momentum, a
    /// schedule, a noise without a mean, steps under which the iterates stay nowhere), and while it is not wanted.
    void stationaryLawFound(const std::vector<double>& shares);

private:
    struct Setting {
        LandscapePtr landscape;
        Noise noise;
        double stepSize = 0.0;
        Interval view;
        bool operator==(const Setting&) const = default;
    };
    struct SurvivalSetting {
        LandscapePtr landscape;
        Noise noise;
        Interval stepSizes;
        bool operator==(const SurvivalSetting&) const = default;
    };
    void requestLaw();

    bool m_lawWanted = false;
    std::optional<Setting> m_lawSetting;  ///< absent where there is no stationary law
    NewestJob<SurvivalSetting, std::vector<Survival>> m_survival;
    NewestJob<Setting, std::optional<ConstantsReport>> m_assumptions;
    NewestJob<Setting, std::vector<double>> m_law;
};

}  // namespace basin
