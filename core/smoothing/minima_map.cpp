// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima_map.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

namespace basin {

namespace {

constexpr int kCoarsest = 16;            ///< the first rows stand so many step sizes apart
constexpr double kPrecision = 2e-3;      ///< relative, of the step size at which a minimum begins or ends
constexpr std::size_t kMostRows = 1000;  ///< refinement stops there
constexpr double kTie = 1e-9;            ///< of the height of F's extrema: minima that differ by less are both lowest

/// The minimum into which a ball at w rolls, if there is one.
std::optional<std::size_t> descend(const std::vector<Extremum>& extrema, double w) {
    std::optional<std::size_t> left, right;
    for (std::size_t i = 0; i < extrema.size(); ++i) {
        if (extrema[i].w <= w) {
            left = i;
        } else {
            right = i;
            break;
        }
    }
    // Minima and maxima take turns: one of the two neighbours is a minimum, or the other is all there is.
    if (left && extrema[*left].isMinimum) return left;
    if (right && extrema[*right].isMinimum) return right;
    return std::nullopt;
}

/// For every extremum of `from` the minimum of `to` that it goes on as, if it does.
std::vector<std::optional<std::size_t>> linksOf(const std::vector<Extremum>& from, const std::vector<Extremum>& to) {
    std::vector<std::optional<std::size_t>> links(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (!from[i].isMinimum) continue;
        const std::optional<std::size_t> next = descend(to, from[i].w);
        if (next && descend(from, to[*next].w) == i) links[i] = next;
    }
    return links;
}

double lowestOf(const std::vector<Extremum>& extrema) {
    double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    for (const Extremum& extremum : extrema) {
        lowest = std::min(lowest, extremum.value);
        highest = std::max(highest, extremum.value);
    }
    return lowest + kTie * (highest - lowest);
}

/// The step sizes half way between rows between which a minimum begins or ends, as far as they are not close yet.
std::vector<double> between(const std::vector<ExtremaRow>& rows) {
    std::vector<double> result;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const double below = rows[i].stepSize, above = rows[i + 1].stepSize;
        if (above <= below * (1.0 + kPrecision)) continue;
        const auto minima = [](const ExtremaRow& row) {
            return std::count_if(row.extrema.begin(), row.extrema.end(), [](const Extremum& e) { return e.isMinimum; });
        };
        const auto links = linksOf(rows[i].extrema, rows[i + 1].extrema);
        const auto kept = std::count_if(links.begin(), links.end(), [](const auto& link) { return link.has_value(); });
        if (kept != minima(rows[i]) || kept != minima(rows[i + 1])) result.push_back(std::sqrt(below * above));
    }
    return result;
}

}  // namespace

std::vector<MinimaBranch> branchesOf(const std::vector<ExtremaRow>& rows) {
    std::vector<MinimaBranch> branches;
    std::vector<std::optional<std::size_t>> branch;  // of every extremum of the row
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const std::vector<Extremum>& extrema = rows[k].extrema;
        std::vector<std::optional<std::size_t>> next(extrema.size());
        if (k > 0) {
            const auto links = linksOf(rows[k - 1].extrema, extrema);
            for (std::size_t i = 0; i < links.size(); ++i) {
                if (!branch[i]) continue;
                if (links[i])
                    next[*links[i]] = branch[i];
                else
                    branches[*branch[i]].ends = true;
            }
        }
        const double lowest = lowestOf(extrema);
        for (std::size_t i = 0; i < extrema.size(); ++i) {
            if (!extrema[i].isMinimum) continue;
            if (!next[i]) {
                next[i] = branches.size();
                branches.push_back({.points = {}, .begins = k > 0, .ends = false});
            }
            branches[*next[i]].points.push_back({rows[k].stepSize, extrema[i].w, extrema[i].value <= lowest});
        }
        branch = std::move(next);
    }
    return branches;
}

std::vector<ExtremaRow> scanExtrema(const LandscapePtr& landscape, const GradientNoise& noise, Interval stepSizes,
                                    Interval range, int count,
                                    const std::function<void(const std::vector<ExtremaRow>&)>& progress,
                                    std::stop_token stop) {
    std::vector<ExtremaRow> rows;
    const auto add = [&](double stepSize) {
        ExtremaRow row{stepSize, Smoothed(landscape, noise, stepSize).extrema(range)};
        const auto place =
            std::upper_bound(rows.begin(), rows.end(), stepSize,
                             [](double value, const ExtremaRow& other) { return value < other.stepSize; });
        rows.insert(place, std::move(row));
        if (progress) progress(rows);
    };
    const double ratio = stepSizes.upper / stepSizes.lower;
    for (int stride = kCoarsest; stride >= 1; stride /= 2)
        for (int i = 0; i < count; i += stride) {
            if (stop.stop_requested()) return rows;
            if (stride < kCoarsest && i % (2 * stride) == 0) continue;  // there already
            add(stepSizes.lower * std::pow(ratio, static_cast<double>(i) / (count - 1)));
        }
    for (std::vector<double> closer = between(rows); !closer.empty() && rows.size() < kMostRows; closer = between(rows))
        for (const double stepSize : closer) {
            if (stop.stop_requested()) return rows;
            add(stepSize);
        }
    return rows;
}

}  // namespace basin
