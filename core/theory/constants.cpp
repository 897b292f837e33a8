// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/constants.h"

#include "core/theory/bend.h"
#include "core/theory/judgement.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <unordered_map>
#include <vector>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kTolerance = 4e-3;   // relative, of c and M
constexpr double kQuickError = 5e-4;  // relative, of c and M by slopes that are not exact
constexpr int kMostCells = 3000;      // of each search

/// F′ with what it has already been asked, for both constants look at the same places; and quickly where it need not be exact.
class Slopes {
public:
    Slopes(const Smoothed& F, Interval range) : m_smoothed(F), m_quick(F.quickSlope(range)) {
        if (!m_quick) return;
        double height = 0.0;
        constexpr int kSamples = 64;
        for (int i = 0; i <= kSamples; ++i)
            height = std::max(height, std::abs(m_quick(range.lower + range.width() * i / kSamples)));
        m_quickError = 1e-6 * height;
    }
    /// To within `allowed`.
    double operator()(double v, double allowed) {
        if (m_quick && m_quickError <= allowed) return m_quick(v);
        const auto [known, isNew] = m_known.try_emplace(v, 0.0);
        if (isNew) known->second = m_smoothed.slope(v);
        return known->second;
    }
    bool areQuick() const { return static_cast<bool>(m_quick); }

private:
    const Smoothed& m_smoothed;
    std::function<double(double)> m_quick;  ///< or empty
    double m_quickError = 0.0;
    std::unordered_map<double, double> m_known;
};

struct Cell {
    double from, to;            ///< distances from v*, 0 < from < to
    double slopeFrom, slopeTo;  ///< F′ there, sign turned on the left of v* so that it points away from v*
    double bound;               ///< of the quantity over the cell
    bool operator<(const Cell& other) const { return bound < other.bound; }
};

/// One side of v*.
struct Side {
    Slopes& slopes;
    const Bend& bend;
    double vStar, sign;
    Interval distances;  ///< the nearest that is searched, and the end of the domain

    double place(double distance) const { return vStar + sign * distance; }
    double slope(double distance, double allowed = 0.0) const { return sign * slopes(place(distance), allowed); }
    /// |F′ − its chord| over a cell of length h: F″ lies within an interval, and |F‴| is bounded.
    double stray(const Cell& cell) const {
        const double h = cell.to - cell.from;
        const CurvatureBounds local =
            bend.over({std::min(place(cell.from), place(cell.to)), std::max(place(cell.from), place(cell.to))});
        const double third = local.lipschitz;
        return std::min(0.25 * local.range.width() * h, std::isfinite(third) ? 0.125 * third * h * h : kInfinity);
    }
};

struct Extreme {
    double best = -kInfinity;                        ///< the largest sample, or what was known
    double bound = -kInfinity;                       ///< no value of the quantity is larger
    std::vector<std::pair<double, double>> samples;  ///< (place v, value), not sorted
};

/// What is asked of a search: not a value below the known one, and not more than on which side of `enough` it is.
struct Ask {
    double known = -kInfinity, enough = kNone;
};

