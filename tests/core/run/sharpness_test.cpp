// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sharpness.h"
#include "core/run/atomic_file.h"
#include "core/run/crossed_mean.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

namespace {

/// What a measurement on 4 batches with 3 probes could have found.
Sharpness someSharpness(unsigned seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    Sharpness found{.of = "tail:0.75", .step = 960, .network = Architecture::ResNet20};
    found.setting = {.images = 40, .batchSize = 10, .probes = 3, .steps = 5, .runs = 2, .eigenvalues = 1, .seed = 7};
    for (int i = 0; i < 12; ++i) {
        found.forms.push_back(100.0 + normal(random));
        found.normalisedForms.push_back(5.0 + 0.1 * normal(random));
    }
    found.leading = {{.value = 20.0, .residual = 1e-3, .ofBatch = {19.0, 20.0, 21.0, 20.0}}};
    found.density = {{{20.0, 0.1}, {0.0, 0.9}}, {{18.0, 0.2}, {-1.0, 0.8}}};
    found.imagesCrc = 0xdeadbeef;
    found.loss = 0.1 / 3.0;
    found.weightNorm = 23.0;
    return found;
}

}  // namespace

TEST_CASE("A measurement of sharpness comes back from its file as it was") {
    const Sharpness found = someSharpness(1);
    const Result<Sharpness> again = readSharpness(writeSharpness(found));
    REQUIRE(again);
    REQUIRE(writeSharpness(*again) == writeSharpness(found));
    REQUIRE(again->setting == found.setting);
    REQUIRE(again->imagesCrc == 0xdeadbeef);
    REQUIRE(again->forms == found.forms);
    REQUIRE(again->loss == found.loss);
    REQUIRE(sharpnessPath("run", "tail:0.75", 960) == "run/sharpness/step-000000000960-tail-0.75.json");
}

TEST_CASE("Damaged measurements are named, and the others are read") {
    const TestFolder folder;
    const Sharpness found = someSharpness(1);
    std::filesystem::create_directories(folder.path / "sharpness");
    const std::string text = writeSharpness(found);
    REQUIRE_FALSE(writeAtomically(sharpnessPath(folder.path, "sgd", 1), text));
    REQUIRE_FALSE(writeAtomically(sharpnessPath(folder.path, "sgd", 2), text.substr(0, text.size() / 2)));
    std::vector<Error> problems;
    REQUIRE(sharpnessOf(folder.path, problems).size() == 1);
    REQUIRE(problems.size() == 1);
    REQUIRE(problems[0].message.find("step-000000000002-sgd.json") == 0);

    // A table that is shorter than probes times batches would be read beyond its end.
    Sharpness cut = found;
    cut.forms.pop_back();
    REQUIRE(readSharpness(writeSharpness(cut)).error().where == "forms");
    cut = found;
    cut.leading[0].ofBatch.pop_back();
    REQUIRE(readSharpness(writeSharpness(cut)).error().where == "leading");
    cut = found;
    cut.setting.batchSize = 7;
    REQUIRE(readSharpness(writeSharpness(cut)).error().where == "batch_size");
    // Three batches of ten have too uncertain a scatter.
    cut = found;
    cut.setting.images = 30;
    REQUIRE(readSharpness(writeSharpness(cut)).error().message.find("30 images by 10 are 3.") != std::string::npos);
    std::string unnamed = text;
    unnamed.replace(unnamed.find("images_crc"), 10, "images_key");
    REQUIRE_FALSE(readSharpness(unnamed));
    REQUIRE_FALSE(readSharpness("[]"));
}

TEST_CASE("Differences are paired, and of what was measured alike only") {
    const Sharpness a = someSharpness(1);
    Sharpness b = a;
    for (double& form : b.forms) form -= 30.0;
    b.leading[0].value = 15.0;
    for (double& one : b.leading[0].ofBatch) one -= 5.0;
    REQUIRE(incomparable(a, b).empty());
    // What both share drops out of the difference, and so does its error.
    const SharpnessDifference difference = differenceOf(a, b);
    REQUIRE(difference.trace.value == Approx(-30.0));
    REQUIRE(difference.trace.error == Approx(0.0).margin(1e-12));
    REQUIRE(difference.leading.value == Approx(-5.0));
    REQUIRE(difference.leading.error == Approx(0.0).margin(1e-12));
    REQUIRE(a.trace().error > 0.1);
    // Of 19, 20, 21, 20 the deviation is √(2/3), that of their mean half of it.
    REQUIRE(a.eigenvalue(0).error == Approx(0.5 * std::sqrt(2.0 / 3.0)));

    b.setting.seed = 8;
    REQUIRE_FALSE(incomparable(a, b).empty());
    b = a;
    b.imagesCrc = 1;  // of a run that set other images aside
    REQUIRE(incomparable(a, b) == "they were measured on other images");
    b = a;
    b.network = Architecture::ResNet8;
    REQUIRE(incomparable(a, b) == "one is of a resnet20 and the other of a resnet8");
}

TEST_CASE("The spectral density is a mean over processes of mass one") {
    const Sharpness found = someSharpness(1);
    const Interval range = spectrumOf(found);
    REQUIRE(range == Interval{-1.0, 20.0});
    std::vector<double> places;
    const double step = 0.01;
    for (double place = range.lower - 5.0; place < range.upper + 5.0; place += step) places.push_back(place);
    const std::vector<Mean> density = spectralDensity(found, places, 0.5);
    double mass = 0.0;
    for (const Mean& one : density) mass += one.value * step;
    REQUIRE(mass == Approx(1.0).epsilon(1e-6));
    // At 20 the first process has .1/(.5√2π), the second 18 four widths away: mean and half the difference.
    const std::vector<double> at{20.0};
    const double first = 0.1 / (0.5 * std::sqrt(2.0 * std::acos(-1.0))), second = 2.0 * first * std::exp(-8.0);
    const Mean there = spectralDensity(found, at, 0.5)[0];
    REQUIRE(there.value == Approx(0.5 * (first + second)).epsilon(1e-12));
    REQUIRE(there.error == Approx(0.5 * (first - second)).epsilon(1e-12));
    // One process can not say how far another would be.
    Sharpness single = found;
    single.density.pop_back();
    const Mean alone = spectralDensity(single, at, 0.5)[0];
    REQUIRE(alone.value == Approx(first).epsilon(1e-12));
    REQUIRE(std::isnan(alone.error));
}
