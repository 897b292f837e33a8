// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace basin {

/// A step-size schedule: η_t as a multiple of the base step size (maths.md §5). Shared with training.
struct Schedule {
    enum class Kind { Constant, MultiStep, Cosine, Cyclic, InverseSqrt };
    Kind kind = Kind::Constant;
    std::int64_t length = 100000;                   ///< T: steps of a cosine, multi-step or one cycle
    double floor = 0.0;                             ///< cosine and cyclic end at this share of the base
    double factor = 0.2;                            ///< multi-step: the decay at each milestone
    std::vector<double> milestones{0.2, 0.4, 0.6};  ///< multi-step: as shares of `length`
    double warmup = 1.0;                            ///< 1/√t: η_t = η √(t₀/(t₀+t)) with t₀ = warmup

    /// η_t / η for the step from w_t to w_{t+1}; t counts from 0. With s = t/T: multi-step is factor^(milestones ≤ s),
    /// cosine floor + (1−floor)(1+cos πs)/2 and the floor from T on, cyclic 1 − (1−floor)s over and over.
    double factorAt(std::int64_t t) const;
    bool operator==(const Schedule&) const = default;
};

/// Names in files: "constant", "multi-step", "cosine", "cyclic", "inverse-sqrt".
std::string scheduleName(Schedule::Kind kind);
Result<Schedule::Kind> scheduleFromName(const std::string& name);

}  // namespace basin
