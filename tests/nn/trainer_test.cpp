// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/trainer.h"

#include "core/nn/evaluator.h"
#include "tests/support/catch.h"
#include "tests/support/images.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

RunConfig smallConfig() {
    RunConfig config;
    config.data = "unused";
    config.network = Architecture::ResNet8;
    config.epochs = 4;
    config.batchSize = 20;
    config.stepSize = 0.05;
    config.device = "cpu";
    return config;
}

/// A network on 90 images: five iterations an epoch, the last of ten images.
struct Training {
    explicit Training(const RunConfig& config)
        : images(stripes(90, 8, 3)), source(images, datasetEntry(Dataset::Cifar10), {}), trainer(config, source, {}) {}
    ImageSet images;
    ImageSource source;
    Trainer trainer;
};

double largestDifference(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, (a[i].to(torch::kFloat64) - b[i].to(torch::kFloat64)).abs().max().item<double>());
    return largest;
}

}  // namespace

TEST_CASE("Every average and segment is the mean of the weights that a bystander saves, in double precision") {
    RunConfig config = smallConfig();
    config.averages = {{TrainingAverage::Kind::Polyak},
                       {TrainingAverage::Kind::TailFraction, 0.35},  // from iteration 7 of 20
                       {TrainingAverage::Kind::TailEpoch, 3.0},      // from iteration 15
                       {TrainingAverage::Kind::Ema, 0.9}};
    config.segmentEpochs = 2;
    Training training(config);
    Trainer& trainer = training.trainer;
    REQUIRE(trainer.iterationsPerEpoch() == 5);
    std::vector<std::vector<Tensor>> saved;
    std::vector<Segment> segments;
    for (int i = 0; i < 20; ++i) {
        trainer.advance();
        saved.push_back(copyOfWeights(trainer.network()));
        if (auto segment = trainer.averages().takeSegment()) segments.push_back(*segment);
        REQUIRE(trainer.averages().hasBegun(1) == (i >= 7));
        REQUIRE(trainer.averages().hasBegun(2) == (i >= 15));
    }
    const auto weighted = [&](auto weight) {
        std::vector<Tensor> sums;
        double total = 0.0;
        for (int i = 0; i < 20; ++i) {
            total += weight(i);
            for (std::size_t k = 0; k < saved[0].size(); ++k) {
                const Tensor part = weight(i) * saved[static_cast<std::size_t>(i)][k].to(torch::kFloat64);
                if (i == 0)
                    sums.push_back(part);
                else
                    sums[k] += part;
            }
        }
        for (Tensor& sum : sums) sum /= total;
        return sums;
    };
    // Twenty updates in single precision round to a few times 6e-8 of weights that are below 2.
    constexpr double kRounding = 2e-6;
    const auto& averages = trainer.averages();
    REQUIRE(largestDifference(averages.mean(0), weighted([](int) { return 1.0; })) < kRounding);
    REQUIRE(largestDifference(averages.mean(1), weighted([](int i) { return i >= 7 ? 1.0 : 0.0; })) < kRounding);
    REQUIRE(largestDifference(averages.mean(2), weighted([](int i) { return i >= 15 ? 1.0 : 0.0; })) < kRounding);
    REQUIRE(largestDifference(averages.mean(3), weighted([](int i) { return std::pow(0.9, 19 - i); })) < kRounding);
    REQUIRE(segments.size() == 2);
    REQUIRE((segments[1].from == 10 && segments[1].to == 20));
    REQUIRE(largestDifference(segments[1].mean, weighted([](int i) { return i >= 10 ? 1.0 : 0.0; })) < kRounding);
    // The averages differ from each other and from the iterate by far more than that.
    REQUIRE(largestDifference(averages.mean(0), averages.mean(1)) > 1e-3);
    REQUIRE(largestDifference(averages.mean(2), saved.back()) > 1e-3);
}

