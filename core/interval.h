// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace basin {

/// A closed interval of the line.
struct Interval {
    double lower = 0.0;
    double upper = 0.0;

    double width() const { return upper - lower; }
    double centre() const { return 0.5 * (lower + upper); }
    bool contains(double w) const { return lower <= w && w <= upper; }
    bool operator==(const Interval&) const = default;
};

}  // namespace basin
