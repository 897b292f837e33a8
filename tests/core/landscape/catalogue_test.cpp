// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/catalogue.h"

#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

using namespace basin;

namespace {

constexpr double kPi = std::numbers::pi;

LandscapePtr build(std::string_view name, std::vector<double> values) { return *makeLandscape(name, values); }

/// Values within the parameters' ranges, in the middle two thirds of them on the slider.
std::vector<double> randomValues(const CatalogueEntry& entry, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share(1.0 / 6.0, 5.0 / 6.0);
    std::vector<double> values;
    for (const Parameter& p : entry.parameters)
        values.push_back(p.logarithmic ? p.minimum * std::pow(p.maximum / p.minimum, share(random))
                                       : p.minimum + (p.maximum - p.minimum) * share(random));
    return values;
}

/// The zero of f′ between two points where its signs differ.
double zeroOfSlope(const Landscape& landscape, double lower, double upper) {
    const bool rises = landscape.slope(upper) > 0.0;
    REQUIRE((landscape.slope(lower) > 0.0) != rises);
    for (int i = 0; i < 200; ++i) {
        const double middle = 0.5 * (lower + upper);
        ((landscape.slope(middle) > 0.0) == rises ? upper : lower) = middle;
    }
    return 0.5 * (lower + upper);
}

std::size_t minimaWithin(const Landscape& landscape, Interval range) {
    std::size_t count = 0;
    constexpr int kPoints = 20000;
    for (int i = 0; i < kPoints; ++i) {
        const double w = range.lower + range.width() * i / kPoints,
                     next = range.lower + range.width() * (i + 1) / kPoints;
        count += landscape.slope(w) < 0.0 && landscape.slope(next) >= 0.0;
    }
    return count;
}

}  // namespace

TEST_CASE("The catalogue holds what was promised and describes it") {
    std::set<std::string> names;
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        CAPTURE(entry.name);
        REQUIRE(names.insert(entry.name).second);
        REQUIRE(findLandscape(entry.name) == &entry);
        REQUIRE_FALSE(entry.title.empty());
        REQUIRE_FALSE(entry.formula.empty());
        std::set<std::string> parameters;
        for (const Parameter& p : entry.parameters) {
            CAPTURE(p.name);
            REQUIRE(parameters.insert(p.name).second);
            REQUIRE_FALSE(p.label.empty());
            REQUIRE_FALSE(p.tip.empty());
            REQUIRE_FALSE(p.symbol.empty());
            REQUIRE(p.minimum < p.maximum);
            REQUIRE(p.minimum <= p.standard);
            REQUIRE(p.standard <= p.maximum);
            if (p.logarithmic) REQUIRE(p.minimum > 0.0);
        }
    }
    for (const char* name :
         {"asymmetric", "kinked", "dip", "spiky", "double-well", "rastrigin", "styblinski-tang", "gaussians"})
        REQUIRE(names.count(name) == 1);
    REQUIRE(findLandscape("none") == nullptr);
    REQUIRE(makeLandscape("none") == nullptr);
}

TEST_CASE("Derivatives and integrals agree for every named landscape and random parameters") {
    std::mt19937_64 random(1);
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        checkDerivatives(*makeLandscape(entry.name), random);
        for (int i = 0; i < 40; ++i) {
            const std::vector<double> values = randomValues(entry, random);
            CAPTURE(entry.name, values);
            checkDerivatives(*build(entry.name, values), random);
        }
    }
}

TEST_CASE("Steps of every named landscape follow its slope") {
    std::mt19937_64 random(2);
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        for (int i = 0; i < 5; ++i) {
            const std::vector<double> values = randomValues(entry, random);
            CAPTURE(entry.name, values);
            const LandscapePtr landscape = build(entry.name, values);
            checkStep(*landscape, random);
            checkGrouping(*landscape, random);
        }
    }
}

