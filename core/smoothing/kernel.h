// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

namespace basin {

/// The density p of X in rings about 0, each twice as wide as the one within and seen at a unit of length twice as long:
///   p = p χ_b + Σ_{k=b+1}^t p (χ_k − χ_{k−1}) + p (1 − χ_t),   χ_k = 1 about 0, falling smoothly to 0 between 12 and 48
/// units of length 2^k u. Every term but the first is smooth at the scale of its unit; the first is for small enough b.
/// A kernel belongs to one thread.
class Kernel {
public:
    static constexpr std::size_t kReach = 48;  ///< of a ring, in units

    /// `law` has a density on the whole line; `unit` is u.
    Kernel(const Noise& law, double unit);

    double unit(int k) const { return std::ldexp(m_unit, k); }
    /// The ring t in which a law with light tails ends (nothing cuts it); for others χ_t = 1 up to `farthest`.
    int top(double farthest) const;
    bool hasTail() const { return m_heavy; }
    /// Whether p itself is smooth at the scale of unit k.
    bool isSmooth(int k) const { return unit(k) <= m_smooth; }

    /// Weights of ∫ B(t) f(v + (m + t) unit) dt and of its mirror image, m = 0 … 48, B the cubic B-spline: the convolution
    /// with p χ_k, or with p (χ_k − χ_{k−1}). The one of m = 0 counts for both sides.
    using Weights = std::array<double, kReach + 1>;
    const Weights& core(int k) const;
    const Weights& ring(int k) const;

    struct Moments {
        std::array<double, 3> even{};      ///< ∫ p χ_k x^{2j}
        std::array<double, 6> absolute{};  ///< ∫ p χ_k |x|^j
    };
    const Moments& moments(int k) const;

    /// The rule ∫_0^farthest p (1 − χ_t) g ≈ Σ weight g(x).
    struct Node {
        double x = 0.0, weight = 0.0;
    };
    std::vector<Node> tail(int top, double farthest) const;

private:
    bool isWhole(int k) const { return !m_heavy && static_cast<double>(kReach) * unit(k) >= m_reach; }  ///< χ_k = 1
    Weights weights(int k, bool inner) const;

    Noise m_law;
    double m_unit;
    bool m_heavy;     ///< tails that are powers of x
    double m_smooth;  ///< the longest unit at which p is smooth
    double m_reach;   ///< of a law with light tails
    mutable std::map<int, Weights> m_cores, m_rings;
    mutable std::map<int, Moments> m_moments;
};

}  // namespace basin
