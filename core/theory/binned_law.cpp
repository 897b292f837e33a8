// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/binned_law.h"

#include <algorithm>

namespace basin {

std::vector<double> binnedLaw(std::span<const double> law, std::span<const double> points, Interval range, int bins) {
    std::vector<double> shares(static_cast<std::size_t>(bins), 0.0);
    const double perWidth = bins / range.width();
    const std::size_t last = points.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
        const double from = i > 0 ? 0.5 * (points[i - 1] + points[i]) : points[0];
        const double to = i < last ? 0.5 * (points[i] + points[i + 1]) : points[last];
        const double low = (from - range.lower) * perWidth, high = (to - range.lower) * perWidth;  // in bins
        const double end = std::min(high, static_cast<double>(bins));
        for (double at = std::max(low, 0.0); at < end;) {
            const auto bin = static_cast<std::size_t>(at);
            const double next = std::min(static_cast<double>(bin + 1), end);
            shares[bin] += law[i] * (next - at) / (high - low);
            at = next;
        }
    }
    return shares;
}

}  // namespace basin
