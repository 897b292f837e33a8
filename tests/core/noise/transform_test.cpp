// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/transform.h"

#include "tests/support/catch.h"

#include <hwy/highway.h>
#include <hwy/targets.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

using namespace basin;

namespace {

using Real = long double;
constexpr Real kPi = std::numbers::pi_v<long double>;

/// (⌊word/2⌋, made odd)/2⁶³, rounded to a double as the transform does.
Real unit(std::uint64_t word) { return static_cast<Real>(static_cast<double>((word >> 1) | 1) * 0x1p-63); }
Real symmetric(std::uint64_t word) { return static_cast<Real>(word >> 12) * 0x1p-51L - 1.0L; }

/// The formulas of transform.h in long double, for draw `lane` of one row of words.
Real expectedDraw(Law law, double shape, const std::uint64_t* words, std::size_t lane) {
    const std::uint64_t word = words[lane];
    const Real alpha = shape, nu = shape;
    switch (law) {
        case Law::Uniform: return symmetric(word);
        case Law::Rademacher: return word & 1 ? -1.0L : 1.0L;
        case Law::Laplace: return (word & 1 ? 1.0L : -1.0L) * std::log(unit(word));
        case Law::Gaussian: {
            const std::uint64_t angleWord = words[lane % 8 + 8];
            const Real radius = std::sqrt(-2.0L * std::log(unit(words[lane % 8])));
            const Real phi = kPi / 4.0L * symmetric(angleWord);
            const Real cosine = (angleWord & 1 ? -1.0L : 1.0L) * std::cos(phi), sine = std::sin(phi);
            return radius * ((lane < 8) == !(angleWord & 2) ? cosine : sine);
        }
        case Law::StudentT: {
            const Real theta = kPi / 2.0L * (symmetric(words[lane + 16]) + 0x1p-52L);
            return std::sqrt(nu * std::expm1(-2.0L / nu * std::log(unit(word)))) * std::sin(theta);
        }
        case Law::AlphaStable: {
            const Real theta = kPi / 2.0L * (symmetric(words[lane + 16]) + 0x1p-52L);
            const Real waiting = std::max(-std::log(unit(word)), 0x1p-54L);
            // cos Θ and sin αΘ by the distance of |Θ| from π/2 and of α|Θ| from π, for their own precision.
            const Real side = kPi / 2.0L * (1.0L - std::abs(symmetric(words[lane + 16]) + 0x1p-52L));
            const Real turn = std::min(alpha * std::abs(theta), (2.0L - alpha) * kPi / 2.0L + alpha * side);
            const Real sine = std::copysign(std::sin(turn), theta);
            const Real power = (1.0L - alpha) / alpha;
            const Real rest = std::abs(1.0L - alpha) == 1.0L ? std::sin(side) : std::cos((1.0L - alpha) * theta);
            return sine * std::pow(std::sin(side), -1.0L / alpha) * std::pow(rest / waiting, power);
        }
    }
    return 0.0L;
}

struct Shaped {
    Law law;
    double shape;
    double tolerance;  ///< relative: a few roundings, times the exponents that the powers stand for
};
const std::vector<Shaped> kLaws{
    {Law::Uniform, 2.0, 0.0},       {Law::Rademacher, 2.0, 0.0},    {Law::Laplace, 2.0, 1e-15},
    {Law::Gaussian, 2.0, 2e-15},    {Law::StudentT, 1.0, 2e-14},    {Law::StudentT, 3.0, 1e-14},
    {Law::StudentT, 100.0, 1e-14},  {Law::AlphaStable, 0.5, 1e-13}, {Law::AlphaStable, 1.0, 3e-14},
    {Law::AlphaStable, 1.3, 3e-14}, {Law::AlphaStable, 1.9, 3e-14}, {Law::AlphaStable, 2.0, 3e-14}};

std::string described(const Shaped& shaped) { return lawEntry(shaped.law).name + " " + std::to_string(shaped.shape); }

/// Random words, with all the extreme ones among them in every combination that a row can hold.
std::vector<std::uint64_t> words(std::size_t rows) {
    const std::vector<std::uint64_t> extreme{0,
                                             1,
                                             2,
                                             3,
                                             ~std::uint64_t{0},
                                             ~std::uint64_t{1},
                                             std::uint64_t{1} << 63,
                                             (std::uint64_t{1} << 63) - 1,
                                             std::uint64_t{1} << 12,
                                             (std::uint64_t{1} << 12) - 1,
                                             std::uint64_t{1} << 53,
                                             std::uint64_t{3} << 62};
    std::mt19937_64 random(4);
    std::vector<std::uint64_t> bits(rows * 32);
    for (auto& word : bits) {
        word = random();
        // An eighth extreme, an eighth small (the far tails).
        if (random() % 8 == 0)
            word = extreme[random() % extreme.size()];
        else if (random() % 8 == 0)
            word >>= random() % 64;
    }
    return bits;
}

std::vector<double> transformed(const Shaped& shaped, const std::vector<std::uint64_t>& bits) {
    std::vector<double> noise(bits.size() / wordsPerDraw(shaped.law));
    drawsFromBits(shaped.law, shaped.shape, bits.data(), noise.data(), noise.size());
    return noise;
}

}  // namespace