TEST_CASE("Closed forms of f are f") {
    std::mt19937_64 random(3);
    std::set<std::string> trigonometric, gaussian;
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        for (int i = 0; i < 10; ++i) {
            const std::vector<double> values = randomValues(entry, random);
            const LandscapePtr landscape = build(entry.name, values);
            CAPTURE(entry.name, values);
            const Interval domain = landscape->domain();
            const double size = sizesOf(*landscape, domain).value;
            std::uniform_real_distribution<double> anywhere(domain.lower, domain.upper);
            for (int j = 0; j < 20; ++j) {
                const double w = anywhere(random);
                if (const auto form = landscape->trigonometricPolynomial()) {
                    trigonometric.insert(entry.name);
                    double f = 0.0, power = 1.0;
                    for (const double c : form->coefficients) {
                        f += c * power;
                        power *= w;
                    }
                    for (const auto& cosine : form->cosines)
                        f += cosine.amplitude * std::cos(cosine.frequency * w + cosine.phase);
                    REQUIRE_THAT(landscape->value(w), WithinAbs(f, 1e-12 * size));
                    // The degree of growth is that of the polynomial.
                    REQUIRE(landscape->growth() == static_cast<int>(form->coefficients.size()) - 1);
                }
                if (const auto form = landscape->gaussianWells()) {
                    gaussian.insert(entry.name);
                    double f = 0.5 * form->curvature * w * w;
                    for (const auto& well : form->wells)
                        f -= well.depth * std::exp(-std::pow((w - well.centre) / well.width, 2) / 2.0);
                    REQUIRE_THAT(landscape->value(w), WithinAbs(f, 1e-12 * size));
                }
            }
        }
    }
    REQUIRE(trigonometric == std::set<std::string>{"spiky", "rastrigin", "styblinski-tang"});
    REQUIRE(gaussian == std::set<std::string>{"gaussians"});
}

TEST_CASE("f grows at infinity as growth() says") {
    // With f ~ C w^g, f(2w)/f(w) tends to 2^g; at w = 10⁶ the other terms are below 10⁻⁵ of it.
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        const LandscapePtr landscape = makeLandscape(entry.name);
        CAPTURE(entry.name);
        for (const double w : {1e6, -1e6})
            REQUIRE_THAT(landscape->value(2.0 * w) / landscape->value(w),
                         WithinRel(std::pow(2.0, landscape->growth()), 1e-4));
    }
}

TEST_CASE("The asymmetric valley is lowest at -s B/sqrt(a+ a-), and as steep as its sides") {
    // maths.md §4, golden table: a₊ = 2, a₋ = ¼, s = ½ gives w_f = −½ · 0.875/√0.5 = −0.618718.
    const LandscapePtr landscape = build("asymmetric", {2.0, 0.25, 0.5});
    REQUIRE_THAT(zeroOfSlope(*landscape, -3.0, 3.0), WithinAbs(-0.618718, 5e-7));
    std::mt19937_64 random(4);
    for (int i = 0; i < 50; ++i) {
        const std::vector<double> p = randomValues(*findLandscape("asymmetric"), random);
        const double lowest = -p[2] * 0.5 * (p[0] - p[1]) / std::sqrt(p[0] * p[1]);
        const LandscapePtr any = build("asymmetric", p);
        REQUIRE_THAT(any->slope(lowest), WithinAbs(0.0, 1e-12 * (p[0] + p[1]) * (p[2] + std::abs(lowest))));
        REQUIRE_THAT(any->curvature(1e9 * p[2]), WithinRel(p[0], 1e-9));
        // (a₊ + a₋)/2 − (a₊ − a₋)/2 leaves ε(a₊ + a₋) of a₋.
        REQUIRE_THAT(any->curvature(-1e9 * p[2]), WithinAbs(p[1], 1e-9 * (p[0] + p[1])));
    }
}

TEST_CASE("The kinked valley has its mean curvature at the kink") {
    const LandscapePtr landscape = build("kinked", {2.0, 0.5});
    REQUIRE(landscape->curvature(0.0) == 1.25);
    REQUIRE(landscape->curvature(1e-300) == 2.0);
    REQUIRE(landscape->curvature(-1e-300) == 0.5);
    REQUIRE(landscape->value(2.0) == 4.0);
    REQUIRE(landscape->value(-2.0) == 1.0);
    REQUIRE(landscape->breakpoints() == std::vector<double>{0.0});
}

