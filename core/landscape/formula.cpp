// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/formula.h"

#include "core/landscape/antiderivative.h"
#include "core/landscape/continuation.h"
#include "core/landscape/formula_program.h"
#include "core/landscape/numbers.h"

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace basin {

namespace {

/// Intervals of the grid on which a formula is checked and searched for kinks.
constexpr int kGrid = 4096;
constexpr std::size_t kMostKinks = 1000;

/// Everything about a formula that is found out before it becomes a landscape.
struct Survey {
    std::vector<double> grid;   ///< ascending, with both ends and 0 if it lies between
    std::vector<double> kinks;  ///< ascending, within the domain
    CurveScale scale;
    double largest = 0.0;  ///< max |f|
};

Result<Survey> survey(const Program& program, Interval domain) {
    Survey found;
    for (int i = 0; i <= kGrid; ++i)
        found.grid.push_back(i == kGrid ? domain.upper : domain.lower + domain.width() * i / kGrid);
    if (const auto zero = std::ranges::lower_bound(found.grid, 0.0); domain.contains(0.0) && *zero != 0.0)
        found.grid.insert(zero, 0.0);

    double lowest = HUGE_VAL, highest = -HUGE_VAL;
    for (const double w : found.grid) {
        const Jet f = program.jet(w);
        if (!std::isfinite(f.value) || !std::isfinite(f.first))
            return Error{std::string("The formula") + (std::isfinite(f.value) ? " has a slope that" : "") +
                             " is not finite at w = " + toText(w) + "; choose another formula or domain.",
                         "w = " + toText(w)};
        lowest = std::min(lowest, f.value);
        highest = std::max(highest, f.value);
        if (std::isfinite(f.second))
            found.scale.largestCurvature = std::max(found.scale.largestCurvature, std::abs(f.second));
    }
    found.scale.height = highest - lowest;
    found.scale.width = domain.width();
    found.largest = std::max(std::abs(lowest), std::abs(highest));
    return found;
}

/// Where a |·|, min or max changes sides: between two points of the grid at which its switch has different signs.
/// Two changes between neighbouring points are not seen.
std::vector<double> kinksOf(const Program& program, const std::vector<double>& grid) {
    std::vector<double> kinks, before = program.switches(grid.front());
    for (std::size_t i = 1; i < grid.size() && kinks.size() < kMostKinks && !before.empty(); ++i) {
        const std::vector<double> here = program.switches(grid[i]);
        for (std::size_t k = 0; k < here.size(); ++k) {
            if (here[k] == 0.0 && before[k] != 0.0) kinks.push_back(grid[i]);
            if (!(before[k] < 0.0 && here[k] > 0.0) && !(before[k] > 0.0 && here[k] < 0.0)) continue;
            std::uintmax_t most = 100;
            const auto [left, right] = boost::math::tools::toms748_solve(
                [&](double w) { return program.switches(w)[k]; }, grid[i - 1], grid[i], before[k], here[k],
                boost::math::tools::eps_tolerance<double>(), most);
            kinks.push_back(0.5 * (left + right));
        }
        before = here;
    }
    std::ranges::sort(kinks);
    kinks.erase(std::ranges::unique(kinks).begin(), kinks.end());
    return kinks;
}

class Formula : public Landscape {
public:
    Formula(Program program, Interval domain, std::vector<double> kinks, const CurveScale& scale, Antiderivative within)
        : m_program(std::move(program)), m_domain(domain), m_kinks(std::move(kinks)), m_within(std::move(within)) {
        const Jet left = m_program.jet(domain.lower), right = m_program.jet(domain.upper);
        const auto finite = [](double curvature) { return std::isfinite(curvature) ? curvature : 0.0; };
        m_below = continuationOf(domain.lower, left.value, left.first, finite(left.second), left.first > 0.0, scale);
        m_above =
            continuationOf(domain.upper, right.value, right.first, finite(right.second), right.first < 0.0, scale);
        m_integralAtZero = fromLowerEnd(0.0);
    }

    double value(double w) const override {
        return w < m_domain.lower ? m_below.valueAt(w) : w > m_domain.upper ? m_above.valueAt(w) : m_program.value(w);
    }
    double slope(double w) const override {
        return w < m_domain.lower   ? m_below.slopeAt(w)
               : w > m_domain.upper ? m_above.slopeAt(w)
                                    : m_program.jet(w).first;
    }
    double curvature(double w) const override {
        if (w < m_domain.lower) return m_below.curvature;
        if (w > m_domain.upper) return m_above.curvature;
        const double within = curvatureWithin(w);
        if (w == m_domain.lower) return 0.5 * (m_below.curvature + within);
        if (w == m_domain.upper) return 0.5 * (m_above.curvature + within);
        return within;
    }
    double integral(double w) const override { return fromLowerEnd(w) - m_integralAtZero; }
    Interval domain() const override { return m_domain; }
    bool isContinued() const override { return true; }
    std::vector<double> breakpoints() const override {
        std::vector<double> points{m_domain.lower};
        points.insert(points.end(), m_kinks.begin(), m_kinks.end());
        points.push_back(m_domain.upper);
        points.erase(std::ranges::unique(points).begin(), points.end());
        return points;
    }
    void step(const Step& step) const override {
        stepFormula({&m_program, m_domain, m_below.curvature, m_above.curvature}, step);
    }

private:
    /// Where f″ is infinite (|w|^1.5 at 0) a value close by stands for it.
    double curvatureWithin(double w) const {
        const double exact = m_program.jet(w).second;
        if (std::isfinite(exact)) return exact;
        const double near = 1e-6 * m_domain.width();
        return m_program.jet(w + near <= m_domain.upper ? w + near : w - near).second;
    }
    double fromLowerEnd(double w) const {
        if (w < m_domain.lower) return m_below.integralTo(w);
        if (w > m_domain.upper) return m_within(m_domain.upper) + m_above.integralTo(w);
        return m_within(w);
    }

    Program m_program;
    Interval m_domain;
    std::vector<double> m_kinks;
    Antiderivative m_within;
    Continuation m_below, m_above;
    double m_integralAtZero = 0.0;
};

std::optional<Error> badDomain(Interval domain) {
    if (!std::isfinite(domain.lower) || !std::isfinite(domain.upper) || !(domain.lower < domain.upper))
        return Error{"The domain of the formula goes from " + toText(domain.lower) + " to " + toText(domain.upper) +
                         "; it must be finite and begin below its end.",
                     "domain"};
    const double size = std::max(std::abs(domain.lower), std::abs(domain.upper));
    if (size > 1e9 || domain.width() < 1e-9 * size)
        return Error{"The domain of the formula goes from " + toText(domain.lower) + " to " + toText(domain.upper) +
                         "; that is too far from 0 or too narrow to compute with.",
                     "domain"};
    return std::nullopt;
}

}  // namespace

Result<LandscapePtr> makeFormula(std::string_view text, Interval domain) {
    if (std::optional<Error> bad = badDomain(domain)) return *std::move(bad);
    Result<Program> program = parseFormula(text);
    if (!program) return program.error();
    const Result<Survey> found = survey(*program, domain);
    if (!found) return found.error();
    std::vector<double> kinks = kinksOf(*program, found->grid);

    std::vector<double> edges{domain.lower};
    for (const double kink : kinks)
        if (domain.lower < kink && kink < domain.upper) edges.push_back(kink);
    edges.push_back(domain.upper);
    Result<Antiderivative> within =
        Antiderivative::make([&](double w) { return program->value(w); }, edges, found->largest);
    if (!within) return within.error();
    return LandscapePtr(
        std::make_shared<Formula>(*std::move(program), domain, std::move(kinks), found->scale, *std::move(within)));
}

}  // namespace basin
