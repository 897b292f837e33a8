// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "core/sgd/average.h"
#include "core/theory/constants.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace basin {

/// A line that theory draws into the distance chart.
struct DistanceGuide {
    QString label;      ///< a word or two with the tag of maths.md
    QString sentence;   ///< what it says, with its number
    bool bound = true;  ///< else a prediction
    bool ofAverage = false;
    std::function<std::optional<double>(std::int64_t)> at;  ///< over the steps
};

/// What theory knows of the run on show.
struct DistanceTheory {
    ConstantsReport report;
    double stepSize = 0.0;
    Average average;  ///< the one in focus
};

/// The lines whose conditions hold, at most two bounds and a prediction for SGD and a bound and a prediction for its average.
std::vector<DistanceGuide> distanceGuides(const DistanceTheory& theory, const Frame& frame);

}  // namespace basin
