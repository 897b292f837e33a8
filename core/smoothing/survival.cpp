// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRatio = 1.04;      ///< of neighbouring step sizes of the scan
constexpr double kPrecision = 1e-3;  ///< relative, of an interval's ends
constexpr double kSmall = 1e-3;      ///< the scan begins where the noise is this share of the distance of two extrema

/// A minimum of F that is followed from one step size to the next.
struct Branch {
    double w = 0.0;
    std::optional<std::size_t> origin;  ///< the minimum of f that it comes from
};

/// For every branch the place in `next` (a step size further) where it goes on, if it does. It runs downhill on the new F;
/// where several arrive at one minimum the nearest is that minimum and the others have merged with a maximum on the way.
std::vector<std::optional<std::size_t>> follow(const std::vector<Branch>& branches, const std::vector<Extremum>& next) {
    std::vector<std::optional<std::size_t>> goal(branches.size());
    std::vector<std::optional<std::size_t>> nearest(next.size());
    for (std::size_t b = 0; b < branches.size(); ++b) {
        std::size_t i = static_cast<std::size_t>(
            std::lower_bound(next.begin(), next.end(), branches[b].w,
                             [](const Extremum& extremum, double w) { return extremum.w < w; }) -
            next.begin());
        // Minima and maxima alternate: the minimum of this stretch is one of the two neighbours.
        if (i == next.size() || !next[i].isMinimum) {
            if (i == 0) continue;
            --i;
        }
        if (!next[i].isMinimum) continue;
        const auto distance = [&](std::size_t branch) { return std::abs(branches[branch].w - next[i].w); };
        if (nearest[i] && distance(*nearest[i]) <= distance(b)) continue;
        if (nearest[i]) goal[*nearest[i]].reset();
        nearest[i] = b;
        goal[b] = i;
    }
    return goal;
}

/// What is smoothed, and the basins of f.
struct Scene {
    LandscapePtr landscape;
    Noise noise;
    std::vector<Basin> basins;
};

/// Which minima of f exist as minima of F, followed through the step sizes.
class Follower {
public:
    explicit Follower(const Scene& scene) : m_scene(&scene) {
        for (std::size_t i = 0; i < scene.basins.size(); ++i) m_branches.push_back({scene.basins[i].minimum.w, i});
    }

    /// Goes on to another step size.
    void advance(double stepSize) {
        const std::vector<Extremum> next =
            Smoothed(m_scene->landscape, m_scene->noise, stepSize).extrema(m_scene->landscape->domain());
        const auto goal = follow(m_branches, next);
        std::vector<Branch> branches;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (!next[i].isMinimum) continue;
            Branch branch{next[i].w, std::nullopt};
            const auto from = std::find(goal.begin(), goal.end(), i);
            if (from != goal.end()) branch.origin = m_branches[static_cast<std::size_t>(from - goal.begin())].origin;
            branches.push_back(branch);
        }
        m_branches = std::move(branches);
        // A minimum of F that comes from nowhere within the basin of a lost minimum of f is that minimum come back.
        for (Branch& branch : m_branches) {
            if (branch.origin) continue;
            for (std::size_t i = 0; i < m_scene->basins.size(); ++i)
                if (m_scene->basins[i].extent.contains(branch.w) && !alive(i)) branch.origin = i;
        }
    }

    bool alive(std::size_t minimum) const {
        return std::any_of(m_branches.begin(), m_branches.end(),
                           [minimum](const Branch& branch) { return branch.origin == minimum; });
    }

private:
    const Scene* m_scene;
    std::vector<Branch> m_branches;
};

/// The step size between `lower` (where `before` stands) and `upper` at which the state of the minimum changes.
double changeOf(std::size_t minimum, const Follower& before, double lower, double upper, const std::stop_token& stop) {
    Follower at = before;
    const bool alive = before.alive(minimum);
    while (upper > lower * (1.0 + kPrecision) && !stop.stop_requested()) {
        const double middle = std::sqrt(lower * upper);
        Follower further = at;
        further.advance(middle);
        if (further.alive(minimum) == alive) {
            lower = middle;
            at = further;
        } else {
            upper = middle;
        }
    }
    return std::sqrt(lower * upper);
}

/// Where the scan begins: so little noise that F has the extrema of f.
double firstStepSize(const Landscape& landscape, const Noise& noise, Interval stepSizes) {
    double least = landscape.domain().width();
    std::vector<double> all = maxima(landscape, landscape.domain());
    for (const Minimum& minimum : minima(landscape, landscape.domain())) all.push_back(minimum.w);
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) least = std::min(least, all[i] - all[i - 1]);
    const double first = kSmall * least / noise.scale;
    return stepSizes.lower > 0.0 ? std::min(stepSizes.lower, first) : first;
}

}  // namespace

std::vector<Survival> survival(const LandscapePtr& landscape, const Noise& noise, Interval stepSizes,
                               std::stop_token stop) {
    const Scene scene{landscape, noise, basins(*landscape, landscape->domain())};
    const std::size_t count = scene.basins.size();
    std::vector<Survival> result;
    for (const Basin& basin : scene.basins) result.push_back({basin.minimum, {}});
    if (Smoothed(landscape, noise, stepSizes.upper).existence() == Existence::Absent) return result;

    Follower follower(scene);
    std::vector<double> since(count, stepSizes.lower);  // where the interval that is open began
    double at = firstStepSize(*landscape, noise, stepSizes);
    follower.advance(at);
    while (at < stepSizes.upper && !stop.stop_requested()) {
        const double next = std::min(at * kRatio, stepSizes.upper);
        const Follower before = follower;
        follower.advance(next);
        for (std::size_t i = 0; i < count; ++i) {
            if (follower.alive(i) == before.alive(i)) continue;
            const double change = changeOf(i, before, at, next, stop);
            if (follower.alive(i))
                since[i] = std::max(change, stepSizes.lower);
            else if (change > stepSizes.lower)
                result[i].stepSizes.push_back({since[i], change});
        }
        at = next;
    }
    for (std::size_t i = 0; i < count; ++i)
        if (follower.alive(i) && at > since[i]) result[i].stepSizes.push_back({since[i], at});
    return result;
}

}  // namespace basin
