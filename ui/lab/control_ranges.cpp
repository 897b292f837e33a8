// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/control_ranges.h"

#include "core/landscape/regression.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// 1, 2 or 5 times a power of ten, at most `value` > 0.
double roundDown(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power * (1.0 + 1e-12);
    return power * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
}

}  // namespace

ControlRanges controlRanges(const Landscape& landscape, Interval view) {
    const Interval domain = landscape.domain();
    const Interval range{std::min(domain.lower, view.lower), std::max(domain.upper, view.upper)};
    // Fine enough for narrow features; a mean over many samples is smooth, and costs more.
    const int count = dynamic_cast<const Regression*>(&landscape) ? 1024 : 4096;
    constexpr double kTiny = 1e-9;
    double largest = kTiny, steepest = kTiny;
    double firstValley = range.upper,
           lastValley = range.lower;  // outermost samples that are lower than their neighbours
    double before = landscape.slope(range.lower);
    for (int i = 0; i <= count; ++i) {
        const double w = range.lower + range.width() * i / count;
        const double slope = landscape.slope(w), curvature = landscape.curvature(w);
        if (std::isfinite(curvature)) largest = std::max(largest, std::abs(curvature));
        if (std::isfinite(slope)) steepest = std::max(steepest, std::abs(slope));
        if (before < 0.0 && slope >= 0.0) {
            firstValley = std::min(firstValley, w);
            lastValley = std::max(lastValley, w);
        }
        before = slope;
    }
    // With a single well its own width is the distance.
    const double distance = lastValley > firstValley ? lastValley - firstValley : 0.25 * range.width();

    ControlRanges ranges;
    ranges.largestCurvature = largest;
    ranges.stepSize = {roundDown(1e-3 / largest), roundDown(8.0 / largest)};
    // At η = 1/L the window ±ηr spans the wells when r is L times their distance. A hundredth of the steepest slope is noise
    // that no walker climbs with.
    const double widest = roundDown(2.0 * distance * largest);
    ranges.noise = {std::min(roundDown(0.01 * steepest), 1e-2 * widest), widest};
    return ranges;
}

}  // namespace basin
