// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/scenario.h"

#include "core/landscape/catalogue.h"
#include "tests/support/catch.h"

#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace basin;

namespace {

using Random = std::mt19937_64;

/// A number with all its digits, between the two.
double between(Random& random, double lower, double upper) {
    return lower + (upper - lower) * std::uniform_real_distribution<double>()(random);
}

std::uint64_t below(Random& random, std::uint64_t count) { return random() % count; }

std::string anyText(Random& random) {
    static const std::vector<std::string> pieces{"flat", " ", "\"", "\\", "η", "\n",  "\t",
                                                 "/",    "é", "📉",  "{",  "%", "\x01"};
    std::string text;
    for (std::uint64_t i = below(random, 8); i > 0; --i) text += pieces[below(random, pieces.size())];
    return text;
}

LandscapeChoice anyLandscape(Random& random) {
    LandscapeChoice choice;
    switch (below(random, 3)) {
        case 0: {
            const auto catalogue = landscapeCatalogue();
            const CatalogueEntry& entry = catalogue[below(random, catalogue.size())];
            choice.name = entry.name;
            for (const Parameter& parameter : entry.parameters)
                if (below(random, 2)) choice.parameters[parameter.name] = parameter.standard;
            break;
        }
        case 1:
            choice.kind = LandscapeChoice::Kind::Formula;
            choice.formula = "w^2/2 + 0.1*cos(20*w)";
            choice.domain = {between(random, -5.0, -1.0), between(random, 1.0, 5.0)};
            break;
        default:
            choice.kind = LandscapeChoice::Kind::Curve;
            double w = between(random, -5.0, 0.0);
            for (std::uint64_t i = 4 + below(random, 20); i > 0; --i) {
                w += between(random, 0.1, 1.0);
                choice.points.push_back({w, between(random, -1.0, 1.0)});
            }
    }
    return choice;
}

Average anyAverage(Random& random) {
    return {.kind = static_cast<Average::Kind>(below(random, 5)),
            .start = static_cast<std::int64_t>(below(random, 100000)),
            .fraction = between(random, 0.01, 0.99),
            .length = static_cast<std::int64_t>(1 + below(random, 100000)),
            .decay = between(random, 0.0, 0.9999)};
}

Scenario anyScenario(Random& random) {
    Scenario s;
    s.title = anyText(random);
    s.watch = anyText(random);
    s.landscape = anyLandscape(random);
    s.law = lawCatalogue()[below(random, lawCatalogue().size())].law;
    s.noiseSize = std::exp(between(random, -5.0, 5.0));
    s.equalSigma = s.law != Law::StudentT && s.law != Law::AlphaStable && below(random, 2);
    s.noiseShape = between(random, 1.0, 2.0);
    s.batchSize = static_cast<int>(1 + below(random, 1000));
    s.stepSize = std::exp(between(random, -12.0, 1.0));
    s.schedule = {.kind = static_cast<Schedule::Kind>(below(random, 5)),
                  .length = static_cast<std::int64_t>(1 + below(random, 1000000)),
                  .floor = between(random, 0.0, 1.0),
                  .factor = between(random, 0.01, 1.0),
                  .milestones = {between(random, 0.1, 0.5), between(random, 0.5, 1.0)},
                  .warmup = between(random, 0.1, 1e4)};
    s.momentum = between(random, 0.0, 0.99);
    s.averages.clear();
    for (std::uint64_t i = 1 + below(random, 6); i > 0; --i) s.averages.push_back(anyAverage(random));
    s.focus = below(random, s.averages.size());
    s.start = between(random, -3.0, 3.0);
    s.walkers = 1 + below(random, 100000);
    s.seed = random();
    s.stepsPerSecond = below(random, 2) ? std::numeric_limits<double>::infinity() : between(random, 1.0, 1e6);
    if (below(random, 2)) s.twinStepSize = between(random, 0.001, 1.0);
    if (below(random, 2)) s.view = Interval{between(random, -5.0, -1.0), between(random, 1.0, 5.0)};
    for (std::uint64_t i = below(random, 3); i > 0; --i)
        s.claims.push_back({.quantity = std::string(claimQuantities()[below(random, claimQuantities().size())]),
                            .relation = below(random, 2) ? "≈" : "<",
                            .value = between(random, -1.0, 1.0),
                            .tolerance = between(random, 0.0, 1.0),
                            .basin = static_cast<int>(below(random, 3)),
                            .steps = static_cast<std::int64_t>(1 + below(random, 1000000)),
                            .walkers = 1 + below(random, 1000)});
    return s;
}

/// The smallest valid file, with one piece replaced.
std::string fileWith(const std::string& what = "", const std::string& instead = "") {
    std::string text =
        R"({"version": 1, "landscape": {"name": "dip"}, "noise": {"law": "uniform", "size": 2}, "step_size": 0.01})";
    const std::size_t at = what.empty() ? std::string::npos : text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), instead);
    return text;
}

