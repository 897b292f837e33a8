// SPDX-License-Identifier: GPL-3.0-or-later
// How sharp the loss is at the weights of a run, from the shell.
#include "core/run/sharpness.h"
#include "tests/train/program.h"

#include <cmath>

using namespace basin;
using Json = nlohmann::json;

TEST_CASE("sharpness measures all weights of a run on the same images, keeps what it found and pairs it") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 2 --average tail:0.5 --run-dir run").exitCode == 0);
    const std::string verb = "sharpness run --images 60 --batch-size 15 --probes 4 --steps 4 --runs 2 --json";
    const Json json = shop.train(verb).json();
    REQUIRE(json["measurements"].size() == 2);
    REQUIRE(json["less_first"].size() == 1);

    std::vector<Error> problems;
    const std::vector<Sharpness> kept = sharpnessOf(shop.run("run"), problems);
    REQUIRE(problems.empty());
    REQUIRE(kept.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const Json& told = json["measurements"][i];
        const Sharpness& found = kept[i];
        REQUIRE(told["of"] == found.of);
        REQUIRE(told["trace"]["value"] == found.trace().value);
        REQUIRE(told["leading"][0]["value"] == found.leading[0].value);
        // 3·8·9 + 2·8·8·9 + 8·16·9 + 16·16·9 + 16·32·9 + 32·32·9 in convolutions, 2·(8·3 + 16·2 + 32·2) in norms, 32·10 + 10.
        REQUIRE(found.parameters == 19218);
        REQUIRE(found.forms.size() == 16);
        // The mean of uᵀH_b u over the batches is the eigenvalue itself, as far as single precision and the residual go.
        double mean = 0.0;
        for (const double one : found.leading[0].ofBatch) mean += one / 4.0;
        REQUIRE(std::abs(mean - found.leading[0].value) < found.leading[0].residual + 1e-3 * std::abs(mean));
        for (const auto& run : found.density) {
            double weight = 0.0;
            for (const SpectralAtom& atom : run) weight += atom.weight;
            REQUIRE(weight == Approx(1.0).epsilon(1e-9));
        }
    }
    const SharpnessDifference difference = differenceOf(kept[0], kept[1]);
    REQUIRE(json["less_first"][0]["trace"]["value"] == difference.trace.value);

    // On a CPU the same numbers come again, and one set of weights alone is measured as among others.
    REQUIRE(shop.train(verb + " --of tail:0.5").json()["measurements"][0]["trace"]["value"] ==
            json["measurements"][1]["trace"]["value"]);

    requireFailure(shop.train("sharpness run --images 61 --batch-size 20"), 2, "20 does not divide 61");
    requireFailure(shop.train("sharpness run --images 60 --batch-size 20"), 2, "60 images by 20 are 3");
    requireFailure(shop.train("sharpness run --images 5000"), 2, "only 100 images");
    requireFailure(shop.train("sharpness run --of polyak --images 60 --batch-size 15"), 2, "no average \"polyak\"");
    requireFailure(shop.train("sharpness nowhere"), 2, "nowhere");
}
