// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sweep.h"

#include "core/landscape/catalogue.h"
#include "core/theory/exact_law.h"
#include "core/thread_pool.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace basin;

namespace {

Scenario valley(const char* name, double radius = 1.0) {
    Scenario scenario;
    scenario.landscape = {.name = name};
    scenario.noiseSize = radius;
    return scenario;
}

std::vector<double> factors(double low, double high, int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(low * std::pow(high / low, i / (count - 1.0)));
    return values;
}

SweepOptions over(std::vector<double> values, SweepVariable::Kind kind = SweepVariable::Kind::StepSize) {
    SweepOptions options;
    options.variable.kind = kind;
    options.values = std::move(values);
    return options;
}

SweepRow rowAt(const Scenario& scenario, double eta) {
    const auto rows = sweep(scenario, over({eta}), nullptr);
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].problem.empty());
    return rows[0];
}

}  // namespace

TEST_CASE("The golden table of the asymmetric valley") {
    // maths.md §4: a₊ = 2, a₋ = .25, s = .5, U[−1, 1]; tolerance 1 %, and v* to its last digit.
    struct Golden {
        double eta, vStar, D, P1, B2, B1p, bias, P2, B3;
    };
    const Golden table[] = {{0.01, -0.618735, 3.732e-3, 3.725e-3, 8.08e-4, 6.68e-3, -1.81e-3, -1.821e-3, 4.62e-3},
                            {0.04, -0.618979, 1.454e-2, 1.459e-2, 2.94e-3, 2.68e-2, -7.12e-3, -7.144e-3, 1.80e-2},
                            {0.16, -0.622898, 5.294e-2, 5.323e-2, 7.34e-3, 1.09e-1, -2.571e-2, -2.655e-2, 6.42e-2}};
    for (const Golden& golden : table) {
        const SweepRow row = rowAt(valley("asymmetric"), golden.eta);
        CAPTURE(golden.eta);
        REQUIRE_THAT(row.vStar, WithinAbs(golden.vStar, 1e-6));
        REQUIRE_THAT(row.wF, WithinAbs(-0.618718, 1e-6));
        REQUIRE_THAT(row.D, WithinRel(golden.D, 0.01));
        REQUIRE_THAT(row.predictions.P1.value(), WithinRel(golden.P1, 0.01));
        REQUIRE_THAT(row.bounds.B2.value(), WithinRel(golden.B2, 0.01));
        REQUIRE_THAT(row.bounds.B1p.value(), WithinRel(golden.B1p, 0.01));
        REQUIRE_THAT(row.averageBias, WithinRel(golden.bias, 0.01));
        REQUIRE_THAT(row.predictions.P2.value(), WithinRel(golden.P2, 0.01));
        // The table's last column is (M/μ) with the exact D.
        REQUIRE_THAT(row.constants->M / row.constants->mu * row.D, WithinRel(golden.B3, 0.01));
        // E‖w − v*‖² = D + η²σ².
        REQUIRE_THAT(row.rms * row.rms, WithinRel(row.D + golden.eta * golden.eta / 3.0, 1e-4));
    }
}

TEST_CASE("On the asymmetric valley SGD's distance falls like √η and the average's bias like η") {
    ThreadPool pool(2);
    const auto rows = sweep(valley("asymmetric"), over(factors(0.01, 0.3, 12)), &pool);
    const SweepSlopes slopes = slopesOf(rows);
    for (const auto& [slope, truth] : {std::pair{slopes.sgd, 0.5}, std::pair{slopes.average, 1.0}}) {
        REQUIRE(slope);
        CAPTURE(slope->value, slope->low, slope->high);
        REQUIRE_THAT(slope->value, WithinAbs(truth, 0.01));
        REQUIRE(slope->high - slope->low < 0.05);
        REQUIRE(slope->low <= truth);
        REQUIRE(slope->high >= truth);
    }
    // A straight line is biased by curvature: .47 and .94, to half a unit or so of the last digit; the intervals rule it out.
    REQUIRE_THAT(slopes.sgd->straight, WithinAbs(0.47, 0.006));
    REQUIRE_THAT(slopes.average->straight, WithinAbs(0.94, 0.006));
    REQUIRE(slopes.sgd->straight < slopes.sgd->low);
    REQUIRE(slopes.average->straight < slopes.average->low);
}

TEST_CASE("On the kinked valley both fall like √η") {
    ThreadPool pool(2);
    const auto rows = sweep(valley("kinked"), over(factors(0.01, 0.3, 12)), &pool);
    const SweepSlopes slopes = slopesOf(rows);
    for (const auto& slope : {slopes.sgd, slopes.average}) {
        REQUIRE(slope);
        CAPTURE(slope->value, slope->low, slope->high);
        REQUIRE_THAT(slope->value, WithinAbs(0.5, 0.03));
        REQUIRE(slope->low <= 0.5);
        REQUIRE(slope->high >= 0.5);
        REQUIRE(slope->high < 0.75);
    }
}

