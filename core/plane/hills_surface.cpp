// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/hills_surface.h"

#include "core/landscape/numbers.h"
#include "core/plane/hills_form.h"
#include "core/plane/surface_families.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

namespace {

constexpr double kReach = 6.1;  // widths at which a hill is 1e-8 of its height
/// Samples in a hill's width: many where the hill is wide, at least so many that its spectrum is e^{−(2.2π)²/2} = 4e-11 where it
/// is cut off.
constexpr double kManyPerWidth = 4.0, kFewPerWidth = 2.2;
constexpr double kManyAcross = 400.0;     // samples across the surface that are many
constexpr double kAlike = 3.5;            // widest by narrowest of the hills that share a grid
constexpr double kNarrowest = 1 / 200.0;  // short axis of a drawn hill by the domain's width
constexpr double kWidest = 10.0;
constexpr double kHighest = 1e6;
constexpr std::size_t kMostHills = 200;

/// Along x the spectrum of a hill reaches as far as that of a bell of width √(1/(S⁻¹)_xx) = √(det S / S_yy).
Point narrowness(const GaussianHill& hill) {
    const double det = hill.spread.determinant();
    return {std::sqrt(det / hill.spread.yy), std::sqrt(det / hill.spread.xx)};
}

class HillsSurface : public Surface {
public:
    HillsSurface(double curvature, Point centre, std::vector<GaussianHill> hills, const Rectangle& domain)
        : m_curvature(curvature), m_centre(centre), m_hills(std::move(hills)), m_form(m_hills), m_domain(domain) {
        setParts();
    }

    double value(Point w) const override {
        const Point d = w - m_centre;
        return 0.5 * m_curvature * dot(d, d) + m_form.value(w);
    }
    Point gradient(Point w) const override { return m_curvature * (w - m_centre) + m_form.gradient(w); }
    Symmetric hessian(Point w) const override {
        const Symmetric h = m_form.hessian(w);
        return {h.xx + m_curvature, h.xy, h.yy + m_curvature};
    }
    void sample(const Rectangle& over, int columns, int rows, std::span<double> out) const override {
        std::size_t at = 0;
        for (int row = 0; row < rows; ++row) {
            const double dy = placeOf(over.y, row, rows) - m_centre.y;
            for (int column = 0; column < columns; ++column) {
                const double dx = placeOf(over.x, column, columns) - m_centre.x;
                out[at++] = 0.5 * m_curvature * (dx * dx + dy * dy);
            }
        }
        m_form.addTo(over, columns, rows, out);
    }
    Rectangle domain() const override { return m_domain; }
    int growth() const override { return m_curvature > 0.0 ? 2 : 0; }
    PlanePolynomial polynomial() const override {
        const double c = m_curvature;
        if (c == 0.0) return {};
        return {{{0, 0, 0.5 * c * dot(m_centre, m_centre)},
                 {1, 0, -c * m_centre.x},
                 {0, 1, -c * m_centre.y},
                 {2, 0, 0.5 * c},
                 {0, 2, 0.5 * c}},
                {}};
    }
    std::optional<SurfaceDetail> detail() const override {
        if (m_hills.empty()) return std::nullopt;
        SurfaceDetail detail{{{HUGE_VAL, -HUGE_VAL}, {HUGE_VAL, -HUGE_VAL}}, {}};
        Point narrowest{HUGE_VAL, HUGE_VAL};
        for (const GaussianHill& hill : m_hills) {
            const Symmetric& s = hill.spread;
            const Point reach{kReach * std::sqrt(s.xx), kReach * std::sqrt(s.yy)}, from = hill.place - reach,
                                                                                   to = hill.place + reach;
            detail.support = {{std::min(detail.support.x.lower, from.x), std::max(detail.support.x.upper, to.x)},
                              {std::min(detail.support.y.lower, from.y), std::max(detail.support.y.upper, to.y)}};
            const Point narrow = narrowness(hill);
            narrowest = {std::min(narrowest.x, narrow.x), std::min(narrowest.y, narrow.y)};
        }
        const auto spacing = [](double width, const Interval& domain, const Interval& support) {
            const double across = std::max(domain.upper, support.upper) - std::min(domain.lower, support.lower);
            return std::min(width / kFewPerWidth, std::max(width / kManyPerWidth, across / kManyAcross));
        };
        detail.spacing = {spacing(narrowest.x, m_domain.x, detail.support.x),
                          spacing(narrowest.y, m_domain.y, detail.support.y)};
        return detail;
    }
    std::vector<GaussianHill> hills() const override { return m_hills; }
    std::vector<SurfacePtr> parts() const override { return m_parts; }
    void step(const PlaneStep& step) const override { m_form.step(m_curvature, m_centre, step); }

private:
    void setParts() {
        const auto width = [](const GaussianHill& hill) {
            const Point narrow = narrowness(hill);
            return std::min(narrow.x, narrow.y);
        };
        std::vector<GaussianHill> ascending = m_hills;
        std::ranges::sort(ascending, {}, width);
        std::vector<std::vector<GaussianHill>> groups;
        for (const GaussianHill& hill : ascending) {
            if (groups.empty() || width(hill) > kAlike * width(groups.back().front())) groups.emplace_back();
            groups.back().push_back(hill);
        }
        if (groups.size() < 2) return;
        for (std::vector<GaussianHill>& group : groups)
            m_parts.push_back(std::make_shared<HillsSurface>(0.0, m_centre, std::move(group), m_domain));
    }