TEST_CASE("Draws are their formulas, to rounding and into the far tails, on every instruction set") {
    const auto bits = words(1500);
    for (std::int64_t left = hwy::SupportedTargets() & HWY_TARGETS; left != 0; left &= left - 1) {
        const std::int64_t target = left & -left;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(target);
        CAPTURE(hwy::TargetName(target));

        for (const Shaped& shaped : kLaws) {
            CAPTURE(described(shaped));
            const auto noise = transformed(shaped, bits);
            const std::size_t rowWords = 16 * wordsPerDraw(shaped.law);
            double worst = 0.0;
            for (std::size_t i = 0; i < noise.size(); ++i) {
                const Real expected = expectedDraw(shaped.law, shaped.shape, bits.data() + i / 16 * rowWords, i % 16);
                const double error = static_cast<double>(std::abs(noise[i] - expected));
                if (error > 0.0) worst = std::max(worst, error / static_cast<double>(std::abs(expected)));
                if (!std::isfinite(noise[i])) FAIL("not finite: " << noise[i]);
            }
            REQUIRE(worst <= shaped.tolerance);
        }
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
}

TEST_CASE("Draws are finite for the extremes of the shapes") {
    const auto bits = words(2000);
    for (const Shaped& shaped :
         {Shaped{Law::StudentT, 0.2, 0.0}, Shaped{Law::StudentT, 0.5, 0.0}, Shaped{Law::StudentT, 1000.0, 0.0},
          Shaped{Law::AlphaStable, 0.1, 0.0}, Shaped{Law::AlphaStable, 0.3, 0.0},
          Shaped{Law::AlphaStable, 0.999999, 0.0}, Shaped{Law::AlphaStable, 1.999999, 0.0}}) {
        CAPTURE(described(shaped));
        const auto noise = transformed(shaped, bits);
        REQUIRE(std::all_of(noise.begin(), noise.end(), [](double x) { return std::isfinite(x); }));
    }
}

TEST_CASE("The Gaussian has its share of draws in the far tail") {
    // Clear the first k bits of the words for u and u < 2^−k: the radius exceeds √(2k log 2), and a draw that far out is
    // 2^k times as frequent as among all draws.
    struct Tail {
        double sigma;
        int bits;
    };
    std::mt19937_64 random(5);
    for (const Tail& tail : {Tail{6.0, 25}, Tail{7.0, 35}, Tail{8.0, 46}, Tail{8.5, 52}}) {
        CAPTURE(tail.sigma);
        REQUIRE(std::sqrt(2.0 * tail.bits * std::numbers::ln2) < tail.sigma);
        std::vector<std::uint64_t> words(1 << 20);
        for (std::size_t i = 0; i < words.size(); ++i) words[i] = i % 16 < 8 ? random() >> tail.bits : random();
        std::vector<double> noise(words.size());
        drawsFromBits(Law::Gaussian, 2.0, words.data(), noise.data(), noise.size());
        const auto beyond =
            std::count_if(noise.begin(), noise.end(), [&](double x) { return std::abs(x) > tail.sigma; });
        const double n = static_cast<double>(noise.size());
        const double share = std::erfc(tail.sigma / std::sqrt(2.0)) * std::ldexp(1.0, tail.bits);
        REQUIRE(share > 0.0001);
        // Both of a pair are hardly ever that far out: the variance is that of independent draws.
        REQUIRE_THAT(static_cast<double>(beyond) / n, WithinAbs(share, 5.0 * std::sqrt(share / n)));
    }
    // The farthest: u = 2^−63, √(126 log 2) = 9.345.
    std::vector<std::uint64_t> farthest(16, 0);
    farthest[8] = std::uint64_t{1} << 63;  // the middle of the octant: φ = 0
    std::vector<double> noise(16);
    drawsFromBits(Law::Gaussian, 2.0, farthest.data(), noise.data(), 16);
    REQUIRE_THAT(noise[0], WithinRel(std::sqrt(126.0 * std::numbers::ln2), 1e-15));
    REQUIRE(noise[8] == 0.0);
}
