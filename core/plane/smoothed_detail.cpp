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

/// Periods of the box in widths of its middle. The noise carries g out of the middle by its reach; a box that is too small
/// for that is taken as wide as kCut, and the law is cut (core_law.h).
constexpr std::array kPeriods{1.15, 1.35, 1.6, 1.9, 2.25, 2.5, 3.0, 4.0, 5.0};
constexpr double kCut = 2.5;
constexpr double kSpare = 16.0;  // samples, for the splines' margins

bool isGaussian(const PlaneNoise& noise) {
    return noise.law == Law::Gaussian || (noise.law == Law::AlphaStable && noise.shape >= 2.0);
}

/// |ξ| beyond which the law has less than 1e-8; infinite with power tails.
double tailReach(const PlaneNoise& noise) {
    if (isGaussian(noise)) return 5.8 * noise.coordinate().sigma();
    if (noise.law == Law::Laplace) return 18.5;
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
    Point width;
    bool isCut = false;
};

Box boxFor(const Surface& surface, const PlaneNoise& noise, double stepSize) {
    const Rectangle middle = SurfaceSpectrum::middle(surface);
    const Point spacing = surface.detail()->spacing;
    const Symmetric& a = noise.root;
    const double reach = stepSize * tailReach(noise);
    // Cutting a uniform law of a skew A would cut what matters.
    const bool mayBeWide = a.xy != 0.0 && noise.law == Law::Uniform;
    const auto side = [&](double width, double spare, double perReach) {
        const double wanted = width + spare + 2.0 * reach * perReach;
        for (const double period : kPeriods)
            if (period * width >= wanted && (period <= kCut || mayBeWide)) return period * width;
        return 0.0;
    };
    const Point found{side(middle.x.width(), kSpare * spacing.x, std::abs(a.xx) + std::abs(a.xy)),
                      side(middle.y.width(), kSpare * spacing.y, std::abs(a.xy) + std::abs(a.yy))};
    if (found.x > 0.0 && found.y > 0.0) return {found, false};
    return {{kCut * middle.x.width(), kCut * middle.y.width()}, true};
}

/// How far ξ₁ and ξ₂ may reach in a box where the law is cut: in proportion to the way along each axis of A across the middle,
/// so that the middle's copies are not reached. With A diagonal nothing between places of the middle is lost.
std::array<double, 2> reaches(const Rectangle& middle, Point box, const Symmetric& a, double stepSize) {
    const Point wide{middle.x.width(), middle.y.width()}, room = box - wide;
    const auto across = [&](double x, double y) {
        return std::min(wide.x / std::max(std::abs(x), 1e-300), wide.y / std::max(std::abs(y), 1e-300)) / stepSize;
    };
    const double first = across(a.xx, a.xy), second = across(a.xy, a.yy);
    const double x = CoreLaw::kEdge * stepSize * (std::abs(a.xx) * first + std::abs(a.xy) * second);
    const double y = CoreLaw::kEdge * stepSize * (std::abs(a.xy) * first + std::abs(a.yy) * second);
    const double share = std::min(room.x / x, room.y / y);
    return {share * first, share * second};
}

}  // namespace

bool isNarrow(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize) {
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
    if (const std::vector<GaussianHill> hills = surface->hills(); !hills.empty() && isGaussian(noise) && !withoutItself)
        return std::make_unique<HillsForm>(widened(hills, noise, stepSize));

    const Box box = boxFor(*surface, noise, stepSize);
    const auto spectrum = SurfaceSpectrum::of(surface, box.width);
    const Rectangle middle = SurfaceSpectrum::middle(*surface);
    const Symmetric& a = noise.root;
    Noise law = noise.coordinate();
    if (isGaussian(noise)) law = {Law::Gaussian, law.sigma()};
    std::array<double, 2> reach{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    if (box.isCut) {
        reach = reaches(middle, box.width, a, stepSize);
        for (double& r : reach)
            if (r > tailReach(noise)) r = std::numeric_limits<double>::infinity();
    }
    const CoreLaw first(law, reach[0]), second(law, reach[1]);
    const double less = withoutItself ? 1.0 : 0.0;
    const Point highest = spectrum->highest();
    const double perColumn = 2.0 * std::numbers::pi / spectrum->period().x;
    const Rectangle everywhere{{-HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, HUGE_VAL}};
    const Rectangle& valid = box.isCut ? middle : everywhere;
    if (a.xy == 0.0) {
        std::vector<double> alongX;
        for (int i = 0; perColumn * i < 1.001 * highest.x; ++i)
            alongX.push_back(first.characteristic(stepSize * a.xx * perColumn * i));
        return spectrum->filtered(
            [&](double ky, std::span<double> factors) {
                const double alongY = second.characteristic(stepSize * a.yy * ky);
                for (std::size_t i = 0; i < factors.size(); ++i) factors[i] = alongX[i] * alongY - less;
            },
            valid);
    }
    // φ(η(A_xx k_x + A_xy k_y)) φ(η(A_xy k_x + A_yy k_y))
    const auto largest = [&](double x, double y) {
        return 1.001 * stepSize * (std::abs(x) * highest.x + std::abs(y) * highest.y);
    };
    const CoreLaw::Table one = first.table(largest(a.xx, a.xy)), two = second.table(largest(a.xy, a.yy));
    return spectrum->filtered(
        [&](double ky, std::span<double> factors) {
            for (std::size_t i = 0; i < factors.size(); ++i) {
                const double kx = perColumn * static_cast<double>(i);
                const double factor = one(stepSize * (a.xx * kx + a.xy * ky));
                factors[i] = factor == 0.0 ? -less : factor * two(stepSize * (a.xy * kx + a.yy * ky)) - less;
            }
        },
        valid);
}

}  // namespace basin
