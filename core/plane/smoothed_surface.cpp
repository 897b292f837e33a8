// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/smoothed_surface.h"

#include "core/noise/batch_law.h"
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

/// What ∇²F by FFT may be off by, in heights of g over the spacing's square: anywhere, and more at the edges of a domain.
constexpr double kHessianNoise = 1e-7, kRinging = 1.2e-4;
/// σ of the noise in spacings up to which a Gauss rule of 8 atoms tells F to 1e-9 of the height.
constexpr double kNarrow = 0.7;

/// From this share of f's height on, reason() tells what F may be off by.
constexpr double kToldError = 5e-4;

struct Heights {
    double detail = 0.0;  ///< max |g| over the domain
    double all = 0.0;     ///< max f − min f
};

Heights heightsOf(const Surface& surface) {
    constexpr int kPlaces = 33;
    std::vector<double> f(kPlaces * kPlaces), polynomial(f.size(), 0.0);
    surface.sample(surface.domain(), kPlaces, kPlaces, f);
    PolynomialForm(surface.polynomial()).addTo(surface.domain(), kPlaces, kPlaces, polynomial);
    const auto [lowest, highest] = std::ranges::minmax(f);
    Heights heights{0.0, highest - lowest};
    for (std::size_t i = 0; i < f.size(); ++i)
        heights.detail = std::max(heights.detail, std::abs(f[i] - polynomial[i]));
    return heights;
}

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

/// The mean of f over v − ηAξ, ξ₁ and ξ₂ from a few atoms: exact for Rademacher noise, else a Gauss rule. `picture` has the
/// summands of F on a grid, which are quicker to draw; they stand in wherever an atom falls out of `valid`.
class Shifts : public Summand {
public:
    Shifts(SurfacePtr surface, const Symmetric& a, double stepSize, const std::vector<Atom>& atoms,
           const Rectangle& valid, std::vector<std::unique_ptr<const Summand>> picture)
        : m_surface(std::move(surface)), m_picture(std::move(picture)) {
        Point reach;
        for (const Atom& first : atoms)
            for (const Atom& second : atoms) {
                const Point shift = stepSize * a.times({first.value, second.value});
                m_shifts.push_back({shift, first.probability * second.probability});
                reach = {std::max(reach.x, std::abs(shift.x)), std::max(reach.y, std::abs(shift.y))};
            }
        m_valid = {{valid.x.lower + reach.x, valid.x.upper - reach.x},
                   {valid.y.lower + reach.y, valid.y.upper - reach.y}};
    }
    bool isValid(Point v) const { return m_valid.contains(v); }

    double value(Point v) const override {
        double sum = 0.0;
        if (isValid(v))
            for (const Shift& shift : m_shifts) sum += shift.weight * m_surface->value(v + shift.by);
        else
            for (const auto& summand : m_picture) sum += summand->value(v);
        return sum;
    }
    Point gradient(Point v) const override {
        Point sum;
        if (isValid(v))
            for (const Shift& shift : m_shifts) sum = sum + shift.weight * m_surface->gradient(v + shift.by);
        else
            for (const auto& summand : m_picture) sum = sum + summand->gradient(v);
        return sum;
    }
    Symmetric hessian(Point v) const override {
        Symmetric sum{0.0, 0.0, 0.0};
        const auto add = [&](double weight, const Symmetric& h) {
            sum = {sum.xx + weight * h.xx, sum.xy + weight * h.xy, sum.yy + weight * h.yy};
        };
        if (isValid(v))
            for (const Shift& shift : m_shifts) add(shift.weight, m_surface->hessian(v + shift.by));
        else
            for (const auto& summand : m_picture) add(1.0, summand->hessian(v));
        return sum;
    }
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override {
        for (const auto& summand : m_picture) summand->addTo(over, columns, rows, out);
    }

private:
    struct Shift {
        Point by;
        double weight = 0.0;
    };
    SurfacePtr m_surface;
    std::vector<std::unique_ptr<const Summand>> m_picture;
    std::vector<Shift> m_shifts;
    Rectangle m_valid;
};

}  // namespace

/// F as a sum.
class SmoothedSurface::Method {
public:
    Method(const SurfacePtr& surface, const PlaneNoise& law, double stepSize) : m_noise(law) {
        m_anchor = surface->domain().centre();
        if (stepSize == 0.0) {
            m_summands.push_back(std::make_unique<Same>(surface));
            return;
        }
        const PlanePolynomial polynomial = surface->polynomial();
        SmoothedPolynomial smoothed = smoothedPolynomial(polynomial, law, stepSize);
        existence = smoothed.existence;
        if (existence == Existence::Absent) return;
        std::vector<SurfacePtr> parts = surface->parts();
        if (parts.empty() && surface->detail()) parts.push_back(surface);
        for (const SurfacePtr& part : parts) {
            const bool narrow = isNarrow(part, law, stepSize);
            if (narrow) {
                // E g(v − ηε) = f − p + (E g(v − ηε) − g)
                for (const auto& term : part->polynomial().terms)
                    smoothed.polynomial.terms.push_back({term.i, term.j, -term.coefficient});
                m_summands.push_back(std::make_unique<Same>(part));
            }
            m_summands.push_back(smoothedDetail(part, law, stepSize, narrow));
        }
        m_summands.push_back(std::make_unique<PolynomialForm>(smoothed.polynomial));
        if (surface->detail() && law.law != Law::Rademacher) setNoise(*surface);
        if (surface->isSmooth() && law.law != Law::Rademacher && law.momentLimit() > 16.0)
            setShifts(surface, law, stepSize);
        if (surface->detail() && law.law == Law::Rademacher) {
            const Rectangle everywhere{{-HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, HUGE_VAL}};
            const std::vector<Atom> two{{-1.0, 0.5}, {1.0, 0.5}};
            auto exact = std::make_unique<Shifts>(surface, law.root, stepSize, two, everywhere, std::move(m_summands));
            m_summands.clear();
            m_summands.push_back(std::move(exact));
        }
        if (existence == Existence::UpToConstant) m_constant = surface->value(m_anchor) - value(m_anchor);
    }

