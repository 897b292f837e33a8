// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/gradient_noise.h"
#include "core/theory/constants.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace basin {

/// A4 fails uniformly when M grows more than this from η to η/8.
inline constexpr double kUniformGrowth = 1.5;

/// Says which assumptions hold. `onWholeLine`: f″ is bounded there; `a3Fails` is where F′ does not point back; `grows`: M
/// does, as the step size falls.
void judge(ConstantsReport& report, bool onWholeLine, const std::optional<Interval>& a3Fails, bool grows);

/// The stretch about the worst sample (place, value) where the value stays positive (the quantity being a failure).
std::optional<Interval> failingStretch(std::vector<std::pair<double, double>> samples);

/// V_G = Var[ε + f′(v* − ηε)], infinite without a variance.
double gradientVariance(const Landscape& landscape, const Noise& noise, double stepSize, double vStar);

/// measureConstants for noise that depends on the place: estimates from samples of the domain.
std::optional<ConstantsReport> measureStateConstants(const LandscapePtr& landscape,
                                                     const std::shared_ptr<const StateNoise>& noise, double stepSize);

}  // namespace basin
