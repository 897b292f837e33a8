// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"
#include "core/theory/constants.h"

namespace basin::lab {

/// Keys as in maths.md; null where a bound or a constant does not exist.
Json constantsJson(const Constants& constants);
Json boundsJson(const Bounds& bounds);
Json predictionsJson(const Predictions& predictions);

}  // namespace basin::lab
