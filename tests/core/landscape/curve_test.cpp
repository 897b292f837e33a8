// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"

#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

#include <cmath>
#include <functional>
#include <limits>

using namespace basin;

namespace {

std::vector<double> equalKnots(double lower, double upper, int count) {
    std::vector<double> knots(static_cast<std::size_t>(count));
    std::ranges::generate(knots, [&, i = 0]() mutable { return lower + (upper - lower) * i++ / (count - 1); });
    return knots;
}

/// Every knot but the ends moved by up to `share` of half the distance.
std::vector<double> unequalKnots(double lower, double upper, int count, double share, std::mt19937_64& random) {
    std::vector<double> knots = equalKnots(lower, upper, count);
    std::uniform_real_distribution<double> shift(-0.5 * share, 0.5 * share);
    const double distance = knots[1] - knots[0];
    for (std::size_t i = 1; i + 1 < knots.size(); ++i) knots[i] += distance * shift(random);
    return knots;
}

/// Distances that grow by a factor from knot to knot, from 0 to 1.
std::vector<double> growingKnots(int count, double factor) {
    std::vector<double> knots(static_cast<std::size_t>(count));
    std::ranges::generate(
        knots, [&, i = 0]() mutable { return (std::pow(factor, i++) - 1.0) / (std::pow(factor, count - 1) - 1.0); });
    return knots;
}

std::vector<CurvePoint> sample(const std::vector<double>& knots, const std::function<double(double)>& f) {
    std::vector<CurvePoint> points(knots.size());
    std::ranges::transform(knots, points.begin(), [&](double w) { return CurvePoint{w, f(w)}; });
    return points;
}

std::vector<std::vector<double>> allKindsOfKnots(std::mt19937_64& random) {
    return {equalKnots(-3.0, 3.0, 61),
            equalKnots(-1.0, 2.0, 4),
            equalKnots(0.1, 0.7, 1000),
            unequalKnots(-3.0, 3.0, 61, 0.9, random),
            unequalKnots(2.0, 5.0, 2000, 0.99, random),
            unequalKnots(-3.0, 3.0, 61, 1e-9, random),
            growingKnots(40, 1.5),
            {-1.0, -0.3, 0.9, 1.0, 1.1}};
}

}  // namespace

TEST_CASE("A curve goes through its points and reproduces a cubic between them") {
    std::mt19937_64 random(1);
    // "Not a knot" leaves four free numbers in the first and last two pieces: a cubic is its own spline.
    const auto cubic = [](double w) { return 1.0 + w * (-2.0 + w * (0.5 + 0.3 * w)); };
    for (const std::vector<double>& knots : allKindsOfKnots(random)) {
        CAPTURE(knots.size(), knots[1] - knots[0]);
        const LandscapePtr curve = *makeCurve(sample(knots, cubic));
        REQUIRE(curve->domain() == Interval{knots.front(), knots.back()});
        std::uniform_real_distribution<double> within(knots.front(), knots.back());
        for (const double w : knots) REQUIRE_THAT(curve->value(w), WithinAbs(cubic(w), 1e-13 * 20.0));
        for (int i = 0; i < 200; ++i) {
            const double w = within(random);
            CAPTURE(w);
            REQUIRE_THAT(curve->value(w), WithinAbs(cubic(w), 1e-11));
            // f″ = 1 + 1.8 w, from second differences over the shortest distance: ε · 20/h².
            const double h = knots.size() == 40 ? 1e-6 : 1e-3;
            if (knots.size() < 1000) REQUIRE_THAT(curve->curvature(w), WithinAbs(1.0 + 1.8 * w, 1e-14 / (h * h)));
        }
    }
}

TEST_CASE("A curve has no jump in value, slope or curvature between its pieces") {
    std::mt19937_64 random(2);
    std::normal_distribution<double> normal;
    for (const std::vector<double>& knots : allKindsOfKnots(random)) {
        if (knots.size() == 40) continue;  // random heights on distances of 1e-7 have no digits left to compare
        const LandscapePtr curve = *makeCurve(sample(knots, [&](double) { return normal(random); }));
        CAPTURE(knots.size());
        for (std::size_t i = 1; i + 1 < knots.size(); ++i) {
            const double left = std::nextafter(knots[i], -HUGE_VAL), right = std::nextafter(knots[i], HUGE_VAL);
            // Besides rounding, what changes from left to right: the derivative times their distance. Rounding is that of
            // the terms of the cubic on a piece as long as `gap`, in which f″ is as large as at its ends.
            const double between = right - left;
            const double gap = std::max(knots[i] - knots[i - 1], knots[i + 1] - knots[i]);
            const double nearest = std::min(knots[i] - knots[i - 1], knots[i + 1] - knots[i]);
            const double bend = std::abs(curve->curvature(knots[i - 1])) + std::abs(curve->curvature(left)) +
                                std::abs(curve->curvature(knots[i + 1]));
            const double steepness = std::abs(curve->slope(left)) + bend * gap;
            REQUIRE_THAT(curve->value(left),
                         WithinAbs(curve->value(right), 1e-15 * (4.0 + steepness * gap) + between * steepness));
            REQUIRE_THAT(curve->slope(left),
                         WithinAbs(curve->slope(right), 1e-15 * steepness / nearest * gap + between * bend));
            REQUIRE_THAT(curve->curvature(left),
                         WithinAbs(curve->curvature(right), 1e-14 * bend * gap / nearest + between * bend / nearest));
        }
    }
}

