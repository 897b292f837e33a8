// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/noise.h"

#include "core/noise/quiet.h"
#include "core/noise/stable.h"
#include "core/noise/student.h"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/sinc.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

namespace basin {

namespace {

using std::numbers::pi;
using std::numbers::sqrt2;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string written(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

/// σ of the law at scale 1; infinity if there is none.
double standardSigma(Law law, double shape) {
    switch (law) {
        case Law::Uniform: return 1.0 / std::numbers::sqrt3;
        case Law::Gaussian:
        case Law::Rademacher: return 1.0;
        case Law::Laplace: return sqrt2;
        case Law::StudentT: return shape > 2.0 ? std::sqrt(shape / (shape - 2.0)) : kInfinity;
        case Law::AlphaStable: return shape < 2.0 ? kInfinity : sqrt2;
    }
    return kNone;
}

/// E ε^order at scale 1 for even order ≥ 2 below the law's limit.
double standardMoment(Law law, double shape, int order) {
    double moment = 1.0;
    switch (law) {
        case Law::Uniform: return 1.0 / (order + 1.0);
        case Law::Rademacher: return 1.0;
        case Law::Gaussian:
        case Law::AlphaStable:  // α = 2: (√2)^n (n−1)!!
            for (int i = 1; i < order; i += 2) moment *= law == Law::Gaussian ? i : 2.0 * i;
            return moment;
        case Law::Laplace:
            for (int i = 2; i <= order; ++i) moment *= i;
            return moment;
        case Law::StudentT:  // ν^{n/2} Π_{i=1}^{n/2} (2i−1)/(ν−2i)
            for (int i = 2; i <= order; i += 2) moment *= shape * (i - 1.0) / (shape - i);
            return moment;
    }
    return kNone;
}

/// p at scale 1.
double standardDensity(Law law, double shape, double x) {
    switch (law) {
        case Law::Uniform: return std::abs(x) <= 1.0 ? 0.5 : 0.0;
        case Law::Gaussian: return std::exp(-0.5 * x * x) / std::sqrt(2.0 * pi);
        case Law::Laplace: return 0.5 * std::exp(-std::abs(x));
        case Law::Rademacher: return 0.0;
        case Law::StudentT: return studentDensity(shape, x);
        case Law::AlphaStable:
            if (shape >= 2.0) return std::exp(-0.25 * x * x) / (2.0 * std::sqrt(pi));
            if (shape == 1.0) return 1.0 / (pi * (1.0 + x * x));
            return stableLaw(shape)->density(x);
    }
    return kNone;
}

/// P(ε ≤ x) at scale 1; small values to their own precision.
double standardDistribution(Law law, double shape, double x) {
    switch (law) {
        case Law::Uniform: return std::clamp(0.5 * (x + 1.0), 0.0, 1.0);
        case Law::Gaussian: return 0.5 * std::erfc(-x / sqrt2);
        case Law::Laplace: return x < 0.0 ? 0.5 * std::exp(x) : 1.0 - 0.5 * std::exp(-x);
        case Law::Rademacher: return x < -1.0 ? 0.0 : x < 1.0 ? 0.5 : 1.0;
        case Law::StudentT: return studentDistribution(shape, x);
        case Law::AlphaStable:
            if (shape >= 2.0) return 0.5 * std::erfc(-0.5 * x);
            if (shape == 1.0) return std::atan2(1.0, -x) / pi;
            return x < 0.0 ? stableLaw(shape)->tail(-x) : 1.0 - stableLaw(shape)->tail(x);
    }
    return kNone;
}

/// The x ≤ 0 with P(ε ≤ x) = p at scale 1, for 0 < p < ½ and a law with a density.
double standardLowerQuantile(Law law, double shape, double p) {
    switch (law) {
        case Law::Uniform: return 2.0 * p - 1.0;
        case Law::Gaussian: return -sqrt2 * boost::math::erfc_inv(2.0 * p, Quiet());
        case Law::Laplace: return std::log(2.0 * p);
        case Law::StudentT: return studentQuantile(shape, p);
        case Law::AlphaStable:
            if (shape >= 2.0) return -2.0 * boost::math::erfc_inv(2.0 * p, Quiet());
            if (shape == 1.0) return -1.0 / std::tan(pi * p);
            return -stableLaw(shape)->quantile(p);
        case Law::Rademacher: break;
    }
    return kNone;
}

/// E cos(tε) at scale 1.
double standardCharacteristic(Law law, double shape, double t) {
    switch (law) {
        case Law::Uniform: return boost::math::sinc_pi(t, Quiet());
        case Law::Gaussian: return std::exp(-0.5 * t * t);
        case Law::Laplace: return 1.0 / (1.0 + t * t);
        case Law::Rademacher: return std::cos(t);
        case Law::StudentT: return studentCharacteristic(shape, t);
        case Law::AlphaStable: return std::exp(-std::pow(std::abs(t), std::min(shape, 2.0)));
    }
    return kNone;
}

}  // namespace

Result<Noise> Noise::withSigma(Law law, double sigma, double shape) {
    if (!(sigma > 0.0) || std::isinf(sigma))
        return Error{
            "The standard deviation of the noise is " + written(sigma) + "; it must be a positive, finite number.",
            "sigma"};
    if (law == Law::StudentT && !(shape > 2.0))
        return Error{"Student t noise with ν = " + written(shape) +
                         " has no standard deviation: give its scale s instead, or choose ν > 2.",
                     "nu"};
    if (law == Law::AlphaStable && !(shape >= 2.0))
        return Error{"α-stable noise with α = " + written(shape) +
                         " has no standard deviation: give its scale γ instead, or choose α = 2.",
                     "alpha"};
    return Noise{.law = law, .scale = sigma / standardSigma(law, shape), .shape = shape};
}

Noise Noise::ofBatch(int batchSize) const {
    if (batchSize <= 1) return *this;
    const double size = batchSize;
    if (law == Law::AlphaStable) return scaledBy(std::pow(size, 1.0 / shape - 1.0));
    return scaledBy(1.0 / std::sqrt(size));
}

Noise Noise::scaledBy(double factor) const {
    // Every law is symmetric: −ε has the law of ε.
    return {.law = law, .scale = scale * std::abs(factor), .shape = shape};
}

bool Noise::hasVariance() const { return std::isfinite(standardSigma(law, shape)); }

double Noise::sigma() const { return scale * standardSigma(law, shape); }

double Noise::moment(int order) const {
    if (order < 0) return kNone;
    if (order == 0) return 1.0;
    const bool finite = order < momentLimit();
    if (order % 2 != 0) return finite ? 0.0 : kNone;
    return finite ? std::pow(scale, order) * standardMoment(law, shape, order) : kInfinity;
}

double Noise::momentLimit() const {
    if (law == Law::StudentT) return shape;
    if (law == Law::AlphaStable && shape < 2.0) return shape;
    return kInfinity;
}

double Noise::reach() const { return law == Law::Uniform || law == Law::Rademacher ? scale : kInfinity; }

double Noise::density(double x) const { return standardDensity(law, shape, x / scale) / scale; }

double Noise::distribution(double x) const { return standardDistribution(law, shape, x / scale); }

double Noise::quantile(double p) const {
    if (!(p >= 0.0 && p <= 1.0)) return kNone;
    if (law == Law::Rademacher) return p <= 0.5 ? -scale : scale;
    if (p == 0.0 || p == 1.0) return p == 0.0 ? -reach() : reach();
    if (p == 0.5) return 0.0;
    // By symmetry; 1 − p is exact for p ≥ ½.
    return p < 0.5 ? scale * standardLowerQuantile(law, shape, p) : -scale * standardLowerQuantile(law, shape, 1.0 - p);
}

double Noise::characteristic(double t) const { return standardCharacteristic(law, shape, scale * t); }

}  // namespace basin
