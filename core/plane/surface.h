// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/point.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace basin {

/// The walkers of one block in the plane, about to take one step with noise ξ (maths.md §1):
///   w ← w − η (∇f(w) + A ξ),   or with momentum   m ← β m + ∇f(w) + A ξ,  w ← w − η m,
/// and, if the sums are there, sum ← sum + w afterwards. All arrays have length `count`, aligned to 64 bytes.
struct PlaneStep {
    std::size_t count = 0;
    double stepSize = 0.0;                              ///< η
    Symmetric noiseRoot;                                ///< A
    double momentum = 0.0;                              ///< β, used with the velocities
    const double *noiseX = nullptr, *noiseY = nullptr;  ///< ξ
    double *x = nullptr, *y = nullptr;                  ///< w
    double *velocityX = nullptr, *velocityY = nullptr;  ///< m; null without momentum
    double *sumX = nullptr, *sumY = nullptr;            ///< running sums for the averages; may be null
};

/// f as a polynomial plus cosines, where that is exact: F is then known in closed form for every law of noise.
///   f(x, y) = Σ c x^i y^j + Σ amplitude cos(frequency · w + phase)
struct PlanePolynomial {
    struct Term {
        int i = 0, j = 0;
        double coefficient = 0.0;
    };
    struct Cosine {
        double amplitude = 0.0;
        Point frequency;
        double phase = 0.0;
    };
    std::vector<Term> terms;
    std::vector<Cosine> cosines;
};

/// Hills and wells: Σ height exp(−(w − place)ᵀ S⁻¹ (w − place)/2),   S = `spread`.
struct GaussianHill {
    double height = 0.0;  ///< a well if negative
    Point place;
    Symmetric spread{1.0, 0.0, 1.0};
};

/// What is known of the part of f that decays.
struct SurfaceDetail {
    Rectangle support;  ///< beyond it the part is less than 1e-8 of its height
    Point spacing;      ///< of a grid of values that tell the part everywhere
};

/// An objective f in the plane of two parameters with its exact derivatives. Immutable, so that threads may share it.
class Surface {
public:
    virtual ~Surface() = default;

    virtual double value(Point w) const = 0;       ///< f(w)
    virtual Point gradient(Point w) const = 0;     ///< ∇f(w)
    virtual Symmetric hessian(Point w) const = 0;  ///< ∇²f(w)
    /// f at columns × rows equally spaced places of `over`, both ends included, row by row from the smallest y on.
    virtual void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const;

    /// Where the surface is worth looking at; formulas and tables are given here and continued beyond.
    virtual Rectangle domain() const = 0;
    /// True if f is given on `domain()` only and goes on beyond towards a parabola (no jump in value or slope).
    virtual bool isContinued() const { return false; }
    /// The degree of f's growth at infinity: decides for which heavy-tailed noise E f exists.
    virtual int growth() const { return 2; }

    /// The part of f that does not decay far away: f itself where f is a polynomial with cosines, else the bowl beneath it.
    virtual PlanePolynomial polynomial() const = 0;
    /// Of the part that does, g = f − polynomial(); empty if there is none.
    virtual std::optional<SurfaceDetail> detail() const { return std::nullopt; }
    /// g as the sum of surfaces whose polynomial() is 0, each with details of about one size, where a single grid for all would be
    /// needlessly large; empty if one grid does.
    virtual std::vector<std::shared_ptr<const Surface>> parts() const { return {}; }
    /// True if f is smooth within the domain: polynomials through values at the detail's spacing tell it.
    virtual bool isSmooth() const { return false; }
    /// g as hills and wells, where it is exactly that.
    virtual std::vector<GaussianHill> hills() const { return {}; }

    /// Moves every walker of a block one step on; vectorised where that is possible, called by several threads at once.
    virtual void step(const PlaneStep& step) const = 0;
};

using SurfacePtr = std::shared_ptr<const Surface>;

}  // namespace basin
