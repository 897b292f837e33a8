// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/smoothed_surface.h"
#include "core/plane/plane_analysis.h"
#include "core/plane/surface_choice.h"

#include "tests/core/plane/law_rule.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <random>

using namespace basin;

namespace {

/// f, ∇f and ∇²f as one thing that can be averaged.
struct Six {
    std::array<double, 6> numbers{};
};
Six operator+(Six a, const Six& b) {
    for (std::size_t i = 0; i < 6; ++i) a.numbers[i] += b.numbers[i];
    return a;
}
Six operator*(double factor, Six a) {
    for (double& number : a.numbers) number *= factor;
    return a;
}
template <class F>
Six sixOf(const F& f, Point w) {
    const Point g = f.gradient(w);
    const Symmetric h = f.hessian(w);
    return {{f.value(w), g.x, g.y, h.xx, h.xy, h.yy}};
}

/// The height of F over the surface's domain.
double heightOf(const SmoothedSurface& F, const Rectangle& over) {
    std::vector<double> values(33 * 33);
    F.sample(over, 33, 33, values);
    const auto [low, high] = std::ranges::minmax(values);
    return high - low;
}

/// What values, gradients and Hessians may be off by: shares of the plotted height, of height/width and of height/width² or of
/// themselves where they are larger.
struct Tolerance {
    double value = 1e-8, gradient = 1e-8, hessian = 1e-8;
};

/// F and its derivatives against quadrature at a few places in the middle share of the domain.
void compare(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize, std::uint64_t seed,
             const Tolerance& tolerance, int places = 3, double middle = 1.0) {
    const SmoothedSurface F(surface, noise, stepSize);
    REQUIRE(F.existence() != Existence::Absent);
    const Rectangle domain = surface->domain();
    const double height = heightOf(F, domain), width = domain.x.width();
    std::mt19937_64 random(seed);
    const Point anchor = domain.centre();
    std::vector<double> drawn(11 * 11);
    F.sample(domain, 11, 11, drawn);
    // Pictures of formulas and tables under Rademacher noise, which damps no frequency, show the jumps of ∇²f at the edges.
    const bool rings = noise.law == Law::Rademacher && surface->isContinued();
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const Point v{domain.x.lower + 0.1 * static_cast<double>(i % 11) * width,
                      domain.y.lower + 0.1 * static_cast<double>(i / 11) * domain.y.width()};
        CHECK(std::abs(drawn[i] - F.value(v)) <= (rings ? 5e-5 : std::max(tolerance.value, 1e-6)) * height);
    }
    for (int i = 0; i < places; ++i) {
        std::uniform_real_distribution<double> away(-0.5 * middle, 0.5 * middle);
        const Point v{anchor.x + away(random) * domain.x.width(), anchor.y + away(random) * domain.y.width()};
        CAPTURE(v.x, v.y, height);
        const Six found = sixOf(F, v);
        // Where E f does not exist, E of differences does.
        const bool isComplete = F.existence() == Existence::Complete;
        Six wanted = expectation(noise, stepSize, v, [&](Point w) {
            Six six = sixOf(*surface, w);
            if (!isComplete) six.numbers[0] -= surface->value(w + anchor - v);
            return six;
        });
        if (!isComplete) wanted.numbers[0] += surface->value(anchor);
        for (std::size_t k = 0; k < 6; ++k) {
            CAPTURE(k, found.numbers[k], wanted.numbers[k]);
            const double unit = k == 0 ? height : k < 3 ? height / width : height / (width * width);
            const double scale = k == 0 ? unit : std::max(unit, std::abs(wanted.numbers[k]));
            const double share = k == 0 ? tolerance.value : k < 3 ? tolerance.gradient : tolerance.hessian;
            CHECK(std::abs(found.numbers[k] - wanted.numbers[k]) <= share * scale);
        }
    }
}

/// A noise with a random covariance whose reach is `share` of the domain.
PlaneNoise randomNoise(Law law, double shape, std::mt19937_64& random, bool isDiagonal) {
    std::uniform_real_distribution<double> uniform(0.5, 1.5), lean(-0.4, 0.4);
    return {law, shape, {uniform(random), isDiagonal ? 0.0 : lean(random), uniform(random)}};
}

}  // namespace

