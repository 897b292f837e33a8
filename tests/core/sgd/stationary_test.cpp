// SPDX-License-Identifier: GPL-3.0-or-later
// The stationary law of SGD and of its averages against what is known of them (maths.md §3 to §5).
#include "core/sgd/ensemble.h"
#include "core/thread_pool.h"
#include "tests/core/sgd/test_landscapes.h"
#include "tests/support/catch.h"

#include <cmath>
#include <vector>

using namespace basin;

namespace {

constexpr std::size_t kWalkers = 20000;

/// U[−√3, √3] has σ = 1.
const Noise kUnit{Law::Uniform, std::sqrt(3.0), 0.0};

/// The mean square about `centre`, gathered over several snapshots of many walkers.
struct MeanSquare {
    double sum = 0.0;
    double count = 0.0;

    void add(std::span<const double> points, double centre = 0.0) {
        for (const double w : points) sum += (w - centre) * (w - centre);
        count += static_cast<double>(points.size());
    }
    double value() const { return sum / count; }
};

/// Variance of the mean of W values of an AR(1) chain with coefficient φ and variance V (maths.md §5).
double windowVariance(double v, double phi, double w) {
    const double gap = 1.0 - phi;
    return v / w * ((1.0 + phi) / gap - 2.0 * phi * (1.0 - std::pow(phi, w)) / (w * gap * gap));
}

/// f′ of the asymmetric valley a₊ = 2, a₋ = .25, s = .5 (maths.md §4).
LandscapePtr asymmetricValley() {
    return landscapeOfSlope([](double w) { return 1.125 * w + 0.875 * std::sqrt(w * w + 0.25); });
}

}  // namespace

TEST_CASE("On a parabola SGD is AR(1), and its averages have the variances of AR(1)") {
    // a = 1, η = .1: φ = 1 − ηa = .9, V = ησ²/(a(2−ηa)) = .1/1.9. Ten snapshots, 500 steps apart, are independent but for
    // .9⁵⁰⁰ and the windows of 320; a variance from n = 2·10⁵ nearly Gaussian values has the relative error √(2/n) = .32 %.
    const double phi = 0.9, v = 0.1 / 1.9, psi = 0.95, tau = 1.0 - psi;
    const double bound = 6.0 * std::sqrt(2.0 / (10.0 * kWalkers));
    const Dynamics dynamics{.landscape = parabola(1.0), .noise = kUnit, .stepSize = 0.1};
    Ensemble ensemble({.walkers = kWalkers,
                       .seed = 101,
                       .averages = {{.kind = Average::Kind::Exponential, .decay = psi},
                                    {.kind = Average::Kind::Window, .length = 320}}});
    ThreadPool pool(2);
    MeanSquare sgd, exponential, window;
    std::vector<double> average(kWalkers);
    for (int snapshot = 0; snapshot < 10; ++snapshot) {
        ensemble.advance(dynamics, 500, &pool);
        sgd.add(ensemble.iterates());
        ensemble.averages(0, average);
        exponential.add(average);
        ensemble.averages(1, average);
        window.add(average);
    }
    REQUIRE_THAT(sgd.value(), WithinRel(v, bound));
    REQUIRE_THAT(exponential.value(), WithinRel(v * tau / (2.0 - tau) * (1.0 + phi * psi) / (1.0 - phi * psi), bound));
    REQUIRE_THAT(window.value(), WithinRel(windowVariance(v, phi, 320.0), bound));
}

TEST_CASE("The average's variance is σ²/(μ²T), whatever the step size") {
    // P3. On a parabola V(1+φ)/(1−φ) = σ²/a² exactly, so that only the ends of the window remember η: −2φ/(T(1−φ)²).
    // One snapshot of 20000 walkers: relative error √(2/20000) = 1 %.
    const double steps = 4000.0, a = 0.5, bound = 6.0 * std::sqrt(2.0 / kWalkers);
    ThreadPool pool(2);
    for (const double stepSize : {0.1, 0.4, 1.2}) {
        CAPTURE(stepSize);
        const Dynamics dynamics{.landscape = parabola(a), .noise = kUnit, .stepSize = stepSize};
        Ensemble ensemble({.walkers = kWalkers, .seed = 102, .averages = {{.kind = Average::Kind::PolyakRuppert}}});
        ensemble.advance(dynamics, 300, &pool);  // (1 − ηa)^300 < 1e-6
        ensemble.restartAverages();
        ensemble.advance(dynamics, static_cast<std::int64_t>(steps), &pool);
        std::vector<double> average(kWalkers);
        ensemble.averages(0, average);
        MeanSquare spread;
        spread.add(average);
        const double v = stepSize / (a * (2.0 - stepSize * a));
        const double exact = windowVariance(v, 1.0 - stepSize * a, steps);
        REQUIRE_THAT(spread.value(), WithinRel(exact, bound));
        // At η = .1 the ends take 2φ/(T(1−φ)²)·(1−φ)/(1+φ) = 1.9/(4000·.05·1.95) = .5 % off.
        REQUIRE_THAT(exact, WithinRel(1.0 / (a * a * steps), 0.006));
    }
}

