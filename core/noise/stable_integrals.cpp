// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/stable_integrals.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace basin {

namespace {

using std::numbers::pi;

constexpr double kLogLargest = 6.61;   ///< log 745: beyond, exp(−g) is 0
constexpr double kNegligible = -45.0;  ///< e^−45 of the peak changes no digit

/// With θ + φ = π/2, c = α/(α−1) and g(θ) = x^c V(θ), V(θ) = (cos θ / sin αθ)^c cos((α−1)θ)/cos θ (Zolotarev, 1986),
///   p(x)     = |c| / (π x) ∫₀^{π/2} g e^{−g} dθ,
///   P(ε > x) = 1/π ∫₀^{π/2} φ g e^{−g} |dlog V/dθ| dθ   (the usual integral of e^{−g}, by parts).
/// Both integrands are positive, so that nothing cancels however small the result. In s = log tan θ they fall off
/// exponentially on either side and log V is nearly linear: the trapezoidal rule converges exponentially. Its nodes do
/// not depend on x.
class Zolotarev : public StableIntegrals {
public:
    Zolotarev(double alpha, double lower, double upper)
        : m_alpha(alpha),
          m_power(alpha / (alpha - 1.0)),
          m_step((alpha < 1.0 ? 0.13 : 0.2) / std::max(1.0, std::abs(m_power))) {
        const double logs[] = {m_power * std::log(lower), m_power * std::log(upper)};
        const double smallest = std::min(logs[0], logs[1]), largest = std::max(logs[0], logs[1]);
        // log V falls with s for α > 1 and grows for α < 1; the nodes are kept in the order of falling V.
        const double forward = alpha > 1.0 ? m_step : -m_step;
        std::vector<Node> before;
        for (int i = -1;; --i) {
            before.push_back(node(i * forward));
            if (smallest + before.back().logV > kLogLargest) break;
        }
        m_nodes.assign(before.rbegin(), before.rend());
        for (int i = 0;; ++i) {
            m_nodes.push_back(node(i * forward));
            if (largest + m_nodes.back().logV < kNegligible) break;
        }
    }

    StableValue at(double x) const override {
        const double logScale = m_power * std::log(x);
        auto node = std::partition_point(m_nodes.begin(), m_nodes.end(),
                                         [&](const Node& n) { return logScale + n.logV > kLogLargest; });
        double density = 0.0, tail = 0.0;
        for (; node != m_nodes.end(); ++node) {
            const double g = std::exp(logScale + node->logV);
            const double weight = g * std::exp(-g);
            density += weight * node->density;
            tail += weight * node->tail;
            if (g < 1.0 && weight * node->density < 1e-18 * density && weight * node->tail < 1e-18 * tail) break;
        }
        return {m_step * density * std::abs(m_power) / (pi * x), m_step * tail / pi};
    }

private:
    struct Node {
        double logV;
        double density;  ///< dθ/ds
        double tail;     ///< φ |dlog V/ds|
    };

    Node node(double s) const {
        // sin αθ and cos((α−1)θ) vanish at θ = π/2 as α → 2: written by φ there, with 2 − α exact.
        const double theta = std::atan(std::exp(s)), phi = std::atan(std::exp(-s));
        const double gap = (2.0 - m_alpha) * pi / 2.0;
        const double first = s < 0.0 ? m_alpha * theta : gap + m_alpha * phi;
        const double second = s < 0.0 ? (m_alpha - 1.0) * theta : gap + (m_alpha - 1.0) * phi;
        const double sinAlpha = std::sin(first);
        const double cotAlpha = (s < 0.0 ? 1.0 : -1.0) * std::cos(first) / sinAlpha;
        const double cosRest = s < 0.0 ? std::cos(second) : std::sin(second);
        const double tanRest = (s < 0.0 ? std::sin(second) : std::cos(second)) / cosRest;
        const double sine = std::sin(theta), cosine = std::sin(phi);
        const double slope = sine * cosine;  // dθ/ds
        const double logV = m_power * std::log(cosine / sinAlpha) + std::log(cosRest / cosine);
        const double logVSlope =
            -sine * sine / (m_alpha - 1.0) - slope * (m_power * m_alpha * cotAlpha + (m_alpha - 1.0) * tanRest);
        return {logV, slope, phi * std::abs(logVSlope)};
    }

    double m_alpha, m_power, m_step;
    std::vector<Node> m_nodes;
};

/// With R = √(1+x²), t = (y/R) e^{iφ}, φ = arctan x and d = t^α − t, the path on which the Fourier integral of the
/// Cauchy law (α = 1) does not oscillate gives
///   p(x)     = 1/π Re (1+ix)/R² ∫₀^∞ e^{−y} e^{−d} dy,
///   P(ε > x) = arctan(1/x)/π − 1/π ∫₀^∞ e^{−y} Im e^{−d} dy/y.
/// The double-exponential map y = exp(q − e^{−q}) makes the trapezoidal rule converge.
class Rotated : public StableIntegrals {
public:
    explicit Rotated(double alpha) : m_beyond(alpha - 1.0) {}

    StableValue at(double x) const override {
        const double radiusSquared = 1.0 + x * x, radius = std::sqrt(radiusSquared);
        const double angle = std::atan(x);
        const std::complex<double> direction = std::complex<double>(1.0, x) / radius;
        std::complex<double> integral = 0.0;
        double tail = 0.0;
        constexpr double kStep = 1.0 / 24.0;
        for (int i = -108; i <= 108; ++i) {
            const double q = i * kStep;
            const double logY = q - std::exp(-q);
            const double y = std::exp(logY);
            if (y > 60.0) break;
            // d = t (t^{α−1} − 1)
            const std::complex<double> power{m_beyond * (logY - std::log(radius)), m_beyond * angle};
            const double grown = std::expm1(power.real()), half = std::sin(0.5 * power.imag());
            const std::complex<double> change{grown * std::cos(power.imag()) - 2.0 * half * half,
                                              (grown + 1.0) * std::sin(power.imag())};
            const std::complex<double> difference = (y / radius) * direction * change;
            const std::complex<double> factor = std::exp(-y - difference);
            const double slope = 1.0 + std::exp(-q);  // dy/dq = y · slope
            integral += y * slope * factor;
            tail += slope * factor.imag();
        }
        return {kStep * (direction * integral).real() / (radius * pi), (std::atan(1.0 / x) - kStep * tail) / pi};
    }

private:
    double m_beyond;  ///< α − 1
};

}  // namespace

std::unique_ptr<StableIntegrals> zolotarevIntegrals(double alpha, double lower, double upper) {
    return std::make_unique<Zolotarev>(alpha, lower, upper);
}

std::unique_ptr<StableIntegrals> rotatedIntegrals(double alpha) { return std::make_unique<Rotated>(alpha); }

std::unique_ptr<StableIntegrals> stableIntegrals(double alpha, double lower, double upper) {
    // Zolotarev's exponent α/(α−1) multiplies rounding errors as α → 1; the rotated path was laid for α = 1.
    if (std::abs(alpha - 1.0) < 0.05) return rotatedIntegrals(alpha);
    return zolotarevIntegrals(alpha, lower, upper);
}

}  // namespace basin