/// The smallest valid file with more keys at its end.
std::string fileAnd(const std::string& more) { return fileWith("0.01}", "0.01, " + more + "}"); }

std::string errorOf(const std::string& text) {
    const Result<Scenario> read = readScenario(text);
    return read ? "" : read.error().message;
}

void requireError(const std::string& text, const std::string& message) {
    CAPTURE(text);
    REQUIRE(errorOf(text) == message);
}

}  // namespace

TEST_CASE("Whatever can be set comes back from a file as it was, to the last bit") {
    Random random(2302);
    for (int round = 0; round < 500; ++round) {
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

TEST_CASE("What a file leaves out is at its default") {
    Scenario expected;
    expected.noiseSize = 2.0;
    const Result<Scenario> read = readScenario(fileWith());
    REQUIRE(read);
    REQUIRE(*read == expected);
}

TEST_CASE(
    "Numbers in files: whole ones may be written as 1e5, seeds keep all their 64 bits, null is the fastest speed") {
    const Result<Scenario> read =
        readScenario(fileAnd(R"("walkers": 1e4, "seed": 18446744073709551615, "speed": null, "view": null)"));
    REQUIRE(read);
    REQUIRE(read->walkers == 10000);
    REQUIRE(read->seed == 18446744073709551615u);
    REQUIRE(std::isinf(read->stepsPerSecond));
    REQUIRE_FALSE(read->view);
}

TEST_CASE("A file that is cut off says where, wherever that is") {
    Random random(7);
    Scenario scenario = anyScenario(random);
    scenario.title = "A title";
    const std::string text = writeScenario(scenario);
    const std::size_t end = text.rfind('}');
    for (std::size_t length = 1; length <= end; ++length) {
        const std::string cut = text.substr(0, length);
        const std::string message = errorOf(cut);
        CAPTURE(cut, message);
        REQUIRE(message.find("cut off") != std::string::npos);
    }
    requireError("{\n\"version\": 1,\n\"ti",
                 "The file breaks off at line 3, column 4, before its end: it was cut off.");
    requireError("", "The file is empty.");
    requireError(" \n", "The file is empty.");
}

TEST_CASE("What is not a scenario file says why") {
    requireError("[1, 2]", "A scenario file must be an object with named values, not an array.");
    requireError("{\"version\": 1,\n \"step_size\": 0,5}", "The text stops being JSON at line 2, column 17.");
    // Places are counted to the last letter that was read.
    requireError("{\"version\": 1, \"step_size\": NaN}", "The text stops being JSON at line 1, column 29.");
    requireError("w,f\n1,2\n", "The text stops being JSON at line 1, column 1.");
    requireError(fileWith("0.01", "1e999"), "The file has a number too large to be read.");
    requireError(fileAnd("\"step_size\": 0.02"), "The key \"step_size\" is there twice in one object.");
    requireError(fileWith("\"size\": 2", "\"size\": 2, \"size\": 3"), "The key \"size\" is there twice in one object.");
    // Deep nesting and bytes that are no text must not bring the reader down.
    REQUIRE_FALSE(errorOf(std::string(100000, '[')).empty());
    REQUIRE_FALSE(errorOf(fileAnd("\"view\": " + std::string(5000, '[') + std::string(5000, ']'))).empty());
    REQUIRE_FALSE(errorOf(fileAnd("\"title\": \"\xff\xfe\"")).empty());
    REQUIRE_FALSE(errorOf(std::string("{\0\"version\": 1}", 15)).empty());
}

TEST_CASE("A file of another version says so before anything else") {
    const std::string newer =
        "The file is of version 2 of the format, and this Basin reads version 1: a newer Basin opens it.";
    requireError(fileWith("\"version\": 1", "\"version\": 2, \"dimensions\": 3"), newer);
    requireError(fileWith("\"version\": 1", "\"version\": 0"), "\"version\" must be 1.");
    requireError(fileWith("\"version\": 1", "\"version\": \"1\""), "\"version\" must be 1.");
    requireError(fileWith("\"version\": 1, ", ""), "The key \"version\" is missing.");
}

TEST_CASE("Unknown, missing and wrong keys are named with their path") {
    requireError(fileWith("\"law\"", "\"colour\": 1, \"law\""),
                 "Version 1 of the format knows no key \"noise.colour\"; it reads law, size, equal_sigma, shape, "
                 "batch_size, sigma_of_w, sampling there.");
    REQUIRE(errorOf(fileAnd("\"stepsize\": 1")).find("knows no key \"stepsize\"; it reads version, title,") !=
            std::string::npos);
    requireError(fileWith(", \"step_size\": 0.01", ""), "The key \"step_size\" is missing.");
    requireError(fileWith(", \"size\": 2", ""), "The key \"noise.size\" is missing.");
    requireError(fileWith("0.01", "\"0.01\""), "\"step_size\" must be a number, not \"0.01\".");
    requireError(fileWith("0.01", "null"), "\"step_size\" must be a number, not null.");
    requireError(fileWith("\"uniform\"", "\"unifrom\""),
                 "There is no noise law \"unifrom\"; known are uniform, gaussian, laplace, rademacher, student-t, "
                 "alpha-stable. (\"noise.law\")");
    requireError(fileAnd("\"schedule\": {\"kind\": \"linear\"}"),
                 "There is no step-size schedule \"linear\"; known are constant, multi-step, cosine, cyclic and "
                 "inverse-sqrt. (\"schedule.kind\")");
    requireError(fileAnd("\"averages\": [{\"kind\": \"window\"}, 3]"),
                 "\"averages[1]\" must be an object with named values, not 3.");
    requireError(fileAnd("\"averages\": {}"), "\"averages\" must be a list, not an object.");
    requireError(fileAnd("\"title\": 7"), "\"title\" must be a text in quotes, not 7.");
    requireError(fileAnd("\"view\": [1, 2, 3]"),
                 "\"view\" must be two numbers, the lower and the upper end, not an array.");
    requireError(fileAnd("\"walkers\": 10.5"),
                 "\"walkers\" must be a whole number from 0 to 18446744073709551615, not 10.5.");
    requireError(fileAnd("\"seed\": -1"), "\"seed\" must be a whole number from 0 to 18446744073709551615, not -1.");
    requireError(fileAnd("\"seed\": 18446744073709551616"),
                 "\"seed\" must be a whole number from 0 to 18446744073709551615, not 1.8446744073709552e+19.");
}

TEST_CASE("Noise can depend on the place, and come from the samples of a regression") {
    const char* data = R"({"version": 1, "landscape": {"data": [[0, 1], [1, 3], [2, 3.5]], "loss": "robust"},
        "noise": {"sampling": "without-replacement", "batch_size": 2}, "step_size": 0.1})";
    const Scenario regression = *readScenario(data);
    REQUIRE(regression.landscape.samples.size() == 3);
    REQUIRE(regression.landscape.loss == SampleLoss::Robust);
    REQUIRE(regression.noiseKind == NoiseKind::Minibatch);
    REQUIRE_FALSE(regression.withReplacement);
    REQUIRE(*readScenario(writeScenario(regression)) == regression);
    const Scenario scaled = *readScenario(fileWith("\"size\": 2", "\"sigma_of_w\": \"1 + w^2\""));
    REQUIRE(scaled.noiseKind == NoiseKind::Scaled);
    REQUIRE(*readScenario(writeScenario(scaled)) == scaled);
    // At w = 2 the standard deviation is 5, over √4 with a batch of four.
    Scenario four = scaled;
    four.batchSize = 4;
    REQUIRE_THAT(scenarioDynamics(four)->noise.sizeAt(1.5), WithinRel(0.5 * (1.0 + 1.5 * 1.5), 1e-14));

    requireError(fileWith("\"size\": 2", "\"sigma_of_w\": \"w\""),
                 "σ(w) is -2 at w = -2; it must be a standard deviation, 0 or more, on all of [-2, 2]. (key "
                 "\"noise.sigma_of_w\")");
    REQUIRE(errorOf(fileWith("\"size\": 2", "\"sigma_of_w\": \"1 +\"")).find("(key \"noise.sigma_of_w\")") !=
            std::string::npos);
    requireError(
        fileWith("\"size\": 2", "\"sampling\": \"with-replacement\""),
        "Minibatches are drawn from the samples of a regression; choose a landscape of data, or another noise. "
        "(key \"noise.sampling\")");
    requireError(
        fileWith("\"size\": 2", "\"sampling\": \"twice\""),
        "Batches are drawn \"with-replacement\" or \"without-replacement\", not \"twice\". (\"noise.sampling\")");
    std::string big = data;
    big.replace(big.find("\"batch_size\": 2"), 15, "\"batch_size\": 4");
    requireError(big,
                 "A batch of 4 can not be drawn without replacement from 3 samples; choose a smaller batch. (key "
                 "\"noise.batch_size\")");
    requireError(fileWith("\"name\": \"dip\"", "\"data\": [[0, 1]]"),
                 "There is 1 sample; a regression takes from 2 to 200. (key \"landscape.data\")");
    requireError(fileWith("\"name\": \"dip\"", "\"data\": [[0, 1], [0, 2]]"),
                 "Every x of the data is 0, so no parameter fits better than another; give another x. (key "
                 "\"landscape.data\")");
}

