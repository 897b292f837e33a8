// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/elimination.h"

#include <numeric>

namespace basin {

// Eliminating state n leaves a chain on 0 … n−1 that jumps over it:  p_ij ← p_ij + p_in p_nj / s_n  with
// s_n = ∑_{j<n} p_nj (+ exit_n), the rate of leaving n for what is left.

std::vector<double> BandMatrix::stationary() {
    std::vector<bool> closed(m_size, false);  // nothing leads from n and above to below n: there is no mass below
    for (std::size_t n = m_size - 1; n > 0; --n) {
        const std::size_t first = firstOf(n);
        double* row = &at(n, first);
        const double leave = std::accumulate(row, row + (n - first), 0.0);
        closed[n] = leave == 0.0;
        for (std::size_t i = first; i < n && !closed[n]; ++i) {
            double& jump = at(i, n);
            jump /= leave;
            if (jump == 0.0) continue;
            double* target = &at(i, first);
            for (std::size_t j = 0; j < n - first; ++j) target[j] += jump * row[j];
        }
    }
    // π_n = ∑_{i<n} π_i p_in / s_n.
    std::vector<double> law(m_size, 0.0);
    law[0] = 1.0;
    for (std::size_t n = 1; n < m_size; ++n) {
        for (std::size_t i = firstOf(n); i < n && !closed[n]; ++i) law[n] += law[i] * at(i, n);
        if (closed[n] || law[n] > 1e100) {
            const double scale = closed[n] ? 0.0 : 1.0 / law[n];
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