TEST_CASE("Without noise F is f") {
    const SurfacePtr f = *buildSurface({.name = "himmelblau"});
    const SmoothedSurface F(f, {Law::StudentT, 1.0}, 0.0);
    REQUIRE(F.existence() == Existence::Complete);
    REQUIRE(F.reason().empty());
    const Point v{1.2, -3.4};
    REQUIRE(F.value(v) == f->value(v));
    REQUIRE(F.gradient(v) == f->gradient(v));
    REQUIRE(F.hessian(v) == f->hessian(v));
}

TEST_CASE("F of polynomials and cosines is the mean of f over the noise") {
    std::mt19937_64 random(11);
    for (const CatalogueEntry& entry : surfaceCatalogue()) {
        const SurfacePtr surface = *buildSurface({.name = entry.name});
        if (surface->detail()) continue;
        for (const auto& [law, shape] : {std::pair{Law::Uniform, 0.0},
                                         {Law::Gaussian, 0.0},
                                         {Law::Laplace, 0.0},
                                         {Law::Rademacher, 0.0},
                                         {Law::StudentT, 9.0}})
            for (const bool isDiagonal : {true, false}) {
                CAPTURE(entry.name, static_cast<int>(law), isDiagonal);
                compare(surface, randomNoise(law, shape, random, isDiagonal), 0.3, random(), {});
            }
    }
}

namespace {

/// Hills and wells of several widths and directions.
SurfaceChoice drawnChoice() {
    SurfaceChoice drawn{.kind = SurfaceChoice::Kind::Drawn, .domain = {{-2.0, 3.0}, {-1.0, 3.0}}, .bowl = 0.3};
    drawn.hills = {
        {{-0.5, 0.5}, -1.0, 0.4, 0.5, 0.7}, {{1.5, 2.0}, 0.7, 0.6, 1.0, 0.0}, {{1.0, 0.3}, -0.8, 0.5, 0.4, -1.0}};
    return drawn;
}

}  // namespace

TEST_CASE("F of hills and wells is the mean of f over the noise") {
    std::mt19937_64 random(12);
    const SurfacePtr gaussians = *buildSurface({.name = "gaussians"}), drawn = *buildSurface(drawnChoice());
    for (const auto& [law, shape] : {std::pair{Law::Uniform, 0.0},
                                     {Law::Gaussian, 0.0},
                                     {Law::Laplace, 0.0},
                                     {Law::Rademacher, 0.0},
                                     {Law::StudentT, 4.0},
                                     {Law::StudentT, 1.5},
                                     {Law::AlphaStable, 1.5},
                                     {Law::AlphaStable, 2.0}})
        for (const double stepSize : {0.003, 0.05, 0.3})
            for (const bool isDiagonal : {true, false}) {
                CAPTURE(static_cast<int>(law), shape, stepSize, isDiagonal);
                compare(isDiagonal ? gaussians : drawn, randomNoise(law, shape, random, isDiagonal), stepSize, random(),
                        {1e-6, 2e-6, 2e-5}, 2);
            }
}

TEST_CASE("F of formulas and tables is the mean of f over the noise") {
    std::mt19937_64 random(13);
    SurfaceChoice typed{.kind = SurfaceChoice::Kind::Formula,
                        .formula = "(x^2 + y^2)/4 + 0.3*sin(3*x + y) - exp(-2*(x - 1)^2 - y^2)",
                        .domain = {{-3.0, 3.0}, {-2.0, 2.0}}};
    SurfaceChoice table{.kind = SurfaceChoice::Kind::Table, .table = {{{-3.0, 3.0}, {-2.0, 2.0}}, 31, 25, {}}};
    const SurfacePtr formula = *buildSurface(typed);
    table.table.values.resize(31 * 25);
    formula->sample(table.table.domain, 31, 25, table.table.values);
    for (const SurfacePtr& surface : {formula, *buildSurface(table)})
        for (const auto& [law, shape] : {std::pair{Law::Uniform, 0.0},
                                         {Law::Gaussian, 0.0},
                                         {Law::Laplace, 0.0},
                                         {Law::Rademacher, 0.0},
                                         {Law::StudentT, 4.0},
                                         {Law::AlphaStable, 1.5}})
            for (const double stepSize : {0.003, 0.05, 0.3}) {
                const bool isDiagonal = random() % 2 == 0;
                CAPTURE(surface == formula, static_cast<int>(law), shape, stepSize, isDiagonal);
                const PlaneNoise noise = randomNoise(law, shape, random, isDiagonal);
                // At the edges ∇²f jumps and at the knots of the table its slope does: no grid tells that exactly, nor the quadrature.
                compare(surface, noise, stepSize, random(), {1e-5, 5e-4, 5e-2}, 1);
                if (stepSize < 0.1) compare(surface, noise, stepSize, random(), {1e-6, 3e-5, 5e-3}, 1, 0.6);
            }
}

