// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/antiderivative.h"

#include "core/landscape/numbers.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace basin {

namespace {

constexpr std::size_t kTerms = 16;
constexpr std::size_t kFirstPanels = 256;  // on the whole domain, so that narrow features are met
constexpr std::size_t kMostPanels = 20'000;
constexpr int kDeepest = 40;        // halvings of one of the first panels
constexpr double kUnbounded = 1e6;  // of the height: more than any grid point shows
constexpr double kJump = 1e-4;      // of the height, across the smallest panels
constexpr double kMissed = 1e-6;    // of the height, by the expansion at the ends

constexpr auto kReciprocals = [] {
    std::array<double, kTerms + 1> reciprocals{};
    for (std::size_t n = 1; n <= kTerms; ++n) reciprocals[n] = 1.0 / static_cast<double>(n);
    return reciprocals;
}();

/// Gauss's nodes on [−1, 1], and what makes Legendre coefficients of the values there:
/// c_n = (n + ½) Σ weight_i P_n(node_i) f_i, exact for polynomials up to the degree 15.
struct Nodes {
    std::array<double, kTerms> places{};
    std::array<std::array<double, kTerms>, kTerms> toCoefficients{};
};

const Nodes& nodes() {
    static const Nodes made = [] {
        using Gauss = boost::math::quadrature::gauss<double, kTerms>;
        Nodes nodes;
        std::array<double, kTerms> weights{};
        for (std::size_t i = 0; i < kTerms / 2; ++i) {
            nodes.places[kTerms / 2 - 1 - i] = -Gauss::abscissa()[i];
            nodes.places[kTerms / 2 + i] = Gauss::abscissa()[i];
            weights[kTerms / 2 - 1 - i] = weights[kTerms / 2 + i] = Gauss::weights()[i];
        }
        for (std::size_t i = 0; i < kTerms; ++i) {
            double before = 0.0, legendre = 1.0;
            for (std::size_t n = 0; n < kTerms; ++n) {
                const double k = static_cast<double>(n);
                nodes.toCoefficients[n][i] = (k + 0.5) * weights[i] * legendre;
                const double after = ((2.0 * k + 1.0) * nodes.places[i] * legendre - k * before) / (k + 1.0);
                before = legendre;
                legendre = after;
            }
        }
        return nodes;
    }();
    return made;
}

struct Piece {
    double lower = 0.0, upper = 0.0;
    int depth = 0;

    double middle() const { return 0.5 * (lower + upper); }
    double halfWidth() const { return 0.5 * (upper - lower); }
    bool isDivisible() const { return depth < kDeepest && lower < middle() && middle() < upper; }
};

/// f on a piece as Σ terms_n P_n, and how far that can be trusted.
struct Expansion {
    std::array<double, kTerms> terms{};
    double size = 0.0;    ///< max |f|
    double change = 0.0;  ///< max f − min f
    /// The last terms: what is left out is about as large. And by how much the expansion misses f at the ends, where it
    /// has no node, if that is more than rounding: so no jump slips between the last node and the end.
    double tail = 0.0;
};

Error failure(const char* what, double w) {
    return {std::string("The formula ") + what + " near w = " + toText(w) + "; choose another formula or domain.",
            "w = " + toText(w)};
}

Result<Expansion> expand(const std::function<double(double)>& f, const Piece& piece, double height) {
    std::array<double, kTerms + 2> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double w = i == kTerms       ? piece.lower
                         : i == kTerms + 1 ? piece.upper
                                           : piece.middle() + piece.halfWidth() * nodes().places[i];
        values[i] = f(w);
        if (!std::isfinite(values[i])) return failure("is not finite", w);
    }
    Expansion made;
    double atLower = 0.0, atUpper = 0.0;
    for (std::size_t n = 0; n < kTerms; ++n) {
        for (std::size_t i = 0; i < kTerms; ++i) made.terms[n] += nodes().toCoefficients[n][i] * values[i];
        atLower += n % 2 == 0 ? made.terms[n] : -made.terms[n];
        atUpper += made.terms[n];
    }
    const auto [lowest, highest] = std::ranges::minmax(values);
    made.size = std::max(std::abs(lowest), std::abs(highest));
    made.change = highest - lowest;
    for (std::size_t n = kTerms - 3; n < kTerms; ++n) made.tail += std::abs(made.terms[n]);
    const double missed = std::max(std::abs(atLower - values[kTerms]), std::abs(atUpper - values[kTerms + 1]));
    if (missed > kMissed * height) made.tail += missed;
    return made;
}

}  // namespace

