// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_analysis.h"
#include "core/plane/surface_choice.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace basin;

namespace {

std::shared_ptr<const PlaneAnalysis> analysed(const std::string& name, std::map<std::string, double> parameters = {}) {
    const SurfacePtr surface = *buildSurface({.name = name, .parameters = std::move(parameters)});
    return analysePlane(surface, {}, 0.0, surface->domain(), nullptr);
}

std::size_t count(const PlaneAnalysis& analysis, CriticalPoint::Kind kind) {
    return static_cast<std::size_t>(std::ranges::count(*analysis.points, kind, &CriticalPoint::kind));
}

bool hasPoint(const PlaneAnalysis& analysis, CriticalPoint::Kind kind, Point place, double value, double tolerance) {
    return std::ranges::any_of(*analysis.points, [&](const CriticalPoint& point) {
        return point.kind == kind && length(point.place - place) < tolerance &&
               std::abs(point.value - value) < tolerance;
    });
}

constexpr auto kMinimum = CriticalPoint::Kind::Minimum;
constexpr auto kSaddle = CriticalPoint::Kind::Saddle;
constexpr auto kMaximum = CriticalPoint::Kind::Maximum;

}  // namespace

TEST_CASE("Himmelblau has four minima, four saddle points and one maximum") {
    // The values of the literature, which has six digits.
    const auto analysis = analysed("himmelblau");
    CHECK(count(*analysis, kMinimum) == 4);
    CHECK(count(*analysis, kSaddle) == 4);
    CHECK(count(*analysis, kMaximum) == 1);
    for (const Point place : {Point{3.0, 2.0}, {-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}})
        CHECK(hasPoint(*analysis, kMinimum, place, 0.0, 2e-6));
    CHECK(hasPoint(*analysis, kMaximum, {-0.270845, -0.923039}, 181.617, 1e-3));
    CHECK(hasPoint(*analysis, kSaddle, {-3.07303, -0.08135}, 104.015, 1e-3));
    CHECK(analysis->globalMinima.size() == 4);
    CHECK(analysis->targets.size() == 4);
}

TEST_CASE("Rastrigin, Styblinski–Tang, Beale, Rosenbrock and the valley have the points that theory gives") {
    // f = g(x) + g(y), g′ = 2u + 20π sin 2πu: |2u| < 20π on the domain, so that g′ has one zero near every n/2 with |n/2| < 5.12:
    // 11 minima and 10 maxima of g; their pairs are 11² minima, 2·11·10 saddle points and 10² maxima.
    const auto rastrigin = analysed("rastrigin");
    CHECK(count(*rastrigin, kMinimum) == 121);
    CHECK(count(*rastrigin, kSaddle) == 220);
    CHECK(count(*rastrigin, kMaximum) == 100);
    REQUIRE(rastrigin->globalMinima.size() == 1);
    CHECK(length(rastrigin->globalMinima[0].place) < 1e-9);

    // Literature: f(−2.903534, −2.903534) = −78.33233. Two minima and one maximum of each coordinate.
    const auto tang = analysed("styblinski-tang");
    CHECK(count(*tang, kMinimum) == 4);
    CHECK(count(*tang, kSaddle) == 4);
    CHECK(count(*tang, kMaximum) == 1);
    CHECK(hasPoint(*tang, kMinimum, {-2.903534, -2.903534}, -78.332331, 2e-6));
    CHECK(tang->minima.front().value < -78.0);

    // ∂f/∂x = 0 and ∂f/∂y = 0 at x = 0, y = 1: all three brackets' y-derivatives carry x, and Σ (y^n − 1)(…) = 0; f = 1.5² +
    // 2.25² + 2.625² = 14.203125.
    const auto beale = analysed("beale");
    CHECK(hasPoint(*beale, kMinimum, {3.0, 0.5}, 0.0, 1e-9));
    CHECK(hasPoint(*beale, kSaddle, {0.0, 1.0}, 14.203125, 1e-9));
    REQUIRE(beale->globalMinima.size() == 1);

    const auto rosenbrock = analysed("rosenbrock");
    CHECK(rosenbrock->points->size() == 1);
    CHECK(hasPoint(*rosenbrock, kMinimum, {1.0, 1.0}, 0.0, 1e-9));

    const auto valley = analysed("valley", {{"x0", 1.5}});
    CHECK(valley->points->size() == 1);
    CHECK(hasPoint(*valley, kMinimum, {1.5, 0.0}, 0.0, 1e-9));
}

