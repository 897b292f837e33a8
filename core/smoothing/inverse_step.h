// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"

namespace basin {

/// w(v), the inverse of w ↦ v = w − ηf′(w). It exists where η f″ < 1: on the whole line if that holds there, else on the
/// image of the domain. Refers to the landscape.
class InverseStep {
public:
    InverseStep(const Landscape& landscape, double stepSize);

    bool exists() const { return m_least > 0.0; }
    double largestStepSize() const { return 1.0 / m_steepest; }  ///< 1/max f″ over the places
    Interval image() const { return m_image; }                   ///< of v; may reach to ±infinity
    /// w, to rounding; NaN outside of the image.
    double operator()(double v) const;

private:
    const Landscape& m_landscape;
    double m_stepSize, m_steepest = 0.0;
    double m_least = 0.0;  ///< of 1 − η f″
    Interval m_places, m_image;
};

}  // namespace basin