/// Branch and bound for the largest value of `quantity(distance, slope)` over one side of v*: `upper(cell)` bounds it from above.
/// An error of the slope by ε is one of the quantity by ε/distance^power.
template <class Quantity, class Upper>
Extreme largest(const Side& side, Ask ask, int power, Quantity quantity, Upper upper) {
    Extreme result;
    double best = ask.known;
    const auto slopeAt = [&](double distance) {
        const double allowed = std::isfinite(best) ? kQuickError * std::abs(best) * std::pow(distance, power) : 0.0;
        const double slope = side.slope(distance, allowed);
        const double value = quantity(distance, slope);
        result.samples.emplace_back(side.place(distance), value);
        best = std::max(best, value);
        return slope;
    };
    std::priority_queue<Cell> open;
    const auto push = [&](Cell cell) {
        cell.bound = upper(cell);
        open.push(cell);
    };
    // To begin with, cells that grow with the distance.
    double from = side.distances.lower, slopeFrom = slopeAt(from);
    while (from < side.distances.upper) {
        const double to = std::min(1.3 * from, side.distances.upper);
        const double slopeTo = slopeAt(to);
        push({from, to, slopeFrom, slopeTo, 0.0});
        from = to;
        slopeFrom = slopeTo;
    }
    for (int cells = 0; cells < kMostCells && !open.empty(); ++cells) {
        const Cell widest = open.top();
        if (widest.bound <= best + kTolerance * std::abs(best) || best > ask.enough || widest.bound <= ask.enough)
            break;
        open.pop();
        const double middle = 0.5 * (widest.from + widest.to), slope = slopeAt(middle);
        push({widest.from, middle, widest.slopeFrom, slope, 0.0});
        push({middle, widest.to, slope, widest.slopeTo, 0.0});
    }
    result.best = best;
    result.bound = open.empty() ? best : std::max(best, open.top().bound);
    if (side.slopes.areQuick()) result.bound += kQuickError * std::abs(best);
    return result;
}

/// F‴(v*) from F″ by central differences, extrapolated once.
double thirdDerivative(const Smoothed& F, double v, double scale) {
    const auto difference = [&](double h) { return (F.curvature(v + h) - F.curvature(v - h)) / (2.0 * h); };
    return (4.0 * difference(0.5 * scale) - difference(scale)) / 3.0;
}

/// The largest M of |F′(v) − μ(v − v*)| ≤ M (v − v*)² on one side.
double quadraticRemainder(const Side& side, double mu, Ask ask, bool wholeLine) {
    const auto remainder = [&](double distance, double slope) {
        return std::abs(slope - mu * distance) / (distance * distance);
    };
    const auto upper = [&](const Cell& cell) {
        const double ends = std::max(std::abs(cell.slopeFrom - mu * cell.from), std::abs(cell.slopeTo - mu * cell.to));
        return (ends + side.stray(cell)) / (cell.from * cell.from);
    };
    const Extreme extreme = largest(side, ask, 2, remainder, upper);
    if (extreme.best > ask.enough) return extreme.best;
    double M = extreme.bound;
    if (wholeLine) {
        // Beyond the end e the remainder grows by K = max|F″ − μ| a length at most: (A + K(d − e))/d², A the remainder at e,
        // which is largest at d = 2e − 2A/K if that lies beyond.
        const double end = side.distances.upper;
        const Interval beyond = side.bend.beyond(side.place(end), side.sign).range;
        const double K = std::max(std::abs(beyond.lower - mu), std::abs(beyond.upper - mu));
        const double A = std::abs(side.slope(end) - mu * end);
        M = std::max(M, 2.0 * A < K * end ? K * K / (4.0 * (K * end - A)) : A / (end * end));
    }
    return M;
}

/// The smallest F′(v)/(v − v*) on one side, and where it is not positive.
struct Return {
    double c = kInfinity;
    std::optional<Interval> fails;
};
Return pointsBack(const Side& side, bool wholeLine) {
    const auto failure = [](double distance, double slope) { return -slope / distance; };
    const auto upper = [&](const Cell& cell) {
        return std::max(-cell.slopeFrom / cell.from, -cell.slopeTo / cell.to) + side.stray(cell) / cell.from;
    };
    const Extreme extreme = largest(side, {}, 1, failure, upper);
    Return result{-extreme.bound, failingStretch(extreme.samples)};
    if (wholeLine)
        result.c = std::min(result.c, side.bend.leastRatioBeyond(side.vStar, side.distances.upper, side.sign));
    return result;
}

/// A report without its judgement on the assumptions, and where A3 fails.
struct Measured {
    ConstantsReport report;
    std::optional<Interval> a3Fails;
};

