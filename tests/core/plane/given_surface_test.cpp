// SPDX-License-Identifier: GPL-3.0-or-later
// Surfaces that are typed, drawn or read from a table.
#include "core/plane/plane_analysis.h"
#include "core/plane/surface_choice.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace basin;

namespace {

SurfaceChoice formulaChoice(const std::string& formula, const Rectangle& domain = {{-3.0, 3.0}, {-2.0, 2.0}}) {
    return {.kind = SurfaceChoice::Kind::Formula, .formula = formula, .domain = domain};
}

std::string messageOf(const SurfaceChoice& choice) {
    const auto result = buildSurface(choice);
    return result ? "built" : result.error().message;
}

SurfaceTable sampled(int columns, int rows, const Rectangle& domain, double (*f)(double, double)) {
    SurfaceTable table{domain, columns, rows, {}};
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            table.values.push_back(f(domain.x.lower + domain.x.width() * column / (columns - 1),
                                     domain.y.lower + domain.y.width() * row / (rows - 1)));
    return table;
}

/// Gradients against differences of values, Hessians against differences of gradients, in and around the domain; h is so
/// small that both errors stay below 1e-5 of the scales.
void checkDerivatives(const Surface& f, unsigned seed) {
    const Rectangle domain = f.domain();
    const double width = domain.x.width(), h = 1e-5 * width;
    double scale = 0.0;
    std::vector<double> values(100);
    f.sample(domain, 10, 10, values);
    for (const double value : values) scale = std::max(scale, std::abs(value));
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> share(-0.8, 1.8);
    for (int i = 0; i < 200; ++i) {
        const Point w{domain.x.lower + share(random) * domain.x.width(),
                      domain.y.lower + share(random) * domain.y.width()};
        CAPTURE(w.x, w.y);
        const Point g = f.gradient(w);
        const Symmetric hessian = f.hessian(w);
        const double steep = 1e-5 * (scale / width + length(g));
        REQUIRE_THAT(g.x, WithinAbs((f.value({w.x + h, w.y}) - f.value({w.x - h, w.y})) / (2.0 * h), steep));
        REQUIRE_THAT(g.y, WithinAbs((f.value({w.x, w.y + h}) - f.value({w.x, w.y - h})) / (2.0 * h), steep));
        const double bent =
            1e-4 * (scale / (width * width) + std::abs(hessian.xx) + std::abs(hessian.xy) + std::abs(hessian.yy));
        const Point right = f.gradient({w.x + h, w.y}), left = f.gradient({w.x - h, w.y});
        const Point above = f.gradient({w.x, w.y + h}), below = f.gradient({w.x, w.y - h});
        REQUIRE_THAT(hessian.xx, WithinAbs((right.x - left.x) / (2.0 * h), bent));
        REQUIRE_THAT(hessian.xy, WithinAbs((right.y - left.y) / (2.0 * h), bent));
        REQUIRE_THAT(hessian.xy, WithinAbs((above.x - below.x) / (2.0 * h), bent));
        REQUIRE_THAT(hessian.yy, WithinAbs((above.y - below.y) / (2.0 * h), bent));
    }
}

/// Samples are the values; the step is the update with the gradient; both across the domain's edges.
void checkSampleAndStep(const Surface& f) {
    const Rectangle domain = f.domain();
    const Rectangle over{{domain.x.lower - 0.4 * domain.x.width(), domain.x.upper + 0.3 * domain.x.width()},
                         {domain.y.lower - 0.8 * domain.y.width(), domain.y.upper + 0.1 * domain.y.width()}};
    constexpr int kColumns = 37, kRows = 23;
    std::vector<double> grid(kColumns * kRows), x, y;
    f.sample(over, kColumns, kRows, grid);
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const Point w{over.x.lower + over.x.width() * column / (kColumns - 1),
                          over.y.lower + over.y.width() * row / (kRows - 1)};
            CAPTURE(w.x, w.y);
            const double value = f.value(w);
            REQUIRE_THAT(grid[static_cast<std::size_t>(row * kColumns + column)],
                         WithinAbs(value, 1e-12 * (1.0 + std::abs(value))));
            x.push_back(w.x);
            y.push_back(w.y);
        }
    const std::vector<double> oldX = x, oldY = y, noise(x.size(), 0.5);
    std::vector<double> partX = x, partY = y;
    PlaneStep step{.count = x.size(), .stepSize = 0.01, .noiseRoot = {0.2, 0.1, 0.3}};
    step.noiseX = step.noiseY = noise.data();
    step.x = x.data();
    step.y = y.data();
    f.step(step);
    for (std::size_t from = 0; from < x.size();) {
        PlaneStep part = step;
        part.count = std::min<std::size_t>(1 + from % 23, x.size() - from);
        part.x = partX.data() + from;
        part.y = partY.data() + from;
        part.noiseX = part.noiseY = noise.data() + from;
        f.step(part);
        from += part.count;
    }
    REQUIRE(partX == x);
    REQUIRE(partY == y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Point g = f.gradient({oldX[i], oldY[i]});
        REQUIRE_THAT(x[i], WithinAbs(oldX[i] - 0.01 * (g.x + 0.15), 1e-12 * (1.0 + length(g))));
        REQUIRE_THAT(y[i], WithinAbs(oldY[i] - 0.01 * (g.y + 0.2), 1e-12 * (1.0 + length(g))));
    }
}

}  // namespace

