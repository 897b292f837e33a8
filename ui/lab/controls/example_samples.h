// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/regression.h"

#include <vector>

namespace basin {

/// A first data set for a loss: a line with two outliers, or points on a wave.
const std::vector<Sample>& exampleSamples(SampleLoss loss);

/// The domain that suits the data, with ends that people can read.
Interval readableDomain(const std::vector<Sample>& samples, SampleLoss loss);

}  // namespace basin
