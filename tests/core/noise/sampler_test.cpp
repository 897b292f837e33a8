// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/sampler.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace basin;

namespace {

/// The generator as its authors publish it, one lane at a time.
struct Xoshiro256PlusPlus {
    std::array<std::uint64_t, 4> s{};

    static std::uint64_t rotatedLeft(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::uint64_t next() {
        const std::uint64_t result = rotatedLeft(s[0] + s[3], 23) + s[0];
        const std::uint64_t t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = rotatedLeft(s[3], 45);
        return result;
    }
};

struct SplitMix64 {
    std::uint64_t state = 0;
    std::uint64_t next() {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
};

struct Shaped {
    Law law;
    double shape;
};
const std::vector<Shaped> kLaws{{Law::Uniform, 2.0},      {Law::Gaussian, 2.0},    {Law::Laplace, 2.0},
                                {Law::Rademacher, 2.0},   {Law::StudentT, 1.0},    {Law::StudentT, 3.0},
                                {Law::StudentT, 4.5},     {Law::StudentT, 100.0},  {Law::AlphaStable, 0.5},
                                {Law::AlphaStable, 0.9},  {Law::AlphaStable, 1.0}, {Law::AlphaStable, 1.5},
                                {Law::AlphaStable, 1.99}, {Law::AlphaStable, 2.0}};

std::string described(const Shaped& shaped) { return lawEntry(shaped.law).name + " " + std::to_string(shaped.shape); }

std::vector<double> draws(RandomStream& stream, const Shaped& shaped, std::size_t count) {
    std::vector<double> noise(count);
    stream.fill(shaped.law, shaped.shape, noise.data(), count);
    return noise;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("The generators used to check with are the published ones") {
    // First outputs of xoshiro256++ from the state 1, 2, 3, 4 (as in the rand_xoshiro crate's tests): the first is
    // rotl(1+4, 23) + 1 = 5·2^23 + 1.
    Xoshiro256PlusPlus xoshiro{{1, 2, 3, 4}};
    for (const std::uint64_t expected :
         {std::uint64_t{41943041u}, std::uint64_t{58720359u}, std::uint64_t{3588806011781223u},
          std::uint64_t{3591011842654386u}, std::uint64_t{9228616714210784205u}})
        REQUIRE(xoshiro.next() == expected);
    // splitmix64 from 1234567, the values published with the reference code.
    SplitMix64 splitmix{1234567};
    for (const std::uint64_t expected : {std::uint64_t{6457827717110365317u}, std::uint64_t{3203168211198807973u},
                                         std::uint64_t{9817491932198370423u}, std::uint64_t{4593380528125082431u}})
        REQUIRE(splitmix.next() == expected);
}

TEST_CASE("A stream is sixteen xoshiro256++ side by side") {
    const std::uint64_t seed = 2302, block = 9376;
    // Seeding: splitmix64 of the seed, joined with the block, scrambled again, then four words a lane.
    SplitMix64 ofSeed{seed}, ofBoth{ofSeed.next() ^ block}, words{ofBoth.next()};
    std::array<Xoshiro256PlusPlus, RandomStream::kLanes> lanes;
    for (auto& lane : lanes)
        for (auto& word : lane.s) word = words.next();

    RandomStream stream(seed, block);
    const auto noise = draws(stream, {Law::Uniform, 2.0}, 100 * RandomStream::kLanes);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        const std::uint64_t word = lanes[i % RandomStream::kLanes].next();
        // 52 bits over [−1, 1): exact in doubles.
        REQUIRE(noise[i] == static_cast<double>(word >> 12) * 0x1p-51 - 1.0);
    }
}

TEST_CASE("A stream is the same however it is cut into calls") {
    for (const Shaped& shaped : kLaws) {
        CAPTURE(described(shaped));
        RandomStream one(5, 6), two(5, 6);
        const auto whole = draws(one, shaped, 480);
        std::vector<double> pieces;
        for (const std::size_t count : {16u, 0u, 160u, 48u, 256u}) {
            const auto piece = draws(two, shaped, count);
            pieces.insert(pieces.end(), piece.begin(), piece.end());
        }
        REQUIRE(whole == pieces);
        REQUIRE(one == two);
    }
}

TEST_CASE("Streams of other seeds and blocks are other streams") {
    RandomStream stream(1, 2), same(1, 2);
    const auto first = draws(stream, {Law::Uniform, 2.0}, 64);
    REQUIRE(first == draws(same, {Law::Uniform, 2.0}, 64));
    REQUIRE(first != draws(same, {Law::Uniform, 2.0}, 64));
    for (auto [seed, block] : {std::pair<std::uint64_t, std::uint64_t>{2, 1}, {1, 1}, {1, 3}, {0, 0}, {3, 0}, {0, 3}}) {
        RandomStream other(seed, block);
        const auto noise = draws(other, {Law::Uniform, 2.0}, 64);
        for (const double x : noise) REQUIRE(std::find(first.begin(), first.end(), x) == first.end());
    }
}

TEST_CASE("A million draws of every law follow its distribution") {
    for (const Shaped& shaped : kLaws) {
        CAPTURE(described(shaped));
        // A million of the laws themselves, fewer of the same law at another shape.
        const bool first = shaped.law < Law::StudentT || shaped.shape == 3.0 || shaped.shape == 1.5;
        const std::size_t count = first ? 1'000'000 : 1 << 17;
        RandomStream stream(11, 0);
        auto noise = draws(stream, shaped, count);
        const double n = static_cast<double>(count);
        if (shaped.law == Law::Rademacher) {
            REQUIRE(std::all_of(noise.begin(), noise.end(), [](double x) { return x == 1.0 || x == -1.0; }));
            // The sum has standard deviation √n.
            REQUIRE_THAT(mean(noise) * std::sqrt(n), WithinAbs(0.0, 5.0));
            continue;
        }
        const Noise law{.law = shaped.law, .scale = 1.0, .shape = shaped.shape};
        std::sort(noise.begin(), noise.end());
        double distance = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            const double p = law.distribution(noise[i]);
            distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
        }
        // Kolmogorov and Smirnov: √n D exceeds 2.5 with probability 2 exp(−2·2.5²) = 7e-6.
        REQUIRE(std::sqrt(n) * distance < 2.5);
        // And is not too small either: P(√n D < 0.35) = √(2π)/0.35 Σ exp(−(2k−1)²π²/(8·0.35²)) = 3e-4.
        REQUIRE(std::sqrt(n) * distance > 0.3);
    }
}

TEST_CASE("Moments of the draws are those of the law") {
    for (const Shaped& shaped : kLaws) {
        CAPTURE(described(shaped));
        const Noise law{.law = shaped.law, .scale = 1.0, .shape = shaped.shape};
        RandomStream stream(12, 3);
        const auto noise = draws(stream, shaped, 1 << 20);
        const double n = static_cast<double>(noise.size());
        for (const int order : {1, 2, 3, 4, 6}) {
            // The standard error of the mean of x^k needs E x^{2k}.
            if (!(2 * order < law.momentLimit())) break;
            double sum = 0.0;
            for (const double x : noise) sum += std::pow(x, order);
            const double error = std::sqrt((law.moment(2 * order) - std::pow(law.moment(order), 2)) / n);
            CAPTURE(order);
            // Powers of bounded laws can be constant: then to rounding.
            REQUIRE_THAT(sum / n, WithinAbs(law.moment(order), 5.0 * error + 1e-15));
        }
    }
}

TEST_CASE("Draws at any distance within a stream are independent") {
    for (const Shaped& shaped : kLaws) {
        CAPTURE(described(shaped));
        const Noise law{.law = shaped.law, .scale = 1.0, .shape = shaped.shape};
        RandomStream stream(13, 1);
        const auto noise = draws(stream, shaped, 1 << 18);
        // Of heavy tails, too, the place in the distribution is uniform; its sign and its size are looked at apart. The
        // coin flip has a sign only.
        std::vector<double> sign, size;
        for (const double x : noise) {
            sign.push_back(x < 0.0 ? -1.0 : 1.0);
            // Uniform in [0, 1); variance 1/12.
            size.push_back(std::sqrt(12.0) * (2.0 * law.distribution(-std::abs(x)) - 0.5));
        }
        if (shaped.law == Law::Rademacher) size = sign;
        // 8 apart: the pair of Box and Muller. 16: the same lane's next. The others: other lanes.
        for (const std::size_t lag : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 24u, 32u, 48u, 1024u}) {
            double signs = 0.0, sizes = 0.0, both = 0.0;
            const std::size_t count = noise.size() - lag;
            for (std::size_t i = 0; i < count; ++i) {
                signs += sign[i] * sign[i + lag];
                sizes += size[i] * size[i + lag];
                both += sign[i] * size[i + lag];
            }
            CAPTURE(lag);
            // Each product has mean 0 and variance 1.
            const double bound = 5.0 * std::sqrt(static_cast<double>(count));
            REQUIRE(std::abs(signs) < bound);
            REQUIRE(std::abs(sizes) < bound);
            REQUIRE(std::abs(both) < bound);
        }
    }
}

TEST_CASE("Neighbouring blocks and seeds are independent") {
    std::vector<std::vector<double>> streams;
    for (const std::uint64_t seed : {0u, 1u})
        for (std::uint64_t block = 0; block < 6; ++block) {
            RandomStream stream(seed, block);
            streams.push_back(draws(stream, {Law::Gaussian, 2.0}, 1 << 16));
        }
    for (std::size_t i = 0; i < streams.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            // Σ x y has variance n.
            const double product = std::inner_product(streams[i].begin(), streams[i].end(), streams[j].begin(), 0.0);
            REQUIRE(std::abs(product) < 5.0 * 256.0);
        }
}

TEST_CASE("The Gaussian has its share beyond five sigma") {
    RandomStream stream(14, 0);
    std::vector<double> noise(1 << 16);
    int beyond = 0;
    for (int round = 0; round < 1 << 9; ++round) {
        stream.fill(Law::Gaussian, 2.0, noise.data(), noise.size());
        for (const double x : noise) beyond += std::abs(x) > 5.0;
    }
    // P(|x| > 5) = erfc(5/√2) = 5.733e-7; of 2^25 draws 19.2 ± 4.4.
    const double expected = std::erfc(5.0 / std::sqrt(2.0)) * 0x1p25;
    REQUIRE_THAT(beyond, WithinAbs(expected, 5.0 * std::sqrt(expected)));
}
