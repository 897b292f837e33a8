// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/height_colours.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace basin {

namespace {

/// A colour in OKLab (B. Ottosson, 2020): equal distances look equally far.
struct Lab {
    double L, a, b;
};
Lab labOf(double lightness, double chroma, double hueDegrees) {
    const double hue = hueDegrees * std::numbers::pi / 180.0;
    return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}
double distance(const Lab& p, const Lab& q) { return std::hypot(p.L - q.L, p.a - q.a, p.b - q.b); }
Lab between(const Lab& p, const Lab& q, double share) {
    return {std::lerp(p.L, q.L, share), std::lerp(p.a, q.a, share), std::lerp(p.b, q.b, share)};
}

QRgb rgbOf(const Lab& lab) {
    const double l = std::pow(lab.L + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.L - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.L - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    const auto channel = [](double linear) {
        const double c = std::clamp(linear, 0.0, 1.0);
        const double curved = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
        return static_cast<int>(std::lround(255.0 * curved));
    };
    return qRgb(channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// 256 colours at equal distances along the way through the given ones.
template <std::size_t N>
std::array<QRgb, 256> ramp(const std::array<Lab, N>& way) {
    std::array<double, N> reached{};
    for (std::size_t i = 1; i < N; ++i) reached[i] = reached[i - 1] + distance(way[i - 1], way[i]);
    std::array<QRgb, 256> colours{};
    std::size_t part = 1;
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const double at = reached.back() * static_cast<double>(i) / 255.0;
        while (part + 1 < N && at > reached[part]) ++part;
        colours[i] =
            rgbOf(between(way[part - 1], way[part], (at - reached[part - 1]) / (reached[part] - reached[part - 1])));
    }
    return colours;
}

/// 1, 2 and 5 times powers of ten.
double niceStep(double raw) {
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

constexpr double kLevels = 11.0;  // about so many contour lines
constexpr double kSquashed =
    0.12;  // where half of the plane lies in so low a share of the range, the scale is logarithmic
constexpr double kLowestShare = 0.1;  // of the plane, whose height above the lowest value softens the logarithm

}  // namespace

const std::array<QRgb, 256>& heightColours(bool dark) {
    static const auto light = ramp(std::array{labOf(0.985, 0.006, 95), labOf(0.925, 0.035, 90), labOf(0.83, 0.06, 62),
                                              labOf(0.71, 0.075, 20), labOf(0.60, 0.085, 335)});
    static const auto night = ramp(std::array{labOf(0.215, 0.008, 260), labOf(0.30, 0.035, 300),
                                              labOf(0.40, 0.065, 330), labOf(0.52, 0.08, 10), labOf(0.62, 0.06, 40)});
    return dark ? night : light;
}

double HeightScale::shareOf(double value) const {
    const double above = value - range.lower;
    const double share = isLogarithmic()
                             ? std::log1p(std::max(0.0, above) / softening) / std::log1p(range.width() / softening)
                             : above / range.width();
    return std::clamp(share, 0.0, 1.0);
}

double HeightScale::valueAt(double share) const {
    return isLogarithmic() ? range.lower + softening * std::expm1(share * std::log1p(range.width() / softening))
                           : range.lower + share * range.width();
}

HeightScale heightScaleFor(std::span<const double> values) {
    std::vector<double> sorted;
    sorted.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double z) { return std::isfinite(z); });
    HeightScale scale;
    if (sorted.empty()) return scale;
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&](double share) {
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    };
    const double size = std::max(std::abs(sorted.front()), std::abs(sorted.back()));
    scale.range = {sorted.front(), std::max(sorted.back(), sorted.front() + 1e-9 * std::max(size, 1e-9))};
    const double width = scale.range.width();
    if (quantile(0.5) - scale.range.lower < kSquashed * width) {
        scale.softening = std::max(quantile(kLowestShare) - scale.range.lower, 1e-5 * width);
        // 1, 2 and 5 times powers of ten above the lowest value, or above zero where that is as good.
        const double base = std::abs(scale.range.lower) < scale.softening ? 0.0 : scale.range.lower;
        const double lowest = 0.25 * scale.softening;
        for (int power = static_cast<int>(std::floor(std::log10(lowest))); std::pow(10.0, power) < width; ++power)
            for (const double digit : {1.0, 2.0, 5.0})
                if (const double level = digit * std::pow(10.0, power);
                    level >= lowest && base + level < scale.range.upper)
                    scale.levels.push_back(base + level);
        if (static_cast<double>(scale.levels.size()) > 2.0 * kLevels) {  // powers of ten alone
            std::vector<double> powers;
            for (const double level : scale.levels)
                if (const double power = std::log10(level - base); std::abs(power - std::round(power)) < 1e-6)
                    powers.push_back(level);
            scale.levels = std::move(powers);
        }
        return scale;
    }
    const double step = niceStep(width / kLevels);
    for (double level = step * std::ceil(scale.range.lower / step + 1e-9); level < scale.range.upper; level += step)
        scale.levels.push_back(std::abs(level) < 1e-9 * step ? 0.0 : level);
    return scale;
}

}  // namespace basin
