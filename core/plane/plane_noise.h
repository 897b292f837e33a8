// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"
#include "core/plane/point.h"

namespace basin {

/// The noise of one stochastic gradient in the plane: ε = A ξ, where ξ₁ and ξ₂ are independent draws of the law at scale 1 and
/// A is symmetric positive definite. A = r I draws each coordinate by the law of size r; with a standard law's variance V
/// the covariance of ε is V A².
struct PlaneNoise {
    Law law = Law::Uniform;
    double shape = 3.0;             ///< ν (Student t) or α (α-stable)
    Symmetric root{1.0, 0.0, 1.0};  ///< A

    Noise coordinate() const { return {law, 1.0, shape}; }  ///< the law of ξ₁ and of ξ₂
    bool hasVariance() const { return coordinate().hasVariance(); }
    double momentLimit() const { return coordinate().momentLimit(); }
    bool operator==(const PlaneNoise&) const = default;
};

}  // namespace basin
