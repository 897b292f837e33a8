// SPDX-License-Identifier: GPL-3.0-or-later
// The named surfaces that are polynomials, or polynomials with cosines (maths.md §4).
#include "core/landscape/catalogue.h"
#include "core/plane/polynomial_form.h"
#include "core/plane/surface_families.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace basin {

namespace {

class PolynomialSurface : public Surface {
public:
    PolynomialSurface(PlanePolynomial polynomial, const Rectangle& domain)
        : m_polynomial(std::move(polynomial)), m_form(m_polynomial), m_domain(domain) {
        for (const auto& term : m_polynomial.terms)
            if (term.coefficient != 0.0) m_growth = std::max(m_growth, term.i + term.j);
    }

    double value(Point w) const override { return m_form.value(w); }
    Point gradient(Point w) const override { return m_form.gradient(w); }
    Symmetric hessian(Point w) const override { return m_form.hessian(w); }
    void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const override {
        std::fill(out.begin(), out.end(), 0.0);
        m_form.addTo(over, columns, rows, out);
    }
    Rectangle domain() const override { return m_domain; }
    int growth() const override { return m_growth; }
    PlanePolynomial polynomial() const override { return m_polynomial; }
    void step(const PlaneStep& step) const override { m_form.step(step); }

private:
    PlanePolynomial m_polynomial;
    PolynomialForm m_form;
    Rectangle m_domain;
    int m_growth = 0;
};

using Terms = std::vector<PlanePolynomial::Term>;

SurfacePtr surfaceOf(Terms terms, const Rectangle& domain, std::vector<PlanePolynomial::Cosine> cosines = {}) {
    return std::make_shared<PolynomialSurface>(PlanePolynomial{std::move(terms), std::move(cosines)}, domain);
}

/// factor · (Σ c x^i y^j)²
void addSquare(double factor, const Terms& root, Terms& sum) {
    for (const auto& a : root)
        for (const auto& b : root) sum.push_back({a.i + b.i, a.j + b.j, factor * a.coefficient * b.coefficient});
}

/// f = a (x − x₀)²/2 + (k₀ + k₁ x²) y²/2.
SurfacePtr makeValley(std::span<const double> p) {
    const double a = p[0], x0 = p[1], k0 = p[2], k1 = p[3];
    // The floor's flat part around x = 0 and its minimum at x₀.
    const double half = 1.5 * std::max(std::abs(x0), 1.0);
    return surfaceOf({{0, 0, 0.5 * a * x0 * x0}, {1, 0, -a * x0}, {2, 0, 0.5 * a}, {0, 2, 0.5 * k0}, {2, 2, 0.5 * k1}},
                     {{-half, half}, {-half, half}});
}

/// f = (a − x)² + b (y − x²)².
SurfacePtr makeRosenbrock(std::span<const double> p) {
    Terms terms;
    addSquare(1.0, {{0, 0, p[0]}, {1, 0, -1.0}}, terms);
    addSquare(p[1], {{0, 1, 1.0}, {2, 0, -1.0}}, terms);
    // The banana from the left arm to beyond the minimum at (a, a²).
    const double half = std::max(1.5, 1.25 * p[0]);
    return surfaceOf(std::move(terms), {{-half, half}, {-0.3 * half * half, 1.3 * half * half}});
}

/// f = a [(x² + y − 11)² + (x + y² − 7)²].
SurfacePtr makeHimmelblau(std::span<const double> p) {
    Terms terms;
    addSquare(p[0], {{2, 0, 1.0}, {0, 1, 1.0}, {0, 0, -11.0}}, terms);
    addSquare(p[0], {{1, 0, 1.0}, {0, 2, 1.0}, {0, 0, -7.0}}, terms);
    return surfaceOf(std::move(terms), {{-5.5, 5.5}, {-5.5, 5.5}});
}

/// f = a [(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²].
SurfacePtr makeBeale(std::span<const double> p) {
    constexpr std::array kConstants{1.5, 2.25, 2.625};
    Terms terms;
    for (int n = 1; n <= 3; ++n)
        addSquare(p[0], {{0, 0, kConstants[static_cast<std::size_t>(n - 1)]}, {1, 0, -1.0}, {1, n, 1.0}}, terms);
    return surfaceOf(std::move(terms), {{-4.5, 4.5}, {-4.5, 4.5}});
}

/// f = x² + y² + b (2 − cos 2πx/ℓ − cos 2πy/ℓ).
SurfacePtr makeRastrigin(std::span<const double> p) {
    const double b = p[0], kappa = 2.0 * std::numbers::pi / p[1], half = 5.12 * p[1];
    return surfaceOf({{0, 0, 2.0 * b}, {2, 0, 1.0}, {0, 2, 1.0}}, {{-half, half}, {-half, half}},
                     {{-b, {kappa, 0.0}, 0.0}, {-b, {0.0, kappa}, 0.0}});
}

/// f = a (x⁴ − 16x² + c x + y⁴ − 16y² + c y)/2.
SurfacePtr makeStyblinskiTang(std::span<const double> p) {
    const double a = 0.5 * p[0], c = p[1];
    return surfaceOf({{4, 0, a}, {2, 0, -16.0 * a}, {1, 0, a * c}, {0, 4, a}, {0, 2, -16.0 * a}, {0, 1, a * c}},
                     {{-4.2, 4.2}, {-4.2, 4.2}});
}

Parameter scale(std::string whose) {
    return {
        .name = "a",
        .symbol = "a",
        .label = "Scale",
        .tip = "The larger it is, the steeper everything; 1 is " + std::move(whose) +
               " own. The walls are so steep that a large step throws walkers out for good: make it small for large "
               "steps.",
        .minimum = 0.001,
        .maximum = 10.0,
        .standard = 1.0,
        .logarithmic = true};
}

}  // namespace

