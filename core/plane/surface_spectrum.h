// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/spline_grid.h"
#include "core/plane/surface.h"

#include <functional>
#include <memory>

namespace basin {

/// The Fourier transform of the decaying part g of a surface on a periodic box, and back again. Immutable; threads share it.
class SurfaceSpectrum {
public:
    /// The spectrum of `surface`, which has a detail(), on a box that holds it, from a small cache. Any thread.
    static std::shared_ptr<const SurfaceSpectrum> of(const SurfacePtr& surface, const Rectangle& box);

    SurfaceSpectrum(const Surface& surface, const Rectangle& box);
    ~SurfaceSpectrum();
    SurfaceSpectrum(const SurfaceSpectrum&) = delete;
    SurfaceSpectrum& operator=(const SurfaceSpectrum&) = delete;

    /// Where g and the surface's domain lie.
    static Rectangle middle(const Surface& surface);
    Point period() const;
    /// The highest frequencies, in radians per unit.
    Point highest() const;

    /// g with each frequency (k_x, k_y) multiplied by the kernel: `row`(k_y, factors) sets the factors for
    /// k_x = 2πi/period, i = 0, 1, … Outside `valid`, and close to the box's edges, the value at the nearest place is kept.
    std::unique_ptr<const Summand> filtered(const std::function<void(double, std::span<double>)>& row,
                                            const Rectangle& valid) const;

private:
    struct Plans;
    SplineGrid::Nodes m_nodes;
    FftwArray m_spectrum;  ///< row by row, real and imaginary parts in turn, already by the splines' symbol
    std::unique_ptr<Plans> m_plans;
};

}  // namespace basin
