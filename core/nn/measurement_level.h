// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"

#include <cstddef>
#include <span>

namespace basin {

/// How thorough a measurement during training is.
struct MeasurementLevel {
    int probes = 0;  ///< of Hutchinson's trace, plain and filter-normalised
    int steps = 0;   ///< of the one Lanczos process
    int pairs = 0;   ///< of batches, for the noise

    /// Products with the Hessian: both traces, Lanczos, and the scatter of the leading eigenvalue over the images.
    double products() const { return 2.0 * probes + steps + 1.0; }
};
/// From the most thorough one to the least.
std::span<const MeasurementLevel> measurementLevels();

/// What the parts of a measurement cost, in seconds; a level takes some of each.
struct MeasurementPrices {
    double statistics = 0.0;  ///< of batch norm, for sharpness and again for the noise
    double product = 0.0;     ///< of the Hessian over all images with one vector
    double pair = 0.0;        ///< of batches

    /// Of one set of weights.
    double secondsAt(const MeasurementLevel& level) const;
};
/// From forecasts for one set of weights at a level.
MeasurementPrices pricesFrom(const MeasurementLevel& level, const MeasurementCost& sharpness,
                             const MeasurementCost& noise);

/// The most thorough level at which so many sets of weights take at most `seconds`; null if none does.
const MeasurementLevel* levelWithin(double seconds, const MeasurementPrices& prices, std::size_t sets);

}  // namespace basin
