// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace basin {

/// The symmetric α-stable law at scale 1, E cos(tε) = exp(−|t|^α), for 0.1 ≤ α < 2: its density and its tail, to about
/// 1e-12 of their own size at any x. Immutable; made in a few milliseconds, then some 30 ns a value.
///   |x| small: p(x) = 1/(πα) Σ_{k≥0} (−1)^k Γ((2k+1)/α)/(2k)! x^{2k};
///   |x| large: p(x) = 1/π Σ_{k≥1} (−1)^{k+1} Γ(αk+1)/k! sin(kπα/2) x^{−αk−1};
///   between: Chebyshev polynomials on panels within octaves of x, through the values of `stableIntegrals`.
class StableLaw {
public:
    explicit StableLaw(double alpha);

    double density(double x) const;   ///< p(x)
    double tail(double x) const;      ///< P(ε > x) for x ≥ 0
    double quantile(double q) const;  ///< the x ≥ 0 with P(ε > x) = q, for 0 < q ≤ ½
    double alpha() const { return m_alpha; }

private:
    static constexpr int kTerms = 14;    ///< coefficients of a panel's polynomials
    static constexpr int kCellBits = 5;  ///< the narrowest panel is 1/32 of an octave
    struct Panel {
        double centre = 0.0, inverseHalfWidth = 0.0;
        std::array<double, kTerms> density{}, tail{};
    };
    const Panel& panelOf(double x) const;

    double m_alpha;
    double m_small, m_large;            ///< where the series take over
    std::vector<double> m_smallSeries;  ///< coefficients of x^{2k} in p
    std::vector<double> m_largeSeries;  ///< coefficients of x^{−αk} in x p
    std::vector<Panel> m_panels;
    std::vector<std::uint16_t> m_cells;  ///< which panel each cell of 2^−kCellBits octaves belongs to
    std::uint64_t m_firstCell = 0;
};

/// The law for this α from a small cache. Any thread.
std::shared_ptr<const StableLaw> stableLaw(double alpha);

}  // namespace basin
