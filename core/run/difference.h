// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/run/correctness.h"
#include "core/run/names.h"

#include <cstdint>
#include <optional>
#include <span>

namespace basin {

/// What a difference of two accuracies is estimated from.
enum class Evidence {
    CommonSeeds,  ///< pairs of runs with the same seed
    OtherSeeds,   ///< several runs of each, with seeds of their own
    Images        ///< one run of each, image by image: it speaks of these two networks, not of how they were trained
};

/// "common-seeds", "other-seeds", "images".
template <>
std::span<const Name<Evidence>> namesOf();

/// The difference of two accuracies with its uncertainty.
struct Difference {
    Evidence evidence = Evidence::CommonSeeds;
    double value = 0.0;        ///< mean of the first less mean of the second
    Interval interval;         ///< that covers the true difference in 95 of 100 cases
    std::int64_t samples = 0;  ///< pairs of runs; runs of the smaller side; images
    /// Not separable: about so many more runs of each side would separate a difference like this, as it scatters now.
    /// Absent if that can not be told: for a difference of 0, from images, or if it is more than a thousand.
    std::optional<std::int64_t> moreSeeds;

    bool isSeparated() const { return interval.lower > 0.0 || interval.upper < 0.0; }
};

/// d̄ ± t_{n−1} s/√n of the differences d of n ≥ 2 pairs, s their standard deviation.
Difference differenceOfPairs(std::span<const double> first, std::span<const double> second);

/// Welch's interval for two samples of at least 2 runs each:
/// (x̄ − ȳ) ± t_ν √(s²ₓ/n + s²ᵧ/m), ν = (s²ₓ/n + s²ᵧ/m)² / ((s²ₓ/n)²/(n−1) + (s²ᵧ/m)²/(m−1)).
Difference differenceOfSamples(std::span<const double> first, std::span<const double> second);

/// For N ≥ 1 images, b of which only the first has right and c only the second:
/// (b − c)/N ± z √(b + c − (b − c)²/N)/N, the variance of McNemar's paired proportions.
Difference differenceByImages(const Correctness& first, const Correctness& second);

/// Mean and standard deviation (with n − 1; NaN for one) of at least one value.
struct Spread {
    double mean = 0.0;
    double deviation = 0.0;
};
Spread spreadOf(std::span<const double> values);

}  // namespace basin
