// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"

namespace basin {

/// A step whose `noise` is the whole stochastic gradient: as Landscape::step with f′ = 0.
void stepByGradient(const Step& step);

}  // namespace basin
