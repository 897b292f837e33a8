// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/ensemble.h"

#include "core/landscape/gradient_step.h"

namespace basin {

namespace {

/// w_{t+1} = w_t − η(f′(w_t) + ε_{t+1}(w_t)) (maths.md §1).
void stepBlock(const Dynamics& dynamics, const BlockStep& block, RandomStream& stream) {
    const Noise& law = dynamics.noise.law;
    const StateNoise* const state = dynamics.noise.state.get();
    const Step step{.count = block.count,
                    .stepSize = block.stepSize,
                    .noiseScale = state ? 1.0 : law.scale,
                    .momentum = dynamics.momentum,
                    .noise = block.noise[0],
                    .w = block.w[0],
                    .velocity = block.velocity[0],
                    .sum = block.sum[0]};
    if (state)
        state->draw(stream, step.w, block.noise[0], step.count);
    else
        stream.fill(law.law, law.shape, block.noise[0], step.count);
    if (state && state->drawsGradient())
        stepByGradient(step);
    else
        dynamics.landscape->step(step);
}

}  // namespace

Ensemble::Ensemble(const EnsembleOptions& options)
    : Crowd(options.walkers, {&options.start, 1}, options.seed, options.averages) {}

void Ensemble::advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool) {
    const Motion motion{
        .stepSize = dynamics.stepSize,
        .schedule = dynamics.schedule,
        .momentum = dynamics.momentum,
        // With light tails, the same everywhere, a walker that far out only moves on outwards.
        .mayComeBack = dynamics.noise.state || !dynamics.noise.hasVariance(),
        .step = [&dynamics](const BlockStep& block, RandomStream& stream) { stepBlock(dynamics, block, stream); }};
    Crowd::advance(motion, steps, pool);
}

}  // namespace basin
