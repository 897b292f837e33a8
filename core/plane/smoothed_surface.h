// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"
#include "core/plane/surface.h"
#include "core/smoothing/smoothed.h"

#include <memory>
#include <span>
#include <string>

namespace basin {

/// The smoothed objective F(v) = E f(v − ηAξ) in the plane (maths.md §1) for one surface, noise and step size. Immutable.
class SmoothedSurface {
public:
    /// `noise` is the noise of one gradient (already of the batch), `stepSize` = η ≥ 0; η = 0 gives F = f.
    SmoothedSurface(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize);
    ~SmoothedSurface();
    SmoothedSurface(SmoothedSurface&&) noexcept;
    SmoothedSurface& operator=(SmoothedSurface&&) noexcept;

    Existence existence() const;
    /// One sentence that says why F is absent, known up to a constant only, or less exact than 1e-4 of its height; empty if it is
    /// complete and exact.
    std::string reason() const;

    /// F, ∇F and ∇²F; NaN where F is absent.
    double value(Point v) const;
    Point gradient(Point v) const;
    Symmetric hessian(Point v) const;

    /// F at columns × rows equally spaced places of `over`, both ends included, row by row from the smallest y on; 512 × 512
    /// places within 20 ms.
    void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const;

    /// What F − F(centre) may be off by at most within the domain, beyond rounding; 0 where F is had in closed form.
    double error() const;
    /// What ∇²F may be off by at v along x and along y, beyond rounding: 0 where F is had in closed form or by quadrature.
    Point noise(Point v) const;

    /// How F is had.
    class Method;

private:
    std::unique_ptr<const Method> m_method;
};

}  // namespace basin
