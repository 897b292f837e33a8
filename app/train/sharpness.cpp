// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/measuring.h"
#include "app/train/training_report.h"
#include "app/train/verbs.h"
#include "core/nn/measure_sharpness.h"

#include <cstdio>

namespace basin::train {

namespace {

struct SharpnessRequest : MeasuringRequest {
    std::string split = "train";
    SharpnessSetting setting;
};

struct SharpnessKind {
    using Setting = SharpnessSetting;
    using Measurement = SharpnessMeasurement;
    using Found = Sharpness;
    static Result<Sharpness> measure(SharpnessMeasurement& work, OpenedRun& run, const Evaluator::Weights& weights,
                                     const GoesOn& goesOn) {
        return work.measure(weights, run.trainer().step(), goesOn);
    }
    static constexpr auto& path = sharpnessPath;
    static constexpr auto& write = writeSharpness;
};

void report(const SharpnessRequest& request, const std::vector<Measured<Sharpness>>& all) {
    const std::vector<std::string> columns{"run", "of", "loss", "accuracy", "trace", "normalised trace",
                                           "λ1",  "λ2", "‖w‖"};
    Table people{columns, {}};
    Json list = Json::array(), differences = Json::array();
    for (const Measured<Sharpness>& one : all) {
        const Sharpness& found = one.found;
        people.rows.push_back({one.run, found.of, found.loss, percentText(found.accuracy), meanText(found.trace()),
                               meanText(found.normalisedTrace()), meanText(found.eigenvalue(0)),
                               found.leading.size() > 1 ? meanText(found.eigenvalue(1)) : std::string("–"),
                               found.weightNorm});
        Json leading = Json::array();
        for (std::size_t i = 0; i < found.leading.size(); ++i)
            leading.push_back({{"value", found.eigenvalue(i).value},
                               {"error", found.eigenvalue(i).error},
                               {"residual", found.leading[i].residual}});
        list.push_back({{"run", one.run},
                        {"of", found.of},
                        {"step", found.step},
                        {"loss", found.loss},
                        {"accuracy", found.accuracy},
                        {"trace", meanJson(found.trace())},
                        {"normalised_trace", meanJson(found.normalisedTrace())},
                        {"leading", leading},
                        {"weight_norm", found.weightNorm},
                        {"seconds", found.seconds},
                        {"peak_bytes", found.peakBytes}});
    }
    Table less{{"run", "of", "trace", "normalised trace", "λ1"}, {}};
    for (std::size_t i = 1; i < all.size(); ++i) {
        const std::string problem = incomparable(all[0].found, all[i].found);
        if (!problem.empty()) {
            std::fprintf(stderr, "%s %s is not compared with %s %s: %s.\n", all[i].run.c_str(), all[i].found.of.c_str(),
                         all[0].run.c_str(), all[0].found.of.c_str(), problem.c_str());
            continue;
        }
        const SharpnessDifference difference = differenceOf(all[0].found, all[i].found);
        less.rows.push_back({all[i].run, all[i].found.of, meanText(difference.trace),
                             meanText(difference.normalisedTrace), meanText(difference.leading)});
        differences.push_back({{"run", all[i].run},
                               {"of", all[i].found.of},
                               {"trace", meanJson(difference.trace)},
                               {"normalised_trace", meanJson(difference.normalisedTrace)},
                               {"leading", meanJson(difference.leading)}});
    }
    if (request.json) {
        print(Json{{"measurements", list}, {"less_first", differences}});
        return;
    }
    print(people);
    if (less.rows.empty()) return;
    std::printf("\nless %s %s\n\n", all[0].run.c_str(), all[0].found.of.c_str());
    print(less);
}

Outcome sharpness(SharpnessRequest request) {
    const Result<Split> split = valueNamed<Split>(request.split, "split");
    if (!split) return wrongRequest(split.error().message);
    request.setting.split = *split;
    if (const auto error = checkSharpnessSetting(request.setting)) return wrongRequest(error->message);
    std::vector<Measured<Sharpness>> all;
    const std::optional<Outcome> problem = measureRuns<SharpnessKind>(request, request.setting, all);
    if (!all.empty()) report(request, all);
    return problem.value_or(Outcome{});
}

}  // namespace

Verb addSharpness(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("sharpness", "Measure how sharp the loss is at the weights of runs");
    const auto request = std::make_shared<SharpnessRequest>();
    SharpnessSetting& setting = request->setting;
    request->addTo(*verb);
    verb->add_option("--images", setting.images, "Images that the loss is taken over")->capture_default_str();
    verb->add_option("--split", request->split, "train or test")->capture_default_str()->type_name("NAME");
    verb->add_option("--batch-size", setting.batchSize,
                     "Images at a time; divides the number of images into four batches or more")
        ->capture_default_str();
    verb->add_option("--probes", setting.probes, "Sign vectors for the trace")->capture_default_str();
    verb->add_option("--steps", setting.steps, "Steps of each Lanczos process")->capture_default_str();
    verb->add_option("--runs", setting.runs, "Lanczos processes for the spectral density")->capture_default_str();
    verb->add_option("--eigenvalues", setting.eigenvalues, "Leading eigenvalues that are kept")->capture_default_str();
    verb->add_option("--seed", setting.seed, "Of the images and the probes")->capture_default_str();
    setManual(
        *verb,
        {.description = {"The trace of the Hessian of the loss by Hutchinson's method, its leading eigenvalues by "
                         "Lanczos's, and its spectral density, by exact second derivatives in evaluation mode, with "
                         "batch-norm statistics recomputed for each set of weights. All of them share images and "
                         "probe vectors, so that their differences are known more closely than they are; ± is one "
                         "standard error, over images and probes.",
                         "The filter-normalised trace is that along directions which have in each filter the norm of "
                         "its weights: rescaling a layer changes the trace, and neither this one nor what the "
                         "network computes. Each measurement is kept in RUN/sharpness; a new one of the same weights "
                         "replaces it."},
         .keys = {{"measurements [{run, of, step}]", "of which weights"},
                  {"measurements [{loss, accuracy}]", "on the images"},
                  {"measurements [{trace, normalised_trace}]", "value and standard error"},
                  {"measurements [{leading [{value, error, residual}]}]",
                   "eigenvalues; error over images; an eigenvalue lies within the residual"},
                  {"measurements [{weight_norm, seconds, peak_bytes}]", "‖w‖; what it took"},
                  {"less_first [{run, of, trace, normalised_trace, leading}]",
                   "paired differences from the first measurement"}},
         .examples = {"basin-train sharpness runs/sgd runs/sam",
                      "basin-train sharpness runs/first --of sgd --of tail:0.75"},
         .interrupted = "Interrupted from the keyboard; measurements that were done are kept."});
    return {verb, [request] { return sharpness(*request); }};
}

}  // namespace basin::train
