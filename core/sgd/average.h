// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>

namespace basin {

/// Which mean of the iterates w is kept (maths.md §5). All averages come from the same trajectory.
struct Average {
    enum class Kind {
        PolyakRuppert,  ///< every iterate since the (re)start of averaging
        TailFrom,       ///< every iterate from step `start` on
        LastFraction,   ///< the last `fraction` of the iterates, to within 1/16 of that length
        Window,         ///< the last `length` iterates; slides in strides of length/32
        /// w̄ ← ψ w̄ + (1−ψ) w with decay ψ from w̄ = 0, over its weight 1 − ψ^t: a mean of the iterates from the first
        /// on, in which no iterate weighs more than it should (from w̄ = w_1 that one would keep the weight ψ^{t−1}).
        Exponential
    };
    Kind kind = Kind::LastFraction;
    std::int64_t start = 0;      ///< t₀ of TailFrom, counted from the restart of averaging
    double fraction = 0.5;       ///< of LastFraction, in (0, 1)
    std::int64_t length = 1000;  ///< W of Window, ≥ 1
    double decay = 0.999;        ///< ψ of Exponential, in [0, 1)

    bool operator==(const Average&) const = default;
};

/// Names in files: "polyak-ruppert", "tail-from", "last-fraction", "window", "exponential".
std::string averageName(Average::Kind kind);
Result<Average::Kind> averageFromName(const std::string& name);

}  // namespace basin