    Existence existence = Existence::Complete;
    std::string reason() const {
        if (existence == Existence::Complete) return inexact();
        const std::string law = std::string("With ") + (m_noise.law == Law::StudentT ? "ν" : "α") + " = " +
                                written(m_noise.shape) + " the noise has no " + missingMoment(m_noise.momentLimit());
        if (existence == Existence::UpToConstant)
            return law + ", so E f is infinite on this surface; F is shown up to a constant, equal to f at (" +
                   written(m_anchor.x) + ", " + written(m_anchor.y) + ")." + (inexact().empty() ? "" : " " + inexact());
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

    double error() const {
        double sum = 0.0;
        for (const auto& summand : m_summands) sum += summand->error();
        // Up to a constant F is a difference of two values.
        return existence == Existence::UpToConstant ? 2.0 * sum : sum;
    }
    Point noise(Point v) const {
        if (m_detailHeight == 0.0 || (m_shifts && m_shifts->isValid(v))) return {};
        // The jumps of ∇²f at the edges of formulas and tables ring; measured over plateaus, they fade with the way in.
        double share = kHessianNoise;
        if (m_isContinued) {
            const auto inside = [](double at, const Interval& side, double spacing) {
                return std::max(0.0, std::min(at - side.lower, side.upper - at)) / spacing;
            };
            const double cells = std::min(inside(v.x, m_domain.x, m_spacing.x), inside(v.y, m_domain.y, m_spacing.y));
            share += kRinging * std::pow(10.0, -cells / 6.0);
        }
        const double noise = share * m_detailHeight;
        return {noise / (m_spacing.x * m_spacing.x), noise / (m_spacing.y * m_spacing.y)};
    }

private:
    /// One sentence where F is less exact than what is seen; empty otherwise.
    std::string inexact() const {
        if (!(error() > kToldError * m_height)) return {};
        // Rounded up to one digit.
        const double share = error() / m_height, unit = std::pow(10.0, std::floor(std::log10(share)));
        char digits[32];
        const auto end =
            std::to_chars(digits, digits + sizeof digits, std::ceil(share / unit) * unit, std::chars_format::general, 1)
                .ptr;
        return "F may be off by up to " + std::string(digits, end) +
               " of its height: f has kinks or details narrower than the grid that F is computed on.";
    }

    void setNoise(const Surface& surface) {
        const Heights heights = heightsOf(surface);
        m_detailHeight = heights.detail;
        m_height = heights.all;
        m_domain = surface.domain();
        m_spacing = surface.detail()->spacing;
        m_isContinued = surface.isContinued();
    }

    /// Puts a Gauss rule of 8 × 8 atoms in the place of the grid, where noise is so narrow that they suffice.
    void setShifts(const SurfacePtr& surface, const PlaneNoise& law, double stepSize) {
        const double sigma = law.coordinate().sigma();
        const Point wide =
            stepSize * sigma *
            Point{std::abs(law.root.xx) + std::abs(law.root.xy), std::abs(law.root.xy) + std::abs(law.root.yy)};
        if (wide.x > kNarrow * m_spacing.x || wide.y > kNarrow * m_spacing.y) return;
        std::vector<double> moments;
        for (int order = 0; order <= 16; ++order)
            moments.push_back(law.coordinate().moment(order) / std::pow(sigma, order));
        std::vector<Atom> atoms = gaussRule(moments);
        for (Atom& atom : atoms) atom.value *= sigma;
        auto shifts = std::make_unique<Shifts>(surface, law.root, stepSize, atoms, m_domain, std::move(m_summands));
        m_shifts = shifts.get();
        m_summands.clear();
        m_summands.push_back(std::move(shifts));
    }

    PlaneNoise m_noise;
    double m_detailHeight = 0.0;  ///< 0 where F has no grid
    double m_height = 0.0;
    Rectangle m_domain;
    Point m_spacing;
    bool m_isContinued = false;
    const Shifts* m_shifts = nullptr;  ///< one of the summands
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
double SmoothedSurface::error() const { return m_method->error(); }
Point SmoothedSurface::noise(Point v) const { return m_method->noise(v); }
double SmoothedSurface::value(Point v) const { return m_method->value(v); }
Point SmoothedSurface::gradient(Point v) const { return m_method->gradient(v); }
Symmetric SmoothedSurface::hessian(Point v) const { return m_method->hessian(v); }
void SmoothedSurface::sample(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    m_method->sample(over, columns, rows, out);
}

}  // namespace basin