TEST_CASE("A curve is fourth-order exact up to its ends") {
    const auto wave = [](double w) { return std::sin(3.0 * w) + std::exp(0.5 * w); };
    const auto errorWith = [&](int count) {
        const LandscapePtr curve = *makeCurve(sample(equalKnots(-2.0, 2.0, count), wave));
        double worst = 0.0;
        for (int i = 0; i <= 1000; ++i) {
            const double w = -2.0 + 4.0 * i / 1000;
            worst = std::max(worst, std::abs(curve->value(w) - wave(w)));
        }
        return worst;
    };
    // Half the distance, a sixteenth of the error.
    REQUIRE_THAT(std::log2(errorWith(41) / errorWith(81)), WithinAbs(4.0, 0.5));
    REQUIRE(errorWith(81) < 1e-4);
}

TEST_CASE("A curve's derivatives and integral agree, and so do its steps") {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    for (const std::vector<double>& knots : allKindsOfKnots(random)) {
        CAPTURE(knots.size(), knots[1] - knots[0]);
        const bool growing = knots.size() == 40;
        const LandscapePtr curve = *makeCurve(
            sample(knots, [&](double w) { return growing ? std::sin(5.0 * w) : w * w + 0.1 * normal(random); }));
        if (!growing) checkDerivatives(*curve, random, 100);
        checkStep(*curve, random);
        checkGrouping(*curve, random);
    }
}

TEST_CASE("A curve goes on beyond its ends as parabolas that open upwards") {
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 50; ++trial) {
        const LandscapePtr curve =
            *makeCurve(sample(equalKnots(-3.0, 3.0, 31), [&](double) { return normal(random); }));
        REQUIRE(curve->isContinued());
        REQUIRE(curve->growth() == 2);
        const Sizes sizes = sizesOf(*curve, curve->domain());
        const Interval domain = curve->domain();
        for (const double end : {domain.lower, domain.upper}) {
            const double out = end > 0.0 ? 1.0 : -1.0;
            const double outside = std::nextafter(end, out * HUGE_VAL), inside = std::nextafter(end, -out * HUGE_VAL);
            REQUIRE_THAT(curve->value(outside), WithinAbs(curve->value(inside), 1e-12 * sizes.value));
            REQUIRE_THAT(curve->slope(outside), WithinAbs(curve->slope(inside), 1e-12 * sizes.slope));
            const double k = curve->curvature(outside);
            REQUIRE(k > 0.0);
            REQUIRE_THAT(curve->curvature(end),
                         WithinAbs(0.5 * (k + curve->curvature(inside)), 1e-12 * sizes.curvature));
            // The same parabola at any distance.
            REQUIRE_THAT(curve->curvature(end + 1e6 * out), WithinRel(k, 1e-12));
            REQUIRE_THAT(curve->slope(end + 2.0 * out),
                         WithinAbs(curve->slope(end) + 2.0 * out * k, 1e-10 * sizes.slope));
            // No step size that is stable within, η < 2/max|f″|, is unstable outside (the samples miss the largest by up
            // to half their distance, 1.5 % of a piece).
            double lowest = HUGE_VAL, highest = -HUGE_VAL;
            for (int i = 0; i <= 3000; ++i) {
                const double f = curve->value(domain.lower + domain.width() * i / 3000);
                lowest = std::min(lowest, f);
                highest = std::max(highest, f);
            }
            REQUIRE(k <= std::max(sizes.curvature, 8.0 * (highest - lowest) / 36.0) * 1.03);
        }
    }
}

TEST_CASE("Where a curve falls towards its end, the parabola turns it soon") {
    // A line of slope −1 over 6: the height is 6, and the fall beyond the right end at most a tenth of it, as far as the
    // largest |f″| (0 here) allows; the parabola of the interval's own size has k = 8 · 6/36 = 4/3 and falls by 1/(2k).
    const LandscapePtr line = *makeCurve(sample(equalKnots(-3.0, 3.0, 7), [](double w) { return -w; }));
    REQUIRE_THAT(line->curvature(5.0), WithinRel(4.0 / 3.0, 1e-9));
    REQUIRE_THAT(line->value(3.0 + 0.75), WithinAbs(-3.0 - 3.0 / 8.0, 1e-9));
    // Without any height k is 1.
    const LandscapePtr flat = *makeCurve(sample(equalKnots(-3.0, 3.0, 7), [](double) { return 2.0; }));
    REQUIRE(flat->curvature(5.0) == 1.0);
    REQUIRE_THAT(flat->value(5.0), WithinRel(4.0, 1e-12));
}

