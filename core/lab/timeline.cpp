// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/timeline.h"

namespace basin {

namespace {

/// Live segments of an average, at most about (core/sgd/segments.h).
std::size_t segmentsOf(const Average& average) {
    switch (average.kind) {
        case Average::Kind::LastFraction: return 18;
        case Average::Kind::Window: return 34;
        default: return 1;
    }
}

}  // namespace

Scenario seenAs(const Scenario& then, const Scenario& now) {
    Scenario seen = then;
    seen.stepsPerSecond = now.stepsPerSecond;
    seen.twinStepSize = now.twinStepSize;
    seen.focus = std::min(now.focus, then.averages.size() - 1);
    if (then.plane && now.plane && then.plane->surface == now.plane->surface) seen.plane->view = now.plane->view;
    if (!then.plane && !now.plane && then.landscape == now.landscape) seen.view = now.view;
    return seen;
}

bool moveAlike(const Scenario& a, const Scenario& b) {
    Scenario same = seenAs(a, b);
    same.title = b.title;
    same.watch = b.watch;
    same.claims = b.claims;
    same.view = b.view;
    same.focus = b.focus;
    return same == b;
}

std::size_t runBytes(const Scenario& scenario) {
    std::size_t numbers = 3;  // place, velocity and running sum
    for (const Average& average : scenario.averages) numbers += segmentsOf(average);
    constexpr std::size_t kRecords = 20000;  // of the distances, and what does not depend on the walkers
    return kRecords + scenario.walkers * numbers * sizeof(double) * (scenario.plane ? 2 : 1);
}

}  // namespace basin
