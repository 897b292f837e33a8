// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/judgement.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace basin {

/// The stretch about the worst sample where the value stays positive (the quantity being a failure).
std::optional<Interval> failingStretch(std::vector<std::pair<double, double>> samples) {
    if (samples.empty()) return std::nullopt;
    std::sort(samples.begin(), samples.end());
    const auto worst = std::max_element(samples.begin(), samples.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    if (worst->second <= 0.0) return std::nullopt;
    auto first = worst, last = worst;
    while (first != samples.begin() && std::prev(first)->second > 0.0) --first;
    while (std::next(last) != samples.end() && std::next(last)->second > 0.0) ++last;
    return Interval{first->first, last->first};
}

double gradientVariance(const Landscape& landscape, const Noise& noise, double stepSize, double vStar) {
    if (!noise.hasVariance()) return std::numeric_limits<double>::infinity();
    const auto square = [&](double eps) { return std::pow(eps + landscape.slope(vStar - stepSize * eps), 2); };
    if (noise.law == Law::Rademacher) return 0.5 * (square(noise.scale) + square(-noise.scale));
    const double reach = std::isfinite(noise.reach()) ? noise.reach() : noise.quantile(1.0 - 1e-15);
    std::vector<double> places{-reach, 0.0, reach};
    for (const double kink : landscape.breakpoints()) {
        const double eps = (vStar - kink) / stepSize;
        if (std::abs(eps) < reach) places.push_back(eps);
    }
    // Most of the law lies within a few scales, wherever its reach ends.
    for (const double scales : {-8.0, -2.0, 2.0, 8.0})
        if (std::abs(scales * noise.scale) < reach) places.push_back(scales * noise.scale);
    std::sort(places.begin(), places.end());
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < places.size(); ++i)
        if (places[i] < places[i + 1])
            sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
                [&](double eps) { return square(eps) * noise.density(eps); }, places[i], places[i + 1], 8, 1e-10);
    return sum;
}

void judge(ConstantsReport& report, bool onWholeLine, const std::optional<Interval>& a3Fails, bool grows) {
    const Constants& k = report.constants;
    auto& [a1, a2, a3, a4, a5] = report.assumptions;
    a1 = {std::isfinite(k.L) && onWholeLine, {}, "The curvature f″ is bounded on the whole line."};
    if (!a1.holds) a1.why = "The curvature f″ grows without bound beyond the domain; L holds on the domain only.";
    a2 = {std::isfinite(k.sigma1), {}, "The noise has a finite variance."};
    if (!a2.holds) a2.why = "The noise has no finite variance.";
    a3 = {k.c > 0.0, {}, "F′ points back to v* everywhere, at least in proportion to the distance."};
    if (!a3.holds) {
        a3.where = a3Fails;
        a3.why = "F has another valley or a flat stretch: there F′ does not point back to v*.";
    }
    a4 = {std::isfinite(k.M), {}, "F′ is linear near v* up to a quadratic remainder, uniformly in the step size."};
    if (!std::isfinite(k.M)) {
        a4.why = "F″ jumps: the remainder of F′ is not quadratic.";
    } else if (grows) {
        a4 = {false,
              {},
              "M grows as the step size falls (to η/8): f′ has a kink or structure finer than the noise, so the "
              "average is not held to O(η)."};
    }
    a5 = {k.mu > 0.0, {}, "F curves upwards at v*."};
    if (!a5.holds) a5.why = "F is flat at v*: F″(v*) is not positive.";
}

}  // namespace basin
