// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_analysis.h"
#include "core/plane/surface_choice.h"

#include "tests/support/catch.h"

#include <cmath>
#include <random>
#include <set>

using namespace basin;

namespace {

SurfacePtr named(const std::string& name, std::map<std::string, double> parameters = {}) {
    return *buildSurface({.name = name, .parameters = std::move(parameters)});
}

/// Every parameter at a random value of its range.
SurfaceChoice randomChoice(const CatalogueEntry& entry, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share(0.1, 0.9);
    SurfaceChoice choice{.name = entry.name};
    for (const Parameter& p : entry.parameters)
        choice.parameters[p.name] = p.logarithmic ? p.minimum * std::pow(p.maximum / p.minimum, share(random))
                                                  : p.minimum + (p.maximum - p.minimum) * share(random);
    return choice;
}

Point randomPoint(const Rectangle& within, std::mt19937_64& random) {
    return {std::uniform_real_distribution(within.x.lower, within.x.upper)(random),
            std::uniform_real_distribution(within.y.lower, within.y.upper)(random)};
}

}  // namespace

TEST_CASE("The surfaces' catalogue describes itself and builds") {
    std::set<std::string> names;
    for (const CatalogueEntry& entry : surfaceCatalogue()) {
        CAPTURE(entry.name);
        REQUIRE(names.insert(entry.name).second);
        REQUIRE(findSurface(entry.name) == &entry);
        REQUIRE(!entry.title.empty());
        REQUIRE(entry.formula.starts_with("f = "));
        for (const Parameter& p : entry.parameters) {
            CAPTURE(p.name);
            REQUIRE(!p.label.empty());
            REQUIRE(p.tip.ends_with("."));
            REQUIRE((p.minimum <= p.standard && p.standard <= p.maximum));
            REQUIRE((!p.logarithmic || p.minimum > 0.0));
        }
        REQUIRE(buildSurface({.name = entry.name}));
    }
    REQUIRE(names.size() >= 6);
}

TEST_CASE("Bad choices of a named surface are refused with the field") {
    const auto unknown = buildSurface({.name = "hill"});
    REQUIRE(!unknown);
    REQUIRE(unknown.error().message.find("himmelblau") != std::string::npos);
    const auto tooLarge = buildSurface({.name = "valley", .parameters = {{"k1", 100.0}}});
    REQUIRE(!tooLarge);
    REQUIRE(tooLarge.error().where == "k1");
    REQUIRE(!buildSurface({.name = "valley", .parameters = {{"k1", NAN}}}));
    const auto surplus = buildSurface({.name = "valley", .parameters = {{"q", 1.0}}});
    REQUIRE(!surplus);
    REQUIRE(surplus.error().where == "q");
}

TEST_CASE("Named surfaces have the values of their formulas") {
    const double x = 1.3, y = -0.7;
    const Point w{x, y};
    const auto sq = [](double u) { return u * u; };
    const double pi = std::acos(-1.0);
    CHECK_THAT(named("valley", {{"a", 2.0}, {"x0", 0.5}, {"k0", 0.3}, {"k1", 4.0}})->value(w),
               WithinRel(sq(x - 0.5) + (0.3 + 4.0 * x * x) * y * y / 2.0, 1e-13));
    CHECK_THAT(named("rosenbrock")->value(w), WithinRel(sq(1.0 - x) + 100.0 * sq(y - x * x), 1e-13));
    CHECK_THAT(named("himmelblau")->value(w), WithinRel(sq(x * x + y - 11.0) + sq(x + y * y - 7.0), 1e-13));
    CHECK_THAT(named("beale")->value(w),
               WithinRel(sq(1.5 - x + x * y) + sq(2.25 - x + x * y * y) + sq(2.625 - x + x * y * y * y), 1e-13));
    CHECK_THAT(named("rastrigin")->value(w),
               WithinRel(20.0 + x * x - 10.0 * std::cos(2.0 * pi * x) + y * y - 10.0 * std::cos(2.0 * pi * y), 1e-13));
    const auto half = [&](double u) { return 0.5 * (u * u * u * u - 16.0 * u * u + 5.0 * u); };
    CHECK_THAT(named("styblinski-tang")->value(w), WithinRel(half(x) + half(y), 1e-13));
}

