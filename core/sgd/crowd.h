// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/sampler.h"
#include "core/sgd/average.h"
#include "core/sgd/schedule.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace basin {

class ThreadPool;

/// The walkers of one block, about to take one step: by coordinate, w or x and y. What is not there is null.
struct BlockStep {
    std::size_t count = 0;              ///< a multiple of 16
    double stepSize = 0.0;              ///< η_t
    std::array<double*, 2> noise{};     ///< room for the draws
    std::array<double*, 2> w{};         ///< the iterates
    std::array<double*, 2> velocity{};  ///< null without momentum
    std::array<double*, 2> sum{};       ///< wants w added after the step; null where no average wants it
};

/// What moves the walkers of a crowd.
struct Motion {
    double stepSize = 0.0;  ///< η
    Schedule schedule{};
    double momentum = 0.0;  ///< β
    /// A walker beyond kDivergence may be within it again a step later, so that each step must be looked at.
    bool mayComeBack = false;
    /// Draws from the block's stream and moves the block; called by several threads at once.
    std::function<void(const BlockStep&, RandomStream&)> step;
};

/// Many independent walkers in one or two coordinates and the averages of their iterates, whatever moves them: Ensemble on
/// the line, PlaneEnsemble in the plane. Structure of arrays in blocks; each block has its own random stream, so results do
/// not depend on the number of threads. A copy goes its own way from where it was taken.
/// A walker has diverged when a coordinate is not finite or exceeds kDivergence; it is counted and takes no further part.
/// Momentum is forgotten when it is switched off; restarting the averages does not touch it.
/// Memory a walker and coordinate: 16 bytes, 8 more with momentum, and by average 8 bytes times its live segments
/// (core/sgd/segments.h): one for whole tails and exponential averages, about 18 for the last half, 33 for a window.
/// 100,000 walkers on the line with all five kinds take 45 MB.
class Crowd {
public:
    static constexpr double kDivergence = 1e12;

    /// Forgets what was averaged; the walkers go on.
    void restartAverages();
    /// Another choice of averages; starts them afresh.
    void setAverages(const std::vector<Average>& averages);

    std::int64_t step() const;           ///< t: steps taken since the start
    std::int64_t averagedSteps() const;  ///< steps taken since the averages (re)started
    std::size_t walkers() const;
    std::size_t diverged() const;  ///< counted at the end of `advance`

    /// w of every walker, or its x (coordinate 0) or y (1); NaN for diverged ones.
    std::span<const double> iterates(std::size_t coordinate = 0) const;
    /// Writes a coordinate of average `index` of every walker into `out` (length `walkers()`); NaN for diverged walkers and
    /// while the average has not begun.
    void averages(std::size_t index, std::span<double> out, std::size_t coordinate = 0) const;
    std::size_t averageCount() const;

protected:
    /// As many coordinates as `start` has: one or two.
    Crowd(std::size_t walkers, std::span<const double> start, std::uint64_t seed, const std::vector<Average>& averages);
    ~Crowd();
    Crowd(const Crowd&);
    Crowd& operator=(const Crowd&);
    Crowd(Crowd&&) noexcept;
    Crowd& operator=(Crowd&&) noexcept;

    /// Advances every walker by `steps` steps on the pool's threads (null: on the caller's).
    void advance(const Motion& motion, std::int64_t steps, ThreadPool* pool);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace basin
