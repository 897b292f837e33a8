// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"

#include <vector>

namespace basin {

/// The values that a sweep runs through: `count` of them from `low` to `high`.
struct SweepRange {
    double low = 0.0, high = 1.0;
    int count = 12;
    bool logarithmic = true;  ///< equal factors, else equal steps
    bool whole = false;       ///< whole numbers only
    Interval limits;          ///< that both ends must lie in
    bool operator==(const SweepRange&) const = default;

    /// The same, widened to a value.
    SweepRange including(double value) const;
};
inline constexpr int kMostSweepValues = 1000;

/// Whether the scenario has what would be varied: noise of one size everywhere, a law of noise with a variance, a parameter of
/// that name.
bool canVary(const Scenario& scenario, const SweepVariable& variable);

/// A range that suits the scenario. Step sizes: ηL from 0.02 to 0.6; the noise's size: from a fifth of the scenario's to twice of
/// it; a batch: up to 64, but without replacement at most all samples; a parameter: about its present value. Not for
/// Kind::Law, which has no range.
SweepRange standardRange(const Scenario& scenario, const SweepVariable& variable, const Landscape& landscape);

/// Ascending and without repetitions. The ends must lie within the limits, low < high and 2 ≤ count ≤ kMostSweepValues.
std::vector<double> sweepValues(const SweepRange& range);

/// The laws that can be compared at the scenario's standard deviation (at the same σ(w) where it depends on the place), as
/// indices into the law catalogue; none if it has none, or if its noise has no law but comes from minibatches of data.
std::vector<double> comparableLaws(const Scenario& scenario);

/// The value of the variable that the scenario itself has.
double valueIn(const Scenario& scenario, const SweepVariable& variable);

/// The parameter of the scenario's landscape that is varied; null if there is none of that name.
const Parameter* sweptParameter(const Scenario& scenario, const SweepVariable& variable);

}  // namespace basin
