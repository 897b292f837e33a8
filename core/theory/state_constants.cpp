// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/expectation.h"
#include "core/smoothing/inverse_step.h"
#include "core/theory/judgement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace basin {

namespace {

constexpr int kSamples = 2048;  // of the domain
constexpr double kNear = 2e-3;  // of the domain's width: nearer to v* Taylor's formula does

struct Measured {
    ConstantsReport report;
    std::optional<Interval> a3Fails;
};

/// Mean and variance of the gradient ε + f′(v − ηε) that v takes its next step with; the noise is that at w.
std::pair<double, double> gradientAt(const Landscape& landscape, const StateNoise& noise, double stepSize, double v,
                                     double w) {
    if (!noise.isDiscrete()) {
        const Noise law = noise.lawAt(w);
        if (!(law.scale > 0.0)) return {landscape.slope(v), 0.0};
        const double mean = Expectation(landscape, law.scaledBy(stepSize)).slope(v);
        return {mean, gradientVariance(landscape, law, stepSize, v) - mean * mean};
    }
    double mean = 0.0, square = 0.0;
    for (const Atom& atom : noise.atomsAt(w)) {
        const double g = atom.value + landscape.slope(v - stepSize * atom.value);
        mean += atom.probability * g;
        square += atom.probability * g * g;
    }
    return {mean, square - mean * mean};
}

std::optional<Measured> measure(const LandscapePtr& landscape, const std::shared_ptr<const StateNoise>& noise,
                                double stepSize) {
    const Interval domain = landscape->domain();
    const Smoothed F(landscape, GradientNoise(noise), stepSize);
    const std::vector<Minimum> minima = F.minima(domain);
    if (minima.empty()) return std::nullopt;
    const Minimum lowest = *std::min_element(minima.begin(), minima.end(),
                                             [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
    Measured measured;
    ConstantsReport& report = measured.report;
    Constants& k = report.constants;
    report.vStar = lowest.w;
    report.domain = domain;
    k.mu = lowest.curvature;
    const CurvatureBounds bounds = landscape->curvatureBounds(domain);
    k.L = std::max(std::abs(bounds.range.lower), std::abs(bounds.range.upper));
    k.convex = bounds.range.lower >= 0.0;

    const double near = kNear * domain.width();
    report.third = (F.curvature(lowest.w + near) - F.curvature(lowest.w - near)) / (2.0 * near);
    k.c = k.mu;
    k.LF = std::abs(k.mu);
    k.M = 0.5 * std::abs(report.third);
    double largest1 = 0.0, largest2 = 0.0;
    std::vector<std::pair<double, double>> failures;
    for (int i = 0; i <= kSamples; ++i) {
        const double v = domain.lower + domain.width() * i / kSamples, way = v - lowest.w;
        largest1 = std::max(largest1, noise->variance(v));
        largest2 = std::max(largest2, noise->slopeVariance(v));
        const double slope = F.slope(v);
        if (std::abs(way) < near || !std::isfinite(slope)) continue;
        k.c = std::min(k.c, slope / way);
        k.LF = std::max(k.LF, std::abs(slope / way));
        k.M = std::max(k.M, std::abs(slope - k.mu * way) / (way * way));
        failures.emplace_back(v, -slope / way);
    }
    k.sigma1 = std::sqrt(largest1);
    k.sigma2 = std::sqrt(largest2);
    measured.a3Fails = failingStretch(std::move(failures));
    const double wStar = InverseStep(*landscape, stepSize)(lowest.w);
    report.noiseVariance = noise->variance(wStar);
    std::tie(report.meanGradient, report.gradientVariance) = gradientAt(*landscape, *noise, stepSize, lowest.w, wStar);
    return measured;
}

}  // namespace

std::optional<ConstantsReport> measureStateConstants(const LandscapePtr& landscape,
                                                     const std::shared_ptr<const StateNoise>& noise, double stepSize) {
    std::optional<Measured> measured = measure(landscape, noise, stepSize);
    if (!measured) return std::nullopt;
    const std::optional<Measured> finer = measure(landscape, noise, stepSize / 8.0);
    const double ceiling = kUniformGrowth * measured->report.constants.M;
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const bool onWholeLine = std::isfinite(landscape->curvatureBounds({-kInfinity, kInfinity}).range.width());
    judge(measured->report, onWholeLine, measured->a3Fails, !finer || !(finer->report.constants.M <= ceiling));
    return measured->report;
}

}  // namespace basin
