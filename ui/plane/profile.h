// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface.h"
#include "core/result.h"
#include "core/scenario/scenario.h"
#include "ui/plane/plane_chart.h"

namespace basin {

/// The profile of f along a line as a scenario of the line: f(from + w u), where u points to `to` and w runs from 0 to the
/// line's length. Step size, averages, walkers and seed stay; the noise is that along u, √(uᵀCu) times its size; the start
/// is the plane's, projected. `scenario` is of the plane. An error if the line is too short or f not finite on it.
Result<Scenario> profileAlong(const Scenario& scenario, const Surface& surface, const Segment& line);

}  // namespace basin
