// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_readings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Point at(const Points& points, std::size_t i) { return {points.x[i], points.y[i]}; }

void readShares(const BasinMap& basins, const Points& points, PlaneReadings& readings) {
    double finite = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point w = at(points, i);
        if (!w.isFinite()) continue;
        finite += 1.0;
        const int basin = basins.at(w);
        (basin < 0 ? readings.outside : readings.shares[static_cast<std::size_t>(basin)]) += 1.0;
    }
    if (finite == 0.0) return;
    readings.outside /= finite;
    for (double& share : readings.shares) share /= finite;
}

}  // namespace

Distance distanceToNearest(const Points& points, std::span<const Point> targets, bool quantiles) {
    if (targets.empty()) return distanceToNearest(points.x, std::span<const double>(), quantiles);
    std::vector<double> distances(points.size(), std::numeric_limits<double>::infinity());
    for (const Point target : targets)
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double dx = points.x[i] - target.x, dy = points.y[i] - target.y;
            const double distance = std::sqrt(dx * dx + dy * dy);
            // A lost point stays lost.
            distances[i] = distance >= distances[i] ? distances[i] : distance;
        }
    return distanceToNearest(distances, std::array{0.0}, quantiles);
}

PlaneReadings readCrowd(const PlaneAnalysis& analysis, const Points& points, bool quantiles) {
    PlaneReadings readings;
    readings.distance = distanceToNearest(points, analysis.targets, quantiles);
    readings.x = meanOf(points.x);
    readings.y = meanOf(points.y);
    readings.shares.assign(analysis.minima.size(), 0.0);
    readShares(*analysis.basins, points, readings);

    const std::size_t judged = std::min(kJudged, points.size());
    std::vector<double> f(judged, kNone), smoothed = f, trace = f, largest = f, smallest = f;
    for (std::size_t i = 0; i < judged; ++i) {
        const Point w = at(points, i);
        if (!w.isFinite()) continue;
        f[i] = analysis.surface->value(w);
        smoothed[i] = analysis.smoothed->value(w);
        const Symmetric hessian = analysis.surface->hessian(w);
        trace[i] = hessian.trace();
        smallest[i] = hessian.eigenvalues().lower;
        largest[i] = hessian.eigenvalues().upper;
    }
    readings.f = meanOf(f);
    readings.smoothed = meanOf(smoothed);
    readings.trace = meanOf(trace);
    readings.largest = meanOf(largest);
    readings.smallest = meanOf(smallest);
    readings.smoothedTrace = {analysis.smoothed->hessian({readings.x.value, readings.y.value}).trace(), 0.0};
    return readings;
}

}  // namespace basin
