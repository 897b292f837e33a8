// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"

namespace basin {

/// The ways of sliders that suit a landscape. Both are logarithmic and end at 1, 2 or 5 times a power of ten.
struct ControlRanges {
    Interval stepSize;  ///< up to 8/L, with L the largest |f″|: descent without noise is stable below 2/L
    Interval noise;     ///< from noise that is lost on the slopes of the wells to a window η r over all of them
    double largestCurvature = 1.0;  ///< L
};

/// Looks at `view` and the landscape's domain.
ControlRanges controlRanges(const Landscape& landscape, Interval view);

}  // namespace basin
