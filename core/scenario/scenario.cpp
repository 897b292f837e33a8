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
    const CatalogueEntry* entry = findLandscape(choice.name);
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
    scenario.plane.reset();
    if (scenario.landscape.kind == LandscapeChoice::Kind::Data && !wasData) scenario.noiseKind = NoiseKind::Minibatch;
    if (scenario.noiseKind == NoiseKind::Law) return;
    scenario.batchSize = std::min(scenario.batchSize, largestBatch(scenario));
    const Result<LandscapePtr> landscape = buildLandscape(scenario.landscape);
    if (landscape && !scenarioGradientNoise(scenario, *landscape)) scenario.noiseKind = NoiseKind::Law;
}

void setSurface(Scenario& scenario, SurfaceChoice choice) {
    if (!scenario.plane) scenario.plane.emplace();
    scenario.plane->surface = std::move(choice);
    scenario.noiseKind = NoiseKind::Law;
    scenario.twinStepSize.reset();
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
    if (scenario.plane)
        return Error{"This scenario is of the plane; here one of the line is needed, with a landscape.", "surface"};
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

Result<PlaneNoise> scenarioPlaneNoise(const Scenario& scenario) {
    const Result<Noise> law = scenarioNoise(scenario);
    if (!law) return law.error();
    const Symmetric root = squareRoot(scenario.plane->covariance);
    return PlaneNoise{.law = law->law,
                      .shape = law->shape,
                      .root = {law->scale * root.xx, law->scale * root.xy, law->scale * root.yy}};
}

Result<PlaneDynamics> scenarioPlaneDynamics(const Scenario& scenario) {
    if (!scenario.plane)
        return Error{"This scenario is of the line; here one of the plane is needed, with a surface.", "landscape"};
    if (std::optional<Error> error = checkScenario(scenario)) return *std::move(error);
    Result<SurfacePtr> surface = buildSurface(scenario.plane->surface);
    if (!surface) return surface.error();
    Result<PlaneNoise> noise = scenarioPlaneNoise(scenario);
    if (!noise) return noise.error();
    return PlaneDynamics{.surface = *std::move(surface),
                         .noise = *noise,
                         .stepSize = scenario.stepSize,
                         .schedule = scenario.schedule,
                         .momentum = scenario.momentum};
}

PlaneEnsembleOptions scenarioPlaneEnsemble(const Scenario& scenario) {
    return {.walkers = scenario.walkers,
            .start = scenario.plane->start,
            .seed = scenario.seed,
            .averages = scenario.averages};
}

std::span<const std::string_view> claimQuantities(bool inPlane) {
    static constexpr std::array<std::string_view, 12> kOnLine{"sgd_rms",
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
    static constexpr std::array<std::string_view, 22> kInPlane{"sgd_rms",
                                                               "average_rms",
                                                               "sgd_rms_to_start",
                                                               "average_rms_to_start",
                                                               "sgd_mean_x",
                                                               "sgd_mean_y",
                                                               "average_mean_x",
                                                               "average_mean_y",
                                                               "sgd_share_in_basin",
                                                               "average_share_in_basin",
                                                               "sgd_trace",
                                                               "average_trace",
                                                               "sgd_largest",
                                                               "average_largest",
                                                               "smoothed_minima",
                                                               "v_star_x",
                                                               "v_star_y",
                                                               "v_star_trace",
                                                               "w_f_x",
                                                               "w_f_y",
                                                               "w_f_trace",
                                                               "diverged"};
    if (inPlane) return kInPlane;
    return kOnLine;
}

bool isClaimQuantity(std::string_view name, bool inPlane) {
    constexpr std::string_view kTwin = "twin_";
    if (!inPlane && name.substr(0, kTwin.size()) == kTwin) name.remove_prefix(kTwin.size());
    const auto names = claimQuantities(inPlane);
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace basin
