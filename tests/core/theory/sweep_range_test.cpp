// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sweep_range.h"

#include "core/landscape/catalogue.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace basin;
using Kind = SweepVariable::Kind;

namespace {

Scenario asymmetric() {
    Scenario scenario;
    scenario.landscape = {.name = "asymmetric"};
    return scenario;
}

SweepVariable variable(Kind kind, const char* parameter = "") {
    SweepVariable made;
    made.kind = kind;
    made.parameter = parameter;
    return made;
}

SweepRange rangeOf(const Scenario& scenario, const SweepVariable& over) {
    const Result<LandscapePtr> landscape = buildLandscape(scenario.landscape);
    REQUIRE(landscape);
    return standardRange(scenario, over, **landscape);
}

}  // namespace

TEST_CASE("Step sizes go from 0.02/L to 0.6/L, and further to include another") {
    Scenario scenario = asymmetric();  // L = a₊ = 2
    const SweepRange range = rangeOf(scenario, variable(Kind::StepSize));
    REQUIRE(range.low == 0.01);
    REQUIRE(range.high == 0.3);
    REQUIRE(range.count == 12);
    REQUIRE(range.including(0.1) == range);
    REQUIRE(range.including(0.5).high == 0.5);
    REQUIRE(range.including(0.5).low == 0.01);
    REQUIRE(range.including(0.001).low == 0.001);
}

TEST_CASE("Every standard range lies within its limits, and about the scenario's own value") {
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        Scenario scenario;
        scenario.landscape.name = entry.name;
        std::vector<SweepVariable> all{variable(Kind::StepSize), variable(Kind::BatchSize), variable(Kind::NoiseSize)};
        for (const Parameter& parameter : entry.parameters)
            all.push_back(variable(Kind::Parameter, parameter.name.c_str()));
        for (const SweepVariable& over : all) {
            const SweepRange range = rangeOf(scenario, over);
            const double own = valueIn(scenario, over);
            CAPTURE(entry.name, static_cast<int>(over.kind), over.parameter, range.low, range.high, own);
            REQUIRE(range.low < range.high);
            REQUIRE(range.limits.contains(range.low));
            REQUIRE(range.limits.contains(range.high));
            if (over.kind != Kind::StepSize) REQUIRE((range.low <= own && own <= range.high));
            const std::vector<double> values = sweepValues(range);
            REQUIRE(static_cast<int>(values.size()) == range.count);
            REQUIRE(values.front() == range.low);
            REQUIRE(values.back() == range.high);
            REQUIRE(std::is_sorted(values.begin(), values.end()));
            // Every value makes a scenario that can be run.
            for (const double value : {values.front(), values.back()})
                REQUIRE(scenarioDynamics(scenarioAt(scenario, over, value)));
        }
    }
}

TEST_CASE("Values rise by equal factors or equal steps, whole ones without repetition") {
    REQUIRE(sweepValues({.low = 1.0, .high = 64.0, .count = 7, .whole = true}) ==
            std::vector<double>{1, 2, 4, 8, 16, 32, 64});
    REQUIRE(sweepValues({.low = 1.0, .high = 3.0, .count = 9, .whole = true}) == std::vector<double>{1, 2, 3});
    REQUIRE(sweepValues({.low = -1.0, .high = 1.0, .count = 3, .logarithmic = false}) == std::vector<double>{-1, 0, 1});
}

TEST_CASE("Laws are compared only where there is a variance") {
    Scenario scenario = asymmetric();
    scenario.noiseShape = 3.0;  // Student's t has a variance, a stable law of exponent 3 is none
    REQUIRE(comparableLaws(scenario) == std::vector<double>{0, 1, 2, 3, 4});
    scenario.noiseShape = 1.5;  // neither has one
    REQUIRE(comparableLaws(scenario) == std::vector<double>{0, 1, 2, 3});
    scenario.law = Law::AlphaStable;
    REQUIRE(comparableLaws(scenario).empty());
}

TEST_CASE("The value of a parameter that was not given is its default") {
    Scenario scenario = asymmetric();
    REQUIRE(valueIn(scenario, variable(Kind::Parameter, "a_plus")) == 2.0);
    scenario.landscape.parameters["a_plus"] = 3.0;
    REQUIRE(valueIn(scenario, variable(Kind::Parameter, "a_plus")) == 3.0);
    REQUIRE_FALSE(sweptParameter(scenario, variable(Kind::Parameter, "nothing")));
}

TEST_CASE("Noise that has no size or no law of its own is varied by what it has") {
    Scenario scaled = asymmetric();
    scaled.noiseKind = NoiseKind::Scaled;
    REQUIRE(canVary(scaled, variable(Kind::StepSize)));
    REQUIRE(canVary(scaled, variable(Kind::BatchSize)));
    REQUIRE_FALSE(canVary(scaled, variable(Kind::NoiseSize)));
    REQUIRE(canVary(scaled, variable(Kind::Law)));
    // Another law has the same σ(w): σ(w) = 1/2 + |w| is 5/2 at w = 2.
    for (const double law : comparableLaws(scaled)) {
        const auto dynamics = scenarioDynamics(scenarioAt(scaled, variable(Kind::Law), law));
        REQUIRE(dynamics);
        CAPTURE(law);
        REQUIRE_THAT(dynamics->noise.sizeAt(2.0), WithinRel(2.5, 1e-12));
    }

    Scenario data;
    setLandscape(data, {.kind = LandscapeChoice::Kind::Data, .samples = {{1.0, 1.0}, {2.0, 1.0}, {3.0, 5.0}}});
    REQUIRE(data.noiseKind == NoiseKind::Minibatch);
    REQUIRE_FALSE(canVary(data, variable(Kind::NoiseSize)));
    REQUIRE_FALSE(canVary(data, variable(Kind::Law)));
    REQUIRE_FALSE(canVary(data, variable(Kind::Parameter, "a")));
    REQUIRE(rangeOf(data, variable(Kind::BatchSize)).limits == Interval{1.0, 1000.0});
    data.withReplacement = false;
    const SweepRange batches = rangeOf(data, variable(Kind::BatchSize));
    REQUIRE(batches.limits == Interval{1.0, 3.0});
    REQUIRE(sweepValues(batches) == std::vector<double>{1, 2, 3});
    data.noiseKind = NoiseKind::Law;
    REQUIRE(canVary(data, variable(Kind::NoiseSize)));
    REQUIRE(canVary(data, variable(Kind::Law)));
}
