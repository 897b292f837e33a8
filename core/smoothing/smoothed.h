// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/gradient_noise.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace basin {

/// A local minimum of f or F.
struct Minimum {
    double w = 0.0;
    double value = 0.0;
    double curvature = 0.0;
};

/// A place where the slope of a function changes its sign.
struct Extremum {
    double w = 0.0;
    double value = 0.0;
    bool isMinimum = false;
};

/// How much of F exists for a landscape and a noise law.
enum class Existence {
    Complete,      ///< E|f| is finite
    UpToConstant,  ///< only E|f′| is: F is shown with F(anchor) = f(anchor)
    Absent         ///< neither: no F, no v*, no bounds
};

/// The smoothed objective F(v) = E f(v − ηε) (maths.md §1) for one landscape, noise and step size. Immutable.
class Smoothed {
public:
    /// `noise` is the noise of one gradient (already of the batch), `stepSize` = η ≥ 0; η = 0 gives F = f.
    /// Where the noise depends on the place, F(v) = E f(v − ηε(w(v))) with w(v) the inverse of w ↦ w − ηf′(w).
    Smoothed(LandscapePtr landscape, const GradientNoise& noise, double stepSize);
    ~Smoothed();
    Smoothed(Smoothed&&) noexcept;
    Smoothed& operator=(Smoothed&&) noexcept;

    Existence existence() const;
    /// One sentence that says why F is absent or known up to a constant only; empty if it is complete.
    std::string reason() const;

    /// F, F′ and F″ to 1e-8 of max|F| over the domain; NaN where F is absent. With noise that depends on the place they are
    /// those of polynomials through values of F, F′ and F″ right to some 1e-6 of their size.
    double value(double v) const;
    double slope(double v) const;
    double curvature(double v) const;

    /// F′ where many places of a range are asked for, a microsecond each: to 1e-6 of its height over the range. Empty where
    /// `slope` is as quick. Refers to this object; belongs to one thread.
    std::function<double(double)> quickSlope(Interval range) const;

    /// F at `out.size()` equally spaced points over `range`, to 1e-4 of the plotted range; for 4096 points in less
    /// than a millisecond, or some 20 ms with noise that depends on the place.
    void curve(Interval range, std::span<double> out) const;

    /// Every local minimum of F within `range`, ascending in w.
    std::vector<Minimum> minima(Interval range) const;
    /// Every local minimum and maximum of F within `range`, in turn, ascending in w.
    std::vector<Extremum> extrema(Interval range) const;

    /// How F is had: core/smoothing/method.h.
    class Method;

private:
    std::unique_ptr<const Method> m_method;
};

}  // namespace basin