TEST_CASE("F is what an average over random draws comes to") {
    // 20,000 draws ξ by the law's quantiles: the mean of f(v − ηAξ) lies within 4.5 standard errors of F(v); one in 10⁵ would not.
    std::vector<SurfaceChoice> choices{drawnChoice()};
    for (const CatalogueEntry& entry : surfaceCatalogue()) choices.push_back({.name = entry.name});
    choices.push_back({.kind = SurfaceChoice::Kind::Formula,
                       .formula = "abs(x)*cos(2*y) + max(y, x*y)",
                       .domain = {{-3.0, 3.0}, {-2.0, 2.0}}});
    std::mt19937_64 random(14);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    constexpr int kDraws = 20000;
    for (const SurfaceChoice& choice : choices) {
        const SurfacePtr surface = *buildSurface(choice);
        for (const auto& [law, shape] : {std::pair{Law::Uniform, 0.0},
                                         {Law::Gaussian, 0.0},
                                         {Law::Laplace, 0.0},
                                         {Law::Rademacher, 0.0},
                                         {Law::StudentT, 13.0}}) {
            CAPTURE(choice.name, choice.formula, static_cast<int>(law));
            const PlaneNoise noise = randomNoise(law, shape, random, false);
            const double stepSize = 0.2;
            const SmoothedSurface F(surface, noise, stepSize);
            REQUIRE(F.existence() == Existence::Complete);
            const Rectangle domain = surface->domain();
            const Point v{domain.x.lower + uniform(random) * domain.x.width(),
                          domain.y.lower + uniform(random) * domain.y.width()};
            const Noise coordinate = noise.coordinate();
            double sum = 0.0, squares = 0.0;
            for (int i = 0; i < kDraws; ++i) {
                const Point xi{coordinate.quantile(uniform(random)), coordinate.quantile(uniform(random))};
                const double value = surface->value(v - stepSize * noise.root.times(xi));
                sum += value;
                squares += value * value;
            }
            const double mean = sum / kDraws, error = std::sqrt((squares / kDraws - mean * mean) / kDraws);
            CAPTURE(mean, error);
            CHECK(std::abs(F.value(v) - mean) <= 4.5 * error);
        }
    }
}

namespace {

/// E g(v − ηAξ) = ∫ g(w) p(A⁻¹(v − w)/η) dw/(η² det A) by the trapezoidal rule with spacing h over g's support: exact to
/// rounding for bells at a third of their width, where the density changes as little over them. g is f without its polynomial.
double meanByDensity(const Surface& surface, const PlaneNoise& noise, double stepSize, Point v, double h) {
    const Rectangle support = surface.detail()->support;
    const Noise coordinate = noise.coordinate();
    const Symmetric& a = noise.root;
    const double det = a.xx * a.yy - a.xy * a.xy;
    const PlanePolynomial polynomial = surface.polynomial();
    double sum = 0.0;
    for (double x = support.x.lower; x < support.x.upper; x += h)
        for (double y = support.y.lower; y < support.y.upper; y += h) {
            double g = surface.value({x, y});
            for (const auto& term : polynomial.terms) g -= term.coefficient * std::pow(x, term.i) * std::pow(y, term.j);
            const Point e = v - Point{x, y};
            sum += g * coordinate.density((a.yy * e.x - a.xy * e.y) / (det * stepSize)) *
                   coordinate.density((a.xx * e.y - a.xy * e.x) / (det * stepSize));
        }
    return sum * h * h / (det * stepSize * stepSize);
}

/// A parabola's part of F(v) − F(centre): that of f, since the noise is symmetric.
double ofPolynomial(const Surface& surface, Point v) {
    double sum = 0.0;
    for (const auto& term : surface.polynomial().terms)
        sum += term.coefficient * std::pow(v.x, term.i) * std::pow(v.y, term.j);
    return sum;
}

}  // namespace

