// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <cstddef>
#include <span>
#include <vector>

namespace basin {

/// The middle of a law: its density p where |ξ| ≤ R, smoothly going to 0 by 1.5 R. Where only |ξ| ≤ R can happen between
/// places that matter, the middle does what the law does, and its copies a period away do nothing.
class CoreLaw {
public:
    /// `reach` = R; infinite for the whole law, whose own reach is then the caller's concern.
    CoreLaw(const Noise& law, double reach);

    /// ∫ cos(tξ) of the middle's density.
    double characteristic(double t) const;

    /// The |t| from which on that is below 1e-10; infinite for laws that do not fade so fast.
    double fadesAt() const;

    /// The same for many t with |t| up to `largest`: right to 2e-8, and of bounded size whatever `largest` is.
    class Table;
    Table table(double largest) const;

    static constexpr double kEdge = 1.5;  ///< where the middle ends, in R

private:
    /// The characteristic function below m_windowedTo at `count` equal steps from −`step` on.
    std::vector<double> windowed(double step, std::size_t count) const;

    Noise m_law;
    double m_factor = 1.0;      ///< of a law cut to a narrower one
    double m_windowedTo = 0.0;  ///< below this t the cut changes the characteristic function
    double m_reach = 0.0;
    std::vector<double> m_nodes, m_weights;  ///< ∫ cos(tξ) p W ≈ Σ weight cos(t node)
};

/// A characteristic function φ at |t|: near 0, where the law is cut, the cubic through values at equal distances; farther out
/// such a cubic too, in √t for the laws with power tails since |t|^α is smooth enough there, or a closed form.
class CoreLaw::Table {
public:
    /// factors[i] ← factors[i] φ(first + i step).
    void multiply(double first, double step, std::span<double> factors) const;

    std::size_t size() const { return m_values.size(); }

    enum class Far { Tabulated, Laplace, Sine, Cosine };

private:
    friend class CoreLaw;
    Far m_far = Far::Tabulated;
    bool m_isRooted = false;
    double m_factor = 1.0, m_scale = 1.0;  ///< the closed forms are m_factor φ(m_scale t)
    double m_nearEnd = 0.0, m_nearPerStep = 1.0;
    double m_farFirst = 0.0, m_farPerStep = 1.0, m_farEnd = 0.0;  ///< in t or √t; beyond the end φ is 0
    std::size_t m_farOffset = 0;
    std::vector<double> m_values;  ///< each stretch from one step before its first place to two beyond its end
};

}  // namespace basin
