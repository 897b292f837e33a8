// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/smoothed_surface.h"

#include "core/plane/polynomial_form.h"
#include "core/plane/smoothed_detail.h"
#include "core/plane/smoothed_polynomial.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string written(double number) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

std::string missingMoment(double limit) {
    // The first whole order that is not below the limit.
    const int order = std::max(1, static_cast<int>(std::ceil(limit)));
    if (order == 1) return "mean";
    if (order == 2) return "variance";
    return "moment of order " + std::to_string(order);
}

/// A surface itself: F without noise.
class Same : public Summand {
public:
    explicit Same(SurfacePtr surface) : m_surface(std::move(surface)) {}
    double value(Point w) const override { return m_surface->value(w); }
    Point gradient(Point w) const override { return m_surface->gradient(w); }
    Symmetric hessian(Point w) const override { return m_surface->hessian(w); }
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override {
        std::vector<double> values(out.size());
        m_surface->sample(over, columns, rows, values);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] += values[i];
    }

private:
    SurfacePtr m_surface;
};

/// Rademacher noise: the mean of f over v ± ηa₁ ± ηa₂, a₁ and a₂ the columns of A. `picture` has
/// the summands of F on a grid, which are quicker to draw.
class FourShifts : public Summand {
public:
    FourShifts(SurfacePtr surface, const Symmetric& a, double stepSize,
               std::vector<std::unique_ptr<const Summand>> picture)
        : m_surface(std::move(surface)), m_picture(std::move(picture)) {
        for (const double first : {-stepSize, stepSize})
            for (const double second : {-stepSize, stepSize}) m_shifts.push_back(a.times({first, second}));
    }
    double value(Point w) const override {
        double sum = 0.0;
        for (const Point shift : m_shifts) sum += 0.25 * m_surface->value(w + shift);
        return sum;
    }
    Point gradient(Point w) const override {
        Point sum;
        for (const Point shift : m_shifts) sum = sum + 0.25 * m_surface->gradient(w + shift);
        return sum;
    }
    Symmetric hessian(Point w) const override {
        Symmetric sum{0.0, 0.0, 0.0};
        for (const Point shift : m_shifts) {
            const Symmetric h = m_surface->hessian(w + shift);
            sum = {sum.xx + 0.25 * h.xx, sum.xy + 0.25 * h.xy, sum.yy + 0.25 * h.yy};
        }
        return sum;
    }
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override {
        for (const auto& summand : m_picture) summand->addTo(over, columns, rows, out);
    }

private:
    SurfacePtr m_surface;
    std::vector<std::unique_ptr<const Summand>> m_picture;
    std::vector<Point> m_shifts;
};

}  // namespace

/// F as a sum.
class SmoothedSurface::Method {
public:
    Method(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize) : m_noise(noise) {
        m_anchor = surface->domain().centre();
        if (stepSize == 0.0) {
            m_summands.push_back(std::make_unique<Same>(surface));
            return;
        }
        const PlanePolynomial polynomial = surface->polynomial();
        SmoothedPolynomial smoothed = smoothedPolynomial(polynomial, noise, stepSize);
        existence = smoothed.existence;
        if (existence == Existence::Absent) return;
        if (surface->detail() && isNarrow(surface, noise, stepSize)) {
            // F = f + (E p(v − ηε) − p) + (E g(v − ηε) − g)
            for (const auto& term : polynomial.terms)
                smoothed.polynomial.terms.push_back({term.i, term.j, -term.coefficient});
            m_summands.push_back(std::make_unique<Same>(surface));
            m_summands.push_back(smoothedDetail(surface, noise, stepSize, true));
        } else if (surface->detail()) {
            m_summands.push_back(smoothedDetail(surface, noise, stepSize, false));
        }
        m_summands.push_back(std::make_unique<PolynomialForm>(smoothed.polynomial));
        if (surface->detail() && noise.law == Law::Rademacher) {
            auto exact = std::make_unique<FourShifts>(surface, noise.root, stepSize, std::move(m_summands));
            m_summands.clear();
            m_summands.push_back(std::move(exact));
        }
        if (existence == Existence::UpToConstant) m_constant = surface->value(m_anchor) - value(m_anchor);
    }

    Existence existence = Existence::Complete;

    std::string reason() const {
        if (existence == Existence::Complete) return {};
        const std::string law = std::string("With ") + (m_noise.law == Law::StudentT ? "ν" : "α") + " = " +
                                written(m_noise.shape) + " the noise has no " + missingMoment(m_noise.momentLimit());
        if (existence == Existence::UpToConstant)
            return law + ", so E f is infinite on this surface; F is shown up to a constant, equal to f at (" +
                   written(m_anchor.x) + ", " + written(m_anchor.y) + ").";
        return law + ", so neither E f nor E ∇f exists on this surface: there is no F and no v*.";
    }
    double value(Point v) const {
        if (existence == Existence::Absent || !v.isFinite()) return kNone;
        double sum = m_constant;
        for (const auto& summand : m_summands) sum += summand->value(v);
        return sum;
    }
    Point gradient(Point v) const {
        if (existence == Existence::Absent || !v.isFinite()) return {kNone, kNone};
        Point sum;
        for (const auto& summand : m_summands) sum = sum + summand->gradient(v);
        return sum;
    }
    Symmetric hessian(Point v) const {
        if (existence == Existence::Absent || !v.isFinite()) return {kNone, kNone, kNone};
        Symmetric sum{0.0, 0.0, 0.0};
        for (const auto& summand : m_summands) {
            const Symmetric h = summand->hessian(v);
            sum = {sum.xx + h.xx, sum.xy + h.xy, sum.yy + h.yy};
        }
        return sum;
    }
    void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const {
        std::fill(out.begin(), out.end(), existence == Existence::Absent ? kNone : m_constant);
        if (existence == Existence::Absent) return;
        for (const auto& summand : m_summands) summand->addTo(over, columns, rows, out);
    }

private:
    PlaneNoise m_noise;
    Point m_anchor;
    double m_constant = 0.0;
    std::vector<std::unique_ptr<const Summand>> m_summands;
};

SmoothedSurface::SmoothedSurface(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize)
    : m_method(std::make_unique<const Method>(surface, noise, stepSize)) {}
SmoothedSurface::~SmoothedSurface() = default;
SmoothedSurface::SmoothedSurface(SmoothedSurface&&) noexcept = default;
SmoothedSurface& SmoothedSurface::operator=(SmoothedSurface&&) noexcept = default;

Existence SmoothedSurface::existence() const { return m_method->existence; }
std::string SmoothedSurface::reason() const { return m_method->reason(); }
double SmoothedSurface::value(Point v) const { return m_method->value(v); }
Point SmoothedSurface::gradient(Point v) const { return m_method->gradient(v); }
Symmetric SmoothedSurface::hessian(Point v) const { return m_method->hessian(v); }
void SmoothedSurface::sample(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    m_method->sample(over, columns, rows, out);
}

}  // namespace basin
