// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/claim.h"

#include "core/lab/lab_run.h"
#include "core/plane/plane_readings.h"
#include "core/plane/plane_run.h"
#include "core/sgd/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <string_view>
#include <utility>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kTwin = "twin_";

/// A measured number and its standard error.
struct Measure {
    double value = kNone;
    double error = 0.0;
};

template <class R>
Measure shareOf(const R& readings, int basin) {
    if (std::cmp_greater_equal(basin, readings.shares.size()) || readings.distance.count == 0) return {};
    const double share = readings.shares[static_cast<std::size_t>(basin)];
    // One more point on either side, so that a share of 0 or 1 still has an error.
    const double count = static_cast<double>(readings.distance.count);
    const double guarded = (share * count + 1.0) / (count + 2.0);
    return {share, std::sqrt(guarded * (1.0 - guarded) / count)};
}

Measure distanceOf(const Distance& distance) { return {distance.rms, distance.rmsError}; }

Measure measure(std::string_view quantity, const Frame& frame, const Scenario& scenario, int basin) {
    const bool ofSgd = quantity.substr(0, 4) == "sgd_";
    const Readings& readings = ofSgd ? frame.sgd : frame.average;
    const std::vector<double>& points = ofSgd ? frame.iterates : frame.averages;
    const auto placeOf = [](const std::vector<Minimum>& minima) {
        return minima.empty() ? Measure{} : Measure{minima.front().w, 0.0};
    };
    if (quantity == "sgd_rms" || quantity == "average_rms") return distanceOf(readings.distance);
    if (quantity == "sgd_rms_to_start" || quantity == "average_rms_to_start")
        return distanceOf(distanceToNearest(points, std::array{scenario.start}, false));
    if (quantity == "sgd_mean" || quantity == "average_mean") {
        const Mean mean = meanOf(points);
        return {mean.value, mean.error};
    }
    if (quantity == "sgd_share_in_basin" || quantity == "average_share_in_basin") return shareOf(readings, basin);
    if (quantity == "smoothed_minima") return {static_cast<double>(frame.analysis->smoothedMinima.size()), 0.0};
    if (quantity == "v_star") return placeOf(frame.analysis->targets);
    if (quantity == "w_f") return placeOf(frame.analysis->globalMinima);
    if (quantity == "diverged") return {static_cast<double>(frame.diverged), 0.0};
    return {};
}

Measure measure(std::string_view quantity, const PlaneFrame& frame, const Scenario& scenario, int basin) {
    const std::size_t underscore = quantity.find('_');
    const std::string_view whose = quantity.substr(0, underscore), what = quantity.substr(underscore + 1);
    const PlaneAnalysis& analysis = *frame.analysis;
    if (whose == "sgd" || whose == "average") {
        const PlaneReadings& readings = whose == "sgd" ? frame.sgd : frame.average;
        const auto of = [](const Mean& mean) { return Measure{mean.value, mean.error}; };
        if (what == "rms") return distanceOf(readings.distance);
        if (what == "rms_to_start")
            return distanceOf(distanceToNearest(whose == "sgd" ? frame.iterates : frame.averages,
                                                std::array{scenario.plane->start}, false));
        if (what == "mean_x") return of(readings.x);
        if (what == "mean_y") return of(readings.y);
        if (what == "trace") return of(readings.trace);
        if (what == "largest") return of(readings.largest);
        if (what == "share_in_basin") return shareOf(readings, basin);
    }
    const auto coordinate = [&](std::string_view name, const Point* place) {
        if (!place) return Measure{};
        return Measure{name == "x"   ? place->x
                       : name == "y" ? place->y
                                     : analysis.surface->hessian(*place).trace(),
                       0.0};
    };
    if (quantity.substr(0, 7) == "v_star_")
        return coordinate(quantity.substr(7), analysis.targets.empty() ? nullptr : &analysis.targets.front());
    if (quantity.substr(0, 4) == "w_f_")
        return coordinate(quantity.substr(4),
                          analysis.globalMinima.empty() ? nullptr : &analysis.globalMinima.front().place);
    if (quantity == "smoothed_minima") {
        const auto isMinimum = [](const CriticalPoint& point) { return point.kind == CriticalPoint::Kind::Minimum; };
        const auto& points = analysis.smoothedPoints;
        return {static_cast<double>(std::count_if(points.begin(), points.end(), isMinimum)), 0.0};
    }
    if (quantity == "diverged") return {static_cast<double>(frame.diverged), 0.0};
    return {};
}

bool holds(const Claim& claim, double measured) {
    if (claim.relation == "<") return measured < claim.value;
    if (claim.relation == ">") return measured > claim.value;
    return std::abs(measured - claim.value) <= claim.tolerance;
}

template <class Run>
std::vector<ClaimOutcome> checkClaimsOf(const Scenario& scenario, ThreadPool* pool) {
    // One run for all claims of as many walkers in the same view, in the order of their steps.
    std::map<std::pair<bool, std::size_t>, std::vector<std::size_t>> runs;
    for (std::size_t i = 0; i < scenario.claims.size(); ++i) {
        const bool ofTwin = scenario.claims[i].quantity.compare(0, kTwin.size(), kTwin) == 0;
        runs[{ofTwin, scenario.claims[i].walkers}].push_back(i);
    }
    std::vector<ClaimOutcome> outcomes(scenario.claims.size());
    for (auto& [key, indices] : runs) {
        const auto& [ofTwin, walkers] = key;
        std::stable_sort(indices.begin(), indices.end(), [&scenario](std::size_t a, std::size_t b) {
            return scenario.claims[a].steps < scenario.claims[b].steps;
        });
        Scenario played = scenario;
        played.walkers = walkers;
        if (ofTwin) played.stepSize = scenario.twinStepSize.value_or(scenario.stepSize);
        Run run(played);
        for (const std::size_t i : indices) {
            const Claim& claim = scenario.claims[i];
            run.advance(claim.steps - run.step(), pool);
            std::string_view quantity = claim.quantity;
            if (ofTwin) quantity.remove_prefix(kTwin.size());
            const Measure found = measure(quantity, *run.frame(), played, claim.basin);
            outcomes[i] = {found.value, found.error, holds(claim, found.value)};
        }
    }
    return outcomes;
}

}  // namespace

std::vector<ClaimOutcome> checkClaims(const Scenario& scenario, ThreadPool* pool) {
    return scenario.plane ? checkClaimsOf<PlaneRun>(scenario, pool) : checkClaimsOf<LabRun>(scenario, pool);
}

}  // namespace basin
