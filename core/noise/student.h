// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace basin {

/// Student's t law at scale 1 with ν > 0 degrees of freedom. Every function takes ν first and any real second argument.
double studentDensity(double nu, double x);
double studentDistribution(double nu, double x);
double studentQuantile(double nu, double p);        ///< 0 < p < ½
double studentCharacteristic(double nu, double t);  ///< E cos(tε)

}  // namespace basin
