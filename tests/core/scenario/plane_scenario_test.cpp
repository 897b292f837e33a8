// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios of the plane, in files and as dynamics.
#include "core/scenario/scenario.h"
#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

namespace {

using Random = std::mt19937_64;

double between(Random& random, double lower, double upper) {
    return lower + (upper - lower) * std::uniform_real_distribution<double>()(random);
}

Rectangle anyRectangle(Random& random) {
    return {{between(random, -5.0, -1.0), between(random, 1.0, 5.0)},
            {between(random, -5.0, -1.0), between(random, 1.0, 5.0)}};
}

SurfaceChoice anySurface(Random& random) {
    SurfaceChoice choice;
    switch (random() % 4) {
        case 0: {
            const CatalogueEntry& entry = surfaceCatalogue()[random() % surfaceCatalogue().size()];
            choice.name = entry.name;
            for (const Parameter& parameter : entry.parameters)
                if (random() % 2) choice.parameters[parameter.name] = parameter.standard;
            break;
        }
        case 1:
            choice.kind = SurfaceChoice::Kind::Formula;
            choice.formula = "x^2 + y^2/2 + 0.1*cos(5*x*y)";
            choice.domain = anyRectangle(random);
            break;
        case 2:
            choice.kind = SurfaceChoice::Kind::Drawn;
            choice.domain = anyRectangle(random);
            choice.bowl = between(random, 0.1, 1.0);
            for (auto i = 1 + random() % 5; i > 0; --i)
                choice.hills.push_back({.place = {between(random, -1.0, 1.0), between(random, -1.0, 1.0)},
                                        .height = between(random, -1.0, 1.0),
                                        .width = between(random, 0.2, 1.0),
                                        .aspect = between(random, 0.3, 1.0),
                                        .angle = between(random, -1.5, 1.5)});
            break;
        default:
            choice.kind = SurfaceChoice::Kind::Table;
            choice.table = {.domain = anyRectangle(random), .columns = 12, .rows = 7};
            for (int i = 0; i < 12 * 7; ++i) choice.table.values.push_back(between(random, -1.0, 1.0));
    }
    return choice;
}

Scenario anyScenario(Random& random) {
    Scenario s;
    s.title = "Any";
    PlaneChoice& plane = s.plane.emplace();
    plane.surface = anySurface(random);
    const double x = between(random, 0.1, 3.0), y = between(random, 0.1, 3.0);
    if (random() % 2) plane.covariance = {x * x, between(random, -0.9, 0.9) * x * y, y * y};
    plane.start = {between(random, -1.0, 1.0), between(random, -1.0, 1.0)};
    if (random() % 2) plane.view = anyRectangle(random);
    s.stepSize = between(random, 0.001, 0.1);
    const auto names = claimQuantities(true);
    s.claims.push_back({.quantity = std::string(names[random() % names.size()]), .relation = "<", .value = 1.0});
    return s;
}

/// The smallest valid file of the plane, with one piece replaced.
std::string fileWith(const std::string& what = "", const std::string& instead = "") {
    std::string text =
        R"({"version": 1, "surface": {"name": "valley"}, "noise": {"law": "uniform", "size": 2}, "step_size": 0.01})";
    if (!what.empty()) text.replace(text.find(what), what.size(), instead);
    return text;
}
std::string fileAnd(const std::string& more) { return fileWith("0.01}", "0.01, " + more + "}"); }

void requireError(const std::string& text, const std::string& message) {
    CAPTURE(text);
    const Result<Scenario> read = readScenario(text);
    REQUIRE_FALSE(read);
    REQUIRE(read.error().message == message);
}

}  // namespace

TEST_CASE("Scenarios of the plane come back from a file as they were, to the last bit") {
    Random random(2302);
    for (int round = 0; round < 200; ++round) {
        const Scenario scenario = anyScenario(random);
        const std::string text = writeScenario(scenario);
        CAPTURE(text);
        REQUIRE_FALSE(checkScenario(scenario));
        const Result<Scenario> back = readScenario(text);
        if (!back) FAIL(back.error().message);
        REQUIRE(*back == scenario);
        REQUIRE(writeScenario(*back) == text);
    }
}

TEST_CASE("What a file of the plane leaves out is at its default, and a table's numbers fill the lines") {
    Scenario expected;
    expected.noiseSize = 2.0;
    expected.plane.emplace();
    REQUIRE(*readScenario(fileWith()) == expected);
    Random random(1);
    SurfaceChoice choice;
    while (choice.kind != SurfaceChoice::Kind::Table) choice = anySurface(random);
    setSurface(expected, choice);
    const std::string text = writeScenario(expected);
    // 84 numbers of some 21 letters, five to a line.
    REQUIRE(std::count(text.begin(), text.end(), '\n') < 60);
}

