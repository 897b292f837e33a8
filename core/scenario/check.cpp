// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/rules.h"
#include "core/scenario/scenario.h"

#include <cmath>

namespace basin {

namespace {

constexpr double kLargestStepSize = 1e3;
constexpr double kLargestNoise = 1e6;
constexpr double kFarthest = 1e6;  ///< of starts and views
constexpr double kMostSteps = 1e12;
constexpr std::size_t kMostWalkers = 100000;
constexpr std::size_t kMostAverages = 6;
constexpr std::size_t kMostMilestones = 100;

void checkSchedule(Rules& rules, const Schedule& schedule) {
    rules.within(static_cast<double>(schedule.length), 1.0, kMostSteps, "The length of the schedule in steps",
                 "schedule.length");
    rules.within(schedule.floor, 0.0, 1.0, "The share of the step size at which the schedule ends", "schedule.floor");
    rules.positive(schedule.factor, 1.0, "The factor of the schedule", "schedule.factor");
    rules.positive(schedule.warmup, kMostSteps, "The warm-up of the schedule in steps", "schedule.warmup");
    rules.sentence(schedule.milestones.size() <= kMostMilestones,
                   "A schedule has at most " + std::to_string(kMostMilestones) + " milestones.", "schedule.milestones");
    double last = 0.0;
    for (const double milestone : schedule.milestones) {
        rules.that(last < milestone && milestone <= 1.0, "Milestones of the schedule",
                   "shares of its length that rise within 0 and 1", milestone, "schedule.milestones");
        last = milestone;
    }
}

void checkAverages(Rules& rules, const Scenario& scenario) {
    const double count = static_cast<double>(scenario.averages.size());
    rules.within(count, 1.0, static_cast<double>(kMostAverages), "The number of averages", "averages");
    for (std::size_t i = 0; i < scenario.averages.size(); ++i) {
        const Average& average = scenario.averages[i];
        const std::string where = "averages[" + std::to_string(i) + "]";
        rules.within(static_cast<double>(average.start), 0.0, kMostSteps, "The first step of an average",
                     where + ".start");
        rules.that(0.0 < average.fraction && average.fraction < 1.0, "The fraction that an average is over",
                   "above 0 and below 1", average.fraction, where + ".fraction");
        rules.within(static_cast<double>(average.length), 1.0, kMostSteps, "The length of a window in steps",
                     where + ".length");
        rules.that(0.0 <= average.decay && average.decay < 1.0, "The decay ψ of an exponential average",
                   "at least 0 and below 1", average.decay, where + ".decay");
    }
    rules.that(scenario.focus < scenario.averages.size(), "The average in focus",
               "the index of one of the averages, counted from 0", static_cast<double>(scenario.focus), "focus");
}

void checkNoise(Rules& rules, const Scenario& scenario) {
    rules.positive(scenario.noiseSize, kLargestNoise, "The size of the noise", "noise.size");
    rules.that(std::isfinite(scenario.noiseShape), "The shape of the noise", "finite", scenario.noiseShape,
               "noise.shape");
    if (const auto& shape = lawEntry(scenario.law).shape)
        rules.within(scenario.noiseShape, shape->minimum, shape->maximum,
                     "The shape " + shape->symbol + " of the noise", "noise.shape");
    const bool real = scenario.noiseKind == NoiseKind::Minibatch;
    rules.within(scenario.batchSize, 1.0, real ? kLargestMinibatch : kLargestBatch,
                 real ? "The batch size of real minibatches" : "The batch size", "noise.batch_size");
    if (rules.broken || real) return;
    if (const Result<Noise> noise = scenarioNoise(scenario); !noise) rules.broken = noise.error();
}

/// A domain or a view: `what` as in "The domain of the formula".
void checkInterval(Rules& rules, const Interval& interval, const std::string& what, const std::string& where) {
    const bool finite = std::abs(interval.lower) <= kFarthest && std::abs(interval.upper) <= kFarthest;
    rules.sentence(finite && interval.lower < interval.upper,
                   what + " must rise from a lower to an upper end within ±1000000, not go from " +
                       number(interval.lower) + " to " + number(interval.upper) + ".",
                   where);
}
void checkRectangle(Rules& rules, const Rectangle& rectangle, const std::string& what, const std::string& where) {
    checkInterval(rules, rectangle.x, what + " in x", where + ".x");
    checkInterval(rules, rectangle.y, what + " in y", where + ".y");
}

void checkLandscape(Rules& rules, const LandscapeChoice& choice) {
    if (rules.broken) return;
    if (choice.kind == LandscapeChoice::Kind::Named) {
        if (const auto built = buildLandscape(choice); !built) rules.broken = built.error();
    } else if (choice.kind == LandscapeChoice::Kind::Formula || choice.kind == LandscapeChoice::Kind::Data) {
        const bool ofData = choice.kind == LandscapeChoice::Kind::Data;
        checkInterval(rules, choice.domain, ofData ? "The domain of the data" : "The domain of the formula",
                      "landscape.domain");
    }
}

void checkPlane(Rules& rules, const Scenario& scenario) {
    const PlaneChoice& plane = *scenario.plane;
    rules.sentence(scenario.noiseKind == NoiseKind::Law,
                   "Noise in the plane is that of a law, with one covariance everywhere.", "noise");
    rules.sentence(!scenario.twinStepSize, "There is no twin in the plane.", "twin_step_size");
    const Symmetric& s = plane.covariance;
    rules.sentence(
        std::abs(s.xx) <= kLargestNoise && std::abs(s.xy) <= kLargestNoise && std::abs(s.yy) <= kLargestNoise &&
            s.isPositiveDefinite(),
        "The covariance of the noise must be positive definite: with variances xx and yy above 0 and xy² below "
        "xx·yy, not xx = " +
            number(s.xx) + ", xy = " + number(s.xy) + ", yy = " + number(s.yy) + ".",
        "noise.covariance");
    const SurfaceChoice& choice = plane.surface;
    if (choice.kind == SurfaceChoice::Kind::Formula || choice.kind == SurfaceChoice::Kind::Drawn)
        checkRectangle(rules, choice.domain, "The domain of the surface", "surface.domain");
    if (choice.kind == SurfaceChoice::Kind::Table)
        checkRectangle(rules, choice.table.domain, "The domain of the table", "surface.table.domain");
    rules.within(plane.start.x, -kFarthest, kFarthest, "The start in x", "start");
    rules.within(plane.start.y, -kFarthest, kFarthest, "The start in y", "start");
    if (plane.view) checkRectangle(rules, *plane.view, "The view", "view");
    if (rules.broken || choice.kind != SurfaceChoice::Kind::Named) return;
    if (const auto built = buildSurface(choice); !built) {
        const Error& error = built.error();
        const bool ofParameter = choice.parameters.find(error.where) != choice.parameters.end();
        rules.broken = Error{error.message, ofParameter ? "surface.parameters." + error.where : "surface"};
    }
}

void checkClaims(Rules& rules, const Scenario& scenario) {
    for (std::size_t i = 0; i < scenario.claims.size(); ++i) {
        const Claim& claim = scenario.claims[i];
        const std::string where = "claims[" + std::to_string(i) + "]";
        rules.sentence(isClaimQuantity(claim.quantity, scenario.plane.has_value()),
                       "A claim can not be about \"" + claim.quantity + "\", which is no known quantity" +
                           (scenario.plane ? " of the plane." : "."),
                       where + ".quantity");
        rules.sentence(claim.relation == "<" || claim.relation == ">" || claim.relation == "≈",
                       "A claim relates by <, > or ≈, not by \"" + claim.relation + "\".", where + ".relation");
        rules.that(std::isfinite(claim.value), "The value of a claim", "finite", claim.value, where + ".value");
        rules.that(0.0 <= claim.tolerance && std::isfinite(claim.tolerance), "The tolerance of a claim",
                   "finite and not negative", claim.tolerance, where + ".tolerance");
        rules.that(claim.basin >= 0, "The basin of a claim", "an index from 0 on", claim.basin, where + ".basin");
        rules.within(static_cast<double>(claim.steps), 1.0, kMostSteps, "The steps of a claim", where + ".steps");
        rules.within(static_cast<double>(claim.walkers), 1.0, static_cast<double>(kMostWalkers),
                     "The walkers of a claim", where + ".walkers");
        rules.sentence(scenario.twinStepSize || claim.quantity.compare(0, 5, "twin_") != 0,
                       "A claim about the twin needs a twin_step_size.", where + ".quantity");
    }
}

}  // namespace

std::optional<Error> checkScenario(const Scenario& scenario) {
    Rules rules;
    rules.positive(scenario.stepSize, kLargestStepSize, "The step size", "step_size");
    if (scenario.twinStepSize)
        rules.positive(*scenario.twinStepSize, kLargestStepSize, "The step size of the twin", "twin_step_size");
    checkNoise(rules, scenario);
    if (scenario.plane)
        checkPlane(rules, scenario);
    else
        checkLandscape(rules, scenario.landscape);
    checkSchedule(rules, scenario.schedule);
    rules.that(0.0 <= scenario.momentum && scenario.momentum < 1.0, "The momentum", "at least 0 and below 1",
               scenario.momentum, "momentum");
    checkAverages(rules, scenario);
    if (!scenario.plane) rules.within(scenario.start, -kFarthest, kFarthest, "The start", "start");
    rules.within(static_cast<double>(scenario.walkers), 1.0, static_cast<double>(kMostWalkers), "The number of walkers",
                 "walkers");
    rules.that(scenario.stepsPerSecond > 0.0, "The speed in steps a second", "above 0", scenario.stepsPerSecond,
               "speed");
    if (scenario.view && !scenario.plane) checkInterval(rules, *scenario.view, "The view", "view");
    checkClaims(rules, scenario);
    return rules.broken;
}

}  // namespace basin
