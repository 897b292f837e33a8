// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace basin {

/// The distances to v* of a run at logarithmically spaced steps, counted since the averages began: at every step at first,
/// then 40 times a decade.
class DistanceRecord {
public:
    void restart(std::int64_t now, std::size_t averages);

    /// Steps from `now` until a record is due, at least 1.
    std::int64_t stepsUntilDue(std::int64_t now) const;
    bool isDue(std::int64_t now) const { return now >= m_next; }
    /// The record that was due is taken, or there is nothing to be recorded.
    void pass(std::int64_t now);

    std::vector<double> steps;
    std::vector<double> sgd;
    std::vector<std::vector<double>> averages;  ///< one for each average

private:
    std::int64_t m_next = 1;
};

}  // namespace basin
