// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/landscape/landscape.h"
#include "core/noise/noise.h"

#include <optional>
#include <vector>

namespace basin {

/// What is known of F″ = E f″(v − ηε) over whole intervals, from bounds of f″ and of the law of ηε.
/// With f a parabola and cosines (amplitude A_j, frequency k_j) F is the same with every A_j times the characteristic function
/// S_j at ηk_j. Else F″ over an interval lies within the range of f″ about it, as far as the noise reaches, but for a share of
/// the noise that reaches further; and |F‴| ≤ (sup f″ − inf f″) p(0), the p of ηε, or ≤ the slope of f″.
/// Refers to landscape and noise.
class Bend {
public:
    Bend(const Landscape& landscape, const Noise& noise, double stepSize);

    const CurvatureBounds& ofF() const { return m_all; }  ///< of f″, on the whole line or on the domain
    bool wholeLine() const { return m_wholeLine; }        ///< f″ is bounded on the whole line
    bool certified() const { return m_all.certified && (m_wholeLine || m_share == 0.0); }

    /// Where the constants are searched for: the domain, widened by the noise's reach where f″ is bounded on the whole line, so
    /// that all of the landscape's features lie behind where `beyond` begins.
    Interval search() const;
    CurvatureBounds over(Interval places) const;              ///< of F″; `lipschitz` bounds |F‴|
    CurvatureBounds beyond(double place, double side) const;  ///< of F″ from a place outwards; side is ±1
    double fourth() const;                                    ///< bounds |F⁗|; infinity where there is no bound
    /// The smallest F′(v)/(v − v*) for |v − v*| ≥ `distance` on one side may be no smaller than this or than its value at the
    /// distance itself.
    double leastRatioBeyond(double vStar, double distance, double side) const;
    /// From here on outwards the constants are searched for; nearer to v* Taylor's formula does.
    double nearest(Interval domain) const;

private:
    CurvatureBounds ofFOver(Interval places) const;

    const Landscape& m_landscape;
    CurvatureBounds m_all;
    std::vector<CurvatureBounds>
        m_bins;  ///< of f″ over equal parts of the domain, from samples, where no bounds are proved
    bool m_wholeLine = false;
    double m_peak = 0.0;   ///< density of ηε at 0; infinity without one
    double m_reach = 0.0;  ///< of ηε, but for a share
    double m_share = 0.0;
    double m_edge = 0.0;  ///< density of ηε at the reach
    /// F = quadratic v²/2 + linear v + cosines: ∑|A_j k_j^n S_j| for n = 1 … 4.
    struct Waves {
        double quadratic = 0.0, linear = 0.0;
        double sums[5] = {};
    };
    std::optional<Waves> m_waves;
};

}  // namespace basin
