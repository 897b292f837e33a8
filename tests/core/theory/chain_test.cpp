// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/chain.h"

#include "core/theory/chain_walk.h"
#include "tests/support/catch.h"

#include <cmath>
#include <numeric>

using namespace basin;

namespace {

/// a w²/2: SGD on it is the autoregression w′ = φw − ηε with φ = 1 − ηa, of which everything is known.
class Parabola : public Landscape {
public:
    explicit Parabola(double a) : m_a(a) {}
    double value(double w) const override { return 0.5 * m_a * w * w; }
    double slope(double w) const override { return m_a * w; }
    double curvature(double) const override { return m_a; }
    double integral(double w) const override { return m_a * w * w * w / 6.0; }
    Interval domain() const override { return {-3.0, 3.0}; }
    void step(const Step&) const override {}

private:
    double m_a;
};

/// (w² − 1)²/4: wells at ±1 with f″ = 2, the hill between them with f″ = −1 and of height 1/4.
class TwoWells : public Landscape {
public:
    double value(double w) const override { return 0.25 * (w * w - 1.0) * (w * w - 1.0); }
    double slope(double w) const override { return w * (w * w - 1.0); }
    double curvature(double w) const override { return 3.0 * w * w - 1.0; }
    double integral(double w) const override { return 0.05 * std::pow(w, 5) - w * w * w / 6.0 + 0.25 * w; }
    Interval domain() const override { return {-2.0, 2.0}; }
    int growth() const override { return 4; }
    void step(const Step&) const override {}
};

const Noise kLaws[] = {
    {Law::Uniform, 1.5}, Noise{Law::Gaussian, 0.8}, Noise{Law::Laplace, 0.6}, Noise{Law::Rademacher, 0.9}};

double variance(const std::vector<double>& law, const std::vector<double>& values) {
    const double mean = Chain::mean(law, values);
    double sum = 0.0;
    for (std::size_t i = 0; i < law.size(); ++i) sum += law[i] * std::pow(values[i] - mean, 2);
    return sum;
}

}  // namespace

TEST_CASE("The stationary variance of an autoregression is ησ²/(a(2 − ηa)), for wide and for narrow steps") {
    for (const Noise& noise : kLaws)
        for (const double eta : {0.003, 0.05, 0.7}) {
            const double a = 1.3, sigma2 = noise.sigma() * noise.sigma();
            const Chain chain = *Chain::make(std::make_shared<Parabola>(a), noise, eta);
            const std::vector<double> law = chain.stationary();
            CAPTURE(static_cast<int>(noise.law), eta);
            REQUIRE_THAT(std::accumulate(law.begin(), law.end(), 0.0), WithinRel(1.0, 1e-12));
            // The pair of atoms of Rademacher noise is smoothed by the chain itself only as far as it mixes.
            const double tolerance = noise.law == Law::Rademacher ? 2e-3 : 1e-4;
            REQUIRE_THAT(variance(law, chain.points()), WithinRel(eta * sigma2 / (a * (2.0 - eta * a)), tolerance));
            REQUIRE_THAT(Chain::mean(law, chain.points()), WithinAbs(0.0, 1e-9));
        }
}

TEST_CASE("Every row is a law and keeps its mean") {
    const double eta = 0.1;
    const Chain chain = *Chain::make(std::make_shared<Parabola>(1.0), Noise{Law::Gaussian, 1.0}, eta);
    std::vector<double> ones(chain.cells(), 1.0), sums(chain.cells()), next(chain.cells());
    chain.expect(ones, sums);
    chain.expect(chain.points(), next);
    for (std::size_t i = 0; i < chain.cells(); ++i) {
        REQUIRE_THAT(sums[i], WithinAbs(1.0, 1e-13));
        // Near the ends mass beyond the grid is put on the end points.
        if (std::abs(chain.points()[i]) < 0.5) REQUIRE_THAT(next[i], WithinAbs(chain.means()[i], 1e-12));
    }
}

