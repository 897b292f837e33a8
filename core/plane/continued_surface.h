// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface.h"

#include <array>

namespace basin {

/// f and its first and second derivatives at a place of the plane.
struct SurfaceJet {
    double value = 0.0;
    Point gradient;
    Symmetric hessian{0.0, 0.0, 0.0};
};

/// A surface that is given on its domain only (a formula, a table) and goes on beyond:
///   f = q + ω(d_x) ω(d_y) E g,   g = f − q within,
/// with a bowl q around the domain's centre as high at the domain's edges as f is anywhere in it, E the odd reflection at
/// the edges, (E g)(e + d) = 2 g(e) − g(e − d), d the distance beyond an edge, and ω(d) = exp(−(d/ℓ)⁴), ℓ a quarter of the
/// domain. Value and slope do not jump, f goes on much as it is inside, and half a domain's width away it is the bowl.
class ContinuedSurface : public Surface {
public:
    explicit ContinuedSurface(const Rectangle& domain) : m_domain(domain) {}

    double value(Point w) const override;
    Point gradient(Point w) const override { return jet(w).gradient; }
    Symmetric hessian(Point w) const override { return jet(w).hessian; }
    void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const override;
    Rectangle domain() const override { return m_domain; }
    bool isContinued() const override { return true; }
    PlanePolynomial polynomial() const override;
    std::optional<SurfaceDetail> detail() const override;
    void step(const PlaneStep& step) const override;

protected:
    virtual SurfaceJet jetWithin(Point w) const = 0;
    virtual double valueWithin(Point w) const { return jetWithin(w).value; }
    /// Values at many places within that have one y.
    virtual void valuesAlong(const double* x, double y, std::size_t count, double* values) const = 0;
    /// Gradients at many places within.
    virtual void gradientsWithin(const double* x, const double* y, std::size_t count, double* gradientX,
                                 double* gradientY) const = 0;

    /// To be called before the surface is used: lowest and highest f on the domain, and a grid that tells it.
    void setBowl(double lowest, double highest, Point spacing);

private:
    struct Side;
    SurfaceJet jet(Point w) const;
    SurfaceJet bowl(Point w) const;

    Rectangle m_domain;
    double m_lowest = 0.0;
    Point m_curvature{1.0, 1.0}, m_spacing;
};

}  // namespace basin
