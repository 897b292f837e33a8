// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/noise.h"
#include "core/smoothing/kernel.h"
#include "core/smoothing/means.h"
#include "core/smoothing/tabulation.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace basin {

/// g(v) = E f(v − X) (order 0) or E f′(v − X) (order 1) fast, to about 1e-6 of its height over what is asked for, for any
/// landscape and any law with a density on the whole line. The density is taken apart into rings (`Kernel`). Each sees f
/// through its means over splines, and those are exact, so that no feature of f is too narrow; rings that are smooth over
/// the whole range are evaluated at a few points.
class Convolution {
public:
    /// With an `anchor` E f is known up to a constant only, and F(anchor) = f(anchor).
    Convolution(LandscapePtr landscape, const Noise& law, std::optional<double> anchor);

    /// At equally spaced points of `range`, both ends included; at least two.
    void sample(Interval range, int order, std::span<double> out) const;

    /// At single points within a range, a few microseconds each. Belongs to one thread.
    class Probe;
    Probe probe(Interval range, int order) const;

private:
    static constexpr int kLowest = -5;  ///< the shortest unit is spacing/32
    static constexpr int kHighest = 1000;

    /// What one question is answered with. Everything is relative to the value of f (or f′) at `origin`, the signal's base.
    struct Plan {
        Kernel kernel;
        Signal signal;
        double origin = 0.0;
        int bottom = 0;          ///< the innermost ring
        std::vector<int> rings;  ///< those about it that matter, ascending
        std::vector<Kernel::Node> tail;
        double farthest = 0.0;  ///< where the rule for the tail ends
        double rest = 0.0;      ///< probability of what is left out: it is taken to be at 0

        /// Of ring k: the core of the density if it is the innermost.
        const Kernel::Weights& weights(int k) const { return k == bottom ? kernel.core(k) : kernel.ring(k); }
    };
    /// `bottom` is where the innermost ring may lie: as far out as the density is smooth.
    Plan planFor(double unit, std::pair<int, int> bottom, Interval range, int order, double negligible) const;
    double heightOver(Interval range, int order) const;
    double sizeAt(const Plan& plan, Interval range, double reach) const;
    double constantOf(const Plan& plan) const;

    /// What a part of the density makes of the signal at v.
    double throughRing(const Plan& plan, const Kernel::Weights& weights, int k, double v) const;
    double byDerivatives(const Plan& plan, int k, double v) const;            ///< p χ_k where f is one polynomial
    double inner(const Plan& plan, int k, double v, double tolerance) const;  ///< p χ_k anywhere
    double tail(const Plan& plan, double v) const;
    double throughRings(const Plan& plan, std::span<const int> rings, double v) const;
    double everything(const Plan& plan, double v) const;
    bool isSignificant(const Plan& plan, const Tabulation::Knot& knot, int k, double tolerance) const;

    /// The same, added for all points of a range.
    void addRings(const Plan& plan, std::span<const int> rings, Interval range, std::span<double> out) const;
    void addFineRing(const Plan& plan, int k, double first, double spacing, std::span<double> nodes) const;
    void addTail(const Plan& plan, Interval range, std::span<double> out) const;
    void addDerivatives(const Plan& plan, double first, double spacing, std::span<double> out) const;
    void mend(const Plan& plan, Interval range, std::span<double> out) const;

    LandscapePtr m_landscape;
    Noise m_law;
    std::optional<double> m_anchor;
    std::shared_ptr<const Tabulation> m_tabulation;
};

class Convolution::Probe {
public:
    double operator()(double v) const;

private:
    friend class Convolution;
    explicit Probe(const Convolution& convolution, Plan plan) : m_convolution(&convolution), m_plan(std::move(plan)) {}

    const Convolution* m_convolution;
    Plan m_plan;
    bool m_hasInner = true;        ///< the innermost ring is evaluated at each point
    std::vector<int> m_rings;      ///< and these
    Interval m_range;              ///< of the others, which are smooth,
    std::vector<double> m_smooth;  ///< the sum at equally spaced points
};

}  // namespace basin