TEST_CASE("Gradient, Hessian and samples of every named surface agree with its values") {
    std::mt19937_64 random(1);
    for (const CatalogueEntry& entry : surfaceCatalogue())
        for (int repeat = 0; repeat < 3; ++repeat) {
            CAPTURE(entry.name, repeat);
            const SurfacePtr f = *buildSurface(randomChoice(entry, random));
            const Rectangle domain = f->domain();
            std::vector<double> grid(12 * 7);
            f->sample(domain, 12, 7, grid);
            double scale = 0.0;
            for (const double value : grid) scale = std::max(scale, std::abs(value));
            for (int row = 0; row < 7; ++row)
                for (int column = 0; column < 12; ++column) {
                    const Point w{domain.x.lower + domain.x.width() * column / 11.0,
                                  domain.y.lower + domain.y.width() * row / 6.0};
                    REQUIRE_THAT(grid[static_cast<std::size_t>(row * 12 + column)],
                                 WithinAbs(f->value(w), 1e-12 * scale));
                }
            // Central differences of step h err by h²/6 times the third derivative and by rounding of scale·1e-16/h; with
            // h = 1e-5 of the width both are below 1e-6 of the largest gradient on the domain.
            const double width = domain.x.width(), h = 1e-5 * width;
            for (int i = 0; i < 20; ++i) {
                const Point w = randomPoint(domain, random);
                const Point g = f->gradient(w);
                const Symmetric hessian = f->hessian(w);
                const double steep = std::max(scale / width, length(g));
                CAPTURE(w.x, w.y);
                REQUIRE_THAT(
                    g.x, WithinAbs((f->value({w.x + h, w.y}) - f->value({w.x - h, w.y})) / (2.0 * h), 1e-6 * steep));
                REQUIRE_THAT(
                    g.y, WithinAbs((f->value({w.x, w.y + h}) - f->value({w.x, w.y - h})) / (2.0 * h), 1e-6 * steep));
                const double bent = std::max({scale / (width * width), std::abs(hessian.xx), std::abs(hessian.yy)});
                const Point right = f->gradient({w.x + h, w.y}), left = f->gradient({w.x - h, w.y});
                const Point above = f->gradient({w.x, w.y + h}), below = f->gradient({w.x, w.y - h});
                REQUIRE_THAT(hessian.xx, WithinAbs((right.x - left.x) / (2.0 * h), 1e-5 * bent));
                REQUIRE_THAT(hessian.xy, WithinAbs((right.y - left.y) / (2.0 * h), 1e-5 * bent));
                REQUIRE_THAT(hessian.xy, WithinAbs((above.x - below.x) / (2.0 * h), 1e-5 * bent));
                REQUIRE_THAT(hessian.yy, WithinAbs((above.y - below.y) / (2.0 * h), 1e-5 * bent));
            }
        }
}

TEST_CASE("A step in the plane is the update of SGD, whatever walkers share the call") {
    constexpr std::size_t kWalkers = 53;
    std::mt19937_64 random(2);
    std::normal_distribution<double> normal;
    for (const CatalogueEntry& entry : surfaceCatalogue())
        for (const bool momentum : {false, true}) {
            CAPTURE(entry.name, momentum);
            const SurfacePtr f = named(entry.name);
            const Rectangle domain = f->domain();
            struct State {
                std::vector<double> x, y, mx, my, sx, sy;
            } state;
            std::vector<double> a, b;
            for (std::size_t i = 0; i < kWalkers; ++i) {
                const Point w = randomPoint(domain, random);
                for (const auto& [column, value] : {std::pair{&state.x, w.x},
                                                    {&state.y, w.y},
                                                    {&state.mx, 0.1},
                                                    {&state.my, -0.2},
                                                    {&state.sx, 1.0},
                                                    {&state.sy, 2.0},
                                                    {&a, normal(random)},
                                                    {&b, normal(random)}})
                    column->push_back(value);
            }
            const Symmetric root{1.5, 0.4, 0.8};
            const double eta = 1e-4, beta = 0.9;
            const auto advance = [&](State& s, std::size_t from, std::size_t count) {
                PlaneStep step{.count = count, .stepSize = eta, .noiseRoot = root, .momentum = beta};
                step.noiseX = a.data() + from, step.noiseY = b.data() + from;
                step.x = s.x.data() + from, step.y = s.y.data() + from;
                step.sumX = s.sx.data() + from, step.sumY = s.sy.data() + from;
                if (momentum) step.velocityX = s.mx.data() + from, step.velocityY = s.my.data() + from;
                f->step(step);
            };
            State whole = state, parts = state;
            advance(whole, 0, kWalkers);
            for (std::size_t from = 0; from < kWalkers;) {
                const std::size_t count = std::min<std::size_t>(1 + from % 11, kWalkers - from);
                advance(parts, from, count);
                from += count;
            }
            REQUIRE(whole.x == parts.x);
            REQUIRE(whole.y == parts.y);
            REQUIRE(whole.sy == parts.sy);
            for (std::size_t i = 0; i < kWalkers; ++i) {
                const Point g = f->gradient({state.x[i], state.y[i]}) + root.times({a[i], b[i]});
                const Point m = momentum ? beta * Point{state.mx[i], state.my[i]} + g : g;
                const double tolerance = 1e-12 * (10.0 + length(g));
                REQUIRE_THAT(whole.x[i], WithinAbs(state.x[i] - eta * m.x, tolerance));
                REQUIRE_THAT(whole.y[i], WithinAbs(state.y[i] - eta * m.y, tolerance));
                REQUIRE_THAT(whole.sx[i], WithinAbs(1.0 + whole.x[i], 1e-14));
                if (momentum) REQUIRE_THAT(whole.my[i], WithinAbs(m.y, 1e3 * tolerance));
            }
        }
}
