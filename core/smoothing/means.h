// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/kernel.h"
#include "core/smoothing/tabulation.h"

#include <vector>

namespace basin {

/// f or f′, less its value at some origin, as the tabulation knows it.
struct Signal {
    const Tabulation* tabulation = nullptr;
    int order = 0;  ///< 0: f, 1: f′
    double base = 0.0;
};

/// Spline means of a signal at the points first + spacing·i for i from `begin` on; the unit is `spacing` or twice that.
struct Means {
    double first = 0.0, spacing = 0.0, unit = 0.0;
    long begin = 0;
    std::vector<double> values;

    long end() const { return begin + static_cast<long>(values.size()); }
    const double* at(long i) const { return values.data() + (i - begin); }
    long perUnit() const { return unit > 1.5 * spacing ? 2 : 1; }
};

/// Fills means.values for i in [begin, end) — from `finer`, which has the same `first` and half the spacing and unit, where
/// that suffices (may be null). So the pieces of f are looked at once for all units together, not once for each.
void fill(Means& means, long begin, long end, const Signal& signal, const Means* finer);

/// Σ_m weights_m (mean at i + m units + mean at i − m units).
double filtered(const Kernel::Weights& weights, const Means& means, long i);

}  // namespace basin