SurfaceFamily valleyFamily() {
    return {{.name = "valley",
             .title = "Valley",
             .formula = "f = a (x − x₀)²/2 + (k₀ + k₁ x²) y²/2",
             .parameters =
                 {{.name = "a",
                   .symbol = "a",
                   .label = "Curvature along the floor",
                   .tip = "The larger it is, the more firmly the minimum holds walkers at x₀, however sharp the valley "
                          "is there.",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .standard = 1.0,
                   .logarithmic = true},
                  {.name = "x0",
                   .symbol = "x₀",
                   .label = "Place of the minimum",
                   .tip = "Where along the valley's floor f is lowest; the farther from 0, the sharper the valley is "
                          "there.",
                   .minimum = -3.0,
                   .maximum = 3.0,
                   .standard = 1.0},
                  {.name = "k0",
                   .symbol = "k₀",
                   .label = "Sharpness at x = 0",
                   .tip = "How steep the valley's walls are where it is flattest.",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .standard = 0.5},
                  {.name = "k1",
                   .symbol = "k₁",
                   .label = "Growth of the sharpness",
                   .tip = "The larger it is, the faster the walls grow steep away from x = 0, and the farther the "
                          "minimum of F moves towards the flat part.",
                   .minimum = 0.0,
                   .maximum = 20.0,
                   .standard = 3.0}}},
            makeValley};
}

SurfaceFamily rosenbrockFamily() {
    return {
        {.name = "rosenbrock",
         .title = "Rosenbrock",
         .formula = "f = (a − x)² + b (y − x²)²",
         .parameters = {{.name = "a",
                         .symbol = "a",
                         .label = "Place of the minimum",
                         .tip = "The minimum lies at (a, a²) on the floor of the bent valley; 1 is Rosenbrock's own.",
                         .minimum = 0.0,
                         .maximum = 2.0,
                         .standard = 1.0},
                        {.name = "b",
                         .symbol = "b",
                         .label = "Steepness of the walls",
                         .tip = "The larger it is, the narrower the bent valley and the smaller the step that stays "
                                "in it; 100 is Rosenbrock's own.",
                         .minimum = 0.1,
                         .maximum = 200.0,
                         .standard = 100.0,
                         .logarithmic = true}}},
        makeRosenbrock};
}

SurfaceFamily himmelblauFamily() {
    return {{.name = "himmelblau",
             .title = "Himmelblau",
             .formula = "f = a [(x² + y − 11)² + (x + y² − 7)²]",
             .parameters = {scale("Himmelblau's")}},
            makeHimmelblau};
}

SurfaceFamily bealeFamily() {
    return {{.name = "beale",
             .title = "Beale",
             .formula = "f = a [(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²]",
             .parameters = {scale("Beale's")}},
            makeBeale};
}

SurfaceFamily rastriginPlaneFamily() {
    SurfaceFamily family{{.name = "rastrigin",
                          .title = "Rastrigin",
                          .formula = "f = x² + y² + b (2 − cos 2πx/ℓ − cos 2πy/ℓ)",
                          .parameters = findLandscape("rastrigin")->parameters},
                         makeRastrigin};
    return family;
}

SurfaceFamily styblinskiTangPlaneFamily() {
    SurfaceFamily family{{.name = "styblinski-tang",
                          .title = "Styblinski–Tang",
                          .formula = "f = a (x⁴ − 16x² + c x + y⁴ − 16y² + c y)/2",
                          .parameters = findLandscape("styblinski-tang")->parameters},
                         makeStyblinskiTang};
    // In the plane the tilt makes four wells of different depth.
    family.entry.parameters[1].tip =
        "The larger it is, the deeper the well at the lower left and the shallower the one at the upper right; 5 is "
        "Styblinski and Tang's own, 0 makes all four alike.";
    return family;
}

}  // namespace basin
