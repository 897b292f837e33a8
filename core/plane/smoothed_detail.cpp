// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/smoothed_detail.h"

#include "core/plane/core_law.h"
#include "core/plane/hills_form.h"
#include "core/plane/surface_spectrum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace basin {

namespace {

/// Periods of the box in widths of its middle. The noise carries g out of the middle by its reach. Where that asks for a wider
/// box, the law is cut (core_law.h), and the period is one of kCutPeriods times the farthest way from g to the domain.
constexpr std::array kPeriods{1.15, 1.35, 1.6, 1.9, 2.25, 2.5};
constexpr std::array kCutPeriods{2.5, 2.9, 3.5, 4.2, 5.0, 6.0, 7.0};
constexpr double kLost = 1e-5;   // probability that may be lost by cutting
constexpr double kSpare = 16.0;  // samples, for the splines' margins

bool isGaussian(const PlaneNoise& noise) {
    return noise.law == Law::Gaussian || (noise.law == Law::AlphaStable && noise.shape >= 2.0);
}

/// |ξ| beyond which the law has less than 1e-8; infinite with the tails of stable laws.
double tailReach(const PlaneNoise& noise) {
    if (isGaussian(noise)) return 5.8 * noise.coordinate().sigma();
    if (noise.law == Law::Laplace) return 18.5;
    if (noise.law == Law::StudentT) return -noise.coordinate().quantile(5e-9);
    return noise.coordinate().reach();
}

/// A hill with Gaussian noise of covariance C is one of spread S + C and the same volume.
std::vector<GaussianHill> widened(std::vector<GaussianHill> hills, const PlaneNoise& noise, double stepSize) {
    const double variance = noise.coordinate().moment(2) * stepSize * stepSize;
    const Symmetric& a = noise.root;
    const Symmetric c{variance * (a.xx * a.xx + a.xy * a.xy), variance * a.xy * (a.xx + a.yy),
                      variance * (a.xy * a.xy + a.yy * a.yy)};
    for (GaussianHill& hill : hills) {
        const Symmetric wider{hill.spread.xx + c.xx, hill.spread.xy + c.xy, hill.spread.yy + c.yy};
        hill.height *= std::sqrt(hill.spread.determinant() / wider.determinant());
        hill.spread = wider;
    }
    return hills;
}

struct Box {
    Rectangle over;
    bool isCut = false;
    std::array<double, 2> reach{};  ///< of ξ₁ and ξ₂, where the law is cut
};

Rectangle around(Point centre, Point width) {
    return {{centre.x - 0.5 * width.x, centre.x + 0.5 * width.x}, {centre.y - 0.5 * width.y, centre.y + 0.5 * width.y}};
}

/// The farthest ways along x and y between a place of the domain and one of g.
Point farthest(const Surface& surface) {
    const auto way = [](const Interval& a, const Interval& b) {
        return std::max(a.upper - b.lower, b.upper - a.lower);
    };
    const Rectangle domain = surface.domain(), support = surface.detail()->support;
    return {way(domain.x, support.x), way(domain.y, support.y)};
}

/// g and the noise's reach around it, beyond which E g is 0: small where both are. Its sides grow in steps of a quarter, so that
/// a spectrum serves many step sizes.
Rectangle closeBox(const SurfaceDetail& detail, Point reach) {
    const auto side = [](double width, double spacing, double most) {
        double period = width + kSpare * spacing;
        while (period < width + kSpare * spacing + 2.0 * most) period *= 1.25;
        return period;
    };
    return around(detail.support.centre(), {side(detail.support.x.width(), detail.spacing.x, reach.x),
                                            side(detail.support.y.width(), detail.spacing.y, reach.y)});
}

/// How far ξ₁ and ξ₂ reach between places that are `ways` apart: the largest |ξ| with |ηAξ| ≤ `ways` in both coordinates.
std::array<double, 2> fullReach(Point ways, const Symmetric& a, double stepSize) {
    const double det = std::max(a.determinant(), 1e-300) * stepSize;
    return {(a.yy * ways.x + std::abs(a.xy) * ways.y) / det, (std::abs(a.xy) * ways.x + a.xx * ways.y) / det};
}

/// At most the probability of a ξ that lies beyond `reach` but brings g to the domain, |ηAξ| ≤ `ways`: what lies beyond along one
/// axis must be made up for along the other.
double lost(const Noise& law, const std::array<double, 2>& reach, Point ways, const Symmetric& a, double stepSize) {
    if (a.xy == 0.0) return 0.0;
    const double cross = std::abs(a.xy);
    const auto beyond = [&](double x) { return 2.0 * law.distribution(-x); };
    const double second =
        std::max((a.xx * reach[0] - ways.x / stepSize) / cross, (cross * reach[0] - ways.y / stepSize) / a.yy);
    const double first =
        std::max((a.yy * reach[1] - ways.y / stepSize) / cross, (cross * reach[1] - ways.x / stepSize) / a.xx);
    return beyond(reach[0]) * beyond(std::max(second, 0.0)) + beyond(reach[1]) * beyond(std::max(first, 0.0));
}

/// The box for a law that is cut: so small that copies of g are not reached and so wide that nothing is lost. With A diagonal the
/// smallest does.
Box cutBox(const Surface& surface, const PlaneNoise& noise, double stepSize) {
    const Symmetric& a = noise.root;
    const Point ways = farthest(surface);
    const std::array<double, 2> full = fullReach(ways, a, stepSize);
    const double x = CoreLaw::kEdge * stepSize * (std::abs(a.xx) * full[0] + std::abs(a.xy) * full[1]);
    const double y = CoreLaw::kEdge * stepSize * (std::abs(a.xy) * full[0] + std::abs(a.yy) * full[1]);
    Box box{{}, true, {}};
    for (const double period : kCutPeriods) {
        const double share = std::min({1.0, (period - 1.0) * ways.x / x, (period - 1.0) * ways.y / y});
        box.over = around(SurfaceSpectrum::middle(surface).centre(), period * ways);
        box.reach = {share * full[0], share * full[1]};
        if (share == 1.0 || lost(noise.coordinate(), box.reach, ways, a, stepSize) <= kLost) break;
    }
    return box;
}

Box boxFor(const Surface& surface, const PlaneNoise& noise, double stepSize) {
    const Rectangle middle = SurfaceSpectrum::middle(surface);
    const SurfaceDetail detail = *surface.detail();
    const Symmetric& a = noise.root;
    const double tail = stepSize * tailReach(noise);
    const Point reach{tail * (std::abs(a.xx) + std::abs(a.xy)), tail * (std::abs(a.xy) + std::abs(a.yy))};
    const auto side = [&](double width, double spacing, double most) {
        const double wanted = width + kSpare * spacing + 2.0 * most;
        for (const double period : kPeriods)
            if (period * width >= wanted) return period * width;
        return 0.0;
    };
    const Point found{side(middle.x.width(), detail.spacing.x, reach.x),
                      side(middle.y.width(), detail.spacing.y, reach.y)};
    const bool isWhole = found.x > 0.0 && found.y > 0.0;
    const Box box = isWhole ? Box{around(middle.centre(), found), false, {}} : cutBox(surface, noise, stepSize);
    if (std::max(reach.x / middle.x.width(), reach.y / middle.y.width()) < kPeriods.back()) {
        const Rectangle close = closeBox(detail, reach);
        if (close.x.width() * close.y.width() < box.over.x.width() * box.over.y.width()) return {close, false, {}};
    }
    return box;
}

}  // namespace