TEST_CASE("Bad points are refused with their number") {
    const auto errorOf = [](const std::vector<CurvePoint>& points) {
        const Result<LandscapePtr> curve = makeCurve(points);
        REQUIRE_FALSE(curve);
        return curve.error();
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    REQUIRE(says(errorOf({}), "there are 0"));
    REQUIRE(says(errorOf({{0, 0}}), "there is 1"));
    REQUIRE(says(errorOf({{0, 0}, {1, 0}, {2, 0}}), "at least 4"));
    REQUIRE(errorOf({{0, 0}, {1, 0}, {2, nan}, {3, 0}}).where == "point 3");
    REQUIRE(errorOf({{0, 0}, {HUGE_VAL, 0}, {2, 0}, {3, 0}}).where == "point 2");
    REQUIRE(errorOf({{0, 0}, {2, 0}, {1, 0}, {3, 0}}).where == "point 3");
    REQUIRE(errorOf({{0, 0}, {1, 0}, {2, 0}, {2, 1}}).where == "point 4");
    REQUIRE(says(errorOf({{0, 0}, {1e-300, 1e300}, {2, 0}, {3, 1}}), "too steep"));
    REQUIRE(says(errorOf({{-1e308, 0}, {1e308, 1}, {1.1e308, 0}, {1.2e308, 1}}), "points"));
    REQUIRE(says(errorOf(std::vector<CurvePoint>(100'001)), "100000 points at most"));
}

TEST_CASE("A stroke replaces what it passes over and leaves the rest") {
    const std::vector<CurvePoint> previous = sample(equalKnots(-3.0, 3.0, 61), [](double w) { return 0.1 * w * w; });
    // A straight line from (−1.02, 2) to (1.02, 4).
    std::vector<CurvePoint> stroke;
    for (int i = 0; i <= 50; ++i) stroke.push_back({-1.02 + 2.04 * i / 50, 2.0 + 2.0 * i / 50});
    const std::vector<CurvePoint> drawn = resampleStroke(stroke, previous, {-3.0, 3.0}, 61);
    REQUIRE(drawn.size() == 61);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        CAPTURE(i);
        REQUIRE(drawn[i].w == previous[i].w);
        if (std::abs(drawn[i].w) < 1.02)
            REQUIRE_THAT(drawn[i].f, WithinAbs(2.0 + (drawn[i].w + 1.02) / 1.02, 1e-12));
        else
            REQUIRE(drawn[i] == previous[i]);
    }
    // The same backwards.
    std::reverse(stroke.begin(), stroke.end());
    const std::vector<CurvePoint> backwards = resampleStroke(stroke, previous, {-3.0, 3.0}, 61);
    for (std::size_t i = 0; i < drawn.size(); ++i) REQUIRE_THAT(backwards[i].f, WithinAbs(drawn[i].f, 1e-12));
    // Nothing drawn, or nothing finite: nothing changed.
    REQUIRE(resampleStroke({}, previous, {-3.0, 3.0}, 61) == previous);
    REQUIRE(resampleStroke({{std::nan(""), 1.0}, {0.0, HUGE_VAL}}, previous, {-3.0, 3.0}, 61) == previous);
    REQUIRE(resampleStroke({{-9.0, 1.0}, {-8.0, 1.0}}, previous, {-3.0, 3.0}, 61) == previous);
}

TEST_CASE("Where a stroke comes by again, the later part counts") {
    const std::vector<CurvePoint> previous = sample(equalKnots(0.0, 1.0, 11), [](double) { return 0.0; });
    const std::vector<CurvePoint> drawn =
        resampleStroke({{0.0, 1.0}, {1.0, 1.0}, {1.0, 2.0}, {0.48, 2.0}}, previous, {0.0, 1.0}, 11);
    // Within a distance of the turn at .48 both are averaged.
    for (const CurvePoint& point : drawn) {
        if (point.w < 0.38) REQUIRE_THAT(point.f, WithinAbs(1.0, 1e-12));
        if (point.w > 0.58) REQUIRE_THAT(point.f, WithinAbs(2.0, 1e-12));
    }
}

TEST_CASE("A single click moves the nearest point only") {
    const std::vector<CurvePoint> previous = sample(equalKnots(0.0, 1.0, 11), [](double w) { return w; });
    const std::vector<CurvePoint> drawn = resampleStroke({{0.43, 7.0}}, previous, {0.0, 1.0}, 11);
    for (std::size_t i = 0; i < drawn.size(); ++i)
        REQUIRE_THAT(drawn[i].f, WithinAbs(i == 4 ? 7.0 : previous[i].f, 1e-12));
}

TEST_CASE("Pixel steps are averaged out of a stroke and its curvature is kept") {
    const std::vector<CurvePoint> previous = sample(equalKnots(-1.0, 1.0, 21), [](double) { return 0.0; });
    std::vector<CurvePoint> exact, stepped;
    constexpr double kPixel = 0.01;
    for (int i = -200; i <= 200; ++i) {
        const double w = i / 200.0, f = w * w;
        exact.push_back({w, f});
        stepped.push_back({w, kPixel * std::round(f / kPixel)});
    }
    const std::vector<CurvePoint> fromExact = resampleStroke(exact, previous, {-1.0, 1.0}, 21);
    const std::vector<CurvePoint> fromStepped = resampleStroke(stepped, previous, {-1.0, 1.0}, 21);
    double sumOfSquares = 0.0;
    for (std::size_t i = 0; i < 21; ++i) {
        const double w = fromExact[i].w;
        // Straight lines between points .005 apart lie at most .005² · 2/8 = 6e-6 above a parabola of curvature 2. At the
        // ends a line is fitted to one side, over a distance of .1: it errs by less than a tenth of .1² · 2/2.
        REQUIRE_THAT(fromExact[i].f, WithinAbs(w * w, i == 0 || i == 20 ? 1e-3 : 1e-5));
        sumOfSquares += std::pow(fromStepped[i].f - w * w, 2);
    }
    // Rounding alone has a variance of kPixel²/12; the mean of many places must have clearly less.
    REQUIRE(std::sqrt(sumOfSquares / 21.0) < 0.7 * kPixel / std::sqrt(12.0));
}

TEST_CASE("Within half a pixel of a stroke its curvature can be read") {
    // f = w² rounded to pixels of .01, at points .05 apart: second differences of the rounded heights err by up to
    // 4 · .005 = .02, so that curvatures err by up to .02/.05² = 8. Within ±.005 of the rounded heights lies w² itself, whose
    // third differences vanish: the smoothest heights are nearly a parabola, with f″ = 2.
    std::vector<CurvePoint> stepped;
    for (int i = 0; i <= 40; ++i) {
        const double w = -1.0 + 0.05 * i;
        stepped.push_back({w, 0.01 * std::round(w * w / 0.01)});
    }
    std::vector<bool> movable(stepped.size(), true);
    const std::vector<CurvePoint> smooth = smoothWithin(stepped, movable, 0.005);
    const auto curvature = [](const std::vector<CurvePoint>& points, std::size_t i) {
        return (points[i - 1].f - 2.0 * points[i].f + points[i + 1].f) / (0.05 * 0.05);
    };
    double worst = 0.0, worstStepped = 0.0;
    for (std::size_t i = 0; i < smooth.size(); ++i) {
        REQUIRE(std::abs(smooth[i].f - stepped[i].f) <= 0.005 + 1e-15);
        if (i == 0 || i + 1 == smooth.size()) continue;
        worst = std::max(worst, std::abs(curvature(smooth, i) - 2.0));
        worstStepped = std::max(worstStepped, std::abs(curvature(stepped, i) - 2.0));
    }
    REQUIRE(worstStepped > 1.9);
    REQUIRE(worst < 0.4);
    // What is not movable stays, and so does everything without a tolerance.
    movable.assign(stepped.size(), false);
    REQUIRE(smoothWithin(stepped, movable, 0.005) == stepped);
    movable.assign(stepped.size(), true);
    REQUIRE(smoothWithin(stepped, movable, 0.0) == stepped);
}

TEST_CASE("A stroke onto other points interpolates the previous curve") {
    const std::vector<CurvePoint> previous = sample(equalKnots(-2.0, 2.0, 9), [](double w) { return w * w; });
    const std::vector<CurvePoint> drawn = resampleStroke({{-2.0, 5.0}, {-1.0, 5.0}}, previous, {-2.0, 2.0}, 41);
    for (const CurvePoint& point : drawn)
        REQUIRE_THAT(point.f, WithinAbs(point.w <= -1.0 + 1e-9 ? 5.0 : point.w * point.w, 1e-10));
    // Without a previous curve the stroke's ends go on.
    for (const CurvePoint& point : resampleStroke({{-1.0, 3.0}, {1.0, 3.0}}, {}, {-2.0, 2.0}, 11))
        REQUIRE_THAT(point.f, WithinAbs(3.0, 1e-12));
}
