// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/formula_surface.h"

#include "core/landscape/formula_program.h"
#include "core/landscape/numbers.h"
#include "core/plane/continued_surface.h"
#include "core/plane/hills_surface.h"
#include "core/plane/summand.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace basin {

namespace {

/// Places along each side at which a formula is checked.
constexpr int kChecked = 129;
constexpr int kCheckedForHoles = 1025;
/// Cells along each side of the grids that may tell a formula, and what they may be off by, as a share of its height.
constexpr std::array kCells{120, 200, 400};
constexpr double kTold = 1e-7;
/// For formulas with kinks, which no grid tells to the last digit.
constexpr int kCellsOfKinks = 256;

class FormulaSurface : public ContinuedSurface {
public:
    FormulaSurface(Program program, const Rectangle& domain)
        : ContinuedSurface(domain), m_program(std::move(program)) {}

    /// Looks at the formula on its whole domain. Errors name the place where it is not finite.
    std::optional<Error> survey() {
        const Rectangle over = domain();
        double lowest = HUGE_VAL, highest = -HUGE_VAL;
        for (int row = 0; row < kChecked; ++row)
            for (int column = 0; column < kChecked; ++column) {
                const Point w{placeOf(over.x, column, kChecked), placeOf(over.y, row, kChecked)};
                const PlaneJet f = m_program.jet(w.x, w.y);
                const bool hasValue = std::isfinite(f.value);
                if (!hasValue || !std::isfinite(f.x) || !std::isfinite(f.y)) {
                    const std::string where = "x = " + toText(w.x) + ", y = " + toText(w.y);
                    return Error{std::string("The formula") + (hasValue ? " has a slope that" : "") +
                                     " is not finite at " + where + "; choose another formula or domain.",
                                 where};
                }
                lowest = std::min(lowest, f.value);
                highest = std::max(highest, f.value);
            }
        // Holes between these places: values only, on a grid finer than any that tells the formula.
        std::vector<double> x(kCheckedForHoles), y(x.size()), f(x.size());
        for (int row = 0; row < kCheckedForHoles; ++row) {
            for (std::size_t i = 0; i < x.size(); ++i) {
                x[i] = placeOf(over.x, static_cast<int>(i), kCheckedForHoles);
                y[i] = placeOf(over.y, row, kCheckedForHoles);
            }
            valuesWithin(x.data(), y.data(), x.size(), f.data());
            for (std::size_t i = 0; i < x.size(); ++i)
                if (!std::isfinite(f[i])) {
                    const std::string where = "x = " + toText(x[i]) + ", y = " + toText(y[i]);
                    return Error{"The formula is not finite at " + where + "; choose another formula or domain.",
                                 where};
                }
        }
        int cells = kCellsOfKinks;
        for (const int some : kCells)
            if (isToldBy(some, kTold * (highest - lowest))) {
                cells = some;
                m_isSmooth = true;
                break;
            }
        setBowl(lowest, highest, {over.x.width() / cells, over.y.width() / cells});
        return std::nullopt;
    }

    bool isSmooth() const override { return m_isSmooth; }

private:
    SurfaceJet jetWithin(Point w) const override {
        const PlaneJet f = m_program.jet(w.x, w.y);
        SurfaceJet jet{f.value, {f.x, f.y}, {f.xx, f.xy, f.yy}};
        // Where a second derivative is infinite (|x|^1.5 at 0), one close by stands for it.
        if (std::isfinite(f.xx) && std::isfinite(f.xy) && std::isfinite(f.yy)) return jet;
        const Point centre = domain().centre(), near = w + 1e-6 * (centre - w) + Point{1e-9, 1e-9};
        const PlaneJet other = m_program.jet(near.x, near.y);
        jet.hessian = {other.xx, other.xy, other.yy};
        return jet;
    }
    double valueWithin(Point w) const override { return m_program.value(w.x, w.y); }
    void valuesAlong(const double* x, double y, std::size_t count, double* values) const override {
        const std::vector<double> height(count, y);
        valuesWithin(x, height.data(), count, values);
    }
    void valuesWithin(const double* x, const double* y, std::size_t count, double* values) const {
        planeFormulaGradients(m_program, x, y, count, values, nullptr, nullptr);
    }
    void gradientsWithin(const double* x, const double* y, std::size_t count, double* gradientX,
                         double* gradientY) const override {
        planeFormulaGradients(m_program, x, y, count, nullptr, gradientX, gradientY);
    }

    /// True if polynomials through eight neighbouring values give those halfway between, along both axes.
    bool isToldBy(int cells, double tolerance) const {
        const int nodes = 2 * cells + 1;
        const Rectangle over = domain();
        // Lines of places across the domain: more would hardly find more.
        constexpr int kLines = 41;
        std::vector<double> x(static_cast<std::size_t>(nodes)), y(x.size()), f(x.size());
        for (const bool isAlongX : {true, false})
            for (int line = 0; line < kLines; ++line) {
                for (std::size_t i = 0; i < x.size(); ++i) {
                    const auto along = static_cast<int>(i);
                    x[i] = isAlongX ? placeOf(over.x, along, nodes) : placeOf(over.x, line, kLines);
                    y[i] = isAlongX ? placeOf(over.y, line, kLines) : placeOf(over.y, along, nodes);
                }
                valuesWithin(x.data(), y.data(), x.size(), f.data());
                for (std::size_t i = 7; i + 7 < x.size(); i += 2) {
                    const double told = (1225.0 * (f[i - 1] + f[i + 1]) - 245.0 * (f[i - 3] + f[i + 3]) +
                                         49.0 * (f[i - 5] + f[i + 5]) - 5.0 * (f[i - 7] + f[i + 7])) /
                                        2048.0;
                    if (!(std::abs(told - f[i]) <= tolerance)) return false;
                }
            }
        return true;
    }

    Program m_program;
    bool m_isSmooth = false;
};

}  // namespace

Result<SurfacePtr> makeFormulaSurface(std::string_view text, const Rectangle& domain) {
    if (std::optional<Error> bad = badSurfaceDomain(domain)) return *std::move(bad);
    Result<Program> program = parseFormula(text, FormulaIn::Plane);
    if (!program) return program.error();
    auto surface = std::make_shared<FormulaSurface>(*std::move(program), domain);
    if (std::optional<Error> bad = surface->survey()) return *std::move(bad);
    return SurfacePtr(std::move(surface));
}

}  // namespace basin
