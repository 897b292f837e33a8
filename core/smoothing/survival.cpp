// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace basin {

namespace {

constexpr double kRatio = 1.04;      ///< of neighbouring step sizes of the scan
constexpr double kPrecision = 1e-3;  ///< relative, of an interval's ends
constexpr double kBeyond = 4.0;      ///< times the noise's scale: how far beyond the domain minima are followed
constexpr double kSmall = 1e-3;      ///< the scan begins where the noise is this share of the distance of two extrema

/// What is smoothed, and the basins of f.
struct Scene {
    LandscapePtr landscape;
    GradientNoise noise;
    std::vector<Basin> basins;
    double scale = 0.0;  ///< of the noise
};

/// The extrema of F at one step size, and which minimum of f each minimum of F comes from.
struct State {
    double stepSize = 0.0;
    std::vector<Extremum> extrema;
    std::vector<std::optional<std::size_t>> origin;  ///< for every extremum; none at maxima and at minima of F's own

    bool alive(std::size_t minimum) const {
        return std::find(origin.begin(), origin.end(), std::optional(minimum)) != origin.end();
    }
};

/// The minimum that a ball at w rolls into, and whether it lies all but on the maximum beside it: there a minimum has
/// split into two, or two have become one.
struct Descent {
    std::optional<std::size_t> minimum;
    bool onMaximum = false;
};
Descent descend(const std::vector<Extremum>& extrema, double w) {
    const auto next = std::lower_bound(extrema.begin(), extrema.end(), w,
                                       [](const Extremum& extremum, double point) { return extremum.w < point; });
    const auto right = static_cast<std::size_t>(next - extrema.begin());
    Descent result;
    // Minima and maxima take turns: w lies between one of each, except at the outside.
    std::optional<std::size_t> maximum;
    for (const std::size_t i : {right - 1, right}) {  // −1 becomes larger than any index
        if (i >= extrema.size()) continue;
        (extrema[i].isMinimum ? result.minimum : maximum) = i;
    }
    if (result.minimum && maximum)
        result.onMaximum = std::abs(extrema[*maximum].w - w) < 0.25 * std::abs(extrema[*result.minimum].w - w);
    return result;
}

/// The state a little further on. A minimum goes on as the one that it rolls into if that would roll back into it.
State following(const Scene& scene, const State& state, double stepSize, std::vector<Extremum> extrema) {
    State next{stepSize, std::move(extrema), {}};
    next.origin.resize(next.extrema.size());
    std::vector<bool> split(state.extrema.size(), false), born(next.extrema.size(), false);
    for (std::size_t i = 0; i < state.extrema.size(); ++i)
        split[i] = state.extrema[i].isMinimum && descend(next.extrema, state.extrema[i].w).onMaximum;
    for (std::size_t i = 0; i < next.extrema.size(); ++i) {
        if (!next.extrema[i].isMinimum) continue;
        const Descent back = descend(state.extrema, next.extrema[i].w);
        if (back.onMaximum || !back.minimum) {
            born[i] = true;
        } else if (!split[*back.minimum]) {
            born[i] = descend(next.extrema, state.extrema[*back.minimum].w).minimum != i;
            if (!born[i]) next.origin[i] = state.origin[*back.minimum];
        }
    }
    // A minimum of F that comes from nowhere within the basin of a lost minimum of f is that minimum come back.
    for (std::size_t i = 0; i < next.extrema.size(); ++i)
        for (std::size_t k = 0; born[i] && k < scene.basins.size(); ++k)
            if (scene.basins[k].extent.contains(next.extrema[i].w) && !next.alive(k)) next.origin[i] = k;
    return next;
}

/// Follows the minima of f through the step sizes.
class Follower {
public:
    Follower(const Scene& scene, Interval stepSizes, std::stop_token stop)
        : m_scene(scene), m_stepSizes(stepSizes), m_stop(std::move(stop)), m_since(scene.basins.size(), 0.0) {
        for (const Basin& basin : scene.basins) m_result.push_back({basin.minimum, {}});
        for (std::size_t i = 0; i < scene.basins.size(); ++i) {
            if (i > 0) {
                m_state.extrema.push_back({scene.basins[i].extent.lower, 0.0, false});
                m_state.origin.emplace_back();
            }
            m_state.extrema.push_back({scene.basins[i].minimum.w, scene.basins[i].minimum.value, true});
            m_state.origin.emplace_back(i);
        }
    }

