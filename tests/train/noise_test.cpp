// SPDX-License-Identifier: GPL-3.0-or-later
// The noise of minibatch gradients at the weights of a run, from the shell.
#include "core/run/gradient_noise_measurement.h"
#include "tests/train/program.h"

#include <cmath>

using namespace basin;
using Json = nlohmann::json;

TEST_CASE("noise measures all weights of a run on the same batches, keeps what it found and pairs it") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 2 --average tail:0.5 --run-dir run").exitCode == 0);
    const std::string verb =
        "noise run --images 40 --batch-sizes 5,10 --pairs 4 --draws 3 --steps 4 --json --step-sizes ";
    const Json json = shop.train(verb + "0.01,1").json();
    REQUIRE(json["measurements"].size() == 2);
    REQUIRE(json["less_first"].size() == 2);  // one for each step size

    std::vector<Error> problems;
    const std::vector<GradientNoiseMeasurement> kept = gradientNoiseOf(shop.run("run"), problems);
    REQUIRE(problems.empty());
    REQUIRE(kept.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const Json& told = json["measurements"][i];
        const GradientNoiseMeasurement& found = kept[i];
        REQUIRE(told["of"] == found.of);
        REQUIRE(found.parameters == 19218);
        // 5, 10 and the run's own 20, each with the run's augmentation and without.
        REQUIRE(found.noise.size() == 6);
        REQUIRE(found.setting.batchSizes == std::vector{5, 10, 20});
        REQUIRE(found.noise[2].batchSize == 20);
        REQUIRE_FALSE(found.noise[2].augmented);
        REQUIRE(found.noise[5].augmented);
        REQUIRE(told["noise"][2]["trace"]["value"] == found.noise[2].trace.value);
        REQUIRE(found.directions.size() == 3);
        REQUIRE(found.directions[0].name == (i == 0 ? "to tail:0.5" : "to sgd"));
        REQUIRE(found.directions[0].length > 0.0);
        REQUIRE(found.directions[1].name == "eigenvector 1");
        REQUIRE(found.directions[2].name == "random");
        for (const BatchNoise& noise : found.noise)
            for (const Mean& along : noise.along) REQUIRE((0.0 < along.value && along.value < noise.trace.value));
        REQUIRE(found.smoothed.size() == 2);
        REQUIRE(std::isfinite(found.smoothed[0].byMinibatches.value));
        REQUIRE(std::isfinite(found.smoothed[0].isotropic.error));
    }
    REQUIRE(kept[0].directions[0].length == Approx(kept[1].directions[0].length).epsilon(1e-6));
    REQUIRE(json["less_first"][1]["by_minibatches"]["value"] == smoothingDifference(kept[0], kept[1], 1).value);

    // At a small step F − f goes with η²: ½η² tr HΣ.
    const Json fine = shop.train(verb + "0.001,0.002 --of sgd").json()["measurements"][0]["smoothed"];
    REQUIRE(fine[1]["by_minibatches"]["value"].get<double>() ==
            Approx(4.0 * fine[0]["by_minibatches"]["value"].get<double>()).epsilon(0.3));

    // On a CPU the same numbers come again, and one set of weights alone is measured as among others.
    REQUIRE(shop.train(verb + "0.01,1 --of tail:0.5").json()["measurements"][0]["noise"] ==
            json["measurements"][1]["noise"]);

    for (const std::string which : {"noise", "sharpness"}) {
        const Json cost =
            shop.train(which + " run --images 40 --batch-size" + (which == "noise" ? "s" : "") + " 10 --dry-run")
                .json();
        REQUIRE(cost["weights"] == 2);
        REQUIRE(cost["seconds"] > 0.0);
        REQUIRE(cost["peak_bytes"] > 1e7);
    }
    REQUIRE_FALSE(std::filesystem::exists(shop.run("run") / "sharpness"));

    requireFailure(shop.train("noise run --images 41"), 2, "multiple of 8");
    requireFailure(shop.train("noise run --images 40"), 2, "only 100 training images, and a batch of 256");
    requireFailure(shop.train("noise run --images 40 --pairs 1 --batch-sizes 5"), 2, "pairs");
    requireFailure(shop.train("noise nowhere"), 2, "nowhere");
}

TEST_CASE("noise without smoothed loss and eigenvectors is the noise alone; an interrupt keeps what was done") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 1 --average tail:0.5 --no-augmentation --run-dir run").exitCode == 0);
    const std::string verb = "noise run --images 40 --batch-sizes 10 --draws 0 --eigenvectors 0 ";
    const Json json = shop.train(verb + "--pairs 4 --of sgd --json").json()["measurements"][0];
    REQUIRE(json["noise"].size() == 2);
    REQUIRE(json["smoothed"].empty());

    Process slow(shop, verb + "--pairs 4000");
    const std::filesystem::path first = gradientNoisePath(shop.run("run"), "sgd", 5);
    std::filesystem::remove(first);
    REQUIRE(slow.lives(
        [&] { return contentOf(shop.path() / "errors.txt").find("2 sets of weights") != std::string::npos; }));
    slow.signal(SIGINT);
    const Run ended = slow.end();
    REQUIRE(ended.exitCode == 130);
    REQUIRE_FALSE(std::filesystem::exists(first));
}