bool isNarrow(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize) {
    if (isGaussian(noise) && !surface->hills().empty()) return false;
    const Point spacing = surface->detail()->spacing;
    const Noise law = noise.coordinate();
    const auto kept = [&](Point k) {
        const Point t = stepSize * noise.root.times(k);
        return std::abs(law.characteristic(t.x) * law.characteristic(t.y));
    };
    return kept({std::numbers::pi / spacing.x, 0.0}) + kept({0.0, std::numbers::pi / spacing.y}) > 1.0;
}

std::unique_ptr<const Summand> smoothedDetail(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize,
                                              bool withoutItself) {
    if (const std::vector<GaussianHill> hills = surface->hills(); !hills.empty() && isGaussian(noise))
        return std::make_unique<HillsForm>(widened(hills, noise, stepSize));

    const Box box = boxFor(*surface, noise, stepSize);
    const auto spectrum = SurfaceSpectrum::of(surface, box.over);
    const Rectangle middle = SurfaceSpectrum::middle(*surface);
    const Symmetric& a = noise.root;
    Noise law = noise.coordinate();
    if (isGaussian(noise)) law = {Law::Gaussian, law.sigma()};
    std::array<double, 2> reach = box.reach;
    for (double& r : reach)
        if (!box.isCut || r > tailReach(noise)) r = std::numeric_limits<double>::infinity();
    const CoreLaw first(law, reach[0]), second(law, reach[1]);
    const double less = withoutItself ? 1.0 : 0.0;
    Point limit{HUGE_VAL, HUGE_VAL};
    if (!withoutItself) {
        // |ηAk| below `ends` in both coordinates.
        const Point ends{first.fadesAt(), second.fadesAt()};
        const std::array<double, 2> most = fullReach(ends, a, stepSize);
        limit = {most[0], most[1]};
    }
    const Point highest = spectrum->highest();
    const double perColumn = 2.0 * std::numbers::pi / spectrum->period().x;
    const Rectangle everywhere{{-HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, HUGE_VAL}};
    const Rectangle& valid = box.isCut ? middle : everywhere;
    if (a.xy == 0.0) {
        std::vector<double> alongX;
        for (int i = 0; perColumn * i < 1.001 * highest.x; ++i)
            alongX.push_back(first.characteristic(stepSize * a.xx * perColumn * i));
        return spectrum->filtered({[&](double ky, std::span<double> factors) {
                                       const double alongY = second.characteristic(stepSize * a.yy * ky);
                                       for (std::size_t i = 0; i < factors.size(); ++i)
                                           factors[i] = alongX[i] * alongY - less;
                                   },
                                   limit},
                                  valid);
    }
    // φ(η(A_xx k_x + A_xy k_y)) φ(η(A_xy k_x + A_yy k_y))
    const auto largest = [&](double x, double y) {
        return 1.001 * stepSize * (std::abs(x) * highest.x + std::abs(y) * highest.y);
    };
    const CoreLaw::Table one = first.table(largest(a.xx, a.xy)), two = second.table(largest(a.xy, a.yy));
    return spectrum->filtered({[&](double ky, std::span<double> factors) {
                                   std::ranges::fill(factors, 1.0);
                                   one.multiply(stepSize * a.xy * ky, stepSize * a.xx * perColumn, factors);
                                   two.multiply(stepSize * a.yy * ky, stepSize * a.xy * perColumn, factors);
                                   for (double& factor : factors) factor -= less;
                               },
                               limit},
                              valid);
}

}  // namespace basin