TEST_CASE("Heavy ball has the stationary variance of its quadratic") {
    // ησ²(1+β)/((1−β)a(2(1+β)−ηa)) with η = .1, a = 1, β = .9: .19/(.1·3.7) = .51351. Both roots have the modulus √β, so
    // that 200 steps leave .9¹⁰⁰ = 2.7e-5 of a correlation. n = 2·10⁵.
    const double bound = 6.0 * std::sqrt(2.0 / (10.0 * kWalkers));
    const Dynamics dynamics{.landscape = parabola(1.0), .noise = kUnit, .stepSize = 0.1, .momentum = 0.9};
    Ensemble ensemble({.walkers = kWalkers, .seed = 103, .averages = {}});
    ThreadPool pool(2);
    MeanSquare spread;
    for (int snapshot = 0; snapshot < 10; ++snapshot) {
        ensemble.advance(dynamics, 200, &pool);
        spread.add(ensemble.iterates());
    }
    REQUIRE_THAT(spread.value(), WithinRel(0.19 / 0.37, bound));
}

TEST_CASE("Golden table: D of the auxiliary iterate on the asymmetric valley") {
    // v = w − ηf′(w) about v* after (1−2ηc)^t has died away, c = .25. Twelve snapshots, 4/(ηc)/2 steps apart, of 20000
    // walkers are 2.4·10⁵ values of d², whose kurtosis of about 4 gives a relative error of √(3/2.4e5) = .35 %; the
    // table's own tolerance is 2 %.
    struct Row {
        double stepSize, vStar, d;
    };
    const LandscapePtr valley = asymmetricValley();
    ThreadPool pool(2);
    for (const Row& row : {Row{0.01, -0.618735, 3.732e-3}, {0.04, -0.618979, 1.454e-2}, {0.16, -0.622898, 5.294e-2}}) {
        CAPTURE(row.stepSize);
        const Dynamics dynamics{.landscape = valley, .noise = Noise{Law::Uniform, 1.0, 0.0}, .stepSize = row.stepSize};
        const auto apart = static_cast<std::int64_t>(8.0 / row.stepSize);
        Ensemble ensemble({.walkers = kWalkers, .start = -0.6187, .seed = 104, .averages = {}});
        ensemble.advance(dynamics, 4 * apart, &pool);
        MeanSquare distance;
        std::vector<double> v(kWalkers);
        for (int snapshot = 0; snapshot < 12; ++snapshot) {
            ensemble.advance(dynamics, apart, &pool);
            for (std::size_t i = 0; i < kWalkers; ++i)
                v[i] = ensemble.iterates()[i] - row.stepSize * valley->slope(ensemble.iterates()[i]);
            distance.add(v, row.vStar);
        }
        REQUIRE_THAT(distance.value(), WithinRel(row.d, 0.02));
    }
}

TEST_CASE("Golden table: the average sits on the flatter side of v*") {
    // E w̄ = E v̄ in stationarity. Bias by the table to 1 %, and five standard errors of the mean over the walkers.
    struct Row {
        double stepSize, vStar, bias;
    };
    ThreadPool pool(2);
    for (const Row& row : {Row{0.04, -0.618979, -7.12e-3}, {0.16, -0.622898, -2.571e-2}}) {
        CAPTURE(row.stepSize);
        const Dynamics dynamics{
            .landscape = asymmetricValley(), .noise = Noise{Law::Uniform, 1.0, 0.0}, .stepSize = row.stepSize};
        Ensemble ensemble({.walkers = kWalkers,
                           .start = -0.62,
                           .seed = 105,
                           .averages = {{.kind = Average::Kind::TailFrom, .start = 2000}}});
        ensemble.advance(dynamics, 8000, &pool);
        std::vector<double> average(ensemble.walkers());
        ensemble.averages(0, average);
        double mean = 0.0;
        for (const double w : average) mean += w / static_cast<double>(average.size());
        MeanSquare spread;
        spread.add(average, mean);
        const double error = std::sqrt(spread.value() / spread.count);
        CAPTURE(error);
        REQUIRE(5.0 * error < 0.1 * std::abs(row.bias));
        REQUIRE_THAT(mean - row.vStar, WithinAbs(row.bias, 0.01 * std::abs(row.bias) + 5.0 * error));
    }
}