TEST_CASE("A formula in x and y has exact values and derivatives") {
    // Every operation and function at least once.
    for (const char* formula :
         {"x^2 + x*y - y/(2 + x^2) + 3", "sin(3*x)*cos(2*y) + tan(x/4)", "exp(-x^2 - y^2/2) + log(4 + x) + sqrt(9 - y)",
          "sinh(y)*tanh(x) + cosh(x/2) + asinh(x*y) + atan(y - x) + erf(x + y)",
          "(4 + x)^y + 2^(x*y) + (x + 4)^1.5 + (y + 3)^-2", "5/(x^2 + y^2 + 1) - (x - y)^3",
          "max(x, -9) + min(y^2, 77) + pow(x, 4) + abs(y + 5) + max(x + 20, y) + min(x, y + 20)"}) {
        CAPTURE(formula);
        const auto surface = buildSurface(formulaChoice(formula));
        REQUIRE(surface);
        checkDerivatives(**surface, 5);
        checkSampleAndStep(**surface);
    }
    const double x = 1.3, y = -0.4;
    const SurfacePtr f = *buildSurface(formulaChoice("sin(3*x)*cos(2*y) + x^2*y"));
    CHECK_THAT(f->value({x, y}), WithinAbs(std::sin(3.0 * x) * std::cos(2.0 * y) + x * x * y, 1e-14));
    CHECK_THAT(f->gradient({x, y}).x, WithinAbs(3.0 * std::cos(3.0 * x) * std::cos(2.0 * y) + 2.0 * x * y, 1e-14));
    CHECK_THAT(f->gradient({x, y}).y, WithinAbs(-2.0 * std::sin(3.0 * x) * std::sin(2.0 * y) + x * x, 1e-14));
    CHECK_THAT(f->hessian({x, y}).xy, WithinAbs(-6.0 * std::cos(3.0 * x) * std::sin(2.0 * y) + 2.0 * x, 1e-14));
}

TEST_CASE("A formula agrees with the named surface that it spells out") {
    const SurfacePtr named = *buildSurface({.name = "himmelblau"});
    const SurfacePtr typed = *buildSurface(formulaChoice("(x² + y − 11)² + (x + y² − 7)²", named->domain()));
    std::mt19937_64 random(6);
    std::uniform_real_distribution<double> uniform(-5.4, 5.4);
    for (int i = 0; i < 50; ++i) {
        const Point w{uniform(random), uniform(random)};
        CHECK_THAT(typed->value(w), WithinRel(named->value(w), 1e-12));
        CHECK_THAT(typed->hessian(w).xy, WithinAbs(named->hessian(w).xy, 1e-10));
    }
    const auto analysis = analysePlane(typed, {}, 0.0, typed->domain(), nullptr);
    REQUIRE(analysis->minima.size() == 4);
    // The places of the literature, which has six digits.
    for (const Point place : {Point{3.0, 2.0}, {-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}}) {
        CAPTURE(place.x, place.y);
        CHECK(std::ranges::any_of(analysis->minima,
                                  [&](const CriticalPoint& minimum) { return length(minimum.place - place) < 2e-6; }));
    }
}

