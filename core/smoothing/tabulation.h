// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/smoothing/polynomial.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace basin {

/// f on the whole line as polynomials of degree five between knots: they agree with the landscape in f, f′ and f″ at every
/// knot and to 1e-9 of its height over the domain between. Means of f over features of any width are exact, and no call
/// goes to the landscape. Immutable.
class Tabulation {
public:
    explicit Tabulation(const Landscape& landscape);
    /// The tabulation of this landscape from a small cache. Any thread.
    static std::shared_ptr<const Tabulation> of(const LandscapePtr& landscape);

    using Expansion = std::array<double, 6>;  ///< f(w + t) = Σ_k expansion[k] t^k
    Expansion expansion(double w) const;

    /// The k-th derivative of f over k! at first + spacing·i; every spacing is > 0.
    void derivative(double first, double spacing, int k, std::span<double> out) const;
    /// f (order 0) or f′ (order 1) at ascending points.
    void valuesAt(std::span<const double> points, int order, std::span<double> out) const;
    /// ∫ of f − f(origin) from `origin` to first + spacing·i, without loss of digits however close to the origin.
    void integral(double origin, double first, double spacing, std::span<double> out) const;
    /// ∫ B(t) g(w + unit·t) dt − base at w = first + spacing·i, for the cubic B-spline B (on [−2, 2], ∫B = 1) and g = f
    /// (order 0) or f′ (order 1), for `count` points i. `unit` is `spacing` or twice that. The points with equal remainder
    /// i % stride stand side by side: point i at out[(i % stride)·(⌊(count−1)/stride⌋ + 1) + i/stride].
    void splineMeans(double first, double spacing, double unit, int order, double base, std::size_t count,
                     std::size_t stride, std::span<double> out) const;

    /// Where two polynomials meet, and by how much their derivatives jump there, over k!.
    struct Knot {
        double w = 0.0;
        Expansion jump{};
    };
    const std::vector<Knot>& knots() const { return m_knots; }
    double height() const { return m_height; }        ///< of f over the domain
    double steepness() const { return m_steepness; }  ///< max |f′| there

private:
    /// f and its derivatives at one side of a point.
    struct Jet {
        double w = 0.0, value = 0.0, slope = 0.0, curvature = 0.0;
    };
    struct Piece {
        double start = 0.0;  ///< where it begins and what it is expanded about; of the first piece: where it ends
        Expansion expansion{};
    };
    static Piece between(const Jet& left, const Jet& right);
    void refine(const Landscape& landscape, const Jet& left, const Jet& right, int depth);
    std::size_t pieceOf(double w) const;
    double endOf(std::size_t piece) const { return m_pieces[piece + 1].start; }
    /// Walks from piece to piece; `use` gets the indices of the points within one, and its expansion about a point.
    template <class Use>
    void walk(double origin, double first, double spacing, std::size_t count, const Use& use) const;
    void meansAcrossKnots(double first, double spacing, double unit, int order, double base,
                          std::span<double> out) const;

    Interval m_domain;
    double m_height = 0.0, m_steepness = 0.0;
    std::vector<Piece> m_pieces;
    std::vector<Knot> m_knots;
};

template <class Use>
void Tabulation::walk(double origin, double first, double spacing, std::size_t count, const Use& use) const {
    // Index of the first point at or beyond w.
    const auto indexOf = [&](double w) {
        const double index = std::ceil((w - first) / spacing);
        return index <= 0.0                          ? std::size_t{0}
               : index >= static_cast<double>(count) ? count
                                                     : static_cast<std::size_t>(index);
    };
    const std::size_t home = pieceOf(origin), middle = indexOf(origin);
    const Expansion here = shifted(m_pieces[home].expansion, origin - m_pieces[home].start);

    // To the right, each piece about its left end.
    std::size_t i = middle;
    double about = origin;
    for (std::size_t p = home; i < count; ++p) {
        const bool last = p + 1 == m_pieces.size();
        const std::size_t end = last ? count : std::max(i, indexOf(endOf(p)));
        use(i, end, about, p == home ? here : m_pieces[p].expansion, last ? about : endOf(p), true);
        i = end;
        if (!last) about = endOf(p);
    }
    // To the left, each about its right end.
    std::size_t end = middle;
    about = origin;
    for (std::size_t p = home; end > 0; --p) {
        const std::size_t begin = p == 0 ? 0 : std::min(end, indexOf(m_pieces[p].start));
        use(begin, end, about, p == home ? here : shifted(m_pieces[p].expansion, about - m_pieces[p].start),
            p == 0 ? about : m_pieces[p].start, false);
        end = begin;
        if (p == 0) break;
        about = m_pieces[p].start;
    }
}

}  // namespace basin