Result<Antiderivative> Antiderivative::make(const std::function<double(double)>& f, const std::vector<double>& edges,
                                            double height) {
    const double width = edges.back() - edges.front();
    std::vector<Piece> waiting;  // the leftmost on top
    for (std::size_t i = edges.size() - 1; i > 0; --i) {
        const double length = edges[i] - edges[i - 1];
        const double parts = std::max(1.0, std::ceil(length / width * kFirstPanels));
        for (double j = parts; j > 0.0; --j)
            waiting.push_back(
                {edges[i - 1] + length * (j - 1.0) / parts, j == parts ? edges[i] : edges[i - 1] + length * j / parts});
    }

    Antiderivative made;
    double integral = 0.0;
    while (!waiting.empty()) {
        const Piece piece = waiting.back();
        waiting.pop_back();
        const double middle = piece.middle(), half = piece.halfWidth();
        const Result<Expansion> expansion = expand(f, piece, height);
        if (!expansion) return expansion.error();
        if (expansion->size > kUnbounded * height) return failure("jumps or grows without bound", middle);
        if (expansion->tail > 1e-14 * expansion->size) {
            if (expansion->tail * half > 1e-15 * height * width && piece.isDivisible()) {
                if (made.m_panels.size() + waiting.size() > kMostPanels) return failure("is too rough", middle);
                waiting.push_back({middle, piece.upper, piece.depth + 1});
                waiting.push_back({piece.lower, middle, piece.depth + 1});
                continue;
            }
            // No more to gain for the integral; but f must not change by much where its expansion says nothing.
            if (expansion->change > kJump * height && expansion->tail > 1e-3 * expansion->change)
                return failure("jumps or grows without bound", middle);
        }

        // ∫ P_n from −1 to x is (P_{n+1} − P_{n−1})/(2n + 1), and x + 1 = P_1 + P_0 for n = 0.
        const auto& terms = expansion->terms;
        Panel panel{piece.lower, half, integral, {}};
        panel.coefficients[0] += half * terms[0];
        panel.coefficients[1] += half * terms[0];
        for (std::size_t n = 1; n < kTerms; ++n) {
            const double share = half * terms[n] / (2.0 * static_cast<double>(n) + 1.0);
            panel.coefficients[n + 1] += share;
            panel.coefficients[n - 1] -= share;
        }
        made.m_panels.push_back(panel);
        integral += 2.0 * half * terms[0];
    }
    return made;
}

double Antiderivative::operator()(double w) const {
    const auto next = std::upper_bound(m_panels.begin() + 1, m_panels.end(), w,
                                       [](double place, const Panel& panel) { return place < panel.lower; });
    const Panel& panel = *(next - 1);
    const double x = (w - panel.lower) / panel.halfWidth - 1.0;
    // P_n = (2 − 1/n) x P_{n−1} − (1 − 1/n) P_{n−2}
    double before = 1.0, legendre = x, sum = panel.coefficients[0] + panel.coefficients[1] * x;
    for (std::size_t n = 2; n <= kTerms; ++n) {
        const double after = (2.0 - kReciprocals[n]) * x * legendre - (1.0 - kReciprocals[n]) * before;
        sum += panel.coefficients[n] * after;
        before = legendre;
        legendre = after;
    }
    return panel.integral + sum;
}

}  // namespace basin