TEST_CASE("A landscape is one of four") {
    const std::string one =
        "\"landscape\" must have a name (and parameters), a formula (and domain), points or data (and loss and "
        "domain), "
        "and only one of these.";
    requireError(fileWith("{\"name\": \"dip\"}", "{}"), one);
    requireError(fileWith("\"dip\"", "\"dip\", \"formula\": \"w\""), one);
    requireError(fileWith("\"dip\"", "\"dip\", \"domain\": [0, 1]"), one);
    requireError(fileWith("\"name\": \"dip\"", "\"points\": [[0, 1], [1]]"),
                 "\"landscape.points[1]\" must be a pair of numbers [w, f], not an array.");
    requireError(fileWith("\"dip\"", "\"dip\", \"parameters\": {\"h\": \"deep\"}"),
                 "\"landscape.parameters.h\" must be a number, not \"deep\".");
    requireError(fileWith("\"dip\"", "\"dip\", \"parameters\": {\"depth\": 1}"),
                 "The landscape \"dip\" has no parameter \"depth\"; it has a, h, s, delta. (key "
                 "\"landscape.parameters.depth\")");
    for (const char* bad : {"\"dap\"", "\"dip\", \"parameters\": {\"h\": -5}"})
        REQUIRE_FALSE(errorOf(fileWith("\"dip\"", bad)).empty());
    // What the parser of formulas and the spline complain about comes with its key.
    for (const char* bad : {"\"formula\": \"w^2 +\"", "\"formula\": \"1/w\", \"domain\": [-1, 1]", "\"formula\": \"\"",
                            "\"formula\": \"w\", \"domain\": [1, -1]"}) {
        CAPTURE(bad);
        REQUIRE(errorOf(fileWith("\"name\": \"dip\"", bad)).find("(key \"landscape.") != std::string::npos);
    }
    REQUIRE(errorOf(fileWith("\"name\": \"dip\"", "\"points\": [[0, 0], [2, 1], [1, 1], [3, 0]]"))
                .find("(key \"landscape.points\")") != std::string::npos);
}

