// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/scenario_change.h"

namespace basin {

namespace {

bool sameObjective(const Scenario& a, const Scenario& b) {
    if (a.plane && b.plane) return a.plane->surface == b.plane->surface && a.plane->covariance == b.plane->covariance;
    return a.landscape == b.landscape && a.noiseKind == b.noiseKind && a.sigmaOfW == b.sigmaOfW &&
           a.withReplacement == b.withReplacement;
}

bool sameStart(const Scenario& a, const Scenario& b) {
    return a.plane && b.plane ? a.plane->start == b.plane->start : a.start == b.start;
}

}  // namespace

ScenarioChange changeBetween(const Scenario& a, const Scenario& b) {
    const bool sameDynamics = sameObjective(a, b) && a.law == b.law && a.noiseSize == b.noiseSize &&
                              a.equalSigma == b.equalSigma && a.noiseShape == b.noiseShape &&
                              a.batchSize == b.batchSize && a.stepSize == b.stepSize && a.schedule == b.schedule &&
                              a.momentum == b.momentum;
    return {.dynamics = !sameDynamics,
            .restarts = !sameStart(a, b) || a.seed != b.seed || a.walkers != b.walkers,
            .averages = a.averages != b.averages};
}

}  // namespace basin