TEST_CASE("F is right where the noise is wider than the surface") {
    // The formula at h = 1/20: where it is continued its second derivative jumps, which costs the rule some 1e-6 of the height.
    const SurfacePtr formula = *buildSurface({.kind = SurfaceChoice::Kind::Formula,
                                              .formula = "(x^2 + y^2)/4 + 0.3*sin(3*x + y) - exp(-2*(x - 1)^2 - y^2)",
                                              .domain = {{-2.0, 3.0}, {-1.0, 3.0}}});
    for (const auto& [surface, h] : {std::pair{*buildSurface(drawnChoice()), 0.2 / 3.0}, {formula, 0.05}})
        for (const auto& [law, shape] : {std::pair{Law::Gaussian, 0.0},
                                         {Law::StudentT, 4.0},
                                         {Law::StudentT, 1.5},
                                         {Law::AlphaStable, 1.2},
                                         {Law::AlphaStable, 1.8}})
            for (const Symmetric& root :
                 {Symmetric{1.2, 0.0, 0.7}, Symmetric{0.9, 0.3, 0.7}, Symmetric{1.0, -0.6, 0.6}}) {
                CAPTURE(surface == formula, static_cast<int>(law), shape, root.xy);
                const PlaneNoise noise{law, shape, root};
                const double stepSize = 1.5;
                const SmoothedSurface F(surface, noise, stepSize);
                const Point centre = surface->domain().centre();
                const auto wanted = [&](Point v) {
                    return ofPolynomial(*surface, v) + meanByDensity(*surface, noise, stepSize, v, h);
                };
                const double height = heightOf(F, surface->domain()), atCentre = F.value(centre), base = wanted(centre);
                for (const Point v : {Point{-1.8, -0.8}, {2.9, 2.8}, {-1.5, 2.5}, {1.1, 0.4}}) {
                    CAPTURE(v.x, v.y);
                    CHECK_THAT(F.value(v) - atCentre, WithinAbs(wanted(v) - base, 3e-6 * height));
                }
            }
}

TEST_CASE("F is right where hills of very different width stand beside each other") {
    // F is a sum over hills: of the narrow one by the density, which is smooth over it, of the wide one by the rule over the noise,
    // over which it is smooth.
    const Rectangle domain{{-3.0, 3.0}, {-3.0, 3.0}};
    const DrawnHill narrow{{0.5, 0.3}, -1.0, 0.05}, ridge{{-0.4, 0.6}, 0.8, 1.0, 0.06, 0.4},
        wide{{-1.0, 0.0}, -1.0, 20.0};
    const auto drawn = [&](const std::vector<DrawnHill>& hills) {
        return *buildSurface({.kind = SurfaceChoice::Kind::Drawn, .domain = domain, .bowl = 0.0, .hills = hills});
    };
    const SurfacePtr all = drawn({narrow, ridge, wide}), first = drawn({narrow}), second = drawn({ridge}),
                     third = drawn({wide});
    REQUIRE(all->parts().size() == 2);
    for (const auto& [law, shape] : {std::pair{Law::StudentT, 4.0}, {Law::StudentT, 1.5}, {Law::AlphaStable, 1.7}})
        for (const double stepSize : {0.3, 1.5})
            for (const Symmetric& root : {Symmetric{1.0, 0.0, 0.7}, Symmetric{1.0, 0.3, 0.7}}) {
                CAPTURE(static_cast<int>(law), shape, stepSize, root.xy);
                const PlaneNoise noise{law, shape, root};
                const SmoothedSurface F(all, noise, stepSize);
                REQUIRE(F.existence() == Existence::Complete);
                for (const Point v : {Point{0.5, 0.3}, {0.3, -0.4}, {-2.0, 2.5}}) {
                    CAPTURE(v.x, v.y);
                    const double wanted = meanByDensity(*first, noise, stepSize, v, 0.05 / 3.0) +
                                          meanByDensity(*second, noise, stepSize, v, 0.06 / 3.0) +
                                          expectation(noise, stepSize, v, [&](Point w) { return third->value(w); });
                    // In units of a hill's height.
                    CHECK_THAT(F.value(v), WithinAbs(wanted, 2e-6));
                }
            }
}

