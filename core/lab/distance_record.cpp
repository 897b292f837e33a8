// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/distance_record.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// Ratio of neighbouring recorded steps.
constexpr double kRatio = 1.06;

}  // namespace

void DistanceRecord::restart(std::int64_t now, std::size_t count) {
    steps.clear();
    sgd.clear();
    averages.assign(count, {});
    m_next = now + 1;
}

std::int64_t DistanceRecord::stepsUntilDue(std::int64_t now) const { return std::max<std::int64_t>(1, m_next - now); }

void DistanceRecord::pass(std::int64_t now) {
    m_next = std::max(now + 1, static_cast<std::int64_t>(std::ceil(kRatio * static_cast<double>(now))));
}

}  // namespace basin
