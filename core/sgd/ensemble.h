// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/gradient_noise.h"
#include "core/sgd/crowd.h"

#include <cstdint>
#include <vector>

namespace basin {

/// What every walker of an ensemble does at each step. May change between two calls of `advance`.
struct Dynamics {
    LandscapePtr landscape;
    GradientNoise noise;     ///< of one gradient, already of the batch
    double stepSize = 0.01;  ///< η
    Schedule schedule{};
    double momentum = 0.0;  ///< β of heavy ball; 0 is plain SGD
};

struct EnsembleOptions {
    std::size_t walkers = 1000;
    double start = 0.0;  ///< w_0 of every walker
    std::uint64_t seed = 1;
    std::vector<Average> averages{Average{}};
};

/// Many independent walkers of SGD on the line, with the averages of their iterates.
class Ensemble : public Crowd {
public:
    explicit Ensemble(const EnsembleOptions& options);

    /// Advances every walker by `steps` steps on the pool's threads (null: on the caller's).
    void advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool);
};

}  // namespace basin
