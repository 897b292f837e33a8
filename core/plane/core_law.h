// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <cmath>
#include <cstddef>
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

    /// The same for many t up to `largest`, from a table: right to some 1e-9.
    class Table;
    Table table(double largest) const;

    static constexpr double kEdge = 1.5;  ///< where the middle ends, in R

private:
    Noise m_law;
    double m_factor = 1.0;      ///< of a uniform law cut to a narrower one
    double m_windowedTo = 0.0;  ///< below this t the cut changes the characteristic function
    double m_reach = 0.0;
    std::vector<double> m_nodes, m_weights;  ///< ∫ cos(tξ) p W ≈ Σ weight cos(t node)
};

class CoreLaw::Table {
public:
    double operator()(double t) const {
        t = t < 0.0 ? -t : t;
        if (t < m_near.end) return m_near(t);
        const double at = m_isRooted ? std::sqrt(t) : t;
        return at < m_far.end ? m_far(at) : 0.0;
    }

private:
    friend class CoreLaw;
    /// Values at equal distances, cubic between them.
    struct Stretch {
        double first = 0.0, perStep = 1.0, end = 0.0;
        std::vector<double> values;  ///< from one step before `first` to two beyond `end`
        double operator()(double at) const {
            const double x = (at - first) * perStep;
            const auto i = static_cast<std::size_t>(x);
            const double s = x - static_cast<double>(i), *v = values.data() + i;
            const double a = s * (s - 1.0) / 6.0, b = (s + 1.0) * (s - 2.0) * 0.5;
            return -a * (s - 2.0) * v[0] + b * (s - 1.0) * v[1] - b * s * v[2] + a * (s + 1.0) * v[3];
        }
    };
    Stretch m_near, m_far;
    bool m_isRooted = false;  ///< the far stretch is in √t: |t|^α is smooth enough there
};

}  // namespace basin