TEST_CASE("Beyond its domain a surface does not jump, and leads back") {
    for (const char* formula : {"x^2 + y^2", "exp(x) - 3*y", "sin(5*x) + cos(4*y)", "-x^2 - 2*y^2", "0*x", "x*y"}) {
        CAPTURE(formula);
        const SurfacePtr f = *buildSurface(formulaChoice(formula));
        const Rectangle domain = f->domain();
        REQUIRE(f->isContinued());
        const double e = 1e-9;
        for (const double y : {-1.9, 0.3, 1.7}) {
            const Point in{3.0, y}, out{3.0 + e, y};
            CHECK_THAT(f->value(out), WithinAbs(f->value(in), 1e-6));
            CHECK_THAT(f->gradient(out).x, WithinAbs(f->gradient(in).x, 1e-6));
            CHECK_THAT(f->gradient(out).y, WithinAbs(f->gradient(in).y, 1e-6));
        }
        for (const Point away : {Point{20.0, 0.0}, {-20.0, 15.0}, {0.0, -30.0}})
            CHECK(dot(f->gradient(away), away) > 0.0);
        // Steepest descent from outside ends where f is not below its lowest on the domain by more than its height.
        std::vector<double> values(101 * 101);
        f->sample(domain, 101, 101, values);
        const auto [low, high] = std::ranges::minmax(values);
        std::vector<double> around(201 * 201);
        f->sample({{-9.0, 9.0}, {-6.0, 6.0}}, 201, 201, around);
        CHECK(*std::ranges::min_element(around) > low - 1.0 * (high - low) - 1e-9);
    }
}

TEST_CASE("Bad formulas and domains are refused in one sentence") {
    CHECK(messageOf(formulaChoice("x^2 + z")).find("column 7: 'z' is unknown; known are x, y, pi") !=
          std::string::npos);
    CHECK(messageOf(formulaChoice("x^2 + w")).find("'w' is unknown") != std::string::npos);
    CHECK(messageOf(formulaChoice("")).find("type a formula in x and y") != std::string::npos);
    CHECK(messageOf(formulaChoice("2y")).find("an operator is missing before 'y'") != std::string::npos);
    // A hole of radius .01 between the places that are looked at first.
    CHECK(messageOf(formulaChoice("x^2+y^2+sqrt((x-0.0111)^2-0.0001)")).find("not finite at x = ") !=
          std::string::npos);
    CHECK(messageOf(formulaChoice("max(x)")).find("such as max(x, y)") != std::string::npos);
    CHECK(messageOf(formulaChoice("log(x)")).find("not finite at x = -3, y = -2") != std::string::npos);
    CHECK(messageOf(formulaChoice("sqrt(x + 3)")).find("a slope that is not finite") != std::string::npos);
    CHECK(messageOf(formulaChoice("x", {{1.0, 1.0}, {0.0, 1.0}})).find("begin below its end") != std::string::npos);
    CHECK(messageOf(formulaChoice("x", {{0.0, 1e12}, {0.0, 1.0}})).find("too far from 0") != std::string::npos);
    CHECK(messageOf(formulaChoice("x", {{0.0, 1e5}, {0.0, 1.0}})).find("take other units") != std::string::npos);
}

