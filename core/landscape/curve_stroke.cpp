// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The stroke is first laid down this finely between two points of the result.
constexpr int kFine = 8;

/// The stroke's height at equally spaced places, `places` of them from domain.lower on; not a number where it does not
/// reach. The pen goes along straight lines from point to point, and where it comes by again it writes over.
std::vector<double> layDown(const std::vector<CurvePoint>& stroke, Interval domain, int places) {
    std::vector<double> heights(static_cast<std::size_t>(places), kNone);
    const double spacing = domain.width() / (places - 1);
    const auto indexOf = [&](double w) {
        return std::clamp((w - domain.lower) / spacing, -kFine * 1.0, places + kFine * 1.0);
    };
    CurvePoint before = stroke.front();
    for (const CurvePoint& point : stroke) {
        const auto [left, right] = std::minmax(before, point, [](auto& a, auto& b) { return a.w < b.w; });
        const int first = std::max(0, static_cast<int>(std::ceil(indexOf(left.w))));
        const int last = std::min(places - 1, static_cast<int>(std::floor(indexOf(right.w))));
        for (int i = first; i <= last; ++i) {
            const double w = domain.lower + spacing * i;
            const double share = right.w > left.w ? (w - left.w) / (right.w - left.w) : 1.0;
            heights[static_cast<std::size_t>(i)] = left.f + share * (right.f - left.f);
        }
        before = point;
    }
    // A stroke too short to reach a point of the result moves the nearest one.
    bool reaches = false;
    for (std::size_t i = 0; i < heights.size(); i += kFine) reaches = reaches || !std::isnan(heights[i]);
    const double nearest = kFine * std::round(indexOf(before.w) / kFine);
    if (!reaches && nearest >= 0.0 && nearest < places) heights[static_cast<std::size_t>(nearest)] = before.f;
    return heights;
}

/// The value at place `centre` of the parabola (of the line, where too few places are drawn on) that fits the heights
/// around it best, weighted by a triangle that reaches to the neighbouring points of the result. Pixel steps are
/// averaged out, and neither slope nor curvature is flattened.
double smoothedAt(const std::vector<double>& heights, int centre) {
    // Moments of the weights about the centre, and of the heights.
    double s[5] = {}, t[3] = {};
    int drawn = 0;
    for (int offset = 1 - kFine; offset < kFine; ++offset) {
        const int i = centre + offset;
        if (i < 0 || i >= static_cast<int>(heights.size()) || std::isnan(heights[static_cast<std::size_t>(i)]))
            continue;
        const double x = static_cast<double>(offset) / kFine, weight = 1.0 - std::abs(x);
        double power = weight;
        for (int k = 0; k < 5; ++k, power *= x) {
            s[k] += power;
            if (k < 3) t[k] += power * heights[static_cast<std::size_t>(i)];
        }
        ++drawn;
    }
    const double lineDeterminant = s[0] * s[2] - s[1] * s[1];
    if (drawn < 3 || lineDeterminant <= 0.0) return t[0] / s[0];
    if (drawn < kFine + kFine / 2) return (t[0] * s[2] - t[1] * s[1]) / lineDeterminant;
    // The constant term of the least-squares parabola, by Cramer's rule.
    const double a = s[2] * s[4] - s[3] * s[3], b = s[2] * s[3] - s[1] * s[4], c = s[1] * s[3] - s[2] * s[2];
    return (t[0] * a + t[1] * b + t[2] * c) / (s[0] * a + s[1] * b + s[2] * c);
}

/// Along straight lines between the points; beyond them as at the nearest.
double interpolated(const std::vector<CurvePoint>& points, double w) {
    const auto next = std::ranges::lower_bound(points, w, {}, &CurvePoint::w);
    if (next == points.end()) return points.back().f;
    if (next == points.begin() || next->w == w) return next->f;
    const CurvePoint& before = *(next - 1);
    return before.f + (w - before.w) / (next->w - before.w) * (next->f - before.f);
}

}  // namespace

std::vector<CurvePoint> resampleStroke(const std::vector<CurvePoint>& stroke, const std::vector<CurvePoint>& previous,
                                       Interval domain, int count) {
    std::vector<CurvePoint> drawn;
    for (const CurvePoint& point : stroke)
        if (std::isfinite(point.w) && std::isfinite(point.f)) drawn.push_back(point);
    std::vector<double> heights;
    if (!drawn.empty()) heights = layDown(drawn, domain, kFine * (count - 1) + 1);

    if (drawn.empty() && previous.empty()) return {};
    std::vector<CurvePoint> ascending = previous.empty() ? drawn : previous;
    std::ranges::stable_sort(ascending, {}, &CurvePoint::w);

    const LandscapePtr before = [&] {
        Result<LandscapePtr> curve = makeCurve(previous);
        return curve ? *std::move(curve) : LandscapePtr();
    }();
    std::vector<CurvePoint> points;
    for (int i = 0; i < count; ++i) {
        // The ends exactly, and the places of `previous` again where they are the same up to rounding.
        double w = i + 1 == count ? domain.upper : domain.lower + domain.width() * i / (count - 1);
        const auto same = static_cast<std::size_t>(i);
        const bool kept = previous.size() == static_cast<std::size_t>(count) &&
                          std::abs(previous[same].w - w) <= 1e-9 * domain.width();
        if (kept) w = previous[same].w;
        if (!heights.empty() && !std::isnan(heights[same * kFine]))
            points.push_back({w, smoothedAt(heights, kFine * i)});
        else if (kept)
            points.push_back(previous[same]);
        else if (before)
            points.push_back({w, before->value(w)});
        else
            points.push_back({w, interpolated(ascending, w)});
    }
    return points;
}

}  // namespace basin
