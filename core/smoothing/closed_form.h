// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/noise.h"

#include <optional>
#include <span>

namespace basin {

/// A function on the line that is a polynomial, cosines and Gaussian wells: F where it is known in closed form.
class ClosedForm {
public:
    /// F(v) = E f(v − X) for the landscapes and laws that have it: polynomials with cosines under every law (moments and
    /// characteristic function), Gaussian wells under Gaussian noise. Moments that do not exist are left out of the
    /// constant term, where alone they may stand: F is then known up to a constant.
    static std::optional<ClosedForm> smoothed(const Landscape& landscape, const Noise& law);

    double value(double v) const;
    double slope(double v) const;
    double curvature(double v) const;
    void add(double constant);

    /// The function, or its slope, at equally spaced points from `first` on.
    void values(double first, double spacing, std::span<double> out) const;
    void slopes(double first, double spacing, std::span<double> out) const;

private:
    void addCosines(double first, double spacing, bool slopes, std::span<double> out) const;

    TrigonometricPolynomial m_polynomial;
    GaussianWells m_wells;
};

}  // namespace basin
