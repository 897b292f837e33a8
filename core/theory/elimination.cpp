// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/elimination.h"

#include <Eigen/Core>

#include <numeric>

namespace basin {

namespace {

constexpr std::size_t kPanel = 32;  // states that are eliminated together from a full matrix

}  // namespace

// Eliminating state n leaves a chain on 0 … n−1 that jumps over it:  p_ij ← p_ij + p_in p_nj / s_n  with
// s_n = ∑_{j<n} p_nj (+ exit_n), the rate of leaving n for what is left.

void BandMatrix::eliminate(std::size_t n, std::size_t firstRow, std::size_t firstColumn) {
    double* row = &at(n, firstOf(n));
    const double leave = std::accumulate(row, row + (n - firstOf(n)), 0.0);
    m_closed[n] = leave == 0.0;
    for (std::size_t i = firstOf(n); i < n; ++i) {
        double& jump = at(i, n);
        if (m_closed[n] || jump == 0.0) continue;
        jump /= leave;
        const std::size_t first = i < firstRow ? firstColumn : firstOf(n);
        double* target = &at(i, first);
        const double* from = &at(n, first);
        for (std::size_t j = 0; j < n - first; ++j) target[j] += jump * from[j];
    }
}

std::vector<double> BandMatrix::stationary() {
    m_closed.assign(m_size, false);
    std::size_t last = m_size - 1;
    // A full matrix goes by panels of states k … last: within the panel one by one, and what they add to the rest is one product
    // of matrices.
    for (; m_band + 1 >= m_size && last >= 2 * kPanel; last -= kPanel) {
        const std::size_t k = last + 1 - kPanel;
        for (std::size_t state = last; state >= k; --state) eliminate(state, k, k);
        using Block = Eigen::Map<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>,
                                 Eigen::Unaligned, Eigen::OuterStride<>>;
        const auto block = [&](std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) {
            return Block(&at(row, column), static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns),
                         Eigen::OuterStride<>(static_cast<Eigen::Index>(2 * m_band)));
        };
        Block jumps = block(0, k, k, kPanel);
        for (std::size_t state = k; state <= last; ++state)
            if (m_closed[state]) jumps.col(static_cast<Eigen::Index>(state - k)).setZero();
        block(0, 0, k, k).noalias() += jumps * block(k, 0, kPanel, k);
    }
    for (; last > 0; --last) eliminate(last, 0, 0);
    // π_n = ∑_{i<n} π_i p_in / s_n.
    std::vector<double> law(m_size, 0.0);
    law[0] = 1.0;
    for (std::size_t n = 1; n < m_size; ++n) {
        for (std::size_t i = firstOf(n); i < n && !m_closed[n]; ++i) law[n] += law[i] * at(i, n);
        if (m_closed[n] || law[n] > 1e100) {
            const double scale = m_closed[n] ? 0.0 : 1.0 / law[n];
            for (std::size_t i = 0; i < n; ++i) law[i] *= scale;
            law[n] = 1.0;
        }
    }
    const double sum = std::accumulate(law.begin(), law.end(), 0.0);
    for (double& mass : law) mass /= sum;
    return law;
}

std::vector<double> BandMatrix::absorptionTimes(std::vector<double> exit) {
    std::vector<double> cost(m_size, 1.0), leave(m_size, 0.0);
    for (std::size_t n = m_size; n-- > 0;) {
        const std::size_t first = firstOf(n);
        double* row = &at(n, first);
        leave[n] = std::accumulate(row, row + (n - first), exit[n]);
        for (std::size_t i = first; i < n; ++i) {
            const double jump = at(i, n) / leave[n];
            if (jump == 0.0) continue;
            double* target = &at(i, first);
            for (std::size_t j = 0; j < n - first; ++j) target[j] += jump * row[j];
            cost[i] += jump * cost[n];
            exit[i] += jump * exit[n];
        }
    }
    std::vector<double> times(m_size, 0.0);
    for (std::size_t n = 0; n < m_size; ++n) {
        double sum = cost[n];
        for (std::size_t j = firstOf(n); j < n; ++j) sum += at(n, j) * times[j];
        times[n] = sum / leave[n];
    }
    return times;
}

}  // namespace basin
