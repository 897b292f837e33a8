// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/summand.h"

#include <array>
#include <cstddef>
#include <memory>
#include <span>

namespace basin {

/// Frees what FFTW allocated.
struct FftwFree {
    void operator()(double* numbers) const;
};
using FftwArray = std::unique_ptr<double[], FftwFree>;
FftwArray allocateFftw(std::size_t doubles);

/// Σ c_ij B((x − x₀)/h_x − i) B((y − y₀)/h_y − j) with the B-spline B of degree 7 (eight coefficients along each axis): a C⁶
/// function. Outside `valid` it keeps the value of the nearest place within.
class SplineGrid : public Summand {
public:
    static constexpr int kTaps = 8;
    static constexpr int kMargin = 5;  ///< nodes that `valid` keeps from the grid's edge
    using Weights = std::array<double, kTaps>;

    /// Where the nodes are: (origin.x + i spacing.x, origin.y + j spacing.y).
    struct Nodes {
        Point origin, spacing;
        int columns = 0, rows = 0;
        std::size_t stride = 0;  ///< doubles from row to row of the coefficients
    };
    SplineGrid(const Nodes& nodes, FftwArray coefficients, const Rectangle& valid, double error);

    double value(Point w) const override;
    Point gradient(Point w) const override;
    Symmetric hessian(Point w) const override;
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override;
    double error() const override { return m_error; }

    /// Σ_m B(m) cos mω: the values of a wave of ω radians a node by its coefficients.
    static double symbol(double omega);

private:
    struct Place {
        std::size_t first = 0;  ///< of the eight nodes
        double fraction = 0.0;  ///< of the way to the next node
        bool isHeld = false;    ///< outside `valid`, and so at its edge
    };
    static Place locate(double w, const Interval& valid, double origin, double spacing);
    double sum(const Place& x, const Place& y, const Weights& alongX, const Weights& alongY) const;

    Nodes m_nodes;
    FftwArray m_coefficients;
    Rectangle m_valid;
    double m_error;
};

}  // namespace basin
