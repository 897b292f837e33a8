// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"
#include "ui/rates/rates_sweep.h"

#include <QString>

#include <vector>

namespace basin {

/// What a sweep has shown, in sentences with bold words in HTML.
/// The page's first line: what was seen.
QString summaryWords(const RatesSweep& sweep, const SweepSlopes& slopes);
/// A paragraph each about SGD, the average, and whether F explains it. `row` is the one that is looked at; without one there is
/// nothing to say.
QString findingsWords(const RatesSweep& sweep, const SweepSlopes& slopes, const std::vector<SweepRow>& rows,
                      const SweepRow* row);

}  // namespace basin
