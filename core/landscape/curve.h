// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/result.h"

#include <string_view>
#include <vector>

namespace basin {

/// A point that a drawn or tabulated landscape goes through.
struct CurvePoint {
    double w = 0.0, f = 0.0;
    bool operator==(const CurvePoint&) const = default;
};

/// The C² cubic spline through `points` (at least four, ascending in w) as a landscape, continued beyond its ends as
/// parabolas that open upwards. Errors name the first bad point.
Result<LandscapePtr> makeCurve(const std::vector<CurvePoint>& points);

/// Reads `w,f` lines (comma, semicolon, tab or blanks; '#' comments; one header line allowed; C locale).
/// Errors name the line: a gap, text, a number that is not finite, unsorted or repeated abscissae, too few points.
Result<std::vector<CurvePoint>> readCurveCsv(std::string_view text);

/// Reduces a freehand stroke (any order, any spacing) to `count` points at equal distances over `domain`, smoothed
/// just enough to have no pixel steps; where the stroke does not reach, `previous` (ascending) is kept.
std::vector<CurvePoint> resampleStroke(const std::vector<CurvePoint>& stroke, const std::vector<CurvePoint>& previous,
                                       Interval domain, int count);

/// The smoothest heights within `tolerance` of those given: Σ (third differences)² is made small (200 sweeps of descent).
/// With half a pixel as tolerance this takes the steps out of a stroke drawn on pixels, so that its curvature can be read.
/// The points are equally spaced; those that are not `movable` (as many flags as points) stay.
std::vector<CurvePoint> smoothWithin(std::vector<CurvePoint> points, const std::vector<bool>& movable,
                                     double tolerance);

}  // namespace basin
