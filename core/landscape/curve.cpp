// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/curve.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/continuation.h"
#include "core/landscape/curve.h"
#include "core/landscape/numbers.h"
#include "core/landscape/pieces.h"
#include "core/landscape/sine_simd.h"
#include "core/landscape/step_simd.h"

#include <algorithm>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

using Indices = hn::Vec<hn::RebindToSigned<Doubles>>;

/// f′ = n0 + x (n1 + x n2), x = w − n3, with the four numbers of the piece that w lies in.
template <bool kEqualKnots>
struct PiecesSlope {
    PieceFinder finder;
    const double* slopes;

    /// ⌊x⌋ of 0 ≤ x < 2⁵¹; where x is whole it may be one less, which is the same point of the neighbouring piece.
    HWY_INLINE Indices floorOf(const Vector x) const {
        const Doubles d;
        const hn::RebindToSigned<Doubles> whole;
        const Vector rounded = hn::Add(hn::Max(hn::Sub(x, hn::Set(d, 0.5)), hn::Zero(d)), hn::Set(d, kRounder));
        return hn::Sub(hn::BitCast(whole, rounded), hn::BitCast(whole, hn::Set(d, kRounder)));
    }
    HWY_INLINE Indices pieceOf(const Vector w) const {
        const Doubles d;
        const hn::RebindToSigned<Doubles> whole;
        const Vector scale = hn::Set(d, finder.perWidth), from = hn::Sub(w, hn::Set(d, finder.lower));
        Vector x = kEqualKnots ? hn::MulAdd(from, scale, hn::Set(d, 1.0)) : hn::Mul(from, scale);
        // Not a number becomes 0 here; at the upper end the half keeps floorOf off the piece before.
        x = hn::IfThenElseZero(hn::Gt(x, hn::Zero(d)), hn::Min(x, hn::Set(d, finder.last + 0.5)));
        Indices piece = floorOf(x);
        if constexpr (!kEqualKnots) {
            piece = hn::GatherIndex(whole, finder.first, piece);
            for (std::int64_t stride = finder.stride; stride > 0; stride /= 2) {
                const Indices next = hn::Add(piece, hn::Set(whole, stride));
                const auto beyond = hn::Ge(w, hn::GatherIndex(d, finder.starts, next));
                piece = hn::IfThenElse(hn::RebindMask(whole, beyond), next, piece);
            }
        }
        return piece;
    }
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        const Indices four = hn::ShiftLeft<2>(pieceOf(w));
        const Vector x = hn::Sub(w, hn::GatherIndex(d, slopes + 3, four));
        Vector slope = hn::MulAdd(hn::GatherIndex(d, slopes + 2, four), x, hn::GatherIndex(d, slopes + 1, four));
        return hn::MulAdd(slope, x, hn::GatherIndex(d, slopes, four));
    }
};

void stepPieces(const PieceFinder& finder, const double* slopes, const Step& step) {
    if (finder.first) return stepWalkers(step, PiecesSlope<false>{finder, slopes});
    stepWalkers(step, PiecesSlope<true>{finder, slopes});
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepPieces);

namespace {

constexpr std::size_t kFewest = 4;
constexpr std::size_t kMost = 100'000;

class Curve : public Landscape {
public:
    Curve(std::vector<CubicPiece> pieces, Interval domain)
        : m_pieces(std::move(pieces)), m_domain(domain), m_integralAtZero(m_pieces.integral(0.0)) {}