    double m_curvature;
    Point m_centre;
    std::vector<GaussianHill> m_hills;
    HillsForm m_form;
    Rectangle m_domain;
    std::vector<SurfacePtr> m_parts;
};

/// The spread of an ellipse with axes `width` and aspect · width, the long one at `angle` against the x axis.
Symmetric spreadOf(const DrawnHill& hill) {
    const double c = std::cos(hill.angle), s = std::sin(hill.angle);
    const double along = hill.width * hill.width, across = along * hill.aspect * hill.aspect;
    return {along * c * c + across * s * s, (along - across) * c * s, along * s * s + across * c * c};
}

std::optional<Error> badHill(const DrawnHill& hill, std::size_t number, const Rectangle& domain) {
    const std::string where = "hill " + std::to_string(number);
    const auto error = [&](const std::string& what) { return Error{"Of " + where + " " + what, where}; };
    if (!hill.place.isFinite()) return error("the place is not finite; set it within the surface.");
    if (!(std::abs(hill.height) <= kHighest))
        return error("the height is " + toText(hill.height) + "; it must lie between " + toText(-kHighest) + " and " +
                     toText(kHighest) + ".");
    if (!std::isfinite(hill.angle)) return error("the angle is not finite; give it in radians.");
    if (!(hill.aspect > 0.0 && hill.aspect <= 1.0))
        return error("the aspect is " + toText(hill.aspect) +
                     "; it is short axis by long axis and must be above 0 and at most 1.");
    const double size = std::min(domain.x.width(), domain.y.width());
    if (!(hill.width > 0.0 && hill.width <= kWidest * size))
        return error("the width is " + toText(hill.width) + "; it must be above 0 and at most " +
                     toText(kWidest * size) + ".");
    if (hill.width * hill.aspect < kNarrowest * size)
        return error("the short axis is " + toText(hill.width * hill.aspect) + "; it must be at least " +
                     toText(kNarrowest * size) + ", a two-hundredth of the surface: take a larger width or aspect.");
    const Point away = hill.place - domain.centre();
    if (std::abs(away.x) > domain.x.width() || std::abs(away.y) > domain.y.width())
        return error("the place (" + toText(hill.place.x) + ", " + toText(hill.place.y) +
                     ") is far outside the surface; set it within.");
    return std::nullopt;
}

Parameter depth(std::string name, std::string symbol, std::string label) {
    return {
        .name = std::move(name),
        .symbol = std::move(symbol),
        .label = std::move(label),
        .tip = "The larger it is, the deeper this well, and the larger the step or the noise that gets a walker out.",
        .minimum = 0.01,
        .maximum = 10.0,
        .standard = 1.0,
        .logarithmic = true};
}

Parameter place(std::string name, std::string symbol, std::string label, double standard) {
    return {.name = std::move(name),
            .symbol = std::move(symbol),
            .label = std::move(label),
            .tip = "Where on the x axis this well sits; the farther from 0, the higher up the bowl's side.",
            .minimum = -5.0,
            .maximum = 5.0,
            .standard = standard};
}

Parameter width(std::string name, std::string symbol, std::string label, double standard) {
    return {.name = std::move(name),
            .symbol = std::move(symbol),
            .label = std::move(label),
            .tip = "The larger it is, the wider and so the flatter this well; wide wells outlive larger steps.",
            .minimum = 0.05,
            .maximum = 3.0,
            .standard = standard,
            .logarithmic = true};
}

/// f = a (x² + y²)/2 − h₁ exp(−((x − s₁)² + y²)/(2δ₁²)) − h₂ exp(−((x − s₂)² + y²)/(2δ₂²)).
SurfacePtr makeGaussians(std::span<const double> p) {
    std::vector<GaussianHill> wells;
    Interval x;
    double half = 0.0;
    for (const std::size_t i : {1U, 4U}) {
        const double s = p[i + 1], delta = p[i + 2];
        wells.push_back({-p[i], {s, 0.0}, {delta * delta, 0.0, delta * delta}});
        x = {std::min(x.lower, s - 3.0 * delta), std::max(x.upper, s + 3.0 * delta)};
        half = std::max(half, 3.0 * delta);
    }
    // Both wells to three widths and the bowl's middle, with a margin; not flatter than 2 to 1.
    const double margin = 0.1 * x.width();
    x = {x.lower - margin, x.upper + margin};
    half = std::max(half + margin, 0.3 * x.width());
    return makeHillsSurface(p[0], {}, std::move(wells), {x, {-half, half}});
}

}  // namespace

