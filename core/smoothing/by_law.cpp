// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/method.h"

#include "core/smoothing/closed_form.h"
#include "core/smoothing/convolution.h"
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
#include <vector>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// Differences over a window narrower than this share of the domain lose digits: quadrature then.
constexpr double kNarrow = 1e-3, kVeryNarrow = 1e-7;
/// A curve whose height is less than this share of its values is flat.
constexpr double kFlat = 1e-3;
/// Fewer minima than these are found to the last digit.
constexpr std::size_t kFew = 4;
/// Points that F′ is scanned at.
constexpr std::size_t kScan = 2048;

/// How F is had.
enum class Way {
    Same,       ///< no noise: F = f
    Closed,     ///< a closed form
    TwoPoints,  ///< Rademacher: ½ (f(v − ρ) + f(v + ρ))
    Window,     ///< uniform: the mean of f from v − ρ to v + ρ
    Quadrature  ///< a density on the whole line
};

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

/// The sign of a slope decides: where it is too small to be certain it is looked at closely.
template <class Slope>
void settleSigns(const std::vector<double>& grid, std::vector<double>& slopes, const Slope& slope) {
    double steepest = 0.0;
    for (const double s : slopes) steepest = std::max(steepest, std::abs(s));
    for (std::size_t i = 0; i < grid.size(); ++i)
        if (std::abs(slopes[i]) < 1e-5 * steepest) slopes[i] = slope(grid[i]);
}

/// Noise of the same law everywhere.
class ByLaw : public Smoothed::Method {
public:
    ByLaw(LandscapePtr landscape, const Noise& noise, double stepSize)
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
            m_way = Way::Same;
        } else if ((m_closed = ClosedForm::smoothed(*m_landscape, m_law))) {
            m_way = Way::Closed;
            if (m_existence == Existence::UpToConstant)
                m_closed->add(m_landscape->value(m_anchor) - m_closed->value(m_anchor));
        } else if (m_law.law == Law::Rademacher) {
            m_way = Way::TwoPoints;
        } else if (m_law.law == Law::Uniform) {
            m_way = Way::Window;
        }
        if (m_way == Way::Window || m_way == Way::Quadrature) m_expectation.emplace(*m_landscape, m_law);
        if (m_way == Way::Quadrature)
            m_convolution.emplace(m_landscape, m_law,
                                  m_existence == Existence::UpToConstant ? std::optional(m_anchor) : std::nullopt);
    }

    Existence existence() const override { return m_existence; }
    std::string reason() const override;

    double value(double v) const override;
    double slope(double v) const override;
    double curvature(double v) const override;
    std::function<double(double)> quickSlope(Interval range) const override;
    void curve(Interval range, std::span<double> out) const override;
    std::vector<Minimum> minima(Interval range) const override;
    std::vector<Extremum> extrema(Interval range) const override;

