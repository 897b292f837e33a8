// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_sharpness.h"
#include "core/nn/opened_run.h"
#include "core/nn/slice_evaluator.h"
#include "tests/nn/place.h"

#include <ATen/Context.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>

#include <limits>
#include <utility>

using namespace basin;

namespace {

constexpr SharpnessSetting kSetting{
    .images = 40, .batchSize = 10, .probes = 2, .steps = 3, .runs = 1, .eigenvalues = 2, .seed = 1};

Result<Sharpness> measured(OpenedRun& run, const Evaluator::Weights& weights) {
    Result<SharpnessMeasurement> prepared = SharpnessMeasurement::prepare(run.measured(), kSetting);
    REQUIRE(prepared);
    SharpnessMeasurement measurement = *std::move(prepared);
    return measurement.measure(weights, run.trainer().step(), {});
}

}  // namespace

TEST_CASE("Runs that set other images aside are not compared, and those that differ otherwise are") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 1;
    config.holdout = 100;
    const auto sharpnessOfRun = [&](const RunConfig& with) {
        const std::unique_ptr<OpenedRun> run = *OpenedRun::open(finished(place, with));
        return *measured(*run, run->weights("sgd")->front());
    };
    const Sharpness first = sharpnessOfRun(config);
    config.stepSize = 0.05;
    REQUIRE(incomparable(first, sharpnessOfRun(config)).empty());
    config.seed = 2;  // another hundred images
    REQUIRE(incomparable(first, sharpnessOfRun(config)) == "they were measured on other images");
}

TEST_CASE("Measurements are in single precision, also where training is not, which then goes on as it was") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 1;
    const std::unique_ptr<OpenedRun> run = *OpenedRun::open(finished(place, config));
    const Evaluator::Weights weights = run->weights("sgd")->front();
    SliceEvaluator evaluator(config, run->images(), torch::kCPU, {.images = 40, .statisticsImages = 40});
    const Sharpness alone = *measured(*run, weights);
    const double lossAlone = evaluator.value({})->trainLoss;

    const PrecisionScope training(Precision::Bf16, torch::kCPU);
    const at::Tensor ones = at::ones({2, 2});
    REQUIRE(at::matmul(ones, ones).scalar_type() == torch::kBFloat16);
    const Sharpness within = *measured(*run, weights);
    REQUIRE(within.loss == alone.loss);
    REQUIRE(within.forms == alone.forms);
    REQUIRE(within.leading[0].value == alone.leading[0].value);
    REQUIRE(evaluator.value({})->trainLoss == lossAlone);
    REQUIRE(at::matmul(ones, ones).scalar_type() == torch::kBFloat16);
}

TEST_CASE("A scope of precision leaves everything as it found it") {
    const auto rounds = [] {
        REQUIRE(at::globalContext().allowTF32CuBLAS() == at::globalContext().allowTF32CuDNN());
        return at::globalContext().allowTF32CuDNN();
    };
    const PrecisionScope training(Precision::Tf32, torch::kCPU);
    REQUIRE(rounds());
    {
        const PrecisionScope measurement(Precision::Fp32, torch::kCPU);
        REQUIRE_FALSE(rounds());
    }
    REQUIRE(rounds());
}

TEST_CASE("Weights at which the loss is not finite have no sharpness") {
    Place place;
    RunConfig config = place.config();
    config.epochs = 1;
    const std::unique_ptr<OpenedRun> run = *OpenedRun::open(finished(place, config));
    Evaluator::Weights weights = run->weights("sgd")->front();
    weights.values.back()[0] = std::numeric_limits<float>::infinity();
    REQUIRE(measured(*run, weights).error().message ==
            "The loss of sgd at step 6 is not finite, or its second derivatives are not: they have no sharpness.");
}