    double stepSize() const { return m_state.stepSize; }
    void advance(double stepSize) { advance(stepSize, extremaAt(stepSize)); }

    /// The intervals, those that are open yet ended here.
    std::vector<Survival> finish() {
        for (std::size_t i = 0; i < m_result.size(); ++i)
            if (m_state.alive(i)) close(i, m_state.stepSize);
        return std::move(m_result);
    }

private:
    std::vector<Extremum> extremaAt(double stepSize) const {
        // Wide noise drives minima of F out of the domain of f.
        const Interval domain = m_scene.landscape->domain();
        const double beyond = kBeyond * m_scene.scale * stepSize;
        return Smoothed(m_scene.landscape, m_scene.noise, stepSize)
            .extrema({domain.lower - beyond, domain.upper + beyond});
    }
    void advance(double stepSize, const std::vector<Extremum>& extrema) {
        if (m_stop.stop_requested()) return;
        State next = following(m_scene, m_state, stepSize, extrema);
        bool same = true;
        for (std::size_t i = 0; i < m_result.size(); ++i) same = same && next.alive(i) == m_state.alive(i);
        const double last = m_state.stepSize, middle = std::sqrt(last * stepSize);
        if (!same && last > 0.0 && stepSize > last * (1.0 + kPrecision)) {
            advance(middle);
            advance(stepSize, extrema);
            return;
        }
        for (std::size_t i = 0; i < m_result.size() && !same; ++i) {
            if (next.alive(i) && !m_state.alive(i)) m_since[i] = middle;
            if (!next.alive(i) && m_state.alive(i)) close(i, middle);
        }
        m_state = std::move(next);
    }
    void close(std::size_t minimum, double at) {
        const double since = std::max(m_since[minimum], m_stepSizes.lower);
        if (at > since) m_result[minimum].stepSizes.push_back({since, at});
    }

    const Scene& m_scene;
    Interval m_stepSizes;
    std::stop_token m_stop;
    State m_state;
    std::vector<double> m_since;  ///< where the interval that is open began
    std::vector<Survival> m_result;
};

double scaleOf(const GradientNoise& noise, const Landscape& landscape) {
    return noise.state ? noise.largestSize(landscape.domain()) : noise.law.scale;
}

/// Where the scan begins: so little noise that F has the extrema of f.
double firstStepSize(const Landscape& landscape, const GradientNoise& noise, Interval stepSizes) {
    double least = landscape.domain().width();
    std::vector<double> all = maxima(landscape, landscape.domain());
    for (const Minimum& minimum : minima(landscape, landscape.domain())) all.push_back(minimum.w);
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) least = std::min(least, all[i] - all[i - 1]);
    const double first = kSmall * least / scaleOf(noise, landscape);
    return stepSizes.lower > 0.0 ? std::min(stepSizes.lower, first) : first;
}

/// The largest step size of the interval at which F exists: with noise that depends on the place it ends at 1/L.
std::optional<double> largestWithF(const LandscapePtr& landscape, const GradientNoise& noise, Interval stepSizes) {
    const auto exists = [&](double stepSize) {
        return Smoothed(landscape, noise, stepSize).existence() != Existence::Absent;
    };
    if (exists(stepSizes.upper)) return stepSizes.upper;
    if (!noise.state || !(stepSizes.lower > 0.0) || !exists(stepSizes.lower)) return std::nullopt;
    while (stepSizes.upper > stepSizes.lower * (1.0 + kPrecision)) {
        const double middle = std::sqrt(stepSizes.lower * stepSizes.upper);
        (exists(middle) ? stepSizes.lower : stepSizes.upper) = middle;
    }
    return stepSizes.lower;
}

}  // namespace

std::vector<Survival> survival(const LandscapePtr& landscape, const GradientNoise& noise, Interval stepSizes,
                               std::stop_token stop) {
    const Scene scene{landscape, noise, basins(*landscape, landscape->domain()), scaleOf(noise, *landscape)};
    Follower follower(scene, stepSizes, stop);
    const std::optional<double> largest = largestWithF(landscape, noise, stepSizes);
    if (!largest) return follower.finish();
    for (double at = firstStepSize(*landscape, noise, stepSizes); !stop.stop_requested(); at *= kRatio) {
        follower.advance(std::min(at, *largest));
        if (at >= *largest) break;
    }
    return follower.finish();
}

}  // namespace basin
