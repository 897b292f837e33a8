// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/noise/noise.h"

#include <cstddef>
#include <cstdint>

namespace basin {

/// How many words of 64 random bits one draw takes.
std::size_t wordsPerDraw(Law law);

/// Draws of the law at scale 1 from given random bits, as `RandomStream::fill` makes them from its own: rows of 16 draws,
/// each from 16 words (or from 32, first words before second). `count` is a multiple of 16; `bits` has count · wordsPerDraw
/// words. From a word come u = (⌊word/2⌋, made odd)/2⁶³ in (0, 1] and s = ⌊word/2¹²⌋/2⁵¹ − 1 in [−1, 1):
///   uniform      s
///   Rademacher   ±1 by the word's last bit (set: −1)
///   Laplace      −log u, its sign the word's last bit
///   Gaussian     √(−2 log u) (cos φ, sin φ) for words i and i+8 of a row, where the second gives φ = πs/4, turned by
///                multiples of a quarter by its last two bits: 1 changes the cosine's sign, 2 swaps (Box, Muller 1958).
///                Exact far into the tails, |x| up to 9.3
///   Student t    √(ν(u^(−2/ν) − 1)) sin Θ, Θ = π(s + 2⁻⁵²)/2 from the second word (Bailey 1994)
///   α-stable     sin αΘ / (cos Θ)^(1/α) · (cos((1−α)Θ)/E)^((1−α)/α), E = −log u (Chambers, Mallows, Stuck 1976)
/// Never infinite or NaN for ν ≥ 0.2 and 0.1 ≤ α ≤ 2. Uniform and Rademacher draws are the same bit for bit on every
/// machine, the others to rounding: a processor without fused multiply-add rounds more often.
void drawsFromBits(Law law, double shape, const std::uint64_t* bits, double* noise, std::size_t count);

}  // namespace basin
