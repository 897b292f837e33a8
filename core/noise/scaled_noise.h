// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/noise/gradient_noise.h"
#include "core/result.h"

#include <memory>
#include <string>

namespace basin {

/// ε(w) = σ(w) ξ: `standard` is the law of ξ (of the batch), σ a formula in w (core/landscape/formula.h has its words) on
/// `domain`, continued with its values at the ends. σ may be 0 at places. Errors: those of formulas; σ negative or not
/// finite somewhere, or 0 everywhere.
Result<std::shared_ptr<const StateNoise>> scaledNoise(const Noise& standard, const std::string& sigma, Interval domain);

}  // namespace basin
