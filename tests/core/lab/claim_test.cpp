// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/claim.h"

#include "core/lab/lab_run.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace basin;

namespace {

Scenario scenarioWith(const std::vector<Claim>& claims) {
    Scenario scenario;
    scenario.landscape.name = "asymmetric";
    scenario.stepSize = 0.1;
    scenario.start = 2.0;
    scenario.twinStepSize = 0.01;
    scenario.claims = claims;
    return scenario;
}

std::shared_ptr<Frame> played(Scenario scenario, double stepSize, std::size_t walkers, std::int64_t steps) {
    scenario.stepSize = stepSize;
    scenario.walkers = walkers;
    LabRun run(scenario);
    run.advance(steps, nullptr);
    return run.frame();
}

}  // namespace

TEST_CASE("Claims are measured after their own steps, walkers and view, in any order") {
    const Scenario scenario = scenarioWith({
        {.quantity = "sgd_rms", .relation = "<", .value = 1e9, .steps = 300, .walkers = 40},
        {.quantity = "average_rms", .relation = ">", .value = 1e9, .steps = 20, .walkers = 40},
        {.quantity = "twin_sgd_rms", .relation = "<", .value = 1e9, .steps = 100, .walkers = 40},
        {.quantity = "sgd_rms", .relation = "<", .value = 1e9, .steps = 100, .walkers = 70},
        {.quantity = "v_star", .relation = "≈", .value = 0.0, .tolerance = 10.0, .steps = 1, .walkers = 1},
        {.quantity = "sgd_rms_to_start", .relation = "≈", .value = 0.0, .tolerance = 1e-3, .steps = 300, .walkers = 40},
    });
    const std::vector<ClaimOutcome> outcomes = checkClaims(scenario, nullptr);
    REQUIRE(outcomes.size() == 6);
    const auto late = played(scenario, 0.1, 40, 300);
    REQUIRE(outcomes[0].measured == late->sgd.distance.rms);
    REQUIRE(outcomes[0].standardError == late->sgd.distance.rmsError);
    REQUIRE(outcomes[1].measured == played(scenario, 0.1, 40, 20)->average.distance.rms);
    REQUIRE(outcomes[2].measured == played(scenario, 0.01, 40, 100)->sgd.distance.rms);
    REQUIRE(outcomes[3].measured == played(scenario, 0.1, 70, 100)->sgd.distance.rms);
    REQUIRE(outcomes[4].measured == late->analysis->targets.front().w);
    REQUIRE(outcomes[4].standardError == 0.0);
    double squares = 0.0;
    for (const double w : late->iterates) squares += (w - 2.0) * (w - 2.0) / 40.0;
    REQUIRE_THAT(outcomes[5].measured, WithinRel(std::sqrt(squares), 1e-12));
    // The first and the third to fifth are true, the second is not, and the last is two away from its 0.
    const std::vector<bool> expected{true, false, true, true, true, false};
    for (std::size_t i = 0; i < 6; ++i) REQUIRE(outcomes[i].holds == expected[i]);
}

TEST_CASE("Means and shares of a claim carry the error of their sample") {
    const Scenario scenario = scenarioWith({
        {.quantity = "sgd_mean", .relation = "<", .value = 0.0, .steps = 200, .walkers = 400},
        {.quantity = "sgd_share_in_basin", .relation = ">", .value = 0.5, .basin = 0, .steps = 200, .walkers = 400},
        {.quantity = "sgd_share_in_basin", .relation = "<", .value = 0.5, .basin = 7, .steps = 200, .walkers = 400},
        {.quantity = "diverged", .relation = "<", .value = 1.0, .steps = 200, .walkers = 400},
        {.quantity = "smoothed_minima", .relation = "≈", .value = 1.0, .steps = 200, .walkers = 400},
    });
    const std::vector<ClaimOutcome> outcomes = checkClaims(scenario, nullptr);
    const auto frame = played(scenario, 0.1, 400, 200);
    double mean = 0.0, variance = 0.0;
    for (const double w : frame->iterates) mean += w / 400.0;
    for (const double w : frame->iterates) variance += (w - mean) * (w - mean) / 400.0;
    REQUIRE_THAT(outcomes[0].measured, WithinAbs(mean, 1e-12));
    REQUIRE_THAT(outcomes[0].standardError, WithinRel(std::sqrt(variance / 399.0), 1e-9));
    REQUIRE(outcomes[0].holds);
    // The valley is convex: all 400 are in its one basin, and with one more on either side p = 401/402.
    REQUIRE(outcomes[1].measured == 1.0);
    REQUIRE_THAT(outcomes[1].standardError, WithinRel(std::sqrt(401.0 / 402.0 / 402.0 / 400.0), 1e-12));
    // A basin that is not there has no share, and nothing holds of it.
    REQUIRE(std::isnan(outcomes[2].measured));
    REQUIRE_FALSE(outcomes[2].holds);
    REQUIRE(outcomes[3].measured == 0.0);
    REQUIRE(outcomes[4].holds);
}
