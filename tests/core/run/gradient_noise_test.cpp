// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/atomic_file.h"
#include "core/run/gradient_noise_measurement.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <cmath>
#include <limits>
#include <random>

using namespace basin;

namespace {

GradientNoiseMeasurement someNoise(unsigned seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    GradientNoiseMeasurement found{.of = "tail:0.75", .step = 960, .network = Architecture::ResNet20};
    found.setting = {.batchSizes = {32, 128}, .pairs = 4, .stepSizes = {0.5}, .draws = 3, .images = 80, .seed = 7};
    found.loss = 0.1 / 3.0;
    found.directions = {{"to sgd", 0.7}, {"random", 0.0}};
    found.noise = {{32, false, {4.0, 0.1}, {{0.5, 0.01}, {1e-5, 1e-6}}},
                   {128, true, {1.5, 0.2}, {{0.2, 0.01}, {1e-6, 1e-7}}}};
    found.scaling = found.scalingError = std::numeric_limits<double>::quiet_NaN();
    SmoothedLoss smoothed{.stepSize = 0.5, .byMinibatches = {0.02, 0.001}, .isotropic = {1e-4, 1e-5}};
    for (std::size_t i = 0; i < 3 * GradientNoiseSetting::kGroups; ++i)
        smoothed.ofDraws.push_back(0.02 + 0.001 * normal(random));
    found.smoothed = {smoothed};
    return found;
}

std::string keyOf(const GradientNoiseMeasurement& found) {
    const Result<GradientNoiseMeasurement> again = readGradientNoise(writeGradientNoise(found));
    return again ? "" : again.error().where;
}

}  // namespace

TEST_CASE("A measurement of gradient noise comes back from its file as it was") {
    const GradientNoiseMeasurement found = someNoise(1);
    const Result<GradientNoiseMeasurement> again = readGradientNoise(writeGradientNoise(found));
    REQUIRE(again);
    REQUIRE(writeGradientNoise(*again) == writeGradientNoise(found));
    REQUIRE(again->setting == found.setting);
    REQUIRE(again->noise[1].augmented);
    REQUIRE(again->noise[0].along[1].value == 1e-5);
    REQUIRE(again->smoothed[0].ofDraws == found.smoothed[0].ofDraws);
    REQUIRE(std::isnan(again->scaling));  // JSON has none
    REQUIRE(gradientNoisePath("run", "tail:0.75", 960) == "run/noise/step-000000000960-tail-0.75.json");

    // A loss that overflowed at a far step is told as such.
    GradientNoiseMeasurement beyond = found;
    beyond.smoothed[0].ofDraws[4] = beyond.smoothed[0].byMinibatches.value = std::numeric_limits<double>::infinity();
    const Result<GradientNoiseMeasurement> back = readGradientNoise(writeGradientNoise(beyond));
    REQUIRE(back);
    REQUIRE(std::isnan(back->smoothed[0].byMinibatches.value));
}

TEST_CASE("Damaged measurements of gradient noise are named, and the others are read") {
    const TestFolder folder;
    const GradientNoiseMeasurement found = someNoise(1);
    std::filesystem::create_directories(folder.path / "noise");
    const std::string text = writeGradientNoise(found);
    REQUIRE_FALSE(writeAtomically(gradientNoisePath(folder.path, "sgd", 1), text));
    REQUIRE_FALSE(writeAtomically(gradientNoisePath(folder.path, "sgd", 2), text.substr(0, text.size() / 2)));
    std::vector<Error> problems;
    REQUIRE(gradientNoiseOf(folder.path, problems).size() == 1);
    REQUIRE(problems.size() == 1);
    REQUIRE(problems[0].message.find("step-000000000002-sgd.json") == 0);
    problems.clear();
    REQUIRE(gradientNoiseOf(folder.path / "nowhere", problems).empty());
    REQUIRE(problems.empty());

    // What is shorter than the rest of the file says would be read beyond its end.
    REQUIRE(keyOf(found).empty());
    GradientNoiseMeasurement cut = found;
    cut.noise[1].along.pop_back();
    REQUIRE(keyOf(cut) == "noise");
    cut = found;
    cut.smoothed[0].ofDraws.pop_back();
    REQUIRE(keyOf(cut) == "smoothed");
    cut = found;
    cut.smoothed.clear();
    REQUIRE(keyOf(cut) == "smoothed");
    cut.setting.draws = 0;
    REQUIRE(keyOf(cut).empty());
    cut = found;
    cut.setting.images = 81;
    REQUIRE(keyOf(cut) == "images");
    std::string half = text;
    half.replace(half.find("128"), 3, "12.5");
    REQUIRE_FALSE(readGradientNoise(half));
    REQUIRE_FALSE(readGradientNoise("[]"));
    REQUIRE_FALSE(readGradientNoise("{\"version\": 2}"));
}

TEST_CASE("The exponent of the batch size is that of weighted least squares") {
    // Exactly tr = 8/B: p = 1. With equal relative errors r and x = log B at log 2 · (5, 6, 7),
    // S_xx = 2 (log 2)²/r², so its error is r/(√2 log 2).
    const double r = 0.05;
    std::vector<BatchNoise> noise;
    for (const int size : {32, 64, 128}) noise.push_back({size, false, {8.0 / size, 8.0 / size * r}, {}});
    noise.push_back({128, true, {1000.0, 1.0}, {}});  // with augmentation: does not count
    REQUIRE(batchScaling(noise).value == Approx(1.0).epsilon(1e-12));
    REQUIRE(batchScaling(noise).error == Approx(r / (std::sqrt(2.0) * std::log(2.0))).epsilon(1e-12));

    // Over repeated draws of points with their errors, the fit scatters as it says.
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    constexpr int kDraws = 2000;
    double squares = 0.0, errors = 0.0;
    for (int draw = 0; draw < kDraws; ++draw) {
        std::vector<BatchNoise> drawn = noise;
        for (BatchNoise& one : drawn) one.trace.value += one.trace.error * normal(random);
        const Mean p = batchScaling(drawn);
        squares += std::pow(p.value - 1.0, 2) / kDraws;
        errors += p.error * p.error / kDraws;
    }
    // Four standard errors of a mean of squares of a normal variable, and a hundredth for the logarithm's curvature.
    REQUIRE(squares == Approx(errors).epsilon(4.0 * std::sqrt(2.0 / kDraws) + 0.01));

    noise.resize(1);
    REQUIRE(std::isnan(batchScaling(noise).value));
}

TEST_CASE("Differences of smoothed losses are paired, and of what was measured alike only") {
    const GradientNoiseMeasurement a = someNoise(1);
    GradientNoiseMeasurement b = a;
    for (double& one : b.smoothed[0].ofDraws) one -= 0.01;
    REQUIRE(incomparable(a, b).empty());
    REQUIRE(smoothingDifference(a, b, 0).value == Approx(-0.01));
    REQUIRE(smoothingDifference(a, b, 0).error == Approx(0.0).margin(1e-12));
    b.batchSize = 64;
    REQUIRE(incomparable(a, b) == "their runs have other batch sizes");
    b = a;
    b.setting.seed = 9;
    REQUIRE_FALSE(incomparable(a, b).empty());
}