TEST_CASE("Where f has kinks F is as right as it says it is") {
    // E|x − sξ| is (x² + s²)/(2s) for a uniform ξ and |x| < s, |x| beyond, and s √(2/π) e^{−x²/2s²} + x erf(x/(s√2)) for a
    // Gaussian one. Of (X, Y) = ηAξ, ξ Gaussian, X has the variance η²(A_xx² + A_xy²) and Y accordingly.
    const SurfacePtr surface = *buildSurface({.kind = SurfaceChoice::Kind::Formula,
                                              .formula = "abs(x - 0.2) + abs(y)",
                                              .domain = {{-3.0, 3.0}, {-3.0, 3.0}}});
    const auto uniform = [](double x, double s) { return std::abs(x) < s ? (x * x + s * s) / (2.0 * s) : std::abs(x); };
    const auto gaussian = [](double x, double s) {
        return s * std::sqrt(2.0 / M_PI) * std::exp(-x * x / (2.0 * s * s)) + x * std::erf(x / (s * std::sqrt(2.0)));
    };
    const Symmetric skew{0.9, 0.3, 0.7};
    for (const double stepSize : {0.003, 0.02, 0.1, 0.3}) {
        const SmoothedSurface a(surface, {Law::Uniform, 0.0, {1.0, 0.0, 0.6}}, stepSize);
        const SmoothedSurface b(surface, {Law::Gaussian, 0.0, skew}, stepSize);
        CAPTURE(stepSize, a.error(), b.error());
        for (const SmoothedSurface* F : {&a, &b}) {
            CHECK(F->error() < 0.01);  // of a height of 6.2
            CHECK(F->reason().empty() == (F->error() <= 5e-4 * 6.2));
        }
        for (const Point v : {Point{0.2, 0.0}, {0.21, 0.013}, {0.25, -0.05}, {-0.7, 0.4}, {1.3, -0.9}}) {
            CAPTURE(v.x, v.y);
            CHECK(std::abs(a.value(v) - uniform(v.x - 0.2, stepSize) - uniform(v.y, 0.6 * stepSize)) <= a.error());
            CHECK(std::abs(b.value(v) - gaussian(v.x - 0.2, stepSize * std::hypot(0.9, 0.3)) -
                           gaussian(v.y, stepSize * std::hypot(0.3, 0.7))) <= b.error());
        }
    }
    // What no grid tells is said, what is exact is not.
    const auto reasonOf = [](const SurfaceChoice& choice, Law law) {
        return SmoothedSurface(*buildSurface(choice), {law, 0.0, {1.0, 0.0, 1.0}}, 0.05).reason();
    };
    SurfaceChoice fine{.kind = SurfaceChoice::Kind::Formula, .formula = "x^2 + y^2 + 0.3*cos(200*x)"};
    CHECK(reasonOf(fine, Law::Uniform).find("F may be off by up to 0.0") == 0);
    CHECK(reasonOf(fine, Law::Rademacher).empty());
    CHECK(reasonOf(drawnChoice(), Law::Uniform).empty());
    fine.formula = "x^2 + y^2 + 0.3*cos(3*x)";
    CHECK(reasonOf(fine, Law::Uniform).empty());
}

