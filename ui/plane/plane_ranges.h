// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface.h"
#include "core/scenario/scenario.h"

namespace basin {

/// Where the sliders of the plane go for one surface, found from its values.
struct PlaneRanges {
    Interval stepSize{1e-5, 1.0};
    Interval noise{1e-3, 10.0};     ///< in the law's own parameter
    double largestCurvature = 1.0;  ///< eigenvalue of ∇²f where walkers are seen: in the lower half of f's values
};
PlaneRanges planeRanges(const Surface& surface, const Rectangle& view);

/// The plotted part of a scenario of the plane: its own view, else the surface's domain.
Rectangle planeViewOf(const Scenario& scenario, const Surface& surface);

/// Step size, noise and start with which something is seen on a surface that was just chosen: steps well within stability, and
/// noise that reaches over a sixteenth of the view.
void settleOn(Scenario& scenario, const Surface& surface);

}  // namespace basin
