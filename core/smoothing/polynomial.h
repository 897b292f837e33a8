// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace basin {

/// Σ_k coefficients[k] t^k
inline double horner(std::span<const double> coefficients, double t) {
    double sum = 0.0;
    for (std::size_t k = coefficients.size(); k-- > 0;) sum = sum * t + coefficients[k];
    return sum;
}

/// The coefficients of the same polynomial about a point t further on.
template <class Coefficients>
Coefficients shifted(Coefficients c, double t) {
    for (std::size_t i = 0; i < c.size(); ++i)
        for (std::size_t k = c.size() - 1; k-- > i;) c[k] += t * c[k + 1];
    return c;
}

}  // namespace basin