TEST_CASE("The dip is sharpest in its middle and leaves nothing outside") {
    // maths.md §4: f″(s) = L = a + 6h/δ²; a = 1, h = .1, δ = .05 gives 1 + .6/.0025 = 241.
    const LandscapePtr landscape = build("dip", {1.0, 0.1, 1.0, 0.05});
    REQUIRE_THAT(landscape->curvature(1.0), WithinRel(241.0, 1e-12));
    REQUIRE_THAT(landscape->value(1.0), WithinRel(0.5 - 0.1, 1e-12));
    REQUIRE_THAT(sizesOf(*landscape, landscape->domain()).curvature, WithinRel(241.0, 1e-2));
    for (const double w : {0.9, 0.95, 1.05, 1.1, -1.0}) {
        REQUIRE_THAT(landscape->value(w), WithinRel(0.5 * w * w, 1e-12));
        REQUIRE_THAT(landscape->curvature(w), WithinRel(1.0, 1e-9));
    }
    // The whole dip holds h δ ∫(1 − u²)³ du = h δ · 32/35.
    REQUIRE_THAT(landscape->integral(1.2), WithinRel(1.2 * 1.2 * 1.2 / 6.0 - 0.1 * 0.05 * 32.0 / 35.0, 1e-12));
}

TEST_CASE("The presets' landscapes are as maths.md describes them") {
    // Deeper dip: the sharp minimum is the global one. f(s) = .3 · 1.5²/2 − .5 = −.1625 < f(0) = 0.
    const LandscapePtr deeper = build("dip", {0.3, 0.5, 1.5, 0.3});
    REQUIRE(minimaWithin(*deeper, deeper->domain()) == 2);
    REQUIRE_THAT(deeper->value(1.5), WithinAbs(-0.1625, 1e-12));
    REQUIRE(deeper->value(zeroOfSlope(*deeper, 1.3, 1.6)) < deeper->value(0.0));
    // "Which minimiser?": w_f = .0793.
    const LandscapePtr shifted = build("spiky", {1.0, 0.02, 10.0, 0.12});
    REQUIRE_THAT(zeroOfSlope(*shifted, -0.05, 0.15), WithinAbs(0.0793, 5e-5));
    // Spiky parabola: f″(0) = a + bκ² = 41, and minima while |w| < bκ/a = 2 (a period is .314: some 12 of them).
    const LandscapePtr spiky = build("spiky", {1.0, 0.1, 20.0, 0.0});
    REQUIRE_THAT(spiky->curvature(0.0), WithinRel(41.0, 1e-12));
    REQUIRE_THAT(static_cast<double>(minimaWithin(*spiky, spiky->domain())), WithinAbs(4.0 / (2.0 * kPi / 20.0), 1.5));
}

TEST_CASE("Each of the double well's parameters is what it says") {
    std::mt19937_64 random(5);
    for (int i = 0; i < 100; ++i) {
        const std::vector<double> p = randomValues(*findLandscape("double-well"), random);
        const double a1 = p[0], d1 = p[1], a2 = p[2], d2 = p[3], b = p[4];
        const LandscapePtr landscape = build("double-well", p);
        CAPTURE(p);
        const Interval domain = landscape->domain();
        const double left = zeroOfSlope(*landscape, domain.lower, 1e-9 * domain.lower);
        const double right = zeroOfSlope(*landscape, 1e-9 * domain.upper, domain.upper);
        REQUIRE_THAT(landscape->curvature(left), WithinRel(a1, 1e-12));
        REQUIRE_THAT(landscape->curvature(right), WithinRel(a2, 1e-12));
        REQUIRE_THAT(landscape->curvature(0.0), WithinRel(-b, 1e-12));
        const Sizes sizes = sizesOf(*landscape, domain);
        REQUIRE_THAT(landscape->slope(0.0), WithinAbs(0.0, 1e-12 * sizes.slope));
        REQUIRE_THAT(landscape->value(0.0), WithinRel(std::max(d1, d2), 1e-12));
        REQUIRE_THAT(landscape->value(0.0) - landscape->value(left), WithinAbs(d1, 1e-11 * sizes.value));
        REQUIRE_THAT(landscape->value(0.0) - landscape->value(right), WithinAbs(d2, 1e-11 * sizes.value));
        REQUIRE(sizes.curvature <= std::max({a1, a2, b}) * (1.0 + 1e-12));
        REQUIRE(minimaWithin(*landscape, domain) == 2);
    }
}

