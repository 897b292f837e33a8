// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"
#include "core/plane/summand.h"
#include "core/plane/surface.h"

#include <memory>

namespace basin {

/// E g(v − ηAξ) for the decaying part g of a surface that has one: in closed form for hills under Gaussian noise, else on a
/// periodic grid by FFT. `withoutItself` asks for E g(v − ηAξ) − g(v): more exact where the noise is as narrow as the grid's
/// cells.
std::unique_ptr<const Summand> smoothedDetail(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize,
                                              bool withoutItself);

/// True if there is no closed form and the noise is so narrow that `withoutItself` is the better way.
bool isNarrow(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize);

}  // namespace basin
