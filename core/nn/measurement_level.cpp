// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measurement_level.h"

#include <algorithm>

namespace basin {

std::span<const MeasurementLevel> measurementLevels() {
    static constexpr MeasurementLevel kLevels[] = {{.probes = 8, .steps = 12, .pairs = 16},
                                                   {.probes = 4, .steps = 8, .pairs = 8},
                                                   {.probes = 2, .steps = 5, .pairs = 4}};
    return kLevels;
}

double MeasurementPrices::secondsAt(const MeasurementLevel& level) const {
    return 2.0 * statistics + level.products() * product + level.pairs * pair;
}

MeasurementPrices pricesFrom(const MeasurementLevel& level, const MeasurementCost& sharpness,
                             const MeasurementCost& noise) {
    const double statistics = sharpness.statisticsSeconds;
    // The statistics are timed twice, and the noise's time may have been the shorter one.
    const auto beside = [&](const MeasurementCost& cost) { return std::max(0.0, cost.seconds - statistics); };
    return {statistics, beside(sharpness) / level.products(), beside(noise) / level.pairs};
}

const MeasurementLevel* levelWithin(double seconds, const MeasurementPrices& prices, std::size_t sets) {
    const auto levels = measurementLevels();
    const auto found = std::ranges::find_if(levels, [&](const MeasurementLevel& level) {
        return static_cast<double>(sets) * prices.secondsAt(level) <= seconds;
    });
    return found == levels.end() ? nullptr : &*found;
}

}  // namespace basin
