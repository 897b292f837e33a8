// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"
#include "core/plane/surface.h"
#include "core/sgd/crowd.h"

#include <cstdint>
#include <vector>

namespace basin {

/// What every walker of an ensemble in the plane does at each step. May change between two calls of `advance`.
struct PlaneDynamics {
    SurfacePtr surface;
    PlaneNoise noise;        ///< of one gradient, already of the batch
    double stepSize = 0.01;  ///< η
    Schedule schedule{};
    double momentum = 0.0;  ///< β of heavy ball; 0 is plain SGD
};

struct PlaneEnsembleOptions {
    std::size_t walkers = 1000;
    Point start;  ///< w_0 of every walker
    std::uint64_t seed = 1;
    std::vector<Average> averages{Average{}};
};

/// Many independent walkers of SGD in the plane, with the averages of their iterates: coordinate 0 is x, 1 is y. At each
/// step a block of 512 walkers draws all its ξ₁ and then all its ξ₂ from its stream.
class PlaneEnsemble : public Crowd {
public:
    static constexpr std::size_t kTrail = 256;

    explicit PlaneEnsemble(const PlaneEnsembleOptions& options);

    /// Advances every walker by `steps` steps on the pool's threads (null: on the caller's).
    void advance(const PlaneDynamics& dynamics, std::int64_t steps, ThreadPool* pool);

    /// The last iterates of the first walker, at most kTrail, the newest last.
    std::vector<Point> trail() const;

private:
    std::vector<Point> m_ring;  ///< iterate t at t modulo kTrail
};

}  // namespace basin
