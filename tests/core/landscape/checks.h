// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/result.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Whether an error says something (the matcher for it has another name in each version of Catch2).
inline bool says(const Error& error, std::string_view what) { return error.message.find(what) != std::string::npos; }

/// Sizes of f and its derivatives over an interval, from which tolerances follow.
struct Sizes {
    double value = 0.0, slope = 0.0, curvature = 0.0;
    /// The length over which f′ changes, for the step of differences.
    double length() const { return curvature > 0.0 ? slope / curvature : 1.0; }
};

inline Sizes sizesOf(const Landscape& landscape, Interval range) {
    Sizes sizes;
    for (int i = 0; i <= 2000; ++i) {
        const double w = range.lower + range.width() * i / 2000;
        sizes.value = std::max(sizes.value, std::abs(landscape.value(w)));
        sizes.slope = std::max(sizes.slope, std::abs(landscape.slope(w)));
        sizes.curvature = std::max(sizes.curvature, std::abs(landscape.curvature(w)));
    }
    return sizes;
}

/// The derivative of g by central differences with Richardson's step: error h⁴ g⁗′/120 and rounding ε|g|/h.
template <class G>
double differenceQuotient(G g, double w, double h) {
    const auto central = [&](double step) { return (g(w + step) - g(w - step)) / (2.0 * step); };
    return (4.0 * central(0.5 * h) - central(h)) / 3.0;
}

/// integral′ = value, value′ = slope, slope′ = curvature at random places a half wider than the domain. With h = 10⁻³
/// lengths over which f′ changes, differences err by some 10⁻¹² of the derivative's size, and by ε · size / h from
/// rounding; ten thousand and a hundred times that are allowed. Where a breakpoint is within h nothing is compared.
/// `isSmooth` says that f′ has no jumps.
inline void checkDerivatives(const Landscape& landscape, std::mt19937_64& random, int places = 50,
                             bool isSmooth = true) {
    const Interval domain = landscape.domain();
    const Interval range{domain.lower - 0.25 * domain.width(), domain.upper + 0.25 * domain.width()};
    const Sizes sizes = sizesOf(landscape, range);
    const std::vector<double> breakpoints = landscape.breakpoints();
    double h = 1e-3 * std::min(sizes.length(), range.width());
    // The narrowest feature changes over the distance of its edges.
    for (std::size_t i = 1; i < breakpoints.size(); ++i) h = std::min(h, 1e-3 * (breakpoints[i] - breakpoints[i - 1]));
    std::uniform_real_distribution<double> anywhere(range.lower, range.upper);
    const double area = sizes.value * range.width();
    for (int i = 0; i < places; ++i) {
        const double w = anywhere(random);
        if (std::ranges::any_of(breakpoints, [&](double b) { return std::abs(b - w) < 2.0 * h; })) continue;
        CAPTURE(w, h, sizes.value, sizes.slope, sizes.curvature);
        REQUIRE_THAT(differenceQuotient([&](double x) { return landscape.integral(x); }, w, h),
                     WithinAbs(landscape.value(w), 1e-8 * sizes.value + 1e-14 * area / h));
        REQUIRE_THAT(differenceQuotient([&](double x) { return landscape.value(x); }, w, h),
                     WithinAbs(landscape.slope(w), 1e-8 * sizes.slope + 1e-14 * sizes.value / h));
        REQUIRE_THAT(differenceQuotient([&](double x) { return landscape.slope(x); }, w, h),
                     WithinAbs(landscape.curvature(w), 1e-8 * sizes.curvature + 1e-14 * sizes.slope / h));
    }
    REQUIRE(landscape.integral(0.0) == 0.0);
    // Nothing but f″ may jump at a breakpoint. Over a millionth of h the functions change by their derivative times that,
    // and by rounding.
    for (const double b : breakpoints) {
        const double left = b - 1e-6 * h, right = b + 1e-6 * h;
        CAPTURE(b, h, sizes.value, sizes.slope, sizes.curvature);
        REQUIRE_THAT(landscape.integral(right) - landscape.integral(left),
                     WithinAbs(0.0, 4e-6 * h * sizes.value + 1e-14 * area));
        REQUIRE_THAT(landscape.value(right) - landscape.value(left),
                     WithinAbs(0.0, 4e-6 * h * sizes.slope + 1e-14 * sizes.value));
        if (isSmooth)
            REQUIRE_THAT(landscape.slope(right) - landscape.slope(left),
                         WithinAbs(0.0, 4e-6 * h * sizes.curvature + 1e-14 * sizes.slope));
    }
}

