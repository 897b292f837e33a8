// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/noise/gradient_noise.h"
#include "core/sgd/average.h"
#include "core/sgd/schedule.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace basin {

class ThreadPool;

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

/// Many independent walkers of SGD, with the averages of their iterates. Structure of arrays in blocks of 1024 walkers;
/// each block has its own random stream, so results do not depend on the number of threads.
/// A walker has diverged when |w| is not finite or exceeds kDivergence; it is counted and takes no further part.
/// Momentum is forgotten when it is switched off; restarting the averages does not touch it.
/// Memory a walker: 16 bytes, 8 more with momentum, and by average 8 bytes times its live segments (core/sgd/segments.h):
/// one for whole tails and exponential averages, about 18 for the last half, 33 for a window. 100,000 walkers with all
/// five kinds take 45 MB.
class Ensemble {
public:
    static constexpr double kDivergence = 1e12;

    explicit Ensemble(const EnsembleOptions& options);
    ~Ensemble();
    Ensemble(Ensemble&&) noexcept;
    Ensemble& operator=(Ensemble&&) noexcept;

    /// Advances every walker by `steps` steps on the pool's threads (null: on the caller's).
    void advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool);

    /// Forgets what was averaged; the walkers go on.
    void restartAverages();
    /// Another choice of averages; starts them afresh.
    void setAverages(const std::vector<Average>& averages);

    std::int64_t step() const;           ///< t: steps taken since the start
    std::int64_t averagedSteps() const;  ///< steps taken since the averages (re)started
    std::size_t walkers() const;
    std::size_t diverged() const;  ///< counted at the end of `advance`

    /// w of every walker; NaN for diverged ones.
    std::span<const double> iterates() const;
    /// Writes average `index` of every walker into `out` (length `walkers()`); NaN for diverged walkers and while the
    /// average has not begun.
    void averages(std::size_t index, std::span<double> out) const;
    std::size_t averageCount() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace basin
