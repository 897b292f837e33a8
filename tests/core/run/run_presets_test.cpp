// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_presets.h"

#include "tests/support/catch.h"

#include <set>

namespace basin {

using Catch::Matchers::WithinAbs;

TEST_CASE("every preset of a run is complete but for the folder of its images", "[run]") {
    std::set<std::string> names;
    for (const RunPreset& preset : runPresets()) {
        INFO(preset.name);
        CHECK(names.insert(preset.name).second);
        CHECK(findRunPreset(preset.name) == &preset);
        CHECK(!preset.title.empty());
        CHECK(!preset.group.empty());
        CHECK(preset.sentence.ends_with('.'));
        RunConfig config = preset.config;
        REQUIRE(checkRunConfig(config));
        CHECK(checkRunConfig(config)->where == "data");
        config.data = "images";
        const auto error = checkRunConfig(config);
        INFO((error ? error->message : ""));
        CHECK(!error);
        // And is what it was after a round through its file.
        const Result<RunConfig> again = readRunConfig(writeRunConfig(config));
        REQUIRE(again);
        CHECK(*again == config);
    }
    CHECK(!findRunPreset("no such preset"));
    CHECK(runPresets().front().name == "quick-look");
}

TEST_CASE("the paper's presets end at the step sizes that their sentences say", "[run]") {
    // .1 · .2³ = .0008, .1 · .2² = .004, .1 · .2 = .02 (maths.md §6).
    const std::pair<const char*, double> ends[] = {{"small", 0.0008}, {"medium", 0.004}, {"large", 0.02}};
    for (const auto& [name, end] : ends)
        for (const char* optimizer : {"sgd", "sam"}) {
            const RunPreset* preset = findRunPreset(std::string("paper-wrn-28-10-") + name + "-" + optimizer);
            REQUIRE(preset);
            CHECK(preset->config.averages.empty() == (std::string(optimizer) == "sam"));
            CHECK_THAT(preset->config.stepSizeAt(0, 391), WithinAbs(0.1, 1e-12));
            CHECK_THAT(preset->config.stepSizeAt(400 * 391 - 1, 391), WithinAbs(end, 1e-12));
        }
}

TEST_CASE("SWA's runs follow the published line and are constant before their averages begin", "[run]") {
    for (const char* name : {"swa-1", "swa-1.5"}) {
        const RunPreset* preset = findRunPreset(name);
        REQUIRE(preset);
        const RunConfig& config = preset->config;
        INFO(name);
        for (std::int64_t epoch = 0; epoch < config.epochs; ++epoch) {
            // The published factor: 1 until half of 161 epochs, then a line down to .5 at nine tenths of them.
            const double share = static_cast<double>(epoch) / 161.0;
            const double published = share <= 0.5 ? 1.0 : share >= 0.9 ? 0.5 : 1.0 - 0.5 * (share - 0.5) / 0.4;
            CHECK_THAT(config.stepSizeAt(epoch * 391, 391), WithinAbs(0.1 * published, 0.008));
        }
        REQUIRE(config.averages.size() == 1);
        CHECK(config.averages[0].start(config.epochs * 391, 391) == 161 * 391);
        CHECK_THAT(config.stepSizeAt(161 * 391, 391), WithinAbs(0.05, 1e-12));
    }
    // The baseline ends at a hundredth of its step size.
    CHECK_THAT(findRunPreset("swa-sgd")->config.stepSizeAt(200 * 391 - 1, 391), WithinAbs(0.001, 1e-12));
}

TEST_CASE("a quick look has as many epochs as the images allow", "[run]") {
    CHECK(quickLookEpochs(5000) == 24);  // 120,000 images are a minute
    CHECK(quickLookEpochs(50000) == 4);
    CHECK(quickLookEpochs(1000) == 40);
    CHECK(quickLookEpochs(0) == 40);
}

}  // namespace basin
