// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace basin {

/// A mean of the iterates of a training run, updated after every iteration (maths.md §5 and §6).
struct TrainingAverage {
    enum class Kind {
        Polyak,        ///< equal weights from the first iterate on (Polyak–Ruppert)
        TailFraction,  ///< equal weights from the share `value` of the launched iterations on, in (0, 1)
        TailEpoch,     ///< equal weights from the end of epoch `value` on, a whole number ≥ 1
        Ema            ///< exponential with decay ψ = `value` in (0, 1)
    };
    Kind kind = Kind::TailFraction;
    double value = 0.75;

    /// The text in files and on the command line, which is also the name of its curve: "polyak", "tail:0.75",
    /// "tail:300", "ema:0.999".
    std::string name() const;
    /// The first iterate that counts: after this many of `iterations` (0 if all of them do).
    std::int64_t start(std::int64_t iterations, std::int64_t iterationsPerEpoch) const;
    bool operator==(const TrainingAverage&) const = default;
};

/// "polyak", "tail:FRACTION", "tail:EPOCH" or "ema:DECAY"; a number with a point is a fraction.
Result<TrainingAverage> averageFromText(std::string_view text);

}  // namespace basin
