// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/gradient_noise.h"

#include <algorithm>
#include <cmath>

namespace basin {

double GradientNoise::sizeAt(double w) const {
    if (!state) return law.hasVariance() ? law.sigma() : law.scale;
    const double variance = state->variance(w);
    return std::isfinite(variance) ? std::sqrt(variance) : state->lawAt(w).scale;
}

double GradientNoise::largestSize(Interval over) const {
    if (!state) return sizeAt(over.centre());
    constexpr int kSamples = 256;
    double largest = 0.0;
    for (int i = 0; i <= kSamples; ++i) largest = std::max(largest, sizeAt(over.lower + over.width() * i / kSamples));
    return largest;
}

bool GradientNoise::operator==(const GradientNoise& other) const {
    if (!state || !other.state) return !state && !other.state && law == other.law;
    return state == other.state || state->equals(*other.state);
}

}  // namespace basin