private:
    bool isNarrow() const { return m_law.scale < kNarrow * m_landscape->domain().width(); }
    void windowCurve(Interval range, std::span<double> out) const;
    double plainSlope(double v) const;  ///< F′ without quadrature; not for Way::Quadrature
    /// Points of the range, and F′ there to about 1e-6 of its height.
    void scan(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const;
    void scanCopies(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const;
    void scanByConvolution(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const;

    LandscapePtr m_landscape;
    Noise m_noise;  ///< of one gradient
    Noise m_law;    ///< of X = ηε
    double m_anchor;
    Existence m_existence = Existence::Complete;
    Way m_way = Way::Quadrature;
    std::optional<ClosedForm> m_closed;
    std::optional<Expectation> m_expectation;  ///< for Window and Quadrature
    std::optional<Convolution> m_convolution;  ///< for Quadrature: where many points are asked for
};

std::string ByLaw::reason() const {
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

double ByLaw::value(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_way) {
        case Way::Same: return m_landscape->value(v);
        case Way::Closed: return m_closed->value(v);
        case Way::TwoPoints: return 0.5 * (m_landscape->value(v - rho) + m_landscape->value(v + rho));
        case Way::Window:
            if (isNarrow()) break;
            return (m_landscape->integral(v + rho) - m_landscape->integral(v - rho)) / (2.0 * rho);
        case Way::Quadrature: break;
    }
    if (m_existence == Existence::UpToConstant)
        return m_landscape->value(m_anchor) + m_expectation->difference(v, m_anchor);
    return m_expectation->value(v);
}

double ByLaw::slope(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_way) {
        case Way::Same: return m_landscape->slope(v);
        case Way::Closed: return m_closed->slope(v);
        case Way::TwoPoints: return 0.5 * (m_landscape->slope(v - rho) + m_landscape->slope(v + rho));
        case Way::Window:
            if (isNarrow()) break;
            return (m_landscape->value(v + rho) - m_landscape->value(v - rho)) / (2.0 * rho);
        case Way::Quadrature: break;
    }
    return m_expectation->slope(v);
}

double ByLaw::curvature(double v) const {
    if (m_existence == Existence::Absent || !std::isfinite(v)) return kNone;
    const double rho = m_law.scale;
    switch (m_way) {
        case Way::Same: return m_landscape->curvature(v);
        case Way::Closed: return m_closed->curvature(v);
        case Way::TwoPoints: return 0.5 * (m_landscape->curvature(v - rho) + m_landscape->curvature(v + rho));
        case Way::Window:
            if (isNarrow()) break;
            return (m_landscape->slope(v + rho) - m_landscape->slope(v - rho)) / (2.0 * rho);
        case Way::Quadrature: break;
    }
    return m_expectation->curvature(v);
}

std::function<double(double)> ByLaw::quickSlope(Interval range) const {
    if (m_way != Way::Quadrature || m_existence == Existence::Absent) return {};
    return [probe = m_convolution->probe(range, 1)](double v) { return probe(v); };
}

void ByLaw::curve(Interval range, std::span<double> out) const {
    if (m_existence == Existence::Absent) {
        std::fill(out.begin(), out.end(), kNone);
        return;
    }
    const double spacing = out.size() > 1 ? range.width() / static_cast<double>(out.size() - 1) : 0.0;
    if (m_way == Way::Closed) {
        m_closed->values(range.lower, spacing, out);
    } else if (m_way == Way::Quadrature && spacing > 0.0) {
        m_convolution->sample(range, 0, out);
        // F may hardly change over a close view of a high place: then its height has to be right to more digits.
        const auto [lowest, highest] = std::minmax_element(out.begin(), out.end());
        const std::size_t middle = out.size() / 2;
        if (*highest - *lowest < kFlat * std::abs(out[middle])) {
            const double shift = value(range.lower + spacing * static_cast<double>(middle)) - out[middle];
            for (double& F : out) F += shift;
        }
    } else if (m_way == Way::Window && spacing > 0.0) {
        windowCurve(range, out);
    } else {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = value(range.lower + spacing * static_cast<double>(i));
    }
}

void ByLaw::windowCurve(Interval range, std::span<double> out) const {
    const double spacing = range.width() / static_cast<double>(out.size() - 1), rho = m_law.scale;
    if (rho < 1e-9 * range.width()) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = m_landscape->value(range.lower + spacing * static_cast<double>(i));
        return;
    }
    // F(v) − F(v₀) = [∫_{v₀+ρ}^{v+ρ} f − ∫_{v₀−ρ}^{v−ρ} f]/2ρ: no large integrals are subtracted, however wide the window.
    const auto tabulation = Tabulation::of(m_landscape);
    std::vector<double> left(out.size()), right(out.size());
    const double from = range.lower - rho, to = range.lower + rho;
    tabulation->integral(from, from, spacing, left);
    tabulation->integral(to, to, spacing, right);
    const double drift = spacing * (tabulation->expansion(to)[0] - tabulation->expansion(from)[0]);
    const double first = value(range.lower);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = first + (right[i] - left[i] + drift * static_cast<double>(i)) / (2.0 * rho);
}

