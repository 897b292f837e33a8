// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_scale.h"

#include <algorithm>
#include <cmath>

namespace basin {

double ValueScale::valueAt(double share) const {
    const double t = std::clamp(share, 0.0, 1.0);
    const auto& [lower, upper] = range;
    switch (kind) {
        case Kind::Logarithmic: return lower * std::pow(upper / lower, t);
        case Kind::TowardsOne: return 1.0 - (1.0 - lower) * std::pow((1.0 - upper) / (1.0 - lower), t);
        case Kind::Linear: break;
    }
    return lower + t * range.width();
}

double ValueScale::shareOf(double value) const {
    if (range.width() <= 0.0) return 0.0;
    const auto& [lower, upper] = range;
    const double inside = std::clamp(value, lower, upper);
    switch (kind) {
        case Kind::Logarithmic: return std::log(inside / lower) / std::log(upper / lower);
        case Kind::TowardsOne:
            return std::log((1.0 - inside) / (1.0 - lower)) / std::log((1.0 - upper) / (1.0 - lower));
        case Kind::Linear: break;
    }
    return (inside - lower) / range.width();
}

double roundToDigits(double value, int digits) {
    if (value == 0.0 || !std::isfinite(value)) return value;
    const int decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    // Multiplying by a power of ten or dividing by one: either is exact, their inverses are not.
    const double power = std::pow(10.0, std::abs(decimals));
    return decimals >= 0 ? std::round(value * power) / power : std::round(value / power) * power;
}

}  // namespace basin