TEST_CASE("Drawn hills have their depth, width, aspect and angle") {
    SurfaceChoice choice{.kind = SurfaceChoice::Kind::Drawn, .domain = {{-3.0, 3.0}, {-2.0, 4.0}}, .bowl = 0.0};
    choice.hills = {{{0.5, 1.0}, -2.0, 0.8, 0.5, 0.6}};
    const SurfacePtr f = *buildSurface(choice);
    CHECK_THAT(f->value({0.5, 1.0}), WithinAbs(-2.0, 1e-15));
    // One width along the long axis, and one short width across it, f is −2e^{−1/2}.
    const double c = std::cos(0.6), s = std::sin(0.6);
    CHECK_THAT(f->value({0.5 + 0.8 * c, 1.0 + 0.8 * s}), WithinAbs(-2.0 * std::exp(-0.5), 1e-14));
    CHECK_THAT(f->value({0.5 - 0.4 * s, 1.0 + 0.4 * c}), WithinAbs(-2.0 * std::exp(-0.5), 1e-14));
    checkDerivatives(*f, 7);
    checkSampleAndStep(*f);

    // The bowl stands around the domain's centre (0, 1).
    choice.bowl = 0.4;
    CHECK_THAT((*buildSurface(choice))->value({-3.0, 1.0}) - f->value({-3.0, 1.0}), WithinAbs(0.2 * 9.0, 1e-12));

    const auto with = [&](DrawnHill hill) {
        SurfaceChoice bad = choice;
        bad.hills.push_back(hill);
        return messageOf(bad);
    };
    CHECK(with({{0.0, 0.0}, -1.0, 0.0}).find("hill 2 the width is 0") != std::string::npos);
    CHECK(with({{0.0, 0.0}, -1.0, 0.1, 0.1}).find("the short axis is 0.01") != std::string::npos);
    CHECK(with({{0.0, 0.0}, -1.0, 0.5, 1.5}).find("the aspect is 1.5") != std::string::npos);
    CHECK(with({{0.0, 0.0}, NAN}).find("the height is nan") != std::string::npos);
    CHECK(with({{NAN, 0.0}}).find("the place is not finite") != std::string::npos);
    CHECK(with({{30.0, 0.0}}).find("far outside") != std::string::npos);
    choice.bowl = -1.0;
    CHECK(messageOf(choice).find("bowl") != std::string::npos);
}

TEST_CASE("A table is the C² bicubic spline through its values") {
    // Cubics in each variable are reproduced exactly.
    const Rectangle domain{{-1.0, 2.0}, {0.0, 1.5}};
    const auto cubic = [](double x, double y) { return x * x * x * y * y - 2.0 * x * y * y * y + x * x - y + 0.5; };
    const SurfacePtr f = *buildSurface({.kind = SurfaceChoice::Kind::Table, .table = sampled(7, 5, domain, cubic)});
    CHECK(f->domain() == domain);
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    for (int i = 0; i < 50; ++i) {
        const double x = -1.0 + 3.0 * share(random), y = 1.5 * share(random);
        CHECK_THAT(f->value({x, y}), WithinAbs(cubic(x, y), 1e-12));
        CHECK_THAT(f->gradient({x, y}).x, WithinAbs(3.0 * x * x * y * y - 2.0 * y * y * y + 2.0 * x, 1e-11));
        CHECK_THAT(f->hessian({x, y}).xy, WithinAbs(6.0 * x * x * y - 6.0 * y * y, 1e-10));
        CHECK_THAT(f->hessian({x, y}).yy, WithinAbs(2.0 * x * x * x - 12.0 * x * y, 1e-10));
    }
    const auto waves = [](double x, double y) { return std::sin(2.0 * x) * std::cos(3.0 * y); };
    const SurfacePtr g = *buildSurface({.kind = SurfaceChoice::Kind::Table, .table = sampled(31, 41, domain, waves)});
    // Fourth order: (3h)⁴/384 with h = 1.5/40 is 4e-7, and (2h)⁴/384 = 4e-6 with h = 3/30 along x; at the ends, where the last two
    // pieces are one cubic, some ten times that.
    for (int i = 0; i < 50; ++i) {
        const double x = -1.0 + 3.0 * share(random), y = 1.5 * share(random);
        CHECK_THAT(g->value({x, y}), WithinAbs(waves(x, y), 6e-5));
    }
    checkDerivatives(*g, 9);
    checkSampleAndStep(*g);
}