/// step() against the update of maths.md §1 with slope(), for all variants and for counts that are no multiple of a
/// vector. A slope computed another way may differ by some ε of its terms, which for f′ near 0 are larger than f′
/// itself: 10⁻¹³ of the largest slope.
inline void checkStep(const Landscape& landscape, std::mt19937_64& random) {
    const Interval domain = landscape.domain();
    const double slopes = sizesOf(landscape, domain).slope + 1.0;
    std::uniform_real_distribution<double> anywhere(domain.lower - 0.2 * domain.width(),
                                                    domain.upper + 0.2 * domain.width());
    std::normal_distribution<double> normal;
    for (const std::size_t count : {1, 2, 3, 5, 8, 15, 16, 31, 64, 129, 399}) {
        for (int variant = 0; variant < 4; ++variant) {
            constexpr std::size_t kMost = 400;
            alignas(64) double noise[kMost], w[kMost], velocity[kMost], sum[kMost];
            for (std::size_t i = 0; i < kMost; ++i) {
                noise[i] = normal(random);
                w[i] = anywhere(random);
                velocity[i] = normal(random);
                sum[i] = normal(random);
            }
            const std::vector<double> w0(w, w + kMost), velocity0(velocity, velocity + kMost), sum0(sum, sum + kMost);
            const bool hasVelocity = variant & 1, hasSum = variant & 2;
            const Step step{.count = count,
                            .stepSize = 0.01,
                            .noiseScale = 2.5,
                            .momentum = 0.9,
                            .noise = noise,
                            .w = w,
                            .velocity = hasVelocity ? velocity : nullptr,
                            .sum = hasSum ? sum : nullptr};
            landscape.step(step);
            std::size_t agreeing = 0;
            while (agreeing < count) {
                const std::size_t i = agreeing;
                double g = landscape.slope(w0[i]) + 2.5 * noise[i];
                if (hasVelocity) g += 0.9 * velocity0[i];
                const double next = w0[i] - 0.01 * g, tolerance = 1e-13 * (slopes + std::abs(w0[i]));
                if (!(std::abs(w[i] - next) <= tolerance)) break;
                if (hasVelocity && !(std::abs(velocity[i] - g) <= tolerance)) break;
                if (hasSum && !(std::abs(sum[i] - (sum0[i] + next)) <= tolerance)) break;
                ++agreeing;
            }
            CAPTURE(count, variant, agreeing, w0[agreeing]);
            REQUIRE(agreeing == count);
            // Nothing else is touched.
            const auto rest = static_cast<std::ptrdiff_t>(count);
            REQUIRE(std::equal(w0.begin() + rest, w0.end(), w + rest));
            REQUIRE(std::equal(velocity0.begin() + (hasVelocity ? rest : 0), velocity0.end(),
                               velocity + (hasVelocity ? rest : 0)));
            REQUIRE(std::equal(sum0.begin() + (hasSum ? rest : 0), sum0.end(), sum + (hasSum ? rest : 0)));
        }
    }
}

/// A walker's path is the same to the last bit whichever walkers share the call with it, and one that is lost (infinite or
/// not a number) neither traps nor touches the others.
inline void checkGrouping(const Landscape& landscape, std::mt19937_64& random) {
    constexpr std::size_t kCount = 301;
    const Interval domain = landscape.domain();
    std::uniform_real_distribution<double> anywhere(domain.lower, domain.upper);
    alignas(64) double noise[kCount], together[kCount], apart[kCount];
    for (std::size_t i = 0; i < kCount; ++i) {
        noise[i] = anywhere(random);
        together[i] = apart[i] = anywhere(random);
    }
    Step step{.count = kCount, .stepSize = 0.01, .noiseScale = 0.5, .noise = noise, .w = together};
    landscape.step(step);
    for (std::size_t from = 0; from < kCount;) {
        const std::size_t count = std::min<std::size_t>(kCount - from, 1 + random() % 20);
        landscape.step({.count = count, .stepSize = 0.01, .noiseScale = 0.5, .noise = noise + from, .w = apart + from});
        from += count;
    }
    REQUIRE(std::equal(together, together + kCount, apart));

    const double before = apart[1];
    together[1] = before;
    alignas(64) double lost[] = {HUGE_VAL, before, -HUGE_VAL, std::nan(""), 1e300, -1e300, 1e17, -1e17, before};
    landscape.step({.count = 9, .stepSize = 0.01, .noiseScale = 0.0, .noise = noise, .w = lost});
    landscape.step({.count = 1, .stepSize = 0.01, .noiseScale = 0.0, .noise = noise, .w = together + 1});
    REQUIRE(lost[1] == together[1]);
    REQUIRE(lost[8] == together[1]);
    REQUIRE(std::isnan(lost[3]));
    REQUIRE_FALSE(std::isfinite(lost[0]));
    REQUIRE_FALSE(std::isfinite(lost[2]));
}

}  // namespace basin