TEST_CASE("Noise of the plane has the covariance that was asked for, in units of its size squared") {
    // Uniform noise of size r = 3 has the variance r²/3 a coordinate, so that Cov ε = 3 S = V A² with V = ⅓ and A² = 9 S.
    Scenario scenario = *readScenario(fileWith("\"size\": 2", "\"size\": 3, \"covariance\": [2, 0.5, 1]"));
    const PlaneNoise noise = *scenarioPlaneNoise(scenario);
    const Symmetric a = noise.root;
    REQUIRE_THAT(a.xx * a.xx + a.xy * a.xy, WithinRel(18.0, 1e-14));
    REQUIRE_THAT(a.xy * (a.xx + a.yy), WithinRel(4.5, 1e-14));
    REQUIRE_THAT(a.xy * a.xy + a.yy * a.yy, WithinRel(9.0, 1e-14));
    // With equal_sigma the variance of x is σ² S_xx: V A²_xx = 9·2. A batch of four divides it.
    scenario.equalSigma = true;
    scenario.batchSize = 4;
    const Symmetric b = scenarioPlaneNoise(scenario)->root;
    REQUIRE_THAT((b.xx * b.xx + b.xy * b.xy) / 3.0, WithinRel(18.0 / 4.0, 1e-13));
}

TEST_CASE("A scenario of the plane is none of the line, and the other way round") {
    Scenario scenario = *readScenario(fileWith());
    REQUIRE(scenarioDynamics(scenario).error().message ==
            "This scenario is of the plane; here one of the line is needed, with a landscape.");
    REQUIRE(scenarioPlaneDynamics(Scenario()).error().message ==
            "This scenario is of the line; here one of the plane is needed, with a surface.");
    REQUIRE(scenarioPlaneDynamics(scenario));
    REQUIRE(scenarioPlaneEnsemble(scenario).walkers == scenario.walkers);
    // A surface takes the place of a landscape with its minibatches and its twin.
    Scenario line;
    line.noiseKind = NoiseKind::Minibatch;
    line.twinStepSize = 0.1;
    setSurface(line, {.name = "himmelblau"});
    REQUIRE_FALSE(checkScenario(line));
    line.plane->start = {1.0, 2.0};
    setSurface(line, {.name = "valley"});
    REQUIRE(line.plane->start == Point{1.0, 2.0});
}

TEST_CASE("Bad input in a file of the plane is told in one sentence with its key") {
    requireError(
        fileWith("\"size\": 2", "\"size\": 2, \"covariance\": [1, 2, 1]"),
        "The covariance of the noise must be positive definite: with variances xx and yy above 0 and xy² below "
        "xx·yy, not xx = 1, xy = 2, yy = 1. (key \"noise.covariance\")");
    requireError(fileWith("\"size\": 2", "\"size\": 2, \"covariance\": [1, 0]"),
                 "\"noise.covariance\" must be three numbers: xx, xy and yy, not an array.");
    requireError(fileAnd("\"start\": 1"), "\"start\" must be a list of numbers, not 1.");
    requireError(fileAnd("\"start\": [1, 2, 3]"), "\"start\" must be two numbers, x and y, not an array.");
    requireError(fileAnd("\"view\": {\"x\": [0, 1]}"), "The key \"view.y\" is missing.");
    requireError(
        fileAnd("\"view\": {\"x\": [0, 1], \"y\": [3, 1]}"),
        "The view in y must rise from a lower to an upper end within ±1000000, not go from 3 to 1. (key \"view.y\")");
    requireError(fileAnd("\"landscape\": {\"name\": \"dip\"}"),
                 "A scenario has a \"landscape\", on the line, or a \"surface\", in the plane, not both.");
    requireError(
        fileWith("{\"name\": \"valley\"}", "{}"),
        "\"surface\" must have a name (and parameters), a formula (and domain), hills (and bowl and domain) or a "
        "table, and only one of these.");
    requireError(
        fileWith("{\"name\": \"valley\"}", "{\"table\": {\"columns\": 2, \"rows\": 2, \"values\": [1, 2, 3, 4]}}"),
        "The key \"surface.table.domain\" is missing.");
    requireError(fileWith("{\"name\": \"valley\"}", "{\"hills\": [{\"height\": 1}]}"),
                 "The key \"surface.hills[0].place\" is missing.");
    requireError(fileAnd("\"claims\": [{\"quantity\": \"sgd_mean\", \"relation\": \"<\", \"value\": 1}]"),
                 "A claim can not be about \"sgd_mean\", which is no known quantity of the plane. (key "
                 "\"claims[0].quantity\")");
    for (const auto& [bad, key] :
         {std::pair{"{\"name\": \"vally\"}", "surface"},
          {"{\"name\": \"valley\", \"parameters\": {\"k9\": 1}}", "surface.parameters.k9"},
          {"{\"name\": \"valley\", \"parameters\": {\"k1\": 1e9}}", "surface.parameters.k1"},
          {"{\"formula\": \"x + \"}", "surface.formula"},
          {"{\"hills\": [{\"place\": [0, 0], \"height\": 1, \"width\": -1}]}", "surface.hills"}}) {
        const Result<Scenario> read = readScenario(fileWith("{\"name\": \"valley\"}", bad));
        CAPTURE(bad);
        REQUIRE_FALSE(read);
        CAPTURE(read.error().message);
        REQUIRE(read.error().message.find("(key \"" + std::string(key) + "\")") != std::string::npos);
    }
    // Keys of the line have no meaning here.
    REQUIRE_FALSE(readScenario(fileAnd("\"twin_step_size\": 0.1")));
    REQUIRE_FALSE(readScenario(fileWith("\"size\": 2", "\"sampling\": \"with-replacement\"")));
}
