// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <cstddef>
#include <span>
#include <vector>

namespace basin {

/// C(u) = E(ξ − u)₊ for u ≥ 0, ξ a symmetric law with a density and a finite mean. Its second differences are the masses
/// that hat functions receive from the law. Tabulated once; cubic Hermite between the knots (relative error below 1e-9).
class TailTable {
public:
    /// `noise` must have a density and a finite mean.
    explicit TailTable(const Noise& noise);

    double operator()(double u) const;
    /// C is 0 beyond: P(|ξ| > reach) < 1e-17, or 1e9 scales for heavy tails.
    double reach() const { return m_reach; }

private:
    double knot(std::size_t k) const;

    bool m_heavy = false;
    double m_scale = 1.0, m_reach = 0.0,
           m_spacing = 0.0;                  ///< spacing in y: u = scale·y, or scale·sinh y for heavy tails
    std::vector<double> m_values, m_slopes;  ///< C and dC/dy at the knots
};

/// C of scale·ξ at many places that stand the same distance apart, however they lie to 0: by cubic interpolation between tables
/// of the same spacing that are shifted against each other. For light tails, and a spacing below the law's width.
class EvenTail {
public:
    EvenTail(const TailTable& tail, double scale, double spacing);

    /// out[k] = C(first + k·spacing) for 0 ≤ first < spacing.
    void fill(double first, std::span<double> out) const;
    /// C is 0 at out[k] from this k on.
    std::size_t length() const { return m_length; }

private:
    double m_spacing;
    std::size_t m_length;
    std::vector<std::vector<double>> m_shifted;  ///< number p begins at (p − 1)/kShifts of the spacing
};

}  // namespace basin
