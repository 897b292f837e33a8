// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/numbers.h"
#include "core/smoothing/extrema.h"
#include "core/smoothing/inverse_step.h"
#include "core/smoothing/method.h"
#include "core/smoothing/piecewise_chebyshev.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// F(v) = E f(v − ηε(w(v))) (maths.md §1): asked place by place, and kept as polynomials about the domain.
class ByState : public Smoothed::Method {
public:
    ByState(LandscapePtr landscape, std::shared_ptr<const StateNoise> noise, double stepSize)
        : m_landscape(std::move(landscape)),
          m_noise(std::move(noise)),
          m_stepSize(stepSize),
          m_inverse(*m_landscape, stepSize) {
        if (stepSize == 0.0) return;
        if (!m_inverse.exists())
            m_reason =
                "With noise that depends on w there is an F only while w − ηf′(w) rises with w, here for η below " +
                toText(m_inverse.largestStepSize()) + "; choose a smaller step size.";
        else if (m_landscape->growth() >= m_noise->momentLimit())
            m_reason = "The noise has too few moments for E f on this landscape, so there is no F.";
    }

    Existence existence() const override { return m_reason.empty() ? Existence::Complete : Existence::Absent; }
    std::string reason() const override { return m_reason; }

    double value(double v) const override { return ask(v, &PiecewiseChebyshev::value, 0); }
    double slope(double v) const override { return ask(v, &PiecewiseChebyshev::slope, 1); }
    double curvature(double v) const override { return ask(v, &PiecewiseChebyshev::curvature, 2); }

    void curve(Interval range, std::span<double> out) const override {
        const double spacing = out.size() > 1 ? range.width() / static_cast<double>(out.size() - 1) : 0.0;
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = value(range.lower + spacing * static_cast<double>(i));
    }
    std::vector<Minimum> minima(Interval range) const override {
        std::vector<Minimum> result;
        for (const Extremum& extremum : extrema(range))
            if (extremum.isMinimum) result.push_back({extremum.w, extremum.value, curvature(extremum.w)});
        return result;
    }
    std::vector<Extremum> extrema(Interval range) const override;

private:
    /// F at one place, from the definition.
    double exact(double v) const {
        const double w = m_inverse(v);
        if (!std::isfinite(w)) return kNone;
        if (m_noise->isDiscrete()) {
            double sum = 0.0;
            for (const Atom& atom : m_noise->atomsAt(w))
                sum += atom.probability * m_landscape->value(v - m_stepSize * atom.value);
            return sum;
        }
        const Noise law = m_noise->lawAt(w);
        return law.scale > 0.0 ? smoothedByLaw(m_landscape, law, m_stepSize)->value(v) : m_landscape->value(v);
    }
    /// The table's answer, or beyond it differences of the exact values.
    double ask(double v, double (PiecewiseChebyshev::*question)(double) const, int order) const;
    /// Made when it is first asked for. Any thread.
    const PiecewiseChebyshev& table() const;

    LandscapePtr m_landscape;
    std::shared_ptr<const StateNoise> m_noise;
    double m_stepSize;
    InverseStep m_inverse;
    std::string m_reason;
    mutable std::once_flag m_once;
    mutable std::optional<PiecewiseChebyshev> m_table;
};

const PiecewiseChebyshev& ByState::table() const {
    std::call_once(m_once, [this] {
        const Interval domain = m_landscape->domain(), image = m_inverse.image();
        const double margin = 0.25 * domain.width();
        const Interval range{std::max(domain.lower - margin, image.lower),
                             std::min(domain.upper + margin, image.upper)};
        constexpr int kPanels = 4;
        std::vector<double> edges;
        for (int i = 0; i <= kPanels; ++i) edges.push_back(range.lower + range.width() * i / kPanels);
        for (const double w : m_landscape->breakpoints())
            if (range.lower < w && w < range.upper) edges.push_back(w);
        std::sort(edges.begin(), edges.end());
        m_table.emplace([this](double v) { return exact(v); }, edges);
    });
    return *m_table;
}

double ByState::ask(double v, double (PiecewiseChebyshev::*question)(double) const, int order) const {
    if (!m_reason.empty() || !std::isfinite(v)) return kNone;
    if (m_stepSize == 0.0)
        return order == 0 ? m_landscape->value(v) : order == 1 ? m_landscape->slope(v) : m_landscape->curvature(v);
    const PiecewiseChebyshev& known = table();
    if (known.range().contains(v)) return (known.*question)(v);
    if (order == 0) return exact(v);
    const double h = 1e-3 * known.range().width();
    const double before = exact(v - h), after = exact(v + h);
    return order == 1 ? (after - before) / (2.0 * h) : (after - 2.0 * exact(v) + before) / (h * h);
}

std::vector<Extremum> ByState::extrema(Interval range) const {
    if (!m_reason.empty() || !(range.width() > 0.0)) return {};
    const Interval image = m_inverse.image();
    range = {std::max(range.lower, image.lower), std::min(range.upper, image.upper)};
    if (!(range.width() > 0.0)) return {};
    constexpr int kEven = 256;
    std::vector<double> grid, slopes;
    for (int i = 0; i <= kEven; ++i) grid.push_back(range.lower + range.width() * i / kEven);
    std::vector<double> fine = table().points();
    std::erase_if(fine, [&](double v) { return !range.contains(v); });
    grid = merged(grid, fine);
    for (const double v : grid) slopes.push_back(slope(v));
    return basin::extrema([this](double v) { return value(v); }, [this](double v) { return slope(v); }, grid, slopes,
                          1e-9 * table().height());
}

}  // namespace

std::unique_ptr<const Smoothed::Method> smoothedByState(LandscapePtr landscape, std::shared_ptr<const StateNoise> noise,
                                                        double stepSize) {
    return std::make_unique<ByState>(std::move(landscape), std::move(noise), stepSize);
}

}  // namespace basin
