// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/tabulation.h"

#include "core/smoothing/polynomial.h"
#include "core/smoothing/vector_loops.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTolerance = 1e-9;  ///< of the height of f over the domain
constexpr double kBeside = 1e-12;    ///< of the domain's width: how far from a kink its two sides are looked at
constexpr int kDomainPieces = 16;    ///< at least
constexpr int kDoublings = 32;       ///< of the domain's width on either side, until f is the same parabola to rounding
constexpr int kMostHalvings = 30, kMostHalvingsBeyond = 6;  ///< within the domain and beyond
constexpr std::size_t kMostPieces = 20'000;

}  // namespace

Tabulation::Piece Tabulation::between(const Jet& left, const Jet& right) {
    // Hermite's quintic: what the parabola at the left end leaves of value, slope and curvature at the right end.
    const double g = right.w - left.w;
    const double value = right.value - left.value - g * (left.slope + 0.5 * g * left.curvature);
    const double slope = g * (right.slope - left.slope - g * left.curvature);
    const double curvature = g * g * (right.curvature - left.curvature);
    const double cube = g * g * g;
    return {left.w,
            {left.value, left.slope, 0.5 * left.curvature, (10.0 * value - 4.0 * slope + 0.5 * curvature) / cube,
             (-15.0 * value + 7.0 * slope - curvature) / (cube * g),
             (6.0 * value - 3.0 * slope + 0.5 * curvature) / (cube * g * g)}};
}

void Tabulation::refine(const Landscape& landscape, const Jet& left, const Jet& right, int depth) {
    const Piece piece = between(left, right);
    const double g = right.w - left.w, centre = left.w + 0.5 * g;
    const Jet middle{centre, landscape.value(centre), landscape.slope(centre), landscape.curvature(centre)};
    // Beyond the domain f grows, and its own size counts.
    const double size = std::abs(left.value) + std::abs(right.value);
    const bool beyond = left.w >= m_domain.upper || right.w <= m_domain.lower;
    const double tolerance = kTolerance * (beyond ? m_height + size : m_height) + 1e-15 * size;
    const auto off = [&](double w, double f) { return std::abs(horner(piece.expansion, w - left.w) - f) > tolerance; };
    const bool rough = off(centre, middle.value) || off(left.w + 0.2 * g, landscape.value(left.w + 0.2 * g)) ||
                       off(left.w + 0.8 * g, landscape.value(left.w + 0.8 * g));
    if (!rough || depth == (beyond ? kMostHalvingsBeyond : kMostHalvings) || m_pieces.size() > kMostPieces) {
        m_pieces.push_back(piece);
        return;
    }
    refine(landscape, left, middle, depth + 1);
    refine(landscape, middle, right, depth + 1);
}

Tabulation::Tabulation(const Landscape& landscape) : m_domain(landscape.domain()) {
    const double width = m_domain.width();
    std::vector<double> knots = landscape.breakpoints();
    const bool many = knots.size() > kDomainPieces;
    for (int i = 0; i <= kDomainPieces; i += many ? kDomainPieces : 1)
        knots.push_back(m_domain.lower + width * i / kDomainPieces);
    // Cosines go on for ever, and their F has a closed form: only the domain matters, for where its extrema are.
    for (int i = 0; i < kDoublings && !landscape.trigonometricPolynomial(); ++i) {
        knots.push_back(m_domain.lower - std::ldexp(width, i));
        knots.push_back(m_domain.upper + std::ldexp(width, i));
    }
    std::sort(knots.begin(), knots.end());
    const auto same = [&](double a, double b) { return b - a <= 10.0 * kBeside * width; };
    knots.erase(std::unique(knots.begin(), knots.end(), same), knots.end());

    double lowest = kInfinity, highest = -kInfinity;
    for (const double w : knots) {
        if (!m_domain.contains(w)) continue;
        lowest = std::min(lowest, landscape.value(w));
        highest = std::max(highest, landscape.value(w));
    }
    m_height = highest - lowest;

    const auto beside = [&](double w, double side) -> Jet {
        const double seen = w + side * std::max(kBeside * width, 1e-15 * std::abs(w));
        return {w, landscape.value(w), landscape.slope(seen), landscape.curvature(seen)};
    };
    const auto parabola = [](const Jet& jet) -> Piece {
        return {jet.w, {jet.value, jet.slope, 0.5 * jet.curvature, 0.0, 0.0, 0.0}};
    };
    m_pieces.push_back(parabola(beside(knots.front(), -1.0)));
    for (std::size_t i = 1; i < knots.size(); ++i)
        refine(landscape, beside(knots[i - 1], 1.0), beside(knots[i], -1.0), 0);
    m_pieces.push_back(parabola(beside(knots.back(), 1.0)));

    for (std::size_t i = 1; i < m_pieces.size(); ++i) {
        const double w = m_pieces[i].start;
        if (m_domain.contains(w)) m_steepness = std::max(m_steepness, std::abs(m_pieces[i].expansion[1]));
        const Expansion before = shifted(m_pieces[i - 1].expansion, w - m_pieces[i - 1].start);
        Knot knot{w, {}};
        for (std::size_t k = 0; k < before.size(); ++k) knot.jump[k] = m_pieces[i].expansion[k] - before[k];
        m_knots.push_back(knot);
    }
}