TEST_CASE("Rastrigin and Styblinski-Tang are the known ones") {
    // One coordinate of Rastrigin's function: w² + 10(1 − cos 2πw); f″(0) = 2 + 10 (2π)².
    const LandscapePtr rastrigin = makeLandscape("rastrigin");
    REQUIRE_THAT(rastrigin->value(1.0), WithinAbs(1.0, 1e-12));
    REQUIRE_THAT(rastrigin->value(0.5), WithinAbs(20.25, 1e-12));
    REQUIRE_THAT(rastrigin->curvature(0.0), WithinRel(2.0 + 40.0 * kPi * kPi, 1e-12));
    // Styblinski and Tang's minimum in each coordinate: −39.16617 at −2.903534.
    const LandscapePtr quartic = makeLandscape("styblinski-tang");
    const double lowest = zeroOfSlope(*quartic, -4.0, -2.0);
    REQUIRE_THAT(lowest, WithinAbs(-2.903534, 5e-7));
    REQUIRE_THAT(quartic->value(lowest), WithinAbs(-39.16617, 5e-6));
}

TEST_CASE("Two Gaussian wells lie where they were put") {
    // f″ at the first centre: a + h/δ² and next to nothing of the other well, 3/.8 widths away: e^{−7}/.64 (1 − 14).
    const LandscapePtr landscape = build("gaussians", {0.2, 1.0, -1.5, 0.12, 1.0, 1.5, 0.8});
    const double other = std::exp(-0.5 * 3.75 * 3.75) / 0.64 * (1.0 - 3.75 * 3.75);
    REQUIRE_THAT(landscape->curvature(-1.5), WithinRel(0.2 + 1.0 / 0.0144 + other, 1e-12));
    REQUIRE(minimaWithin(*landscape, landscape->domain()) == 2);
}

TEST_CASE("Every landscape shows its minima within its domain") {
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        const LandscapePtr landscape = makeLandscape(entry.name);
        CAPTURE(entry.name);
        const Interval domain = landscape->domain();
        REQUIRE(landscape->slope(domain.lower) < 0.0);
        REQUIRE(landscape->slope(domain.upper) > 0.0);
        REQUIRE_FALSE(landscape->isContinued());
        const std::vector<double> breakpoints = landscape->breakpoints();
        REQUIRE(std::ranges::is_sorted(breakpoints, std::less_equal<>()));
    }
}

TEST_CASE("A landscape of bad values is refused in one sentence that names what is wrong") {
    const auto messageOf = [](std::string_view name, std::vector<double> values) {
        const Result<LandscapePtr> landscape = makeLandscape(name, values);
        REQUIRE_FALSE(landscape);
        return landscape.error();
    };
    REQUIRE_THAT(messageOf("valley", {}).message,
                 Catch::Matchers::Contains("'valley'") && Catch::Matchers::Contains("dip"));
    REQUIRE(messageOf("kinked", {1.0}).message == "The landscape 'kinked' has 2 parameters, but 1 values were given.");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double bad : {nan, HUGE_VAL, -HUGE_VAL, 0.0, -1.0, 1e9}) {
        const Error error = messageOf("dip", {1.0, bad, 1.0, 0.05});
        REQUIRE(error.where == "h");
        REQUIRE_THAT(error.message,
                     Catch::Matchers::Contains("'h'") && Catch::Matchers::Contains("between 0.001 and 10"));
    }
}
