// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/spline_grid.h"
#include "core/plane/surface.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

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

    /// What multiplies each frequency (k_x, k_y) of g.
    struct Kernel {
        /// Sets the factors for k_x = 2πi/period, i = 0, 1, …, at one k_y.
        std::function<void(double, std::span<double>)> row;
        Point limit;  ///< |k_x| and |k_y| from which on all factors are 0; may be infinite
    };
    /// g by the kernel. Outside `valid`, and close to the box's edges, the value at the nearest place is kept.
    std::unique_ptr<const Summand> filtered(const Kernel& kernel, const Rectangle& valid) const;

private:
    struct Level;
    void setError(const Surface& surface);
    const Level& levelFor(Point limit) const;

    SplineGrid::Nodes m_nodes;
    FftwArray m_spectrum;  ///< row by row, real and imaginary parts in turn
    std::vector<Level> m_levels;
    double m_error = 0.0;  ///< of g on this grid, between its nodes: at most that is the error of any mean of it
};

}  // namespace basin
