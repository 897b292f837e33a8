// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/sampler.h"

#include "core/noise/transform.h"

// Scalable vectors cannot be members of a struct; processors that have them have NEON too.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/noise/sampler.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include "core/noise/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace basin::HWY_NAMESPACE {

/// Half a row at most: lanes i and i+8 of a row are worked on together.
constexpr std::size_t kHalfRow = 8;
using Doubles = hn::CappedTag<double, kHalfRow>;
using Words = hn::RebindToUnsigned<Doubles>;
using VD = hn::Vec<Doubles>;
using VW = hn::Vec<Words>;

/// Some lanes of the generator, xoshiro256++.
class Generator {
public:
    HWY_INLINE explicit Generator(std::uint64_t* state)
        : m_state(state), m_s0(load(0)), m_s1(load(1)), m_s2(load(2)), m_s3(load(3)) {}

    HWY_INLINE VW next() {
        const VW result = hn::Add(hn::RotateRight<64 - 23>(hn::Add(m_s0, m_s3)), m_s0);
        const VW t = hn::ShiftLeft<17>(m_s1);
        m_s2 = hn::Xor(m_s2, m_s0);
        m_s3 = hn::Xor(m_s3, m_s1);
        m_s1 = hn::Xor(m_s1, m_s2);
        m_s0 = hn::Xor(m_s0, m_s3);
        m_s2 = hn::Xor(m_s2, t);
        m_s3 = hn::RotateRight<64 - 45>(m_s3);
        return result;
    }
    HWY_INLINE void finish() const {
        const Words dw;
        hn::StoreU(m_s0, dw, m_state);
        hn::StoreU(m_s1, dw, m_state + RandomStream::kLanes);
        hn::StoreU(m_s2, dw, m_state + 2 * RandomStream::kLanes);
        hn::StoreU(m_s3, dw, m_state + 3 * RandomStream::kLanes);
    }

private:
    HWY_INLINE VW load(std::size_t i) const { return hn::LoadU(Words(), m_state + i * RandomStream::kLanes); }

    std::uint64_t* m_state;
    VW m_s0, m_s1, m_s2, m_s3;
};

/// Given bits in place of the generator's.
class Given {
public:
    HWY_INLINE explicit Given(const std::uint64_t* bits) : m_bits(bits) {}
    HWY_INLINE VW next() {
        const VW words = hn::LoadU(Words(), m_bits);
        m_bits += RandomStream::kLanes;
        return words;
    }
    HWY_INLINE void finish() const {}

private:
    const std::uint64_t* m_bits;
};

/// In [−1, 1): the first 52 bits become the digits of a number in [1, 2).
HWY_INLINE VD symmetric(VW words) {
    const Doubles d;
    const VW digits = hn::Or(hn::ShiftRight<12>(words), hn::Set(Words(), std::uint64_t{0x3ff0000000000000}));
    return hn::MulSub(hn::BitCast(d, digits), hn::Set(d, 2.0), hn::Set(d, 3.0));
}
/// In (−1, 1): half a step above `symmetric`.
HWY_INLINE VD inside(VW words) { return hn::Add(symmetric(words), hn::Set(Doubles(), 0x1p-52)); }

/// −log u for u = (words/2, made odd)/2^63.
HWY_INLINE VD exponentialDraw(VW words) {
    const Doubles d;
    const hn::RebindToSigned<Doubles> di;
    const VW odd = hn::Or(hn::ShiftRight<1>(words), hn::Set(Words(), std::uint64_t{1}));
    const VD u = hn::Mul(hn::ConvertTo(d, hn::BitCast(di, odd)), hn::Set(d, 0x1p-63));
    return hn::Neg(logarithm(d, u));
}

/// The words' last bit as the sign of a double.
HWY_INLINE VD signOfLastBit(VW words) { return hn::BitCast(Doubles(), hn::ShiftLeft<63>(words)); }

struct UniformRow {
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        x = symmetric(a.next());
        y = symmetric(b.next());
    }
};

struct RademacherRow {
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        const VD one = hn::Set(Doubles(), 1.0);
        x = hn::Or(signOfLastBit(a.next()), one);
        y = hn::Or(signOfLastBit(b.next()), one);
    }
};

struct LaplaceRow {
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        x = draw(a.next());
        y = draw(b.next());
    }
    static HWY_INLINE VD draw(VW words) { return hn::Or(hn::Abs(exponentialDraw(words)), signOfLastBit(words)); }
};

struct GaussianRow {
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        const Doubles d;
        const VD draw = exponentialDraw(a.next());
        const VD radius = hn::Sqrt(hn::Add(draw, draw));
        const VW words = b.next();
        VD sine, cosine;
        sineAndCosineOfEighth(d, symmetric(words), sine, cosine);
        cosine = hn::Or(cosine, signOfLastBit(words));
        const auto swap = hn::TestBit(words, hn::Set(Words(), std::uint64_t{2}));
        const auto swapDoubles = hn::RebindMask(d, swap);
        x = hn::Mul(radius, hn::IfThenElse(swapDoubles, sine, cosine));
        y = hn::Mul(radius, hn::IfThenElse(swapDoubles, cosine, sine));
    }
};

