// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/segments.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>

using namespace basin;

namespace {

/// Walks through `steps` steps as the ensemble does and calls check(t) after each.
template <class Check>
void walk(Segments& segments, std::int64_t steps, Check check) {
    for (std::int64_t t = 1; t <= steps; ++t) {
        if (segments.nextCut(t - 1) == t) segments.cut(t);
        check(t);
    }
}

void requireSound(const Segments& segments) {
    const auto& all = segments.segments();
    for (std::size_t i = 0; i < all.size(); ++i) {
        REQUIRE(all[i].begin < all[i].end);
        if (i > 0) REQUIRE(all[i].begin == all[i - 1].end);
        for (std::size_t k = 0; k < i; ++k) REQUIRE(all[k].slot != all[i].slot);
    }
}

}  // namespace

TEST_CASE("The tail of the last fraction is exact to a sixteenth of its length") {
    for (const double fraction : {0.003, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99}) {
        CAPTURE(fraction);
        Segments segments({.kind = Average::Kind::LastFraction, .fraction = fraction});
        std::size_t most = 0;
        bool ok = true;
        walk(segments, 20000, [&](std::int64_t t) {
            const double wanted = fraction * static_cast<double>(t), count = static_cast<double>(segments.count(t));
            // All of the last φt iterates are in; too many are at most φt/16, or the part of one step.
            ok &= count >= wanted - 1e-9 && count < wanted + std::max(1.0, wanted / 16.0) + 1e-9 &&
                  segments.count(t) <= t;
            most = std::max(most, segments.slots());
        });
        REQUIRE(ok);
        requireSound(segments);
        // While segments are single steps, a < 32(1−φ)/φ, the tail holds up to φa/(1−φ) ≤ 32 of them; then fewer.
        REQUIRE(most <= 35);
    }
}

TEST_CASE("A window slides in strides of a thirty-second of its length") {
    for (const std::int64_t length : {1, 2, 31, 63, 64, 100, 1000, 3200}) {
        CAPTURE(length);
        Segments segments({.kind = Average::Kind::Window, .length = length});
        const std::int64_t stride = std::max<std::int64_t>(1, length / 32);
        std::size_t most = 0;
        bool ok = true;
        walk(segments, 10000, [&](std::int64_t t) {
            const std::int64_t count = segments.count(t);
            ok &= t <= length ? count == t : count >= length && count < length + stride;
            // The window is exact where both its ends fall on cuts.
            if (t >= length && t % stride == 0 && length % stride == 0) ok &= count == length;
            most = std::max(most, segments.slots());
        });
        REQUIRE(ok);
        requireSound(segments);
        // ⌊W/32⌋ > W/64 for W ≥ 32, so fewer than 64 strides cover the window, and one more straddles its beginning.
        REQUIRE(most <= 65);
    }
}

TEST_CASE("A tail holds every iterate from its first step on") {
    Segments all({.kind = Average::Kind::PolyakRuppert});
    walk(all, 1000, [&](std::int64_t t) { REQUIRE(all.count(t) == t); });
    REQUIRE(all.slots() == 1);
    // From step 300 on: w_300 is the first, so that there are t − 299 of them.
    Segments tail({.kind = Average::Kind::TailFrom, .start = 300});
    REQUIRE(tail.open() == nullptr);
    walk(tail, 1000, [&](std::int64_t t) { REQUIRE(tail.count(t) == std::max<std::int64_t>(0, t - 299)); });
    Segments none({.kind = Average::Kind::Exponential});
    REQUIRE(none.nextCut(0) == Segments::kOpen);
    REQUIRE(none.open() == nullptr);
}
