// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/smoothed_polynomial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace basin {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

double binomial(int n, int k) {
    double result = 1.0;
    for (int i = 1; i <= k; ++i) result = result * (n - k + i) / i;
    return result;
}

/// (c₁ξ₁ + c₂ξ₂)^n as the coefficients of ξ₁^k ξ₂^{n−k}.
std::vector<double> expanded(double c1, double c2, int n) {
    std::vector<double> result;
    for (int k = 0; k <= n; ++k) result.push_back(binomial(n, k) * std::pow(c1, k) * std::pow(c2, n - k));
    return result;
}

/// E X^p Y^q, (X, Y) = Aξ; infinite where E|·| is.
class MixedMoments {
public:
    explicit MixedMoments(const PlaneNoise& noise) : m_law(noise.coordinate()), m_root(noise.root) {}

    double operator()(int p, int q) {
        const auto [found, isNew] = m_known.try_emplace({p, q}, 0.0);
        if (isNew) found->second = compute(p, q);
        return found->second;
    }

private:
    double compute(int p, int q) const {
        const std::vector<double> x = expanded(m_root.xx, m_root.xy, p), y = expanded(m_root.xy, m_root.yy, q);
        std::vector<double> product(static_cast<std::size_t>(p + q) + 1, 0.0);  // of ξ₁^n ξ₂^{p+q−n}
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t j = 0; j < y.size(); ++j) product[i + j] += x[i] * y[j];
        double sum = 0.0;
        for (int n = 0; n <= p + q; ++n) {
            const double weight = product[static_cast<std::size_t>(n)];
            if (weight == 0.0) continue;
            const int most = std::max(n, p + q - n);
            if (most > 0 && !(most < m_law.momentLimit())) return kInfinite;
            sum += weight * m_law.moment(n) * m_law.moment(p + q - n);
        }
        return sum;
    }

    Noise m_law;
    Symmetric m_root;
    std::map<std::pair<int, int>, double> m_known;
};

}  // namespace

SmoothedPolynomial smoothedPolynomial(const PlanePolynomial& polynomial, const PlaneNoise& noise, double stepSize) {
    // E (x − ηX)^i (y − ηY)^j = Σ C(i,p) C(j,q) x^{i−p} y^{j−q} (−η)^{p+q} E X^p Y^q
    SmoothedPolynomial result;
    std::map<std::pair<int, int>, double> sums;
    MixedMoments moments(noise);
    for (const auto& term : polynomial.terms) {
        if (term.coefficient == 0.0) continue;
        for (int p = 0; p <= term.i; ++p)
            for (int q = 0; q <= term.j; ++q) {
                const double moment = stepSize > 0.0 || p + q == 0 ? moments(p, q) : 0.0;
                if (moment == 0.0) continue;
                sums[{term.i - p, term.j - q}] +=
                    term.coefficient * binomial(term.i, p) * binomial(term.j, q) * std::pow(-stepSize, p + q) * moment;
            }
    }
    for (const auto& [powers, sum] : sums) {
        if (std::isfinite(sum)) {
            result.polynomial.terms.push_back({powers.first, powers.second, sum});
        } else if (powers.first + powers.second > 0) {
            result.existence = Existence::Absent;
        } else if (result.existence == Existence::Complete) {
            result.existence = Existence::UpToConstant;
        }
    }
    // E cos(k·(v − ηAξ) + φ) = cos(k·v + φ) φ_ξ(η(Ak)₁) φ_ξ(η(Ak)₂) for a symmetric law
    const Noise law = noise.coordinate();
    for (auto wave : polynomial.cosines) {
        const Point t = stepSize * noise.root.times(wave.frequency);
        wave.amplitude *= law.characteristic(t.x) * law.characteristic(t.y);
        result.polynomial.cosines.push_back(wave);
    }
    return result;
}

}  // namespace basin
