// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab_run.h"
#include "core/plane/plane_run.h"
#include "core/table.h"

#include <string>
#include <vector>

namespace basin {

/// An average in files: "last-fraction 0.5".
std::string averageHeading(const Average& average);

/// The distances to v* over the steps, of a frame on the line or in the plane.
template <class Frame>
void addDistances(const Frame& frame, const Scenario& scenario, std::vector<Column>& columns) {
    const std::string distance = frame.distanceIsMedian ? "median distance to v*" : "RMS distance to v*";
    columns.push_back({"step [since the averages began]", frame.recordedSteps});
    columns.push_back({"SGD: " + distance, frame.sgdDistance});
    for (std::size_t i = 0; i < frame.averageDistances.size() && i < scenario.averages.size(); ++i)
        columns.push_back({averageHeading(scenario.averages[i]) + ": " + distance, frame.averageDistances[i]});
}

/// What the charts of a frame show: f and F over the view, the histograms, and the distances to v* over the steps.
std::vector<Column> shownColumns(const Frame& frame, const Scenario& scenario);

/// Every walker's iterate and averages, and the records of the distances beside them.
Table walkerTable(const LabRun& run);
Table walkerTable(const PlaneRun& run);

}  // namespace basin
