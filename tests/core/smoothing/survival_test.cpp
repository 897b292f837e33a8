// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/regression.h"
#include "core/noise/minibatch_noise.h"
#include "tests/core/smoothing/functions.h"
#include "tests/support/catch.h"

#include <cmath>
#include <vector>

using namespace basin;

namespace {

LandscapePtr spiky(double a, double b, double kappa) {
    return *makeLandscape("spiky", std::vector<double>{a, b, kappa, 0.0});
}

const Survival& middle(const std::vector<Survival>& all) {
    std::size_t best = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::abs(all[i].minimum.w) < std::abs(all[best].minimum.w)) best = i;
    return all[best];
}

/// The step sizes at which S(η) = E cos κηε crosses −a/(bκ²), by bisection on a fine grid.
std::vector<double> crossings(const Noise& noise, double kappa, double threshold, Interval range) {
    const auto g = [&](double eta) { return noise.characteristic(kappa * eta) - threshold; };
    std::vector<double> result;
    const int cells = 20000;
    for (int i = 0; i < cells; ++i) {
        double lower = range.lower + range.width() * i / cells, upper = range.lower + range.width() * (i + 1) / cells;
        if (g(lower) * g(upper) > 0.0) continue;
        for (int k = 0; k < 60; ++k) {
            const double centre = 0.5 * (lower + upper);
            (g(lower) * g(centre) <= 0.0 ? upper : lower) = centre;
        }
        result.push_back(lower);
    }
    return result;
}

}  // namespace

// F″(0) = a + bκ²S: the minimum at 0 is one of F exactly while S > −a/(bκ²), under uniform noise S = sin(κρ)/(κρ).
// For κ = 20, b = .1 the threshold is −.025: it is crossed several times, so the minimum goes and comes back.
TEST_CASE("The minimum of spiky at 0 goes and comes back as S says") {
    const double kappa = 20.0, b = 0.1;
    const Noise noise{.law = Law::Uniform, .scale = 8.0};
    const Interval range{1e-3, 0.2};
    const auto expected = crossings(noise, kappa, -1.0 / (b * kappa * kappa), range);
    REQUIRE(expected.size() >= 4);
    const auto all = survival(spiky(1.0, b, kappa), noise, range);
    const auto& stepSizes = middle(all).stepSizes;
    std::vector<double> ends;
    for (const Interval& interval : stepSizes) {
        if (interval.lower > range.lower) ends.push_back(interval.lower);
        if (interval.upper < range.upper) ends.push_back(interval.upper);
    }
    REQUIRE(stepSizes.front().lower == range.lower);
    REQUIRE(ends.size() == expected.size());
    for (std::size_t i = 0; i < ends.size(); ++i) REQUIRE_THAT(ends[i], WithinRel(expected[i], 1.5e-3));
}

// Gaussian: S > 0 always, so 0 survives at every step size; the others vanish one after another, the outer ones first,
// none comes back (S falls steadily), and the outermost at the same step size on both sides.
TEST_CASE("Under Gaussian noise the ripples melt from the outside inwards") {
    const Interval range{1e-4, 1.0};
    const auto all = survival(spiky(1.0, 0.1, 20.0), Noise{.law = Law::Gaussian, .scale = 2.0}, range);
    REQUIRE(middle(all).stepSizes == std::vector<Interval>{range});
    REQUIRE(all.size() == 13);  // minima_test.cpp counts them
    double last = 0.0;
    for (std::size_t i = 0; i < all.size() / 2; ++i) {
        CAPTURE(i, all[i].minimum.w);
        REQUIRE(all[i].stepSizes.size() == 1);
        REQUIRE(all[i].stepSizes[0].lower == range.lower);
        REQUIRE(all[i].stepSizes[0].upper > last);
        last = all[i].stepSizes[0].upper;
        const Survival& mirrored = all[all.size() - 1 - i];
        REQUIRE_THAT(mirrored.stepSizes.at(0).upper, WithinRel(last, 2e-3));
    }
}

TEST_CASE("A valley with one minimum keeps it") {
    const auto all = survival(kinkedValley(2.0, 0.25), Noise{.law = Law::Uniform, .scale = 1.0}, {1e-3, 0.5});
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].stepSizes == std::vector<Interval>{{1e-3, 0.5}});
}

TEST_CASE("A stop that was asked for before ends the search at once") {
    std::stop_source source;
    source.request_stop();
    const auto all =
        survival(spiky(1.0, 0.1, 20.0), Noise{.law = Law::Uniform, .scale = 8.0}, {1e-3, 0.2}, source.get_token());
    for (const Survival& survival : all) REQUIRE(survival.stepSizes.empty());
}

// f = (1/N) ∑ (wxᵢ − yᵢ)²/2 has f″ = L = ∑xᵢ²/N = 14/3. With noise that depends on the place F exists below η = 1/L only; there it
// is a parabola, and its one minimum is that of f come a little aside.
TEST_CASE("With the noise of minibatches a minimum survives as far as F exists") {
    const auto regression = *makeRegression({{1.0, 1.0}, {2.0, 1.0}, {3.0, 5.0}}, SampleLoss::Squares, {-2.0, 4.0});
    const GradientNoise noise(minibatchNoise(regression, 1, true));
    const std::vector<Survival> all = survival(regression, noise, {1e-3, 2.0});
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].stepSizes.size() == 1);
    REQUIRE(all[0].stepSizes[0].lower == 1e-3);
    REQUIRE_THAT(all[0].stepSizes[0].upper, WithinRel(3.0 / 14.0, 3e-3));
}
