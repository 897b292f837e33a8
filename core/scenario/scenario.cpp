// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/scenario.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/formula.h"
#include "core/noise/minibatch_noise.h"
#include "core/noise/scaled_noise.h"

#include <algorithm>
#include <array>
#include <utility>

namespace basin {

namespace {

Result<LandscapePtr> buildNamed(const LandscapeChoice& choice) {
    const LandscapeEntry* entry = findLandscape(choice.name);
    if (!entry) return makeLandscape(choice.name, {});  // an error that lists the known names
    std::vector<double> values;
    for (const Parameter& parameter : entry->parameters) {
        const auto given = choice.parameters.find(parameter.name);
        values.push_back(given == choice.parameters.end() ? parameter.standard : given->second);
    }
    for (const auto& [name, value] : choice.parameters) {
        const auto same = [&known = name](const Parameter& parameter) { return parameter.name == known; };
        if (std::any_of(entry->parameters.begin(), entry->parameters.end(), same)) continue;
        std::string known;
        for (const Parameter& parameter : entry->parameters)
            known.append(known.empty() ? "" : ", ").append(parameter.name);
        std::string message = "The landscape \"" + choice.name;
        message.append("\" has no parameter \"").append(name).append("\"; it has ").append(known).append(".");
        return Error{message, "landscape.parameters." + name};
    }
    return makeLandscape(choice.name, values);
}

}  // namespace

Result<LandscapePtr> buildLandscape(const LandscapeChoice& choice) {
    switch (choice.kind) {
        case LandscapeChoice::Kind::Named: return buildNamed(choice);
        case LandscapeChoice::Kind::Formula: return makeFormula(choice.formula, choice.domain);
        case LandscapeChoice::Kind::Curve: return makeCurve(choice.points);
        case LandscapeChoice::Kind::Data: {
            const auto regression = makeRegression(choice.samples, choice.loss, choice.domain);
            return regression ? Result<LandscapePtr>(*regression) : regression.error();
        }
    }
    return Error{"This kind of landscape is not known.", "landscape"};
}

void setLandscape(Scenario& scenario, LandscapeChoice choice) {
    const bool wasData = scenario.landscape.kind == LandscapeChoice::Kind::Data;
    scenario.landscape = std::move(choice);
    if (scenario.landscape.kind == LandscapeChoice::Kind::Data && !wasData) scenario.noiseKind = NoiseKind::Minibatch;
    if (scenario.noiseKind == NoiseKind::Law) return;
    scenario.batchSize = std::min(scenario.batchSize, largestBatch(scenario));
    const Result<LandscapePtr> landscape = buildLandscape(scenario.landscape);
    if (landscape && !scenarioGradientNoise(scenario, *landscape)) scenario.noiseKind = NoiseKind::Law;
}

int largestBatch(const Scenario& scenario) {
    if (scenario.noiseKind != NoiseKind::Minibatch) return kLargestBatch;
    return scenario.withReplacement ? kLargestMinibatch
                                    : std::min(kLargestMinibatch, static_cast<int>(scenario.landscape.samples.size()));
}

Result<Noise> scenarioNoise(const Scenario& scenario) {
    Noise single{scenario.law, scenario.noiseSize, scenario.noiseShape};
    if (scenario.noiseKind == NoiseKind::Scaled) {
        single.scale = 1.0;
        if (single.hasVariance()) single.scale = 1.0 / single.sigma();
    } else if (scenario.equalSigma) {
        const Result<Noise> sized = Noise::withSigma(scenario.law, scenario.noiseSize, scenario.noiseShape);
        if (!sized) return Error{sized.error().message, "noise.equal_sigma"};
        single = *sized;
    }
    return single.ofBatch(scenario.batchSize);
}

Result<GradientNoise> scenarioGradientNoise(const Scenario& scenario, const LandscapePtr& landscape) {
    if (scenario.noiseKind == NoiseKind::Minibatch) {
        const auto regression = std::dynamic_pointer_cast<const Regression>(landscape);
        if (!regression)
            return Error{
                "Minibatches are drawn from the samples of a regression; choose a landscape of data, or another "
                "noise.",
                "noise.sampling"};
        const std::size_t samples = regression->samples().size();
        if (!scenario.withReplacement && std::cmp_greater(scenario.batchSize, samples))
            return Error{"A batch of " + std::to_string(scenario.batchSize) +
                             " can not be drawn without replacement from " + std::to_string(samples) +
                             " samples; choose a smaller batch.",
                         "noise.batch_size"};
        return GradientNoise(minibatchNoise(regression, scenario.batchSize, scenario.withReplacement));
    }
    const Result<Noise> law = scenarioNoise(scenario);
    if (!law) return law.error();
    if (scenario.noiseKind == NoiseKind::Law) return GradientNoise(*law);
    const auto scaled = scaledNoise(*law, scenario.sigmaOfW, landscape->domain());
    if (!scaled) return Error{scaled.error().message, "noise.sigma_of_w"};
    return GradientNoise(*scaled);
}

Result<Dynamics> scenarioDynamics(const Scenario& scenario) {
    if (std::optional<Error> error = checkScenario(scenario)) return *std::move(error);
    Result<LandscapePtr> landscape = buildLandscape(scenario.landscape);
    if (!landscape) return landscape.error();
    Result<GradientNoise> noise = scenarioGradientNoise(scenario, *landscape);
    if (!noise) return noise.error();
    return Dynamics{.landscape = *std::move(landscape),
                    .noise = *std::move(noise),
                    .stepSize = scenario.stepSize,
                    .schedule = scenario.schedule,
                    .momentum = scenario.momentum};
}

EnsembleOptions scenarioEnsemble(const Scenario& scenario) {
    return {.walkers = scenario.walkers, .start = scenario.start, .seed = scenario.seed, .averages = scenario.averages};
}

std::span<const std::string_view> claimQuantities() {
    static constexpr std::array<std::string_view, 12> kNames{"sgd_rms",
                                                             "average_rms",
                                                             "sgd_rms_to_start",
                                                             "average_rms_to_start",
                                                             "sgd_mean",
                                                             "average_mean",
                                                             "sgd_share_in_basin",
                                                             "average_share_in_basin",
                                                             "smoothed_minima",
                                                             "v_star",
                                                             "w_f",
                                                             "diverged"};
    return kNames;
}

bool isClaimQuantity(std::string_view name) {
    constexpr std::string_view kTwin = "twin_";
    if (name.substr(0, kTwin.size()) == kTwin) name.remove_prefix(kTwin.size());
    const auto names = claimQuantities();
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace basin
