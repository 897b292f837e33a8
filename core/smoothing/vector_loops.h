// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace basin {

/// out[i] = Σ_k coefficients[k] (first + spacing·i)^k.
void evaluatePolynomial(std::span<const double> coefficients, double first, double spacing, std::span<double> out);

/// Where a symmetric filter finds its input: tap m of output j reads right[m][j] and left[m][j].
struct Tap {
    double weight = 0.0;
    const double* left = nullptr;
    const double* right = nullptr;
};
/// out[j] += Σ_m weight_m (left_m[j] + right_m[j]).
void addFiltered(std::span<const Tap> taps, double* out, std::size_t count);

}  // namespace basin