TEST_CASE("A trainer that is put down and taken up between any two iterations goes on bit for bit") {
    for (const bool sharpnessAware : {false, true}) {
        RunConfig config = smallConfig();
        config.optimizer = sharpnessAware ? Optimizer::Sam : Optimizer::Sgd;
        config.momentum = sharpnessAware ? 0.0 : 0.9;
        config.nesterov = !sharpnessAware;
        config.cutout = 0.5;
        config.noise = InjectedNoise{Law::Laplace, 1e-3};
        config.averages = {{TrainingAverage::Kind::TailFraction, 0.25}, {TrainingAverage::Kind::Ema, 0.9}};
        Training whole(config);
        for (int i = 0; i < 13; ++i) whole.trainer.advance();
        for (const int pause : {0, 1, 6, 12}) {
            Training before(config), after(config);
            for (int i = 0; i < pause; ++i) before.trainer.advance();
            REQUIRE_FALSE(after.trainer.restore(before.trainer.state()));
            for (int i = pause; i < 13; ++i) after.trainer.advance();
            const TensorMap expected = whole.trainer.state(), got = after.trainer.state();
            REQUIRE(expected.size() == got.size());
            for (const auto& [key, tensor] : expected) {
                CAPTURE(pause, key);
                REQUIRE(torch::equal(tensor, got.at(key)));
            }
        }
    }
}

TEST_CASE("A state of another network is refused with what is missing") {
    Training small(smallConfig());
    RunConfig other = smallConfig();
    other.network = Architecture::ResNet20;
    Training large(other);
    const auto error = large.trainer.restore(small.trainer.state());
    REQUIRE(error);
    REQUIRE(error->message.find("in the shape of this network") != std::string::npos);
}

TEST_CASE("Added noise moves the weights by −ηε with components of its standard deviation") {
    RunConfig config = smallConfig();
    config.momentum = 0.0;
    RunConfig noisy = config;
    noisy.noise = InjectedNoise{Law::Gaussian, 0.3};
    Training calm(config), shaken(noisy);
    calm.trainer.advance();
    shaken.trainer.advance();
    const auto a = copyOfWeights(calm.trainer.network()), b = copyOfWeights(shaken.trainer.network());
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Tensor noise = (a[i] - b[i]).to(torch::kFloat64) / config.stepSize;
        sum += noise.sum().item<double>();
        squares += noise.square().sum().item<double>();
        count += static_cast<double>(noise.numel());
    }
    // Over n components the mean has the standard error σ/√n, the mean square σ²√(2/n); four of them each.
    REQUIRE(std::abs(sum / count) < 4.0 * 0.3 / std::sqrt(count));
    REQUIRE(std::abs(squares / count - 0.09) < 4.0 * 0.09 * std::sqrt(2.0 / count));
}

TEST_CASE("Loss and accuracy of an epoch are the means over its images, also when the last batch is smaller") {
    Training training(smallConfig());
    Trainer& trainer = training.trainer;
    double sum = 0.0;
    for (int i = 0; i < 5; ++i) {
        trainer.advance();
        // 128 images are more than six batches of 20: only the end of the epoch is due.
        REQUIRE(trainer.isReportDue() == (i == 4));
    }
    const StepEvent report = trainer.takeReport();
    const EpochEvent epoch = trainer.takeEpoch();
    REQUIRE(trainer.imagesSeen() == 90);
    REQUIRE(report.at.step == 5);
    REQUIRE(report.stepSize == 0.05);
    REQUIRE(report.gradientNorm > 0.0);
    REQUIRE_THAT(epoch.loss, WithinRel(report.loss, 1e-12));
    // Against the batches one by one.
    RunConfig config = smallConfig();
    config.batchSize = 90;
    Training again(smallConfig());
    for (int i = 0; i < 5; ++i) {
        again.trainer.advance();
        sum += again.trainer.takeReport().loss * (i < 4 ? 20.0 : 10.0);
    }
    REQUIRE_THAT(epoch.loss, WithinRel(sum / 90.0, 1e-9));
}
