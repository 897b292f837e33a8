// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace basin {

/// A slope of three straight pieces with two rounded bends: f′ = A w + C + Σ B s G((w − c)/s), where G(u) rounds |u|
/// within |u| ≤ 1.
struct Bends {
    double A = 0.0, C = 0.0;
    double B[2] = {};  ///< half of what f″ gains at the bend
    double c[2] = {};  ///< its place
    double s[2] = {};  ///< its half-width
};

}  // namespace basin