TEST_CASE("Tables in text: places in any order, or a bare grid") {
    std::string text = "x, y, f\n";
    for (int i = 3; i >= 0; --i)
        for (int j = 0; j < 5; ++j)
            text += std::to_string(0.5 * i) + ", " + std::to_string(-1 + j) + ", " + std::to_string(i + 10 * j) + "\n";
    const auto places = readSurfaceCsv(text);
    REQUIRE(places);
    CHECK(places->columns == 4);
    CHECK(places->rows == 5);
    CHECK(places->domain == Rectangle{{0.0, 1.5}, {-1.0, 3.0}});
    CHECK(places->values[4 * 2 + 3] == 3.0 + 20.0);

    const auto grid = readSurfaceCsv("1 2 3 4\n5 6 7 8\n9 10 11 12\n13 14 15 16\n17 18 19 20\n");
    REQUIRE(grid);
    CHECK(grid->columns == 4);
    CHECK(grid->rows == 5);
    CHECK(grid->domain == Rectangle{{-1.0, 1.0}, {-1.0, 1.0}});
    CHECK(grid->values[5] == 6.0);

    const auto message = [](std::string_view bad) {
        const auto result = readSurfaceCsv(bad);
        return result ? "read" : result.error().message;
    };
    CHECK(message("").find("is empty") != std::string::npos);
    CHECK(message("1,2\n3,4\n").find("two columns") != std::string::npos);
    CHECK(message("1,2,3,4\n1,2,3,4\n1,2,3\n1,2,3,4").find("In line 3 there are 3 columns; the lines before have 4") !=
          std::string::npos);
    CHECK(message("1,2,3,4\n1,2,3,4\n1,2,3,4\n").find("at least 4 × 4") != std::string::npos);
    CHECK(message("1,2,3,4\n1,2,b,4\n").find("In line 2 'b' stands for column 3") != std::string::npos);
    CHECK(message("1,2,3,4\n1,2,inf,4\n").find("finite") != std::string::npos);
    std::string missing = text.substr(0, text.rfind('\n', text.size() - 2) + 1);
    CHECK(message(missing).find("no line for x = 0, y = 3") != std::string::npos);
    CHECK(message(text + "0, 0, 7\n").find("a second time") != std::string::npos);
    std::string uneven = "x,y,f\n";
    for (const double x : {0.0, 1.0, 2.0, 4.0})
        for (int y = 0; y < 4; ++y) uneven += std::to_string(x) + "," + std::to_string(y) + ",1\n";
    CHECK(message(uneven).find("values of x are not equally spaced: 1 stands where a regular grid has 1.33") !=
          std::string::npos);
    // Each distance differs by 4e-4 of itself from the mean one, but the errors add up to 4e-4 · 2000 = 0.8 in the middle.
    std::string drifting = "x,y,f\n";
    for (int i = 0; i <= 4000; ++i)
        for (int y = 0; y < 4; ++y)
            drifting += std::to_string(i + 4e-4 * (2000 - std::abs(i - 2000))) + "," + std::to_string(y) + ",1\n";
    CHECK(message(drifting).find("values of x are not equally spaced") != std::string::npos);
    // A long axis in single precision and six decimals is regular to 5e-4 of its spacing, and every value is at its place.
    std::string added = "x,y,f\n";
    for (int i = 0; i < 2000; ++i)
        for (int y = 0; y < 4; ++y)
            added += std::to_string(0.001F * static_cast<float>(i)) + "," + std::to_string(y) + "," +
                     std::to_string(i + y) + "\n";
    const auto regular = readSurfaceCsv(added);
    REQUIRE(regular);
    REQUIRE(regular->columns == 2000);
    CHECK(regular->values[3 * 2000 + 1999] == 1999.0 + 3.0);

    SurfaceChoice choice{.kind = SurfaceChoice::Kind::Table, .table = *grid};
    choice.table.values.pop_back();
    CHECK(messageOf(choice).find("has 19 values; it must have 20") != std::string::npos);
    choice.table.values.push_back(NAN);
    CHECK(messageOf(choice).find("row 5, column 4") != std::string::npos);
}
