// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/chain.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace basin {

/// The law of w_t from a start, step by step, with the mean and the variance of the average of the iterates: the first two
/// moments of S = ∑ (w − reference) come from the measure a(x) = E[S; w_t = x], which moves with the law:
///   p ← pP,  a ← aP,  E S² ← E S² + 2 ∑ x a + ∑ x² p,  a ← a + x p,   x = w − reference.
/// Once law and measure have settled, the rest of the steps is summed in closed form. Refers to the chain.
class ChainWalk {
public:
    /// `stationary` is the chain's own; `reference` is subtracted from every w so that small distances keep their digits.
    ChainWalk(const Chain& chain, std::vector<double> stationary, double start, double reference);

    /// Goes on to step `t` (not back); false if `stop` came first.
    bool advanceTo(std::int64_t t, std::stop_token stop = {});
    /// The average begins anew: it holds the iterates from the next step on.
    void restartAverage();

    std::int64_t step() const { return m_step; }
    const std::vector<double>& law() const { return m_law; }  ///< of w_t, on the chain's points
    double lostBelow() const { return m_lostBelow; }  ///< the most mass that an end point has held: the grid was too
    double lostAbove() const { return m_lostAbove; }  ///< narrow for the way where that is not negligible
    double averageMean() const;                       ///< E w̄ − reference; NaN before the first averaged step
    double averageVariance() const;                   ///< Var w̄

private:
    void advance();
    bool hasSettled() const;

    const Chain* m_chain;
    std::vector<double> m_stationary, m_places, m_law, m_sum, m_scratch;
    double m_stationaryMean = 0.0;
    double m_lostBelow = 0.0, m_lostAbove = 0.0;
    double m_square = 0.0;  ///< E S²
    double m_change = 1.0;  ///< ‖a_{t+1} − a_t − m π‖₁, m = ∑ xπ: small when the measure grows steadily
    std::int64_t m_step = 0, m_averaged = 0;
};

}  // namespace basin
