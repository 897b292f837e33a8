// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/curve.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/continuation.h"
#include "core/landscape/curvature_bounds.h"
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

constexpr std::size_t kLanes = hn::MaxLanes(Doubles());

/// The four numbers of each lane's piece.
struct Rows {
    Vector n0, n1, n2, n3;
};

#if HWY_MAX_BYTES >= 32 && !HWY_HAVE_SCALABLE
using Four = hn::Vec<hn::FixedTag<double, 4>>;
struct FourRows {
    Four n0, n1, n2, n3;
};

HWY_INLINE FourRows loadFourRows(const double* table, const std::int64_t* piece) {
    const hn::FixedTag<double, 4> d;
    const Four r0 = hn::LoadU(d, table + 4 * piece[0]), r1 = hn::LoadU(d, table + 4 * piece[1]);
    const Four r2 = hn::LoadU(d, table + 4 * piece[2]), r3 = hn::LoadU(d, table + 4 * piece[3]);
    const Four even01 = hn::InterleaveLower(d, r0, r1), odd01 = hn::InterleaveUpper(d, r0, r1);
    const Four even23 = hn::InterleaveLower(d, r2, r3), odd23 = hn::InterleaveUpper(d, r2, r3);
    return {hn::ConcatLowerLower(d, even23, even01), hn::ConcatLowerLower(d, odd23, odd01),
            hn::ConcatUpperUpper(d, even23, even01), hn::ConcatUpperUpper(d, odd23, odd01)};
}
#endif

/// The numbers `table`[4 piece …] of each lane's piece. Whole rows loaded and transposed take half the time of gathers.
HWY_INLINE Rows loadRows(const double* table, const std::int64_t* piece) {
#if HWY_MAX_BYTES == 32 && !HWY_HAVE_SCALABLE
    const FourRows rows = loadFourRows(table, piece);
    return {rows.n0, rows.n1, rows.n2, rows.n3};
#elif HWY_MAX_BYTES == 64 && !HWY_HAVE_SCALABLE
    const Doubles d;
    const FourRows low = loadFourRows(table, piece), high = loadFourRows(table, piece + 4);
    return {hn::Combine(d, high.n0, low.n0), hn::Combine(d, high.n1, low.n1), hn::Combine(d, high.n2, low.n2),
            hn::Combine(d, high.n3, low.n3)};
#else
    const Doubles d;
    const hn::RebindToSigned<Doubles> whole;
    const auto row = hn::ShiftLeft<2>(hn::LoadU(whole, piece));
    return {hn::GatherIndex(d, table, row), hn::GatherIndex(d, table + 1, row), hn::GatherIndex(d, table + 2, row),
            hn::GatherIndex(d, table + 3, row)};
#endif
}

/// f′ = n0 + x (n1 + x n2), x = w − n3, with the four numbers of the piece that w lies in.
template <bool kEqualKnots>
struct PiecesSlope {
    PieceFinder finder;
    const double* slopes;

    HWY_INLINE void findPieces(const Vector w, std::int64_t* piece) const {
        const Doubles d;
        const hn::RebindToSigned<Doubles> whole;
        const Vector scale = hn::Set(d, finder.perWidth), from = hn::Sub(w, hn::Set(d, finder.lower));
        Vector x = kEqualKnots ? hn::MulAdd(from, scale, hn::Set(d, 1.0)) : hn::Mul(from, scale);
        // Not a number becomes 0 here; at the upper end the half leaves exactly `last` below.
        x = hn::IfThenElseZero(hn::Gt(x, hn::Zero(d)), hn::Min(x, hn::Set(d, finder.last + 0.5)));
        // ⌊x⌋; where x is whole it may be one less, which is the same point of the neighbouring piece.
        const Vector rounded = hn::Add(hn::Max(hn::Sub(x, hn::Set(d, 0.5)), hn::Zero(d)), hn::Set(d, kRounder));
        hn::StoreU(hn::Sub(hn::BitCast(whole, rounded), hn::BitCast(whole, hn::Set(d, kRounder))), whole, piece);
        if constexpr (!kEqualKnots) {
            double places[kLanes];
            hn::StoreU(w, d, places);
            for (std::size_t i = 0; i < hn::Lanes(d); ++i) {
                const double* start = finder.starts + finder.first[piece[i]];
                // By multiplication, since a jump would be foretold wrong half of the time.
                for (std::int64_t stride = finder.stride; stride > 0; stride /= 2)
                    start += stride * static_cast<std::int64_t>(places[i] >= start[stride]);
                piece[i] = start - finder.starts;
            }
        }
    }
    HWY_INLINE Vector operator()(const Vector w) const {
        std::int64_t piece[kLanes];
        findPieces(w, piece);
        const Rows rows = loadRows(slopes, piece);
        const Vector x = hn::Sub(w, rows.n3);
        return hn::MulAdd(hn::MulAdd(rows.n2, x, rows.n1), x, rows.n0);
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
    /// f″ is straight between the knots, and jumps at the ends only.
    CurvatureBounds curvatureBounds(Interval over) const override {
        const std::vector<double> knots = m_pieces.knots();
        double steepest = 0.0;
        for (std::size_t i = 0; i + 1 < knots.size(); ++i)
            if (knots[i] < over.upper && knots[i + 1] > over.lower)
                steepest = std::max(steepest, std::abs(6.0 * m_pieces.at(0.5 * (knots[i] + knots[i + 1])).c3));
        const auto jumpsAt = [&](double end) {
            return over.lower < end && end < over.upper &&
                   m_pieces.at(std::nextafter(end, -HUGE_VAL)).curvature(end) != m_pieces.at(end).curvature(end);
        };
        if (jumpsAt(m_domain.lower) || jumpsAt(m_domain.upper)) steepest = HUGE_VAL;
        const Interval limits{m_pieces.at(-HUGE_VAL).curvature(m_domain.lower),
                              m_pieces.at(HUGE_VAL).curvature(m_domain.upper)};
        return boundsBetweenTurns(*this, over, knots, limits, steepest);
    }
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
