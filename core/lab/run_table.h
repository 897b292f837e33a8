// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab_run.h"
#include "core/table.h"

#include <string>
#include <vector>

namespace basin {

/// An average in files: "last-fraction 0.5".
std::string averageHeading(const Average& average);

/// What the charts of a frame show: f and F over the view, the histograms, and the distances to v* over the steps.
std::vector<Column> shownColumns(const Frame& frame, const Scenario& scenario);

/// Every walker's iterate and averages, and the records of the distances beside them.
Table walkerTable(const LabRun& run);

}  // namespace basin
