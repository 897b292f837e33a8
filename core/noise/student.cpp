// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/student.h"

#include "core/noise/quiet.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

namespace basin {

namespace {

/// 1/(√ν B(½, ν/2)), remembered for the last ν of each thread: it costs ten times the rest of a density.
double normaliser(double nu) {
    thread_local double lastNu = 0.0, last = 0.0;
    if (nu != lastNu) {
        last = 1.0 / (std::sqrt(nu) * boost::math::beta(0.5, 0.5 * nu, Quiet()));
        lastNu = nu;
    }
    return last;
}

/// log(1 + x²/ν), also where x² overflows.
double logGrowth(double nu, double x) {
    const double z = std::abs(x) / std::sqrt(nu);
    return z < 1e8 ? std::log1p(z * z) : 2.0 * std::log(z);
}

}  // namespace

double studentDensity(double nu, double x) {
    // (1 + x²/ν)^−(ν+1)/2, by products where ν is whole.
    const double square = x * x / nu;
    constexpr double kMost = 8.0;
    const int whole = nu <= kMost ? static_cast<int>(nu) : 0;
    if (whole == nu && square < 1e16) {
        const double growth = 1.0 + square;
        double power = whole % 2 == 1 ? 1.0 : std::sqrt(growth);
        for (int factors = (whole + 1) / 2; factors > 0; --factors) power *= growth;
        return normaliser(nu) / power;
    }
    return normaliser(nu) * std::exp(-0.5 * (nu + 1.0) * logGrowth(nu, x));
}

double studentDistribution(double nu, double x) {
    if (nu == 1.0) return std::atan2(1.0, -x) / std::numbers::pi;  // Cauchy
    // P(ε > |x|) = ½ I_{ν/(ν+x²)}(ν/2, ½); where that is close to ½, by its complement.
    const double square = x * x;
    double tail = 0.0;
    if (std::isinf(square)) {
        // I_y(a, b) → y^a/(a B(a, b)) as y → 0
        tail = normaliser(nu) * std::exp(0.5 * (nu - 1.0) * std::log(nu) - nu * std::log(std::abs(x)));
    } else if (nu > 2.0 * square) {
        tail = 0.5 * boost::math::ibetac(0.5, 0.5 * nu, square / (nu + square), Quiet());
    } else {
        tail = 0.5 * boost::math::ibeta(0.5 * nu, 0.5, nu / (nu + square), Quiet());
    }
    return x < 0.0 ? tail : 1.0 - tail;
}

double studentQuantile(double nu, double p) {
    if (nu == 1.0) return -1.0 / std::tan(std::numbers::pi * p);
    double x = boost::math::quantile(boost::math::students_t_distribution<double, Quiet>(nu), p);
    // Far out Boost may stop early (by a factor of 2 at ν = 3, p = 1e-200). There log P is linear in log |x|: Newton.
    for (int i = 0; i < 8 && p < 1e-9 && std::isfinite(x); ++i) {
        const double tail = studentDistribution(nu, x);
        if (std::abs(tail / p - 1.0) < 1e-14) break;
        x *= std::exp(std::log(tail / p) * tail / (std::abs(x) * studentDensity(nu, x)));
    }
    return x;
}

double studentCharacteristic(double nu, double t) {
    // z^{ν/2} K_{ν/2}(z) / (2^{ν/2−1} Γ(ν/2)), z = √ν |t|
    const double order = 0.5 * nu, z = std::sqrt(nu) * std::abs(t);
    if (z == 0.0) return 1.0;
    const double bessel = boost::math::cyl_bessel_k(order, z, Quiet());
    if (bessel == 0.0) return 0.0;
    // K overflows only where z is so small that 1 − z²/(4(ν/2−1)) is exact (and 1 is, for small ν).
    if (!std::isfinite(bessel)) return order > 2.0 ? 1.0 - z * z / (4.0 * (order - 1.0)) : 1.0;
    return std::min(1.0, 2.0 * std::exp(order * std::log(0.5 * z) - boost::math::lgamma(order, Quiet())) * bessel);
}

}  // namespace basin