TEST_CASE("F explains the average, cannot tell, or does not: the three presets of maths.md") {
    Scenario spiky;
    spiky.landscape = {.name = "spiky", .parameters = {{"a", 1.0}, {"b", 0.02}, {"kappa", 10.0}, {"phi", 0.12}}};
    spiky.noiseSize = 1.0;
    const SweepRow yes = rowAt(spiky, 0.3), unsure = rowAt(spiky, 0.1);
    REQUIRE_THAT(yes.wF, WithinAbs(0.0793, 1e-4));
    REQUIRE_THAT(yes.vStar, WithinAbs(0.0084, 1e-4));
    REQUIRE_THAT(yes.meanW, WithinAbs(0.0018, 1e-4));
    REQUIRE(yes.explanation == Explanation::Yes);
    REQUIRE_THAT(unsure.vStar, WithinAbs(0.0743, 1e-4));
    REQUIRE_THAT(unsure.meanW, WithinAbs(0.0607, 1e-4));
    REQUIRE(unsure.explanation == Explanation::CannotTell);
    // bias to w_f is to w_f: E v̄ − w_f.
    REQUIRE_THAT(unsure.biasToWf, WithinAbs(unsure.meanW - unsure.wF, 1e-12));

    Scenario dip;
    dip.landscape = {.name = "dip", .parameters = {{"a", 0.3}, {"h", 0.5}, {"s", 1.5}, {"delta", 0.3}}};
    dip.noiseSize = 15.0;
    const SweepRow no = rowAt(dip, 0.006);
    REQUIRE_THAT(no.vStar, WithinAbs(1.484, 1e-3));
    REQUIRE_THAT(no.meanW, WithinAbs(0.218, 1e-3));
    REQUIRE(no.explanation == Explanation::No);

    // All together: what some say and none denies.
    SweepRow failed = no;
    failed.problem = "no numbers";
    REQUIRE(explanationOf({unsure, yes}) == Explanation::Yes);
    REQUIRE(explanationOf({unsure, no}) == Explanation::No);
    REQUIRE(explanationOf({yes, no}) == Explanation::CannotTell);
    REQUIRE(explanationOf({unsure, failed}) == Explanation::CannotTell);
}

TEST_CASE("Distances to v*, w_f and E v̄") {
    // v of mean 2 and variance 9 about v* = 1, w_f = −1: D = 9 + 1, to w_f √(9 + 9), to its mean 3. The average's mean is 1.5 and
    // its mean square distance to v* .25 + 1.
    SweepRow row;
    row.vStar = 1.0;
    row.wF = -1.0;
    row.meanW = 2.0;
    row.D = 10.0;
    row.averageBias = 0.5;
    row.averageRms = std::sqrt(1.25);
    const RowDistances distances = distancesOf(row);
    REQUIRE_THAT(distances.sgd.toVStar, WithinAbs(std::sqrt(10.0), 1e-12));
    REQUIRE_THAT(distances.sgd.toWf, WithinAbs(std::sqrt(18.0), 1e-12));
    REQUIRE_THAT(distances.sgd.toMean, WithinAbs(3.0, 1e-12));
    REQUIRE_THAT(distances.averageMean.toVStar, WithinAbs(0.5, 1e-12));
    REQUIRE_THAT(distances.averageMean.toWf, WithinAbs(2.5, 1e-12));
    REQUIRE_THAT(distances.averageMean.toMean, WithinAbs(0.5, 1e-12));
    REQUIRE_THAT(distances.averageRms.toMean, WithinAbs(std::sqrt(1.25), 1e-12));
}

TEST_CASE("The ensemble agrees with the exact chain") {
    const Scenario scenario = valley("asymmetric");
    const SweepRow exact = rowAt(scenario, 0.1);
    SweepOptions options = over({0.1});
    options.method = SweepOptions::Method::Ensemble;
    ThreadPool pool(2);
    const auto rows = sweep(scenario, options, &pool);
    REQUIRE(rows[0].problem.empty());
    // Within 5 standard errors; what the run forgets of its start is e^−100.
    REQUIRE_THAT(rows[0].D, WithinAbs(exact.D, 5.0 * rows[0].DError));
    REQUIRE_THAT(rows[0].averageBias, WithinAbs(exact.averageBias, 5.0 * rows[0].biasError));
    REQUIRE(rows[0].DError < 0.01 * exact.D);
}

