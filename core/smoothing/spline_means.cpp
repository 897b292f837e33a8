// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/tabulation.h"

#include "core/smoothing/polynomial.h"
#include "core/smoothing/vector_loops.h"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

namespace basin {

namespace {

/// Of the height of f over the domain: a knot that changes a mean by less is none.
constexpr double kSignificant = 1e-8;
/// Points in each column from which on columns are filled one by one.
constexpr std::size_t kLongRun = 8;
/// ∫₀² tᵏ B(t) dt = k!/(k+4)! (2ᵏ⁺⁴ − 4)
constexpr std::array<double, 6> kHalfMoments{1.0 / 2.0, 7.0 / 30.0, 1.0 / 6.0, 31.0 / 210.0, 3.0 / 20.0, 127.0 / 756.0};

/// The polynomial of g: f itself or f′.
Tabulation::Expansion ofOrder(const Tabulation::Expansion& c, int order) {
    if (order == 0) return c;
    return {c[1], 2.0 * c[2], 3.0 * c[3], 4.0 * c[4], 5.0 * c[5], 0.0};
}

/// The cubic B-spline.
double spline(double t) {
    const double x = std::abs(t), outer = std::max(2.0 - x, 0.0), inner = std::max(1.0 - x, 0.0);
    return (outer * outer * outer - 4.0 * inner * inner * inner) / 6.0;
}

/// ∫ g over cells side by side times the powers 0 … 3 of the distance from the cell's centre, in cells.
using Moments = std::array<double, 4>;

/// B on the cells of width 1/perUnit that it covers, from the left, by powers of the distance from the cell's centre.
std::vector<Moments> splineOnCells(int perUnit) {
    std::vector<Moments> cells;
    for (int cell = -2 * perUnit; cell < 2 * perUnit; ++cell) {
        // B is a cubic there: its Taylor expansion from four values at ±1/6, ±1/2 of the cell.
        const auto at = [&](double x) { return spline((cell + 0.5 + x) / perUnit); };
        const double a = at(-0.5), b = at(-1.0 / 6.0), c = at(1.0 / 6.0), d = at(0.5);
        cells.push_back({(-a + 9.0 * b + 9.0 * c - d) / 16.0, (a - 27.0 * b + 27.0 * c - d) / 8.0,
                         9.0 * (a - b - c + d) / 4.0, 9.0 * (-a + 3.0 * b - 3.0 * c + d) / 2.0});
    }
    return cells;
}

}  // namespace

void Tabulation::splineMeans(double first, double spacing, double unit, int order, double base, std::size_t count,
                             std::size_t stride, std::span<double> out) const {
    const std::size_t column = (count - 1) / stride + 1;
    std::vector<double> means;
    const auto scatter = [&](std::size_t begin, std::size_t end) {
        std::size_t phase = begin % stride, row = begin / stride;
        for (std::size_t i = begin; i < end; ++i) {
            out[phase * column + row] = means[i - begin];
            if (++phase == stride) phase = 0, ++row;
        }
    };
    // Of a polynomial about w the mean is c₀ + c₂u²/3 + 3c₄u⁴/10 (B has variance ⅓ and fourth moment 3/10), again a
    // polynomial in w.
    const double second = unit * unit / 3.0, fourth = 0.3 * unit * unit * unit * unit;
    walk(first, first, spacing, count,
         [&](std::size_t begin, std::size_t end, double about, const Expansion& expansion, double, bool) {
             if (begin == end) return;
             const Expansion c = ofOrder(expansion, order);
             const Expansion mean{c[0] + second * c[2] + fourth * c[4] - base,
                                  c[1] + 3.0 * second * c[3] + 5.0 * fourth * c[5],
                                  c[2] + 6.0 * second * c[4],
                                  c[3] + 10.0 * second * c[5],
                                  c[4],
                                  c[5]};
             if (end - begin > kLongRun * stride) {
                 for (std::size_t i = begin; i < begin + stride; ++i)
                     evaluatePolynomial(mean, first + spacing * static_cast<double>(i) - about,
                                        spacing * static_cast<double>(stride),
                                        out.subspan((i % stride) * column + i / stride, (end - i - 1) / stride + 1));
                 return;
             }
             means.resize(end - begin);
             evaluatePolynomial(mean, first + spacing * static_cast<double>(begin) - about, spacing, means);
             scatter(begin, end);
         });

    // Means that reach across a knot are put together piece by piece.
    const double threshold = kSignificant * (order == 0 ? m_height : m_steepness);
    const double reach = 2.0 * unit, last = first + spacing * static_cast<double>(count - 1);
    const auto mend = [&](std::size_t begin, std::size_t end) {
        if (begin == end) return;
        means.resize(end - begin);
        meansAcrossKnots(first + spacing * static_cast<double>(begin), spacing, unit, order, base, means);
        scatter(begin, end);
    };
    const auto index = [&](double w) {
        return static_cast<std::size_t>(std::clamp((w - first) / spacing, 0.0, static_cast<double>(count)));
    };
    std::size_t begin = 0, end = 0;  // of the means that are being collected
    for (auto knot = std::lower_bound(m_knots.begin(), m_knots.end(), first - reach,
                                      [](const Knot&candidate, double w) { return candidate.w < w; });
         knot != m_knots.end() && knot->w < last + reach; ++knot) {
        const Expansion jump = ofOrder(knot->jump, order);
        double change = 0.0, power = 1.0;
        for (std::size_t k = 0; k < jump.size(); ++k, power *= unit)
            change += std::abs(jump[k]) * power * kHalfMoments[k];
        if (!(change > threshold)) continue;
        const std::size_t from = index(knot->w - reach), to = std::min(index(knot->w + reach) + 1, count);
        if (from > end) {
            mend(begin, end);
            begin = from;
        }
        end = std::max(end, to);
    }
    mend(begin, end);
}

void Tabulation::meansAcrossKnots(double first, double spacing, double unit, int order, double base,
                                  std::span<double> out) const {
    static const std::array<std::vector<Moments>, 2> kSplines{splineOnCells(1), splineOnCells(2)};
    const std::size_t perUnit = unit > 1.5 * spacing ? 2 : 1;
    const std::vector<Moments>& splines = kSplines[perUnit - 1];
    const double start = first - 2.0 * unit;
    std::vector<Moments> cells(out.size() - 1 + splines.size());

    // Each stretch that lies within one piece and one cell by five-point Gauss, exact for the product of degree eight.
    using Rule = boost::math::quadrature::gauss<double, 5>;
    const auto& nodes = Rule::abscissa();
    const auto& weights = Rule::weights();
    std::size_t piece = pieceOf(start);
    Expansion g = ofOrder(m_pieces[piece].expansion, order);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const double left = start + spacing * static_cast<double>(cell), right = left + spacing;
        double from = left;
        while (true) {
            const bool whole = piece + 1 == m_pieces.size() || endOf(piece) >= right;
            const double to = whole ? right : std::max(from, endOf(piece));
            const double half = 0.5 * (to - from), centre = 0.5 * (to + from);
            const auto add = [&](double w, double weight) {
                const double x = (w - left) / spacing - 0.5;
                double term = weight * half / unit * (horner(g, w - m_pieces[piece].start) - base);
                for (double& moment : cells[cell]) moment += term, term *= x;
            };
            add(centre, weights[0]);
            for (std::size_t i = 1; i < nodes.size(); ++i) {
                add(centre - half * nodes[i], weights[i]);
                add(centre + half * nodes[i], weights[i]);
            }
            if (whole) break;
            from = to;
            g = ofOrder(m_pieces[++piece].expansion, order);
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        double sum = 0.0;
        for (std::size_t c = 0; c < splines.size(); ++c)
            for (std::size_t j = 0; j < 4; ++j) sum += splines[c][j] * cells[i + c][j];
        out[i] = sum;
    }
}

}  // namespace basin
