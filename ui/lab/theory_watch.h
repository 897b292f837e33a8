// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/smoothing/minima.h"
#include "core/smoothing/minima_map.h"
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
    /// Whether the minima of F over the step sizes are wanted; while they are not they cost nothing.
    void setMinimaWanted(bool wanted);

Q_SIGNALS:
    void survivalFound(const std::vector<Survival>& survival);
    void assumptionsFound(const std::optional<ConstantsReport>& report);
    /// The minima of F over the step sizes: more and more of them while they are being found.
    void minimaFound(const std::vector<MinimaBranch>& branches);

private:
    struct Setting {
        LandscapePtr landscape;
        GradientNoise noise;
        double stepSize = 0.0;
        bool operator==(const Setting&) const = default;
    };
    struct SurvivalSetting {
        LandscapePtr landscape;
        GradientNoise noise;
        Interval stepSizes;
        bool operator==(const SurvivalSetting&) const = default;
    };

    struct MinimaSetting {
        SurvivalSetting survival;
        Interval range;  ///< of w
        bool operator==(const MinimaSetting&) const = default;
    };
    std::vector<MinimaBranch> findMinima(const MinimaSetting& setting, const std::stop_token& stop);
    void requestMinima();

    bool m_minimaWanted = false;
    std::optional<MinimaSetting> m_minimaSetting;
    NewestJob<SurvivalSetting, std::vector<Survival>> m_survival;
    NewestJob<Setting, std::optional<ConstantsReport>> m_assumptions;
    NewestJob<MinimaSetting, std::vector<MinimaBranch>> m_minima;
};

}  // namespace basin
