// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// The walkers of one block, about to take one step with noise `xi` (maths.md §1):
///   w ← w − η (f′(w) + s ξ),          without momentum
///   m ← β m + f′(w) + s ξ,  w ← w − η m,   with momentum (heavy ball)
/// and, if `sum` is there, sum ← sum + w afterwards. All arrays have length `count`, aligned to 64 bytes.
struct Step {
    std::size_t count = 0;
    double stepSize = 0.0;          ///< η
    double noiseScale = 0.0;        ///< s, multiplies the standard noise ξ
    double momentum = 0.0;          ///< β, used with `velocity`
    const double* noise = nullptr;  ///< ξ
    double* w = nullptr;
    double* velocity = nullptr;  ///< m; null without momentum
    double* sum = nullptr;       ///< running sum for the averages; may be null
};

/// f written as a polynomial plus cosines, where that is exact:
///   f(w) = Σ_k coefficients[k] w^k + Σ_j amplitude_j cos(frequency_j w + phase_j).
/// Then F is known in closed form for every noise law: moments for the polynomial, the characteristic function for
/// the cosines.
struct TrigonometricPolynomial {
    struct Cosine {
        double amplitude = 0.0, frequency = 0.0, phase = 0.0;
    };
    std::vector<double> coefficients;
    std::vector<Cosine> cosines;
};

/// f as a parabola minus Gaussian wells: curvature w²/2 − Σ depth exp(−(w−centre)²/(2 width²)), where that is exact.
struct GaussianWells {
    struct Well {
        double depth = 0.0, centre = 0.0, width = 1.0;
    };
    double curvature = 0.0;
    std::vector<Well> wells;
};

/// What is known of f″ over an interval.
struct CurvatureBounds {
    Interval range;          ///< lower ≤ f″ ≤ upper
    double lipschitz = 0.0;  ///< |f″(x) − f″(y)| ≤ lipschitz |x − y|; infinity across a kink of f′
    bool certified = false;  ///< proved, not sampled
};

/// An objective f on the line with its exact derivatives. Immutable, so that threads may share it.
class Landscape {
public:
    virtual ~Landscape() = default;

    virtual double value(double w) const = 0;      ///< f(w)
    virtual double slope(double w) const = 0;      ///< f′(w)
    virtual double curvature(double w) const = 0;  ///< f″(w); at a kink the mean of both sides
    virtual double integral(double w) const = 0;   ///< ∫₀ʷ f: uniform noise smooths with it

    /// Where the landscape is worth looking at; curves, tables and formulas are given here and continued beyond.
    virtual Interval domain() const = 0;
    /// True if f is given on `domain()` only and goes on beyond as a parabola (no jump in value or slope).
    virtual bool isContinued() const { return false; }

    /// Ascending points that quadrature must not step over: kinks, joints of pieces, the edges of narrow features.
    virtual std::vector<double> breakpoints() const { return {}; }
    /// The degree of f's growth at infinity: decides for which heavy-tailed noise E f exists.
    virtual int growth() const { return 2; }

    /// Bounds of f″ over an interval, which may reach to ±infinity. By default from samples of the domain: an estimate.
    virtual CurvatureBounds curvatureBounds(Interval over) const;

    virtual std::optional<TrigonometricPolynomial> trigonometricPolynomial() const { return std::nullopt; }
    virtual std::optional<GaussianWells> gaussianWells() const { return std::nullopt; }

    /// Moves every walker of a block one step on; vectorised, called by several threads at once.
    virtual void step(const Step& step) const = 0;
};

using LandscapePtr = std::shared_ptr<const Landscape>;

}  // namespace basin