TEST_CASE("The map of basins leads down to the right minimum") {
    // Styblinski–Tang is a sum of two functions of one variable: steepest descent keeps to the side of each coordinate's maximum,
    // u³ − 8u + 5/4 = 0 near 0: u = 0.156731.
    const auto tang = analysed("styblinski-tang");
    const double ridge = 0.156731;
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> uniform(-4.1, 4.1);
    for (int i = 0; i < 2000; ++i) {
        const Point w{uniform(random), uniform(random)};
        // A cell is 8.4/256 = .033 wide.
        if (std::abs(w.x - ridge) < 0.04 || std::abs(w.y - ridge) < 0.04) continue;
        CAPTURE(w.x, w.y);
        const int basin = tang->basins->at(w);
        REQUIRE(basin >= 0);
        const Point minimum = tang->minima[static_cast<std::size_t>(basin)].place;
        REQUIRE((minimum.x > ridge) == (w.x > ridge));
        REQUIRE((minimum.y > ridge) == (w.y > ridge));
    }
    // In a narrow bent valley every way leads to the one minimum, or out of the map over its edge.
    const auto rosenbrock = analysed("rosenbrock");
    const auto& cells = rosenbrock->basins->basin;
    CHECK(std::ranges::count(cells, 0) > static_cast<std::ptrdiff_t>(cells.size()) * 99 / 100);
    CHECK(rosenbrock->basins->at({50.0, 0.0}) == -1);
}

TEST_CASE("Basins of Himmelblau agree with steepest descent in tiny steps") {
    const auto analysis = analysed("himmelblau");
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> uniform(-5.0, 5.0);
    int wrong = 0;
    for (int i = 0; i < 400; ++i) {
        const Point start{uniform(random), uniform(random)};
        Point w = start;
        // |∇²f| < 500 on the domain: steps of 1e-4 are far below 2/500.
        for (int step = 0; step < 20000; ++step) w = w - 1e-4 * analysis->surface->gradient(w);
        const int basin = analysis->basins->at(start);
        REQUIRE(basin >= 0);
        wrong += length(analysis->minima[static_cast<std::size_t>(basin)].place - w) > 0.1;
    }
    // A cell is 11/256 wide, the borders some 25 long: 1 % of the area lies within half a cell of one.
    CHECK(wrong <= 8);
}

namespace {

std::shared_ptr<const PlaneAnalysis> typed(const std::string& formula, const Rectangle& domain, const PlaneNoise& noise,
                                           double stepSize) {
    const SurfacePtr surface =
        *buildSurface({.kind = SurfaceChoice::Kind::Formula, .formula = formula, .domain = domain});
    return analysePlane(surface, noise, stepSize, domain, nullptr);
}

}  // namespace

TEST_CASE("Where f is flat neither f nor F has critical points") {
    const Rectangle domain{{-3.0, 3.0}, {-3.0, 3.0}};
    for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace})
        for (const double stepSize : {0.001, 0.1, 0.3}) {
            CAPTURE(static_cast<int>(law), stepSize);
            const PlaneNoise noise{law};
            const auto flat = typed("1", domain, noise, stepSize);
            CHECK(flat->points->empty());
            CHECK(flat->smoothedPoints.empty());
            // f(−x, −y) and F likewise are the same: the one minimum lies at 0.
            const auto well = typed("-exp(-3*x^2-3*y^2)", domain, noise, stepSize);
            CHECK(count(*well, kMinimum) == 1);
            CHECK(well->points->size() == 1);
            REQUIRE(well->smoothedPoints.size() == 1);
            CHECK(well->smoothedPoints[0].kind == kMinimum);
            CHECK(length(well->smoothedPoints[0].place) < 1e-6);
            // Two wells, and the saddle point between them.
            const auto wells = typed("-exp(-3*(x-1)^2-3*y^2)-0.5*exp(-4*(x+1)^2-4*y^2)", domain, noise, stepSize);
            CHECK(wells->points->size() == 3);
            CHECK(wells->smoothedPoints.size() == 3);
            CHECK(wells->targets.size() == 1);
        }
}