SurfacePtr makeHillsSurface(double curvature, Point centre, std::vector<GaussianHill> hills, const Rectangle& domain) {
    return std::make_shared<HillsSurface>(curvature, centre, std::move(hills), domain);
}

std::optional<Error> badSurfaceDomain(const Rectangle& domain) {
    for (const auto& [name, side] : {std::pair{"x", domain.x}, {"y", domain.y}}) {
        const std::string from = std::string("The surface's domain goes from ") + name + " = " + toText(side.lower) +
                                 " to " + toText(side.upper);
        if (!std::isfinite(side.lower) || !std::isfinite(side.upper) || !(side.lower < side.upper))
            return Error{from + "; it must be finite and begin below its end.", "domain"};
        const double size = std::max(std::abs(side.lower), std::abs(side.upper));
        if (size > 1e9 || side.width() < 1e-6 * size)
            return Error{from + "; that is too far from 0 or too narrow to compute with.", "domain"};
    }
    const double ratio = domain.x.width() / domain.y.width();
    if (ratio > 1e3 || ratio < 1e-3)
        return Error{"The surface's domain is " + toText(domain.x.width()) + " wide and " + toText(domain.y.width()) +
                         " high; one side may be a thousand times the other at most: take other units.",
                     "domain"};
    return std::nullopt;
}

Result<SurfacePtr> makeDrawnSurface(const Rectangle& domain, double bowl, const std::vector<DrawnHill>& hills) {
    if (std::optional<Error> bad = badSurfaceDomain(domain)) return *std::move(bad);
    if (!(bowl >= 0.0 && bowl <= kHighest))
        return Error{
            "The bowl's curvature is " + toText(bowl) + "; it must lie between 0 and " + toText(kHighest) + ".",
            "bowl"};
    if (hills.size() > kMostHills)
        return Error{"The drawn surface has " + std::to_string(hills.size()) + " hills and wells; " +
                         std::to_string(kMostHills) + " at most are computed with: take some away.",
                     "hills"};
    std::vector<GaussianHill> made;
    for (std::size_t i = 0; i < hills.size(); ++i) {
        if (std::optional<Error> bad = badHill(hills[i], i + 1, domain)) return *std::move(bad);
        made.push_back({hills[i].height, hills[i].place, spreadOf(hills[i])});
    }
    return makeHillsSurface(bowl, domain.centre(), std::move(made), domain);
}

SurfaceFamily gaussiansPlaneFamily() {
    return {{.name = "gaussians",
             .title = "Two Gaussian wells",
             .formula = "f = a (x² + y²)/2 − h₁ exp(−((x − s₁)² + y²)/(2δ₁²)) − h₂ exp(−((x − s₂)² + y²)/(2δ₂²))",
             .parameters = {{.name = "a",
                             .symbol = "a",
                             .label = "Curvature of the bowl",
                             .tip = "The larger it is, the steeper the bowl that both wells are cut into.",
                             .minimum = 0.01,
                             .maximum = 10.0,
                             .standard = 0.2,
                             .logarithmic = true},
                            depth("h1", "h₁", "Depth of the first well"),
                            place("s1", "s₁", "Place of the first well", -1.5),
                            width("delta1", "δ₁", "Width of the first well", 0.2),
                            depth("h2", "h₂", "Depth of the second well"),
                            place("s2", "s₂", "Place of the second well", 1.5),
                            width("delta2", "δ₂", "Width of the second well", 0.8)}},
            makeGaussians};
}

}  // namespace basin