    double value(double w) const override { return m_pieces.at(w).value(w); }
    double slope(double w) const override { return m_pieces.at(w).slope(w); }
    double curvature(double w) const override {
        // The ends are the only kinks of f′.
        if (w == m_domain.lower || w == m_domain.upper)
            return 0.5 * (m_pieces.at(std::nextafter(w, -HUGE_VAL)).curvature(w) + m_pieces.at(w).curvature(w));
        return m_pieces.at(w).curvature(w);
    }
    double integral(double w) const override { return m_pieces.integral(w) - m_integralAtZero; }
    Interval domain() const override { return m_domain; }
    bool isContinued() const override { return true; }
    std::vector<double> breakpoints() const override { return m_pieces.knots(); }
    void step(const Step& step) const override {
        HWY_DYNAMIC_DISPATCH(stepPieces)(m_pieces.finder(), m_pieces.slopes(), step);
    }

private:
    Pieces m_pieces;
    Interval m_domain;
    double m_integralAtZero;
};

std::optional<Error> firstBadPoint(const std::vector<CurvePoint>& points) {
    if (points.size() < kFewest)
        return Error{"A curve needs at least " + std::to_string(kFewest) + " points, and there " +
                         (points.size() == 1 ? "is 1." : "are " + std::to_string(points.size()) + "."),
                     "points"};
    if (points.size() > kMost)
        return Error{"A curve may have " + std::to_string(kMost) + " points at most, and there are " +
                         std::to_string(points.size()) + "; leave some out.",
                     "points"};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string where = "point " + std::to_string(i + 1);
        if (!std::isfinite(points[i].w) || !std::isfinite(points[i].f))
            return Error{"Of " + where + " of the curve (" + toText(points[i].w) + ", " + toText(points[i].f) +
                             ") both numbers must be finite.",
                         where};
        if (i > 0 && !(points[i].w > points[i - 1].w))
            return Error{"At " + where + " of the curve w = " + toText(points[i].w) + " follows on w = " +
                             toText(points[i - 1].w) + "; the points must ascend in w, each w once.",
                         where};
    }
    return std::nullopt;
}

/// Points so far apart or so close together that the cubics' numbers overflow.
std::optional<Error> firstBadPiece(const std::vector<CubicPiece>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const CubicPiece& piece = pieces[i];
        if (std::isfinite(piece.c1) && std::isfinite(piece.c2) && std::isfinite(piece.c3)) continue;
        return Error{"Between points " + std::to_string(i + 1) + " and " + std::to_string(i + 2) +
                         " the curve is too steep to compute with; use other units for w or f.",
                     "point " + std::to_string(i + 1)};
    }
    return std::nullopt;
}

}  // namespace

Result<LandscapePtr> makeCurve(const std::vector<CurvePoint>& points) {
    if (std::optional<Error> bad = firstBadPoint(points)) return *std::move(bad);
    std::vector<CubicPiece> inner = splinePieces(points);
    if (std::optional<Error> bad = firstBadPiece(inner)) return *std::move(bad);

    const Interval domain{points.front().w, points.back().w};
    const auto [lowest, highest] = std::ranges::minmax(points, {}, &CurvePoint::f);
    CurveScale scale{highest.f - lowest.f, domain.width(), 0.0};
    // f″ is linear on each piece: it is largest at a knot.
    for (const CubicPiece& piece : inner)
        scale.largestCurvature = std::max(scale.largestCurvature, std::abs(2.0 * piece.c2));
    const double lastCurvature = inner.back().curvature(domain.upper), lastSlope = inner.back().slope(domain.upper);
    scale.largestCurvature = std::max(scale.largestCurvature, std::abs(lastCurvature));

    const double firstSlope = inner.front().c1;
    const Continuation left =
        continuationOf(domain.lower, points.front().f, firstSlope, 2.0 * inner.front().c2, firstSlope > 0.0, scale);
    const Continuation right =
        continuationOf(domain.upper, points.back().f, lastSlope, lastCurvature, lastSlope < 0.0, scale);
    std::vector<CubicPiece> pieces{{left.end, left.f, left.slope, 0.5 * left.curvature, 0.0}};
    pieces.insert(pieces.end(), inner.begin(), inner.end());
    pieces.push_back({right.end, right.f, right.slope, 0.5 * right.curvature, 0.0});
    return LandscapePtr(std::make_shared<Curve>(std::move(pieces), domain));
}

}  // namespace basin
#endif