std::shared_ptr<const Tabulation> Tabulation::of(const LandscapePtr& landscape) {
    struct Entry {
        std::weak_ptr<const Landscape> landscape;
        std::shared_ptr<const Tabulation> tabulation;
    };
    constexpr std::size_t kKept = 8;
    static std::mutex mutex;
    static std::vector<Entry> entries;
    {
        const std::lock_guard lock(mutex);
        std::erase_if(entries, [](const Entry& entry) { return entry.landscape.expired(); });
        for (const Entry& entry : entries)
            if (entry.landscape.lock() == landscape) return entry.tabulation;
    }
    auto made = std::make_shared<const Tabulation>(*landscape);
    const std::lock_guard lock(mutex);
    if (entries.size() == kKept) entries.erase(entries.begin());
    entries.push_back({landscape, made});
    return made;
}

std::size_t Tabulation::pieceOf(double w) const {
    // Pieces from 1 on begin at their start.
    const auto after = std::upper_bound(m_pieces.begin() + 1, m_pieces.end(), w,
                                        [](double point, const Piece& piece) { return point < piece.start; });
    return static_cast<std::size_t>(after - m_pieces.begin()) - 1;
}

Tabulation::Expansion Tabulation::expansion(double w) const {
    const Piece& piece = m_pieces[pieceOf(w)];
    return shifted(piece.expansion, w - piece.start);
}

void Tabulation::derivative(double first, double spacing, int k, std::span<double> out) const {
    const auto order = static_cast<std::size_t>(k);
    walk(first, first, spacing, out.size(),
         [&](std::size_t begin, std::size_t end, double about, const Expansion& expansion, double, bool) {
             Expansion c{};
             double binomial = 1.0;  // C(j, k)
             for (std::size_t j = order; j < expansion.size(); ++j) {
                 c[j - order] = binomial * expansion[j];
                 binomial *= static_cast<double>(j + 1) / static_cast<double>(j + 1 - order);
             }
             evaluatePolynomial(c, first + spacing * static_cast<double>(begin) - about, spacing,
                                out.subspan(begin, end - begin));
         });
}

void Tabulation::valuesAt(std::span<const double> points, int order, std::span<double> out) const {
    std::size_t piece = points.empty() ? 0 : pieceOf(points.front());
    for (std::size_t i = 0; i < points.size(); ++i) {
        while (piece + 1 < m_pieces.size() && points[i] >= endOf(piece)) ++piece;
        const Expansion& c = m_pieces[piece].expansion;
        const double t = points[i] - m_pieces[piece].start;
        out[i] =
            order == 0 ? horner(c, t) : c[1] + t * (2.0 * c[2] + t * (3.0 * c[3] + t * (4.0 * c[4] + t * 5.0 * c[5])));
    }
}

void Tabulation::integral(double origin, double first, double spacing, std::span<double> out) const {
    const double height = expansion(origin)[0];
    double right = 0.0, left = 0.0;  // the integral from the origin to where the walk stands
    walk(origin, first, spacing, out.size(),
         [&](std::size_t begin, std::size_t end, double about, Expansion expansion, double next, bool isRight) {
             expansion[0] -= height;
             double& sum = isRight ? right : left;
             std::array<double, 7> c{sum};
             for (std::size_t k = 0; k < expansion.size(); ++k) c[k + 1] = expansion[k] / static_cast<double>(k + 1);
             sum = horner(c, next - about);
             evaluatePolynomial(c, first + spacing * static_cast<double>(begin) - about, spacing,
                                out.subspan(begin, end - begin));
         });
}

}  // namespace basin
