// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace basin {

/// Density and tail of the symmetric α-stable law of scale 1 at one point x > 0.
struct StableValue {
    double density = 0.0;  ///< p(x)
    double tail = 0.0;     ///< P(ε > x)
};

/// Evaluates both by quadrature for one α in (0, 2), for x in [lower, upper], to about 1e-14 of their own size.
class StableIntegrals {
public:
    virtual ~StableIntegrals() = default;
    virtual StableValue at(double x) const = 0;
};
std::unique_ptr<StableIntegrals> stableIntegrals(double alpha, double lower, double upper);

/// The two methods, of which `stableIntegrals` takes the one that is accurate for this α; both hold around α = 1.
std::unique_ptr<StableIntegrals> zolotarevIntegrals(double alpha, double lower, double upper);  ///< α ≠ 1
std::unique_ptr<StableIntegrals> rotatedIntegrals(double alpha);                                ///< α close to 1

}  // namespace basin
