// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane_ensemble.h"

#include <algorithm>
#include <array>
#include <functional>

namespace basin {

PlaneEnsemble::PlaneEnsemble(const PlaneEnsembleOptions& options)
    : Crowd(options.walkers, std::array{options.start.x, options.start.y}, options.seed, options.averages),
      m_ring(kTrail, options.start) {}

void PlaneEnsemble::advance(const PlaneDynamics& dynamics, std::int64_t steps, ThreadPool* pool) {
    const double* const firstWalker = iterates(0).data();
    auto t = static_cast<std::size_t>(step());
    // w_{t+1} = w_t − η(∇f(w_t) + A ξ_{t+1}) (maths.md §1).
    const auto stepBlock = [&](const BlockStep& block, RandomStream& stream) {
        const PlaneNoise& noise = dynamics.noise;
        for (double* const draws : block.noise) stream.fill(noise.law, noise.shape, draws, block.count);
        dynamics.surface->step({.count = block.count,
                                .stepSize = block.stepSize,
                                .noiseRoot = noise.root,
                                .momentum = dynamics.momentum,
                                .noiseX = block.noise[0],
                                .noiseY = block.noise[1],
                                .x = block.w[0],
                                .y = block.w[1],
                                .velocityX = block.velocity[0],
                                .velocityY = block.velocity[1],
                                .sumX = block.sum[0],
                                .sumY = block.sum[1]});
        // One thread at a time moves the first block.
        if (block.w[0] == firstWalker) m_ring[++t % kTrail] = {*block.w[0], *block.w[1]};
    };
    const Motion motion{.stepSize = dynamics.stepSize,
                        .schedule = dynamics.schedule,
                        .momentum = dynamics.momentum,
                        .mayComeBack = true,  // across a valley that one coordinate leaves
                        .step = std::cref(stepBlock)};
    Crowd::advance(motion, steps, pool);
}

std::vector<Point> PlaneEnsemble::trail() const {
    const std::size_t t = static_cast<std::size_t>(step()), count = std::min(t + 1, kTrail);
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i) points.push_back(m_ring[(t + 1 - count + i) % kTrail]);
    return points;
}

}  // namespace basin