TEST_CASE("Minima are found far from 0, where they are flat, and in kinks") {
    // With u = x − 999999.5 the slope along x is 2u − 1.8 sin(6u + 3): −2.1 at u = −.2, 2.0 at .2, and the only rising zero.
    const auto far = typed("(x-999999.5)^2+y^2+0.3*cos(6*(x-999999))", {{999999.0, 1000000.0}, {-0.5, 0.5}}, {}, 0.0);
    const auto slope = [](double u) { return 2.0 * u - 1.8 * std::sin(6.0 * u + 3.0); };
    double lower = -0.2, upper = 0.2;
    while (upper - lower > 1e-12) (slope(0.5 * (lower + upper)) < 0.0 ? lower : upper) = 0.5 * (lower + upper);
    REQUIRE(count(*far, kMinimum) == 1);
    CHECK(length(far->minima[0].place - Point{999999.5 + lower, 0.0}) < 1e-8);

    // (x − .1234)⁴ cannot be told from 0 nearer than a few thousandths of its width.
    const Rectangle domain{{-2.0, 2.0}, {-2.0, 2.0}};
    for (const auto& [formula, place, tolerance] : {std::tuple{"x^4+y^4", Point{}, 1e-3},
                                                    {"(x-0.1234)^4+(y+0.777)^4", Point{0.1234, -0.777}, 1e-3},
                                                    {"abs(x)+abs(y)", Point{}, 1e-6},
                                                    {"abs(x-0.1234)+abs(y+0.777)", Point{0.1234, -0.777}, 1e-6},
                                                    {"sqrt((x-0.1234)^2+y^2)", Point{0.1234, 0.0}, 1e-6}}) {
        CAPTURE(formula);
        const auto analysis = typed(formula, domain, {}, 0.0);
        REQUIRE(analysis->minima.size() == 1);
        CHECK(length(analysis->minima[0].place - place) < tolerance);
        CHECK(analysis->globalMinima.size() == 1);
        CHECK(analysis->basins->at({1.0, 1.0}) == 0);
    }
}

TEST_CASE("F of typed Beale has its minimum where quadrature of the moments puts it") {
    // The named surface is a polynomial: its F is exact. On [−4.5, 4.5]² f is 1.8e5 high and nearly flat along the valley.
    const Rectangle domain{{-4.5, 4.5}, {-4.5, 4.5}};
    const PlaneNoise noise{Law::Gaussian, 0.0, {1.0, 0.0, 1.0}};
    const auto named = analysePlane(*buildSurface({.name = "beale"}), noise, 0.01, domain, nullptr);
    const auto beale = typed("(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", domain, noise, 0.01);
    REQUIRE(named->targets.size() == 1);
    REQUIRE(beale->targets.size() == 1);
    CHECK(length(beale->targets[0] - named->targets[0]) < 1e-6);
    CHECK(length(named->targets[0] - Point{2.991, 0.4975}) < 1e-3);
}

TEST_CASE("Grids are refined until they tell all minima apart, or it is said that they do not") {
    // f = y² + x²/100 + 0.1 cos κx has a minimum close to every odd multiple of π/κ: its slope x/50 ≤ 0.06 is small beside
    // 0.1 κ. With κ = 100, |x| < 3, κx/π < 95.5 and there are 96 of them, 2.1 cells of a grid of 200 apart.
    const auto analysed = [](const std::string& formula, const Rectangle& domain, const Rectangle& view) {
        const SurfacePtr surface =
            *buildSurface({.kind = SurfaceChoice::Kind::Formula, .formula = formula, .domain = domain});
        return analysePlane(surface, {}, 0.0, view, nullptr);
    };
    const Rectangle domain{{-3.0, 3.0}, {-3.0, 3.0}};
    const auto ripples = analysed("y^2 + x^2/100 + 0.1*cos(100*x)", domain, domain);
    CHECK(ripples->minima.size() == 96);
    CHECK(ripples->missed.empty());
    // κ = 400: 2.6 cells of the finest grid apart, where finer grids still find others.
    const auto finer = analysed("y^2 + x^2/100 + 0.1*cos(400*x)", domain, domain);
    CHECK(finer->missed.find("may be missing") != std::string::npos);
    // A view a thousand times as wide as the domain does not hide the minima within: those of Himmelblau's function, by the literature.
    const auto wide = analysed("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", {{-5.0, 5.0}, {-5.0, 5.0}},
                               {{-5000.0, 5000.0}, {-5000.0, 5000.0}});
    for (const Point place : {Point{3.0, 2.0}, {-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}})
        CHECK(std::ranges::any_of(wide->minima,
                                  [&](const CriticalPoint& minimum) { return length(minimum.place - place) < 2e-6; }));
}