struct StudentRow {
    double nu;
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        const VW firstA = a.next(), firstB = b.next();
        x = draw(firstA, a.next());
        y = draw(firstB, b.next());
    }
    HWY_INLINE VD draw(VW first, VW second) const {
        const Doubles d;
        const VD grown = hn::Min(hn::Mul(exponentialDraw(first), hn::Set(d, 2.0 / nu)), hn::Set(d, 700.0));
        const VD radius = hn::Sqrt(hn::Mul(hn::Set(d, nu), exponentialMinusOne(d, hn::Max(grown, hn::Zero(d)))));
        return hn::Mul(radius, sineOfQuarter(d, inside(second)));
    }
};

struct StableRow {
    double alpha;
    template <class Source>
    HWY_INLINE void operator()(Source& a, Source& b, VD& x, VD& y) const {
        const VW firstA = a.next(), firstB = b.next();
        x = draw(firstA, a.next());
        y = draw(firstB, b.next());
    }
    HWY_INLINE VD draw(VW first, VW second) const {
        const Doubles d;
        const VD one = hn::Set(d, 1.0);
        // u rounds to 1, and E to 0, once in 2^54 draws: then the smallest other value.
        const VD E = hn::Max(exponentialDraw(first), hn::Set(d, 0x1p-54));
        const VD angle = inside(second);  // Θ in units of π/2
        // sin αΘ = ±sin(π(1 − |z|)) beyond a quarter turn, z = αΘ/π.
        const VD turn = hn::Mul(angle, hn::Set(d, alpha));
        const VD size = hn::Abs(turn);
        const VD sine = hn::CopySign(sineOfQuarter(d, hn::Min(size, hn::Sub(hn::Set(d, 2.0), size))), turn);
        const VD cosine = sineOfQuarter(d, hn::Sub(one, hn::Abs(angle)));
        const VD rest = sineOfQuarter(d, hn::Sub(one, hn::Abs(hn::Mul(angle, hn::Set(d, 1.0 - alpha)))));
        const VD power = hn::MulSub(logarithm(d, hn::Div(rest, E)), hn::Set(d, (1.0 - alpha) / alpha),
                                    hn::Mul(logarithm(d, cosine), hn::Set(d, 1.0 / alpha)));
        const VD limit = hn::Set(d, 700.0);
        return hn::Mul(sine, exponential(d, hn::Max(hn::Min(power, limit), hn::Neg(limit))));
    }
};

template <class Row, class Source>
HWY_INLINE void drawRows(const Row& row, Source a, Source b, double* noise, std::size_t rows) {
    const Doubles d;
    for (std::size_t i = 0; i < rows; ++i, noise += RandomStream::kLanes) {
        VD x, y;
        row(a, b, x, y);
        hn::StoreU(x, d, noise);
        hn::StoreU(y, d, noise + kHalfRow);
    }
    a.finish();
    b.finish();
}

template <class Row>
HWY_NOINLINE void drawLaw(const Row& row, std::uint64_t* state, const std::uint64_t* bits, double* noise,
                          std::size_t count) {
    const std::size_t rows = count / RandomStream::kLanes;
    for (std::size_t lane = 0; lane < kHalfRow; lane += hn::Lanes(Doubles())) {
        if (bits != nullptr)
            drawRows(row, Given(bits + lane), Given(bits + lane + kHalfRow), noise + lane, rows);
        else
            drawRows(row, Generator(state + lane), Generator(state + lane + kHalfRow), noise + lane, rows);
    }
}

/// Draws from the generators in `state`, or from `bits` where these are given.
void draw(Law law, double shape, std::uint64_t* state, const std::uint64_t* bits, double* noise, std::size_t count) {
    switch (law) {
        case Law::Uniform: return drawLaw(UniformRow{}, state, bits, noise, count);
        case Law::Gaussian: return drawLaw(GaussianRow{}, state, bits, noise, count);
        case Law::Laplace: return drawLaw(LaplaceRow{}, state, bits, noise, count);
        case Law::Rademacher: return drawLaw(RademacherRow{}, state, bits, noise, count);
        case Law::StudentT: return drawLaw(StudentRow{shape}, state, bits, noise, count);
        case Law::AlphaStable: return drawLaw(StableRow{shape}, state, bits, noise, count);
    }
}

}  // namespace basin::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

namespace {

HWY_EXPORT(draw);

/// Steele, Lea and Flood's generator (2014), which Vigna recommends for seeding.
std::uint64_t splitmix64(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t block) {
    // The seed is scrambled before the block joins it, so that (1, 2) and (2, 1) have nothing in common.
    std::uint64_t mixed = splitmix64(seed) ^ block;
    std::uint64_t state = splitmix64(mixed);
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        for (auto& words : m_state) words[lane] = splitmix64(state);
}

void RandomStream::fill(Law law, double shape, double* noise, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(draw)(law, shape, m_state[0].data(), nullptr, noise, count);
}

std::size_t wordsPerDraw(Law law) { return law == Law::StudentT || law == Law::AlphaStable ? 2 : 1; }

void drawsFromBits(Law law, double shape, const std::uint64_t* bits, double* noise, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(draw)(law, shape, nullptr, bits, noise, count);
}

}  // namespace basin
#endif
