// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/chain_walk.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

namespace basin {

namespace {

constexpr double kSettled = 1e-12;

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    return std::transform_reduce(a.begin(), a.end(), b.begin(), 0.0, std::plus<>(),
                                 [](double x, double y) { return std::abs(x - y); });
}

}  // namespace

ChainWalk::ChainWalk(const Chain& chain, std::vector<double> stationary, double start, double reference)
    : m_chain(&chain),
      m_stationary(std::move(stationary)),
      m_places(chain.points()),
      m_law(chain.lawAt(start)),
      m_sum(chain.cells(), 0.0),
      m_scratch(chain.cells()) {
    for (double& place : m_places) place -= reference;
    m_stationaryMean = Chain::mean(m_stationary, m_places);
}

void ChainWalk::restartAverage() {
    std::fill(m_sum.begin(), m_sum.end(), 0.0);
    m_square = 0.0;
    m_change = 1.0;
    m_averaged = 0;
}

void ChainWalk::advance() {
    m_chain->advance(m_law, m_scratch);
    std::swap(m_law, m_scratch);
    m_lostBelow = std::max(m_lostBelow, m_law.front());
    m_lostAbove = std::max(m_lostAbove, m_law.back());
    m_chain->advance(m_sum, m_scratch);
    std::swap(m_sum, m_scratch);  // m_scratch holds a_t
    m_change = 0.0;
    for (std::size_t i = 0; i < m_law.size(); ++i) {
        const double x = m_places[i];
        m_square += 2.0 * x * m_sum[i] + x * x * m_law[i];
        m_sum[i] += x * m_law[i];
        m_change += std::abs(m_sum[i] - m_scratch[i] - m_stationaryMean * m_stationary[i]);
    }
    ++m_step;
    ++m_averaged;
}

bool ChainWalk::hasSettled() const {
    const double spread = m_chain->points().back() - m_chain->points().front();
    return m_change < kSettled * spread && distance(m_law, m_stationary) < kSettled;
}

bool ChainWalk::advanceTo(std::int64_t t, std::stop_token stop) {
    while (m_step < t) {
        if (stop.stop_requested()) return false;
        advance();
        if (m_step % 16 != 0 || !hasSettled()) continue;
        // From here on p = π and a_{t+k} = a_t + k m π, so that every step adds 2 ∑ x (a_t + k m π)P + ∑ x²π to E S².
        const double k = static_cast<double>(t - m_step);
        m_chain->advance(m_sum, m_scratch);
        const double cross = Chain::mean(m_scratch, m_places);
        const double square = std::transform_reduce(m_places.begin(), m_places.end(), m_stationary.begin(), 0.0,
                                                    std::plus<>(), [](double x, double p) { return x * x * p; });
        m_square += k * (2.0 * cross + square) + m_stationaryMean * m_stationaryMean * k * (k - 1.0);
        for (std::size_t i = 0; i < m_sum.size(); ++i) m_sum[i] += k * m_stationaryMean * m_stationary[i];
        m_averaged += t - m_step;
        m_step = t;
    }
    return true;
}

double ChainWalk::averageMean() const {
    if (m_averaged == 0) return std::numeric_limits<double>::quiet_NaN();
    return std::accumulate(m_sum.begin(), m_sum.end(), 0.0) / static_cast<double>(m_averaged);
}

double ChainWalk::averageVariance() const {
    const double mean = averageMean();
    return m_square / (static_cast<double>(m_averaged) * static_cast<double>(m_averaged)) - mean * mean;
}

}  // namespace basin
