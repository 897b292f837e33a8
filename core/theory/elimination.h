// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace basin {

/// A square matrix of non-negative rates in a band |i − j| ≤ `band`, for state elimination after Grassmann, Taksar and
/// Heyman (1985): no subtraction, so that even the rarest transitions keep their relative accuracy.
class BandMatrix {
public:
    BandMatrix(std::size_t size, std::size_t band) : m_size(size), m_band(band), m_values(size * (2 * band + 1), 0.0) {}

    std::size_t size() const { return m_size; }
    double& at(std::size_t row, std::size_t column) { return m_values[row * (2 * m_band + 1) + column + m_band - row]; }

    /// π with πP = π, ∑π = 1; the diagonal is ignored. Destroys the matrix.
    std::vector<double> stationary();
    /// τ = (I − P)⁻¹ 1 where row i also leaves with the rate exit[i]; the diagonal is ignored. Destroys the matrix.
    std::vector<double> absorptionTimes(std::vector<double> exit);

private:
    std::size_t firstOf(std::size_t n) const { return n > m_band ? n - m_band : 0; }

    /// Eliminates state n, but leaves the columns before `firstColumn` alone in the rows before `firstRow`.
    void eliminate(std::size_t n, std::size_t firstRow, std::size_t firstColumn);

    std::size_t m_size, m_band;
    std::vector<bool> m_closed;  ///< nothing leads from n and above to below n: there is no mass below
    std::vector<double> m_values;
};

}  // namespace basin
