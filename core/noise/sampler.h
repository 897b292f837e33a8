// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace basin {

/// Sixteen interleaved xoshiro256++ generators (Blackman and Vigna, 2019), one stream of random numbers for one block of
/// walkers. The same (seed, block) gives the same numbers for every number of threads, and on every machine: bit for bit
/// the uniform and Rademacher laws, to rounding the others.
class RandomStream {
public:
    static constexpr std::size_t kLanes = 16;

    RandomStream() = default;
    /// Seeded by splitmix64 from both numbers.
    RandomStream(std::uint64_t seed, std::uint64_t block);

    /// Fills `noise` (64-byte aligned is fastest, count a multiple of 16) with draws of the law at scale 1, all finite. How
    /// the stream is cut into calls makes no difference. core/noise/transform.h has the formulas.
    void fill(Law law, double shape, double* noise, std::size_t count);

    bool operator==(const RandomStream&) const = default;

private:
    alignas(64) std::array<std::array<std::uint64_t, kLanes>, 4> m_state{};
};

}  // namespace basin
