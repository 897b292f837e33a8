// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/exact_law.h"

#include "core/theory/chain_walk.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace basin {

namespace {

constexpr double kLost = 1e-9;  // mass in an end cell: the grid is too narrow
constexpr int kMostWidenings = 12;

LawMoments momentsOf(const Chain& chain, const std::vector<double>& law, double reference) {
    LawMoments moments;
    for (std::size_t i = 0; i < law.size(); ++i) {
        const double w = chain.points()[i] - reference, v = chain.means()[i] - reference;
        moments.meanW += law[i] * w;
        moments.meanV += law[i] * v;
        moments.D += law[i] * v * v;
        moments.square += law[i] * w * w;
    }
    return moments;
}

/// Walks to step T; false if `stop` came first or the grid was found too narrow, which `walk` then says.
bool walkTo(ChainWalk& walk, std::int64_t T, bool mayLose, std::stop_token stop) {
    constexpr std::int64_t kLook = 1024;  // steps between two looks at the ends
    while (walk.step() < T) {
        if (!walk.advanceTo(std::min(T, walk.step() + kLook), stop)) return false;
        if (!mayLose && std::max(walk.lostBelow(), walk.lostAbove()) > kLost) return false;
    }
    return true;
}

}  // namespace

Result<ExactLaw> exactLaw(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                          const ExactLawOptions& options, std::stop_token stop) {
    const std::optional<double> include = options.steps ? std::optional(options.start) : options.include;
    Result<Chain> chain =
        Chain::make(landscape, noise, stepSize, {.cells = options.cells, .range = {}, .include = include});
    if (!chain) return chain.error();
    ExactLaw exact{.chain = *std::move(chain)};
    for (int round = 0;; ++round) {
        exact.stationary = exact.chain.stationary(stop);
        if (exact.stationary.empty()) return Error{kStopped, {}};
        exact.limit = momentsOf(exact.chain, exact.stationary, options.reference);
        if (!options.steps) break;
        ChainWalk walk(exact.chain, exact.stationary, options.start, options.reference);
        // The grid holds the law in the long run; on its way the law may go where that is not.
        const bool mayLose = std::isfinite(noise.momentLimit());  // a heavy tail has room enough
        if (walkTo(walk, *options.steps, mayLose, stop)) {
            exact.law = walk.law();
            exact.averageMean = walk.averageMean();
            exact.averageVariance = walk.averageVariance();
            exact.moments = momentsOf(exact.chain, exact.law, options.reference);
            return exact;
        }
        if (stop.stop_requested()) return Error{kStopped, {}};
        if (round == kMostWidenings)
            return Error{"With this step size the iterates do not stay anywhere; choose a smaller one.", "step_size"};
        const std::vector<double>& points = exact.chain.points();
        const double more = 0.5 * (points.back() - points.front());
        const Interval range{points.front() - (walk.lostBelow() > kLost ? more : 0.0),
                             points.back() + (walk.lostAbove() > kLost ? more : 0.0)};
        chain = Chain::make(landscape, noise, stepSize, {.cells = options.cells, .range = range});
        if (!chain) return chain.error();
        exact.chain = *std::move(chain);
    }
    exact.law = exact.stationary;
    exact.moments = exact.limit;
    exact.averageMean = exact.limit.meanW;
    return exact;
}

double kramersSteps(double stepSize, double sigma, double wellCurvature, double topCurvature, double barrier) {
    return 2.0 * std::numbers::pi / (stepSize * std::sqrt(std::abs(wellCurvature * topCurvature))) *
           std::exp(2.0 * barrier / (stepSize * sigma * sigma));
}

}  // namespace basin
