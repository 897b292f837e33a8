// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sgd/average.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace basin {

/// How one average is put together: the run is cut into segments, the iterates of each are summed apart, and the average
/// at step t is the sum of the segments that it still reaches into. Knows the cuts and where each sum is kept (its slot),
/// not the sums. Steps count from the restart of averaging; iterate w_t belongs to the segment with begin < t ≤ end.
/// Exponential averages have no segments.
///   PolyakRuppert, TailFrom: one segment without end.
///   LastFraction φ: a segment that begins at a is max(1, ⌊φa/(16(1−φ))⌋) long. The tail (1−φ)t < s ≤ t begins inside a
///   segment with a ≤ (1−φ)t, so that it is exact to φt/16, a sixteenth of its length; at most about 34 segments live.
///   Window W: segments of max(1, ⌊W/32⌋) steps; at most 65 live.
class Segments {
public:
    static constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();

    struct Segment {
        std::int64_t begin = 0, end = kOpen;
        std::size_t slot = 0;
        bool empty = true;  ///< nothing has been added to its slot yet
    };

    explicit Segments(const Average& average);

    /// The next step after `t` at which a segment begins or ends; kOpen if there is none.
    std::int64_t nextCut(std::int64_t t) const;
    /// Must be called at every cut: closes the segment that ends at `t`, forgets those out of reach and opens the next.
    void cut(std::int64_t t);
    /// The segment that the iterate after the last cut belongs to; null if it belongs to none.
    Segment* open();
    const Segment* open() const { return const_cast<Segments*>(this)->open(); }

    /// The segments that the average at step `t` is made of, oldest first, are the last `live(t)` of `segments()`.
    std::size_t live(std::int64_t t) const;
    const std::vector<Segment>& segments() const { return m_segments; }
    /// How many iterates the average at step `t` is the mean of.
    std::int64_t count(std::int64_t t) const;
    /// One more than the largest slot in use.
    std::size_t slots() const;

private:
    double reachesBackTo(std::int64_t t) const;
    std::int64_t lengthFrom(std::int64_t begin) const;
    std::size_t freeSlot() const;

    Average m_average;
    std::int64_t m_first = 0;  ///< where the first segment begins
    std::vector<Segment> m_segments;
};

}  // namespace basin