TEST_CASE("A batch of four is noise of half the size, whichever way it is swept; laws are compared at equal variance") {
    using Kind = SweepVariable::Kind;
    Scenario scenario = valley("asymmetric");
    scenario.stepSize = 0.1;
    const auto batches = sweep(scenario, over({1.0, 4.0}, Kind::BatchSize), nullptr),
               sizes = sweep(scenario, over({1.0, 0.5}, Kind::NoiseSize), nullptr);
    for (int i = 0; i < 2; ++i) REQUIRE_THAT(batches[i].D, WithinRel(sizes[i].D, 1e-12));
    // σ² = r²/3 = 1/3 for every law: B2 depends on the law through σ only.
    for (const SweepRow& row : sweep(scenario, over({0.0, 1.0, 2.0, 3.0}, Kind::Law), nullptr)) {
        REQUIRE(row.problem.empty());
        REQUIRE_THAT(row.bounds.B2.value(), WithinRel(sizes[0].bounds.B2.value(), 1e-12));
        REQUIRE_THAT(row.D, WithinRel(sizes[0].D, 0.02));
    }
    SweepOptions parameter = over({0.25, 1.0}, Kind::Parameter);
    parameter.variable.parameter = "a_plus";
    const auto rows = sweep(scenario, parameter, nullptr);
    // a₊ = a₋ = .25 is a parabola: w = v has the variance ησ²/(a(2 − ηa)), D = φ² of it with φ = 1 − ηa.
    const double phi = 1.0 - 0.1 * 0.25;
    REQUIRE_THAT(rows[0].D, WithinRel(phi * phi * 0.1 / 3.0 / (0.25 * (2.0 - 0.025)), 1e-4));
}

TEST_CASE("The number of steps follows its law") {
    REQUIRE_FALSE(StepLaw{}.stepsAt(0.1));
    REQUIRE(StepLaw{StepLaw::Kind::Fixed, 1000.0}.stepsAt(0.1) == 1000);
    REQUIRE(StepLaw{StepLaw::Kind::InverseStep, 50.0}.stepsAt(0.125) == 400);
    REQUIRE(StepLaw{StepLaw::Kind::InverseStepSquared, 50.0}.stepsAt(0.125) == 3200);
}

TEST_CASE("The average's mean square over finitely many steps tends to P3: σ²/(μ²T) whatever the step size") {
    // On a parabola (a₊ = a₋ = 1) Var w̄_T → σ²/(a²T), here σ² = 1/3; the start adds (w_0/(ηaT))², less than 1e-3 of that.
    Scenario scenario = valley("kinked");
    scenario.landscape.parameters = {{"a_plus", 1.0}, {"a_minus", 1.0}};
    SweepOptions options = over({0.05, 0.2});
    options.steps = {StepLaw::Kind::Fixed, 20000.0};
    for (const SweepRow& row : sweep(scenario, options, nullptr)) {
        REQUIRE(row.problem.empty());
        REQUIRE_THAT(row.averageRms * row.averageRms * 20000.0, WithinRel(1.0 / 3.0, 0.005));
        REQUIRE(row.steps == 20000);
        REQUIRE_THAT(row.floor.value() * row.floor.value() * 20000.0, WithinRel(1.0 / 3.0, 1e-9));
        // B4 with v_0 = v* and M = 0: √D_T/(ηT) + σ/√T, above E|v̄_T − v*|, which is √(2/π) of its RMS distance.
        REQUIRE(row.B4.value() > std::sqrt(2.0 / 3.14159) * row.averageRms);
        REQUIRE(row.B4.value() < 2.0 * row.averageRms);
    }
}

TEST_CASE("A sweep that is stopped keeps what it has, and a row that can not be has its reason") {
    std::stop_source stop;
    std::size_t done = 0;
    const auto rows = sweep(
        valley("asymmetric"), over({0.01, 0.02, 0.03}), nullptr,
        [&](std::size_t, const SweepRow&) {
            ++done;
            stop.request_stop();
        },
        stop.get_token());
    REQUIRE(done == 1);
    REQUIRE(rows[0].problem.empty());
    REQUIRE(rows[1].problem == kStopped);
    REQUIRE(std::isnan(rows[2].D));
    // ηL = 4 throws the iterates out, and a step size that is none is refused.
    const auto bad = sweep(valley("asymmetric"), over({16.0, -1.0}), nullptr);
    REQUIRE_FALSE(bad[0].problem.empty());
    REQUIRE_FALSE(bad[1].problem.empty());
    REQUIRE_FALSE(slopesOf(bad).sgd);
}

TEST_CASE("With momentum there are no rates, by either method") {
    Scenario scenario = valley("asymmetric");
    scenario.momentum = 0.9;
    for (const auto method : {SweepOptions::Method::Chain, SweepOptions::Method::Ensemble}) {
        SweepOptions options = over({0.05});
        options.method = method;
        REQUIRE(sweep(scenario, options, nullptr).front().problem.find("momentum") != std::string::npos);
    }
}