TEST_CASE("In stationarity E f′(w) = 0 and E v = E w") {
    const auto landscape = std::make_shared<TwoWells>();
    for (const Noise& noise : kLaws) {
        const double eta = 0.1;
        const Chain chain = *Chain::make(landscape, noise, eta);
        const std::vector<double> law = chain.stationary();
        double slope = 0.0;
        for (std::size_t i = 0; i < law.size(); ++i) slope += law[i] * landscape->slope(chain.points()[i]);
        REQUIRE_THAT(slope, WithinAbs(0.0, 1e-10));
        REQUIRE_THAT(Chain::mean(law, chain.means()), WithinAbs(Chain::mean(law, chain.points()), 1e-11));
    }
}

TEST_CASE("The law at step t and the average of an autoregression have their closed forms") {
    const double a = 1.0, eta = 0.2, start = 1.5, phi = 1.0 - eta * a, sigma = 0.8;
    const Chain chain =
        *Chain::make(std::make_shared<Parabola>(a), Noise{Law::Gaussian, sigma}, eta, {.range = {}, .include = start});
    ChainWalk walk(chain, chain.stationary(), start, 0.0);
    double kicks = 0.0;  // ∑_{k=1}^{T} ((1 − φ^k)/(1 − φ))²: what each noise adds to the sum of the iterates
    std::int64_t counted = 0;
    for (const std::int64_t T : {1, 2, 7, 40, 1000, 100000}) {
        REQUIRE(walk.advanceTo(T));
        for (; counted < T; ++counted) {
            const double k = static_cast<double>(counted + 1);
            kicks += std::pow((1.0 - std::pow(phi, k)) / (1.0 - phi), 2);
        }
        const double steps = static_cast<double>(T), decay = std::pow(phi, steps);
        CAPTURE(T);
        REQUIRE_THAT(Chain::mean(walk.law(), chain.points()), WithinAbs(start * decay, 1e-9));
        REQUIRE_THAT(variance(walk.law(), chain.points()),
                     WithinRel(eta * eta * sigma * sigma * (1.0 - decay * decay) / (1.0 - phi * phi), 2e-3));
        REQUIRE_THAT(walk.averageMean(), WithinAbs(start * phi * (1.0 - decay) / ((1.0 - phi) * steps), 1e-9));
        REQUIRE_THAT(walk.averageVariance(), WithinRel(eta * eta * sigma * sigma * kicks / (steps * steps), 2e-3));
    }
}

TEST_CASE("Two equal wells hold half of the mass each, however rare the passages are") {
    for (const double sigma : {0.6, 1.0, 2.0}) {
        const Chain chain = *Chain::make(std::make_shared<TwoWells>(), Noise{Law::Gaussian, sigma}, 0.1);
        const std::vector<double> law = chain.stationary();
        double left = 0.0;
        for (std::size_t i = 0; i < law.size(); ++i)
            if (chain.points()[i] < 0.0) left += law[i];
        REQUIRE_THAT(left, WithinAbs(0.5, 1e-6));
    }
}

TEST_CASE("Escape from a well follows Kramers' law as the noise gets small") {
    // (1/η)·2π/√(f″_a |f″_b|)·exp(2ΔV/(ησ²)) from well to well; to the top of the hill it is half of that. The corrections are
    // of order η and ησ²/ΔV: with η = 0.01, ησ² = 0.05 the law holds to about a sixth.
    const double eta = 0.01, sigma2 = 5.0;
    const Chain chain = *Chain::make(std::make_shared<TwoWells>(), Noise{Law::Gaussian, std::sqrt(sigma2)}, eta);
    const std::vector<double> times = chain.escapeTimes({-10.0, 0.0});
    const double fromWell = Chain::mean(chain.lawAt(-1.0), times);
    const double kramers = (1.0 / eta) * 2.0 * M_PI / std::sqrt(2.0) * std::exp(2.0 * 0.25 / (eta * sigma2));
    REQUIRE_THAT(fromWell, WithinRel(0.5 * kramers, 0.17));
}

TEST_CASE("A step too large for the landscape and a noise without a mean are refused") {
    // w′ = (1 − ηa) w grows for ηa > 2.
    const auto unstable = Chain::make(std::make_shared<Parabola>(1.0), Noise{Law::Uniform, 1.0}, 2.5);
    REQUIRE_FALSE(unstable);
    REQUIRE(unstable.error().where == "step_size");
    REQUIRE_FALSE(Chain::make(std::make_shared<Parabola>(1.0), Noise{Law::AlphaStable, 1.0, 1.0}, 0.1));
}