void ByLaw::scan(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const {
    const double rho = m_law.scale;
    const bool isNarrowest = m_way == Way::Window && rho < kVeryNarrow * m_landscape->domain().width();
    if (m_way == Way::Quadrature) {
        scanByConvolution(range, grid, slopes);
    } else if (m_way == Way::Same || m_way == Way::Closed || isNarrowest) {
        grid = scanGrid(*Tabulation::of(m_landscape), range);
        for (const double v : grid) slopes.push_back(plainSlope(v));
    } else {
        scanCopies(range, grid, slopes);
    }
}

void ByLaw::scanCopies(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const {
    const auto tabulation = Tabulation::of(m_landscape);
    // The details of f appear in F to either side of where they are. Two kinks, one of each copy, may be neighbours: hence a
    // point between any two.
    const double rho = m_law.scale;
    std::vector<double> points = scanGrid(*tabulation, range);
    for (const double shift : {-rho, rho}) {
        std::vector<double> copy = scanGrid(*tabulation, {range.lower + shift, range.upper + shift});
        for (double& w : copy) w = std::clamp(w - shift, range.lower, range.upper);
        points = merged(points, copy);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        grid.push_back(points[i]);
        if (i + 1 < points.size()) grid.push_back(0.5 * (points[i] + points[i + 1]));
    }

    const int order = m_way == Way::TwoPoints ? 1 : 0;
    std::vector<double> copy(grid.size());
    slopes.assign(grid.size(), 0.0);
    for (const double side : {-1.0, 1.0}) {
        for (std::size_t i = 0; i < grid.size(); ++i) copy[i] = grid[i] + side * rho;
        tabulation->valuesAt(copy, order, copy);
        // F′ = (f(v + ρ) − f(v − ρ))/2ρ for the window, (f′(v + ρ) + f′(v − ρ))/2 for two points
        for (std::size_t i = 0; i < grid.size(); ++i) slopes[i] += (order == 1 ? 0.5 : 0.5 * side / rho) * copy[i];
    }
    settleSigns(grid, slopes, [this](double v) { return plainSlope(v); });
}

double ByLaw::plainSlope(double v) const {
    const double rho = m_law.scale;
    if (m_way != Way::Window) return slope(v);
    if (rho < kVeryNarrow * m_landscape->domain().width()) return m_landscape->slope(v);
    return (m_landscape->value(v + rho) - m_landscape->value(v - rho)) / (2.0 * rho);
}

void ByLaw::scanByConvolution(Interval range, std::vector<double>& grid, std::vector<double>& slopes) const {
    std::vector<std::pair<double, double>> points;
    const auto add = [&](Interval part, std::size_t count) {
        std::vector<double> values(count);
        m_convolution->sample(part, 1, values);
        for (std::size_t i = 0; i < count; ++i)
            points.emplace_back(part.lower + part.width() * static_cast<double>(i) / static_cast<double>(count - 1),
                                values[i]);
    };
    add(range, kScan);
    // Where f has details that are narrower than four cells, and noise too small to wipe them out: once more and closer.
    const double cell = range.width() / static_cast<double>(kScan - 1);
    const auto& knots = Tabulation::of(m_landscape)->knots();
    for (std::size_t i = 0; m_law.scale < 4.0 * cell && i + 1 < knots.size(); ++i) {
        const std::size_t begin = i;
        while (i + 1 < knots.size() && knots[i + 1].w - knots[i].w < 4.0 * cell) ++i;
        const Interval part{std::max(knots[begin].w, range.lower), std::min(knots[i].w, range.upper)};
        if (i > begin && part.width() > 0.0) add(part, std::clamp<std::size_t>(8 * (i - begin), 64, 8 * kScan));
    }
    std::sort(points.begin(), points.end());
    for (const auto& [v, slope] : points) {
        if (!grid.empty() && v == grid.back()) continue;
        grid.push_back(v);
        slopes.push_back(slope);
    }
    const Convolution::Probe probe = m_convolution->probe(range, 1);
    settleSigns(grid, slopes, [&probe](double v) { return probe(v); });
}

std::vector<Extremum> ByLaw::extrema(Interval range) const {
    if (m_existence == Existence::Absent || !(range.width() > 0.0)) return {};
    std::vector<double> grid, slopes, coarse(64);
    scan(range, grid, slopes);
    curve(range, coarse);
    const auto [lowest, highest] = std::minmax_element(coarse.begin(), coarse.end());
    const double height = *highest - *lowest;
    if (m_way != Way::Quadrature)
        return basin::extrema([this](double v) { return value(v); }, [this](double v) { return plainSlope(v); }, grid,
                              slopes, 1e-11 * height);
    const Convolution::Probe F = m_convolution->probe(range, 0), slopeOfF = m_convolution->probe(range, 1);
    return basin::extrema([&](double v) { return F(v); }, [&](double v) { return slopeOfF(v); }, grid, slopes,
                          1e-8 * height, 1e-8);
}

std::vector<Minimum> ByLaw::minima(Interval range) const {
    std::vector<Extremum> all = extrema(range);
    std::erase_if(all, [](const Extremum& extremum) { return !extremum.isMinimum; });
    std::vector<Minimum> result;
    for (const Extremum& extremum : all) {
        Minimum minimum{extremum.w, extremum.value, curvature(extremum.w)};
        if (m_way == Way::Quadrature && all.size() <= kFew) {
            // One step of Newton's from a place that is right to six digits and more.
            const double step = minimum.curvature > 0.0 ? slope(minimum.w) / minimum.curvature : 0.0;
            if (std::abs(step) < 1e-5 * range.width()) minimum.w -= step;
            minimum.value = value(minimum.w);
        }
        result.push_back(minimum);
    }
    return result;
}

}  // namespace

std::unique_ptr<const Smoothed::Method> smoothedByLaw(LandscapePtr landscape, const Noise& noise, double stepSize) {
    return std::make_unique<ByLaw>(std::move(landscape), noise, stepSize);
}

}  // namespace basin
