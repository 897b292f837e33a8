// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/smoothed.h"

#include "core/smoothing/closed_form.h"
#include "core/smoothing/expectation.h"
#include "core/smoothing/extrema.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// Differences over a window narrower than this share of the domain lose digits: quadrature then.
constexpr double kNarrow = 1e-3;

/// How F is had.
enum class Method { Same, Closed, TwoPoints, Window, Quadrature };

std::string written(double number) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// The law of ηε; α = 2 is Gaussian of variance 2γ².
Noise scaledLaw(const Noise& noise, double stepSize) {
    Noise law = noise.scaledBy(stepSize);
    if (law.law == Law::AlphaStable && law.shape >= 2.0) law = {.law = Law::Gaussian, .scale = law.sigma()};
    return law;
}

std::string missingMoment(int order) {
    if (order == 1) return "mean";
    if (order == 2) return "variance";
    return "moment of order " + std::to_string(order);
}

}  // namespace

class Smoothed::Impl {
public:
    Impl(LandscapePtr landscape, const Noise& noise, double stepSize)
        : m_landscape(std::move(landscape)),
          m_noise(noise),
          m_law(scaledLaw(noise, stepSize)),
          m_anchor(m_landscape->domain().centre()) {
        const int growth = m_landscape->growth();
        const double limit = m_law.momentLimit();
        if (growth >= limit) m_existence = growth - 1 < limit ? Existence::UpToConstant : Existence::Absent;
        if (!(m_law.scale > 0.0)) m_existence = Existence::Complete;  // F = f

        if (m_existence == Existence::Absent) return;
        if (!(m_law.scale > 0.0)) {
            m_method = Method::Same;
        } else if ((m_closed = ClosedForm::smoothed(*m_landscape, m_law))) {
            m_method = Method::Closed;
            if (m_existence == Existence::UpToConstant)
                m_closed->add(m_landscape->value(m_anchor) - m_closed->value(m_anchor));
        } else if (m_law.law == Law::Rademacher) {
            m_method = Method::TwoPoints;
        } else if (m_law.law == Law::Uniform) {
            const Interval domain = m_landscape->domain();
            if (m_law.scale > kNarrow * domain.width()) m_method = Method::Window;
        }
        if (m_method == Method::Quadrature) m_expectation.emplace(*m_landscape, m_law);
    }

    Existence existence() const { return m_existence; }
    std::string reason() const;

    double value(double v) const;
    double slope(double v) const;
    double curvature(double v) const;
    void curve(Interval range, std::span<double> out) const;
    std::vector<Minimum> minima(Interval range) const;
    std::vector<Extremum> extrema(Interval range) const;

private:
    LandscapePtr m_landscape;
    Noise m_noise;  ///< of one gradient
    Noise m_law;    ///< of X = ηε
    double m_anchor;
    Existence m_existence = Existence::Complete;
    Method m_method = Method::Quadrature;
    std::optional<ClosedForm> m_closed;
    std::optional<Expectation> m_expectation;  ///< for Method::Quadrature
};

std::string Smoothed::Impl::reason() const {
    if (m_existence == Existence::Complete) return {};
    const int growth = m_landscape->growth();
    const std::string power = growth == 1 ? "|w|" : growth == 2 ? "w²" : "w^" + std::to_string(growth);
    const std::string law = std::string("With ") + (m_law.law == Law::StudentT ? "ν" : "α") + " = " +
                            written(m_noise.shape) + " the noise has no ";
    if (m_existence == Existence::UpToConstant)
        return law + missingMoment(growth) + ", so E f is infinite on a landscape that grows like " + power +
               "; F is shown up to a constant, equal to f at w = " + written(m_anchor) + ".";
    return law + missingMoment(growth - 1) + ", so neither E f nor E f′ exists on a landscape that grows like " +
           power + ": there is no F, no v* and no bound.";
}

double Smoothed::Impl::value(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_method) {
        case Method::Same: return m_landscape->value(v);
        case Method::Closed: return m_closed->value(v);
        case Method::TwoPoints: return 0.5 * (m_landscape->value(v - rho) + m_landscape->value(v + rho));
        case Method::Window: return (m_landscape->integral(v + rho) - m_landscape->integral(v - rho)) / (2.0 * rho);
        case Method::Quadrature: break;
    }
    if (m_existence == Existence::UpToConstant)
        return m_landscape->value(m_anchor) + m_expectation->difference(v, m_anchor);
    return m_expectation->value(v);
}

double Smoothed::Impl::slope(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_method) {
        case Method::Same: return m_landscape->slope(v);
        case Method::Closed: return m_closed->slope(v);
        case Method::TwoPoints: return 0.5 * (m_landscape->slope(v - rho) + m_landscape->slope(v + rho));
        case Method::Window: return (m_landscape->value(v + rho) - m_landscape->value(v - rho)) / (2.0 * rho);
        case Method::Quadrature: break;
    }
    return m_expectation->slope(v);
}

double Smoothed::Impl::curvature(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_method) {
        case Method::Same: return m_landscape->curvature(v);
        case Method::Closed: return m_closed->curvature(v);
        case Method::TwoPoints: return 0.5 * (m_landscape->curvature(v - rho) + m_landscape->curvature(v + rho));
        case Method::Window: return (m_landscape->slope(v + rho) - m_landscape->slope(v - rho)) / (2.0 * rho);
        case Method::Quadrature: break;
    }
    return m_expectation->curvature(v);
}

void Smoothed::Impl::curve(Interval range, std::span<double> out) const {
    const double last = std::max<double>(1.0, static_cast<double>(out.size()) - 1.0);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = value(range.lower + range.width() * static_cast<double>(i) / last);
}

std::vector<Extremum> Smoothed::Impl::extrema(Interval range) const {
    if (m_existence == Existence::Absent) return {};
    const std::vector<double> grid = scanGrid(*m_landscape, range);
    double lowest = value(range.lower), highest = lowest;
    for (std::size_t i = 0; i < grid.size(); i += 64) {
        const double F = value(grid[i]);
        lowest = std::min(lowest, F);
        highest = std::max(highest, F);
    }
    return basin::extrema([this](double v) { return value(v); }, [this](double v) { return slope(v); }, grid,
                          1e-11 * (highest - lowest));
}

std::vector<Minimum> Smoothed::Impl::minima(Interval range) const {
    std::vector<Minimum> result;
    for (const Extremum& extremum : extrema(range))
        if (extremum.isMinimum) result.push_back({extremum.w, extremum.value, curvature(extremum.w)});
    return result;
}

Smoothed::Smoothed(LandscapePtr landscape, const Noise& noise, double stepSize)
    : m_impl(std::make_unique<Impl>(std::move(landscape), noise, stepSize)) {}
Smoothed::~Smoothed() = default;
Smoothed::Smoothed(Smoothed&&) noexcept = default;
Smoothed& Smoothed::operator=(Smoothed&&) noexcept = default;

Existence Smoothed::existence() const { return m_impl->existence(); }
std::string Smoothed::reason() const { return m_impl->reason(); }
double Smoothed::value(double v) const { return m_impl->value(v); }
double Smoothed::slope(double v) const { return m_impl->slope(v); }
double Smoothed::curvature(double v) const { return m_impl->curvature(v); }
void Smoothed::curve(Interval range, std::span<double> out) const { m_impl->curve(range, out); }
std::vector<Minimum> Smoothed::minima(Interval range) const { return m_impl->minima(range); }
std::vector<Extremum> Smoothed::extrema(Interval range) const { return m_impl->extrema(range); }

}  // namespace basin
