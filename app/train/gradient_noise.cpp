// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/measuring.h"
#include "app/train/verbs.h"
#include "core/nn/measure_gradient_noise.h"

#include <cstdio>

namespace basin::train {

namespace {

struct NoiseRequest : MeasuringRequest {
    GradientNoiseSetting setting;
};

struct NoiseKind {
    using Setting = GradientNoiseSetting;
    using Measurement = NoiseMeasurement;
    using Found = GradientNoiseMeasurement;
    static Result<GradientNoiseMeasurement> measure(NoiseMeasurement& work, OpenedRun& run,
                                                    const Evaluator::Weights& weights, const GoesOn& goesOn) {
        return work.measure(weights, run.trainer().step(), allWeights(run.trainer()), goesOn);
    }
    static constexpr auto& path = gradientNoisePath;
    static constexpr auto& write = writeGradientNoise;
};

using All = std::vector<Measured<GradientNoiseMeasurement>>;

Json noiseJson(const Measured<GradientNoiseMeasurement>& one) {
    const GradientNoiseMeasurement& found = one.found;
    Json noise = Json::array(), smoothed = Json::array();
    for (const BatchNoise& batch : found.noise) {
        Json along = Json::array();
        for (std::size_t i = 0; i < batch.along.size(); ++i)
            along.push_back({{"direction", found.directions[i].name},
                             {"length", found.directions[i].length},
                             {"value", batch.along[i].value},
                             {"error", batch.along[i].error}});
        noise.push_back({{"batch_size", batch.batchSize},
                         {"augmented", batch.augmented},
                         {"trace", meanJson(batch.trace)},
                         {"along", along}});
    }
    for (const SmoothedLoss& at : found.smoothed)
        smoothed.push_back({{"effective_step_size", at.stepSize},
                            {"by_minibatches", meanJson(at.byMinibatches)},
                            {"isotropic", meanJson(at.isotropic)}});
    return {
        {"run", one.run},       {"of", found.of},           {"step", found.step},
        {"loss", found.loss},   {"noise", noise},           {"scaling", meanJson({found.scaling, found.scalingError})},
        {"smoothed", smoothed}, {"seconds", found.seconds}, {"peak_bytes", found.peakBytes}};
}

/// Smoothed losses that are comparable with the first measurement's, less them.
Json differencesJson(const All& all) {
    Json list = Json::array();
    for (std::size_t i = 1; i < all.size(); ++i) {
        const std::string problem = incomparable(all[0].found, all[i].found);
        if (!problem.empty()) {
            std::fprintf(stderr, "%s %s is not compared with %s %s: %s.\n", all[i].run.c_str(), all[i].found.of.c_str(),
                         all[0].run.c_str(), all[0].found.of.c_str(), problem.c_str());
            continue;
        }
        for (std::size_t k = 0; k < all[0].found.smoothed.size(); ++k) {
            const Mean less = smoothingDifference(all[0].found, all[i].found, k);
            list.push_back({{"run", all[i].run},
                            {"of", all[i].found.of},
                            {"effective_step_size", all[0].found.smoothed[k].stepSize},
                            {"by_minibatches", meanJson(less)}});
        }
    }
    return list;
}

void printTables(const All& all) {
    Table traces{{"run", "of", "batch size", "augmented", "tr Σ"}, {}};
    Table directions{{"run", "of", "along", "dᵀΣd", "share of tr Σ"}, {}};
    Table smoothed{{"run", "of", "η/(1−β)", "F − f", "isotropic F − f", "less the first"}, {}};
    for (std::size_t m = 0; m < all.size(); ++m) {
        const auto& [run, found] = all[m];
        for (const BatchNoise& batch : found.noise) {
            traces.rows.push_back(
                {run, found.of, double(batch.batchSize), batch.augmented ? "yes" : "no", meanText(batch.trace)});
            if (batch.batchSize != found.batchSize || batch.augmented) continue;
            for (std::size_t i = 0; i < batch.along.size(); ++i)
                directions.rows.push_back({run, found.of, found.directions[i].name, meanText(batch.along[i]),
                                           batch.along[i].value / batch.trace.value});
        }
        traces.rows.push_back({run, found.of, "B^−p, p =", "no", meanText({found.scaling, found.scalingError})});
        const bool isPaired = m > 0 && incomparable(all[0].found, found).empty();
        for (std::size_t k = 0; k < found.smoothed.size(); ++k) {
            const SmoothedLoss& at = found.smoothed[k];
            const std::string less = isPaired ? meanText(smoothingDifference(all[0].found, found, k)) : "–";
            smoothed.rows.push_back(
                {run, found.of, at.stepSize, meanText(at.byMinibatches), meanText(at.isotropic), less});
        }
    }
    print(traces);
    std::printf("\nNoise of the run's batches along directions\n\n");
    print(directions);
    if (smoothed.rows.empty()) return;
    std::printf("\nSmoothed loss\n\n");
    print(smoothed);
}

Outcome noise(const NoiseRequest& request) {
    if (const auto error = checkGradientNoiseSetting(request.setting)) return wrongRequest(error->message);
    All all;
    const std::optional<Outcome> problem = measureRuns<NoiseKind>(request, request.setting, all);
    if (!all.empty() && request.json) {
        Json list = Json::array();
        for (const auto& one : all) list.push_back(noiseJson(one));
        print(Json{{"measurements", list}, {"less_first", differencesJson(all)}});
    } else if (!all.empty()) {
        printTables(all);
    }
    return problem.value_or(Outcome{});
}

}  // namespace

Verb addNoise(CLI::App& program) {
    CLI::App* verb =
        program.add_subcommand("noise", "Measure the noise of minibatch gradients, and the loss that it smooths");
    const auto request = std::make_shared<NoiseRequest>();
    GradientNoiseSetting& setting = request->setting;
    request->addTo(*verb);
    verb->add_option("--batch-sizes", setting.batchSizes, "Images in a batch; the run's own is measured too")
        ->delimiter(',')
        ->type_name("N,N,...")
        ->capture_default_str();
    verb->add_option("--pairs", setting.pairs, "Pairs of batches of each size")->capture_default_str();
    verb->add_option("--step-sizes", setting.stepSizes,
                     "Effective step sizes η/(1−β) of the smoothed loss; 1/16 to 1 times the run's if left out")
        ->delimiter(',')
        ->type_name("ETA,...");
    verb->add_option("--draws", setting.draws, "Minibatches of the smoothed loss; 0 leaves it out")
        ->capture_default_str();
    verb->add_option("--images", setting.images, "Training images that the loss is taken over; a multiple of 8")
        ->capture_default_str();
    verb->add_option("--eigenvectors", setting.eigenvectors, "Leading ones of the Hessian to project on")
        ->capture_default_str();
    verb->add_option("--steps", setting.steps, "Steps of the Lanczos process that finds them")->capture_default_str();
    verb->add_option("--seed", setting.seed, "Of batches, images and directions")->capture_default_str();
    setManual(
        *verb,
        {.description =
             {"The trace of the covariance Σ of the gradient of a minibatch, from pairs of independent batches, "
              "E ‖g₁ − g₂‖²/2, for several batch sizes, with the run's augmentation and without, and the exponent p "
              "of tr Σ ∝ B^−p; the noise along the way from these weights to the run's others, along leading "
              "eigenvectors of the Hessian, and along a random direction. ± is one standard error over pairs.",
              "Then the network's own F − f, E L(w − η(g − ∇L)) − L(w), by real minibatches of the run's batch size "
              "without augmentation, centred by the gradient over all training images; η is the effective step size "
              "η/(1−β), by default up to that of the launch. Its error is over minibatches and images. The term of "
              "first order, whose mean is 0, is taken off. Beside it, for comparison only, the same with Gaussian "
              "noise of the same trace in every direction alike. L has batch-norm statistics recomputed at every "
              "place, those of each eighth of its images.",
              "The noise is that in evaluation mode, with batch-norm statistics recomputed for each set of weights: "
              "there the gradient of a batch is the mean of its images' gradients. In training, where batch norm takes "
              "its statistics from the batch, images of a batch influence each other, and p need not be 1; here it is "
              "above 1 where batches are no small share of the images, since no batch has one twice. The loss is the "
              "cross entropy; weight decay has no noise. Weights that are measured alike share batches, so that "
              "differences are paired. Each measurement is kept in RUN/noise; a new one of the same weights replaces "
              "it."},
         .keys = {{"measurements [{run, of, step, loss}]", "of which weights; the loss on the images"},
                  {"measurements [{noise [{batch_size, augmented, trace}]}]", "tr Σ, value and standard error"},
                  {"measurements [{noise [{along [{direction, length, value, error}]}]}]",
                   "σ² along a unit vector; the distance that it spans, or 0"},
                  {"measurements [{scaling}]", "p, value and standard error"},
                  {"measurements [{smoothed [{effective_step_size, by_minibatches, isotropic}]}]", "F − f"},
                  {"measurements [{seconds, peak_bytes}]", "what it took"},
                  {"less_first [{run, of, effective_step_size, by_minibatches}]",
                   "paired differences of F − f from the first measurement"}},
         .examples = {"basin-train noise runs/sgd runs/sam",
                      "basin-train noise runs/first --of sgd --of tail:0.75 --batch-sizes 16,64,256 --draws 0"},
         .interrupted = "Interrupted from the keyboard; measurements that were done are kept."});
    return {verb, [request] { return noise(*request); }};
}

}  // namespace basin::train
