// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"
#include "core/plane/surface.h"
#include "core/smoothing/smoothed.h"

namespace basin {

/// E p(v − ηAξ) for a polynomial plus cosines p, which is one too.
struct SmoothedPolynomial {
    PlanePolynomial polynomial;  ///< without its constant term where that is infinite
    Existence existence = Existence::Complete;
};
SmoothedPolynomial smoothedPolynomial(const PlanePolynomial& polynomial, const PlaneNoise& noise, double stepSize);

}  // namespace basin
