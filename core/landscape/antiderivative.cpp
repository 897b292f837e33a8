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
constexpr int kDeepest = 40;    // halvings of one of the first panels
constexpr double kJump = 1e-4;  // of the height, across a panel of the deepest kind

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

Error failure(const char* what, double w) {
    return {std::string("The formula ") + what + " near w = " + toText(w) + "; choose another formula or domain.",
            "w = " + toText(w)};
}

}  // namespace

Result<Antiderivative> Antiderivative::make(const std::function<double(double)>& f, const std::vector<double>& edges,
                                            double height) {
    struct Piece {
        double lower, upper;
        int depth;
    };
    const double width = edges.back() - edges.front();
    std::vector<Piece> waiting;  // the leftmost on top
    for (std::size_t i = edges.size() - 1; i > 0; --i) {
        const double length = edges[i] - edges[i - 1];
        const double parts = std::max(1.0, std::ceil(length / width * kFirstPanels));
        for (double j = parts; j > 0.0; --j)
            waiting.push_back({edges[i - 1] + length * (j - 1.0) / parts,
                               j == parts ? edges[i] : edges[i - 1] + length * j / parts, 0});
    }

    Antiderivative made;
    double integral = 0.0;
    while (!waiting.empty()) {
        const Piece piece = waiting.back();
        waiting.pop_back();
        const double middle = 0.5 * (piece.lower + piece.upper), half = 0.5 * (piece.upper - piece.lower);
        std::array<double, kTerms> values{}, terms{};
        for (std::size_t i = 0; i < kTerms; ++i) {
            const double w = middle + half * nodes().places[i];
            values[i] = f(w);
            if (!std::isfinite(values[i])) return failure("is not finite", w);
        }
        double size = 0.0;
        for (std::size_t n = 0; n < kTerms; ++n) {
            for (std::size_t i = 0; i < kTerms; ++i) terms[n] += nodes().toCoefficients[n][i] * values[i];
            size = std::max(size, std::abs(values[n]));
        }
        const double tail = std::abs(terms[kTerms - 1]) + std::abs(terms[kTerms - 2]) + std::abs(terms[kTerms - 3]);
        if (tail > 1e-14 * size && tail * half > 1e-15 * height * width) {
            const auto [lowest, highest] = std::ranges::minmax(values);
            const bool deepest = piece.depth == kDeepest || !(piece.lower < middle && middle < piece.upper);
            if (!deepest) {
                if (made.m_panels.size() + waiting.size() > kMostPanels) return failure("is too rough", middle);
                waiting.push_back({middle, piece.upper, piece.depth + 1});
                waiting.push_back({piece.lower, middle, piece.depth + 1});
                continue;
            }
            if (highest - lowest > kJump * height) return failure("jumps or grows without bound", middle);
        }

        // ∫ P_n from −1 to x is (P_{n+1} − P_{n−1})/(2n + 1), and x + 1 = P_1 + P_0 for n = 0.
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
    double before = 1.0, legendre = x, sum = panel.coefficients[0] + panel.coefficients[1] * x;
    for (std::size_t n = 2; n <= kTerms; ++n) {
        const double k = static_cast<double>(n);
        const double after = ((2.0 * k - 1.0) * x * legendre - (k - 1.0) * before) / k;
        sum += panel.coefficients[n] * after;
        before = legendre;
        legendre = after;
    }
    return panel.integral + sum;
}

}  // namespace basin
