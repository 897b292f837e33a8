// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/exact_law.h"

#include "core/theory/chain_walk.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace basin {

namespace {

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

}  // namespace

Result<ExactLaw> exactLaw(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                          const ExactLawOptions& options, std::stop_token stop) {
    const std::optional<double> include = options.steps ? std::optional(options.start) : options.include;
    Result<Chain> chain =
        Chain::make(landscape, noise, stepSize, {.cells = options.cells, .range = {}, .include = include});
    if (!chain) return chain.error();
    ExactLaw exact{.chain = *std::move(chain)};
    exact.stationary = exact.chain.stationary(stop);
    if (exact.stationary.empty()) return Error{kStopped, {}};
    exact.limit = momentsOf(exact.chain, exact.stationary, options.reference);
    if (options.steps) {
        ChainWalk walk(exact.chain, exact.stationary, options.start, options.reference);
        if (!walk.advanceTo(*options.steps, stop)) return Error{kStopped, {}};
        exact.law = walk.law();
        exact.averageMean = walk.averageMean();
        exact.averageVariance = walk.averageVariance();
        exact.moments = momentsOf(exact.chain, exact.law, options.reference);
    } else {
        exact.law = exact.stationary;
        exact.moments = exact.limit;
        exact.averageMean = exact.limit.meanW;
    }
    return exact;
}

double kramersSteps(double stepSize, double sigma, double wellCurvature, double topCurvature, double barrier) {
    return 2.0 * std::numbers::pi / (stepSize * std::sqrt(std::abs(wellCurvature * topCurvature))) *
           std::exp(2.0 * barrier / (stepSize * sigma * sigma));
}

}  // namespace basin