/// With `ceiling` (else NaN) M alone is measured, and only as to whether it is larger.
std::optional<Measured> measure(const LandscapePtr& landscape, const Noise& noise, double stepSize, double ceiling) {
    const Smoothed F(landscape, noise, stepSize);
    if (F.existence() == Existence::Absent) return std::nullopt;
    const std::vector<Minimum> minima = F.minima(landscape->domain());
    if (minima.empty()) return std::nullopt;
    const Minimum lowest = *std::min_element(minima.begin(), minima.end(),
                                             [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
    ConstantsReport report;
    report.vStar = lowest.w;
    Constants& k = report.constants;
    k.mu = lowest.curvature;
    k.sigma1 = noise.sigma();
    report.noiseVariance = k.sigma1 * k.sigma1;

    const Bend bend(*landscape, noise, stepSize);
    const CurvatureBounds& bounds = bend.ofF();
    const Interval search = bend.search();
    report.domain = bend.wholeLine() ? Interval{-kInfinity, kInfinity} : search;
    report.certified = bend.certified();
    k.L = std::max(std::abs(bounds.range.lower), std::abs(bounds.range.upper));
    k.convex = bounds.range.lower >= 0.0;

    const double nearest = bend.nearest(search);
    report.third = thirdDerivative(F, lowest.w, nearest);
    if (std::isnan(ceiling)) report.gradientVariance = gradientVariance(*landscape, noise, stepSize, lowest.w);
    // Over [v* − nearest, v* + nearest]: |F‴| ≤ |F‴(v*)| + |F⁗| · nearest.
    const double nearThird = std::min(bend.over({lowest.w - nearest, lowest.w + nearest}).lipschitz,
                                      std::abs(report.third) + bend.fourth() * nearest);
    k.M = 0.5 * nearThird;
    // F′(v)/(v − v*) is a mean of F″ between v* and v.
    k.c = std::isfinite(nearThird) ? k.mu - 0.5 * nearThird * nearest : bounds.range.lower;

    Slopes slopes(F, search);
    std::vector<Side> sides;
    for (const double sign : {-1.0, 1.0}) {
        const double end = sign < 0.0 ? lowest.w - search.lower : search.upper - lowest.w;
        if (end > nearest) sides.push_back({slopes, bend, lowest.w, sign, {nearest, end}});
    }
    // First a glance at both sides: the weaker one need not be known better than that it is weaker.
    for (const double enough : {-kInfinity, ceiling})
        for (const Side& side : sides)
            if (std::isfinite(k.M) && !(k.M > ceiling))
                k.M = std::max(k.M, quadraticRemainder(side, k.mu, {k.M, enough}, bend.wholeLine()));
    std::optional<Interval> fails;
    if (!std::isnan(ceiling)) return Measured{report, fails};
    for (const Side& side : sides) {
        const Return back = pointsBack(side, bend.wholeLine());
        if (back.c < k.c) {
            k.c = back.c;
            if (back.fails) fails = back.fails;
        }
    }
    return Measured{report, fails};
}

}  // namespace

Predictions predictionsFor(const ConstantsReport& report, double stepSize) {
    Predictions predictions;
    const double mu = report.constants.mu;
    if (!(mu > 0.0) || !(stepSize * mu < 2.0) || !std::isfinite(report.gradientVariance)) return predictions;
    predictions.P1 = stepSize * report.gradientVariance / (mu * (2.0 - stepSize * mu));
    predictions.P2 = -(0.5 * report.third * *predictions.P1 + report.meanGradient) / mu;
    predictions.P3 = report.noiseVariance / (mu * mu);
    return predictions;
}

std::optional<ConstantsReport> measureConstants(const LandscapePtr& landscape, const GradientNoise& noise,
                                                double stepSize) {
    if (noise.state) return measureStateConstants(landscape, noise.state, stepSize);
    const Noise& law = noise.law;
    std::optional<Measured> measured = measure(landscape, law, stepSize, kNone);
    if (!measured) return std::nullopt;
    const double ceiling = kUniformGrowth * measured->report.constants.M;
    const std::optional<Measured> finer = measure(landscape, law, stepSize / 8.0, ceiling);
    judge(measured->report, std::isinf(measured->report.domain.upper), measured->a3Fails,
          !finer || !(finer->report.constants.M <= ceiling));
    return measured->report;
}

}  // namespace basin