TEST_CASE("Numbers out of range are refused by rules that name them") {
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    struct Case {
        const char* where;
        std::function<void(Scenario&)> spoil;
    };
    std::vector<Case> cases{
        {"noise.batch_size", [](Scenario& s) { s.batchSize = 0; }},
        {"schedule.length", [](Scenario& s) { s.schedule.length = 0; }},
        {"schedule.milestones",
         [](Scenario& s) {
             s.schedule.milestones = {0.4, 0.2};
         }},
        {"schedule.milestones", [](Scenario& s) { s.schedule.milestones.assign(101, 0.5); }},
        {"averages", [](Scenario& s) { s.averages.clear(); }},
        {"averages", [](Scenario& s) { s.averages.resize(7); }},
        {"averages[0].start", [](Scenario& s) { s.averages[0].start = -1; }},
        {"averages[0].fraction", [](Scenario& s) { s.averages[0].fraction = 1.0; }},
        {"averages[0].fraction", [](Scenario& s) { s.averages[0].fraction = 0.0; }},
        {"averages[0].length", [](Scenario& s) { s.averages[0].length = 0; }},
        {"averages[0].decay", [](Scenario& s) { s.averages[0].decay = 1.0; }},
        {"focus", [](Scenario& s) { s.focus = 1; }},
        {"walkers", [](Scenario& s) { s.walkers = 0; }},
        {"walkers", [](Scenario& s) { s.walkers = 100001; }},
        {"speed", [](Scenario& s) { s.stepsPerSecond = 0.0; }},
        {"view",
         [](Scenario& s) {
             s.view = Interval{1.0, 1.0};
         }},
        {"landscape.domain",
         [](Scenario& s) {
             s.landscape.kind = LandscapeChoice::Kind::Formula;
             s.landscape.formula = "w";
             s.landscape.domain = {2.0, 1.0};
         }},
        {"noise.equal_sigma",
         [](Scenario& s) {
             s.law = Law::AlphaStable;
             s.noiseShape = 1.5;
             s.equalSigma = true;
         }},
        {"noise.shape",
         [](Scenario& s) {
             s.law = Law::AlphaStable;
             s.noiseShape = 2.5;
         }},
        {"claims[0].quantity", [](Scenario& s) { s.claims = {{.quantity = "luck", .relation = "<"}}; }},
        {"claims[0].quantity", [](Scenario& s) { s.claims = {{.quantity = "twin_sgd_rms", .relation = "<"}}; }},
        {"claims[0].relation", [](Scenario& s) { s.claims = {{.quantity = "v_star", .relation = "="}}; }},
        {"claims[0].steps", [](Scenario& s) { s.claims = {{.quantity = "v_star", .relation = "<", .steps = 0}}; }},
        {"momentum", [](Scenario& s) { s.momentum = 1.0; }},
    };
    for (const double bad : {0.0, -0.1, nan, infinity, -infinity, 1e300}) {
        cases.push_back({"step_size", [bad](Scenario& s) { s.stepSize = bad; }});
        cases.push_back({"twin_step_size", [bad](Scenario& s) { s.twinStepSize = bad; }});
        cases.push_back({"noise.size", [bad](Scenario& s) { s.noiseSize = bad; }});
        cases.push_back({"schedule.factor", [bad](Scenario& s) { s.schedule.factor = bad; }});
        cases.push_back({"schedule.warmup", [bad](Scenario& s) { s.schedule.warmup = bad; }});
    }
    for (const double bad : {-0.1, nan, infinity}) {
        cases.push_back({"momentum", [bad](Scenario& s) { s.momentum = bad; }});
        cases.push_back({"schedule.floor", [bad](Scenario& s) { s.schedule.floor = bad; }});
    }
    for (const double bad : {nan, infinity, 1e13}) {
        cases.push_back({"start", [bad](Scenario& s) { s.start = bad; }});
        cases.push_back({"view", [bad](Scenario& s) { s.view = Interval{0.0, bad}; }});
    }
    const Scenario standard;
    REQUIRE_FALSE(checkScenario(standard));
    for (const Case& one : cases) {
        Scenario scenario;
        one.spoil(scenario);
        CAPTURE(one.where);
        const std::optional<Error> error = checkScenario(scenario);
        REQUIRE(error);
        REQUIRE(error->where == one.where);
        REQUIRE(error->message.size() > 20);
        REQUIRE(error->message.back() == '.');
        REQUIRE_FALSE(scenarioDynamics(scenario));
    }
    requireError(fileWith("0.01", "-0.5"),
                 "The step size must be above 0 and at most 1000, not -0.5. (key \"step_size\")");
    requireError(fileAnd("\"walkers\": 1000000"),
                 "The number of walkers must be from 1 to 100000, not 1000000. (key \"walkers\")");
}

TEST_CASE("A scenario's noise is that of its batch") {
    Scenario scenario;
    scenario.law = Law::Gaussian;
    scenario.noiseSize = 3.0;
    scenario.batchSize = 9;
    REQUIRE_THAT(scenarioNoise(scenario)->sigma(), WithinRel(1.0, 1e-14));
    // U[−r, r] has σ = r/√3; at equal σ = 3 and B = 9 again σ = 1.
    scenario.law = Law::Uniform;
    scenario.equalSigma = true;
    REQUIRE_THAT(scenarioNoise(scenario)->scale, WithinRel(std::sqrt(3.0), 1e-14));
    const Result<Dynamics> dynamics = scenarioDynamics(scenario);
    REQUIRE(dynamics);
    REQUIRE(dynamics->noise == *scenarioNoise(scenario));
    REQUIRE(dynamics->stepSize == scenario.stepSize);
    const EnsembleOptions options = scenarioEnsemble(scenario);
    REQUIRE(options.walkers == scenario.walkers);
    REQUIRE(options.averages == scenario.averages);
}