TEST_CASE("Where the noise has no variance, F of a parabola with ripples is known up to a constant") {
    const SurfacePtr surface = *buildSurface({.name = "rastrigin"});
    const PlaneNoise noise{Law::StudentT, 1.8, {0.2, 0.05, 0.3}};
    const SmoothedSurface F(surface, noise, 0.5);
    REQUIRE(F.existence() == Existence::UpToConstant);
    REQUIRE(F.reason().find("no variance") != std::string::npos);
    REQUIRE_THAT(F.value(surface->domain().centre()), WithinAbs(surface->value(surface->domain().centre()), 1e-9));
    // F(v) = |v|² + 2b − b φ(t) (cos κx · φ(s) …) + constant: against the closed form, as the quadrature has slow tails.
    const Noise law = noise.coordinate();
    const double kappa = 2.0 * M_PI, eta = 0.5;
    const double alongX = law.characteristic(eta * 0.2 * kappa) * law.characteristic(eta * 0.05 * kappa);
    const double alongY = law.characteristic(eta * 0.05 * kappa) * law.characteristic(eta * 0.3 * kappa);
    const auto shape = [&](Point v) {
        return dot(v, v) - 10.0 * (alongX * std::cos(kappa * v.x) + alongY * std::cos(kappa * v.y));
    };
    const Point v{1.1, -2.3}, centre{};
    REQUIRE_THAT(F.value(v) - F.value(centre), WithinAbs(shape(v) - shape(centre), 1e-10));

    // A Cauchy law has no mean: not even ∇F exists.
    const SmoothedSurface absent(surface, {Law::StudentT, 1.0}, 0.5);
    REQUIRE(absent.existence() == Existence::Absent);
    REQUIRE(std::isnan(absent.value(v)));
    REQUIRE(std::isnan(absent.gradient(v).x));
    REQUIRE(std::isnan(absent.hessian(v).xy));
    REQUIRE(absent.reason().find("no v*") != std::string::npos);
    // x⁴ needs a moment of order 3 for ∇F.
    REQUIRE(SmoothedSurface(*buildSurface({.name = "styblinski-tang"}), {Law::StudentT, 2.5}, 0.1).existence() ==
            Existence::Absent);
    REQUIRE(SmoothedSurface(*buildSurface({.name = "styblinski-tang"}), {Law::StudentT, 4.0}, 0.1).existence() ==
            Existence::UpToConstant);
}

TEST_CASE("The valley's minimum of F moves to where the valley is flatter") {
    // f = a(x − x₀)²/2 + (k₀ + k₁x²)y²/2 under U[−r, r]², ρ = ηr: E of x² and y² adds ρ²/3 to each, so
    // F = a[(x − x₀)² + ρ²/3]/2 + (k₀ + k₁(x² + ρ²/3))(y² + ρ²/3)/2. At y = 0, ∂F/∂x = a(x − x₀) + k₁ x ρ²/3 = 0:
    // v* = (a x₀/(a + k₁ρ²/3), 0). ∇²F(v*) = diag(a + k₁ρ²/3, k₀ + k₁(x² + ρ²/3)), its trace is less than that of f at w_f,
    // a + k₀ + k₁x₀², as soon as x²+ 2ρ²/3 < x₀².
    const double a = 1.0, x0 = 1.5, k0 = 0.5, k1 = 3.0, r = 10.0, eta = 0.1, rho = eta * r;
    const SurfacePtr surface =
        *buildSurface({.name = "valley", .parameters = {{"a", a}, {"x0", x0}, {"k0", k0}, {"k1", k1}}});
    const PlaneNoise noise{Law::Uniform, 0.0, {r, 0.0, r}};
    const auto analysis = analysePlane(surface, noise, eta, surface->domain(), nullptr);
    REQUIRE(analysis->targets.size() == 1);
    const Point v = analysis->targets.front();
    const double wanted = a * x0 / (a + k1 * rho * rho / 3.0);  // 0.75
    CHECK_THAT(v.x, WithinAbs(wanted, 1e-12));
    CHECK_THAT(v.y, WithinAbs(0.0, 1e-12));
    CHECK_THAT(analysis->globalMinima.front().place.x, WithinAbs(x0, 1e-12));
    const double trace = a + k1 * rho * rho / 3.0 + k0 + k1 * (wanted * wanted + rho * rho / 3.0);  // 5.1875
    CHECK_THAT(analysis->smoothed->hessian(v).trace(), WithinAbs(trace, 1e-12));
    CHECK_THAT(analysis->globalMinima.front().hessian.trace(), WithinAbs(a + k0 + k1 * x0 * x0, 1e-12));  // 8.25
    // The same by quadrature, independent of all moments: ∇F(v*) = 0 and tr ∇²F(v*).
    const Six six = expectation(noise, eta, v, [&](Point w) { return sixOf(*surface, w); });
    CHECK_THAT(six.numbers[1], WithinAbs(0.0, 1e-9));
    CHECK_THAT(six.numbers[2], WithinAbs(0.0, 1e-9));
    CHECK_THAT(six.numbers[3] + six.numbers[5], WithinAbs(trace, 1e-9));

    // Another step size lends what does not change.
    const auto next = analysePlane(surface, noise, 0.05, surface->domain(), analysis);
    CHECK(next->basins == analysis->basins);
    CHECK(next->points == analysis->points);
    CHECK_THAT(next->targets.front().x, WithinAbs(a * x0 / (a + k1 * 0.25 / 3.0), 1e-12));
}
