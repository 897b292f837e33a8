// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluation.h"

#include "core/nn/optimizer.h"
#include "core/nn/weight_average.h"
#include "tests/support/catch.h"

#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/utils.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

using namespace basin;
using torch::Tensor;

namespace {

/// Images of `classes` kinds that can be told apart: each class is bright in another stripe.
ImageSet stripes(std::size_t count, int classes, unsigned seed) {
    std::mt19937 random(seed);
    ImageSet images;
    for (std::size_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::size_t>(random() % static_cast<unsigned>(classes));
        images.labels.push_back(static_cast<std::uint8_t>(label));
        for (std::size_t byte = 0; byte < ImageSet::kBytes; ++byte) {
            const bool inStripe = (byte % 1024) / 32 / 4 == label;
            images.pixels.push_back(static_cast<std::uint8_t>((random() % 100) + (inStripe ? 120 : 0)));
        }
    }
    return images;
}

const DatasetEntry& cifar10() { return datasetEntry(Dataset::Cifar10); }

}  // namespace

TEST_CASE("A batch is the same in both layouts, and its labels are those of its images") {
    const ImageSet images = stripes(20, 8, 1);
    const std::vector<std::size_t> indices{4, 0, 19};
    const Batch planes = makeBatch(images, cifar10(), indices, nullptr, 0, {.layout = Layout::Planes});
    const Batch pixels = makeBatch(images, cifar10(), indices, nullptr, 0, {.layout = Layout::Pixels});
    REQUIRE(torch::equal(planes.images, pixels.images));
    REQUIRE(pixels.images.is_contiguous(at::MemoryFormat::ChannelsLast));
    for (std::int64_t i = 0; i < 3; ++i)
        REQUIRE(planes.labels[i].item<int>() == images.labels[indices[static_cast<std::size_t>(i)]]);
}

TEST_CASE("Loss, accuracy and the images that are right, whatever the size of the batches") {
    torch::manual_seed(2);
    const auto network = makeNetwork("resnet8", 10);
    const ImageSet images = stripes(50, 8, 3);
    const Evaluation whole = evaluate(*network, images, cifar10(), {}, 50),
                     parts = evaluate(*network, images, cifar10(), {}, 7);
    REQUIRE(whole.isComplete);
    REQUIRE(whole.correct == parts.correct);
    REQUIRE_THAT(parts.loss, WithinRel(whole.loss, 1e-5));
    double right = 0.0;
    for (const std::uint8_t flag : whole.correct) right += flag;
    REQUIRE_THAT(whole.accuracy, WithinAbs(right / 50.0, 1e-12));
    REQUIRE_FALSE(evaluate(*network, images, cifar10(), {}, 7, [] { return true; }).isComplete);
}

TEST_CASE("Recomputed statistics are means and variances of what reaches the first batch norm") {
    torch::manual_seed(4);
    const auto network = makeNetwork("resnet8", 10);
    const ImageSet images = stripes(60, 8, 5);
    recomputeStatistics(*network, images, cifar10(), {}, 40, 20);
    const Tensor mean = network->named_buffers()["bn1.running_mean"],
                 variance = network->named_buffers()["bn1.running_var"];
    // Two batches of twenty: the mean of their means and of their unbiased variances.
    const Tensor kernel = network->named_parameters()["conv1.weight"].detach();
    Tensor means = torch::zeros({8}), variances = torch::zeros({8});
    for (std::size_t first : {0, 20}) {
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < 20; ++i) indices.push_back(first + i);
        const Batch batch = makeBatch(images, cifar10(), indices, nullptr, 0, {.layout = Layout::Planes});
        const Tensor seen = torch::conv2d(batch.images, kernel, {}, 1, 1);
        means += 0.5 * seen.mean({0, 2, 3});
        variances += 0.5 * seen.var({0, 2, 3}, true);
    }
    REQUIRE(torch::allclose(mean, means, 1e-4, 1e-5));
    REQUIRE(torch::allclose(variance, variances, 1e-4, 1e-5));
    for (const auto& module : network->modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2d>()) REQUIRE(norm->options.momentum() == 0.1);
}

TEST_CASE(
    "A small network learns real images clearly better than chance, and its averaged iterates do better than itself") {
    const char* data = std::getenv("BASIN_DATA");
    const std::filesystem::path folder = data ? std::filesystem::path(data) / "cifar10-subset" : "";
    if (!data || !std::filesystem::exists(folder)) {
        WARN("BASIN_DATA names no folder with real images: not checked");
        return;
    }
    torch::manual_seed(1);
    const LabelledImages images = *readDataset(Dataset::Cifar10, folder);
    const auto network = makeNetwork("resnet8", 10);
    network->to(torch::kFloat32);
    Sgd sgd(network->parameters(), {.momentum = 0.9, .weightDecay = 5e-4});
    const Augmentation augmentation{.cutoutProbability = 0.0};
    WeightAverage tail;
    const Placement placement;
    constexpr int kEpochs = 6;
    // A large step that stays large: the iterate jumps about, its average does not.
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        const auto order = shuffledOrder(1, epoch, images.train.count());
        for (std::size_t first = 0; first + 100 <= order.size(); first += 100) {
            network->train();
            const Batch batch = makeBatch(images.train, cifar10(), std::span(order).subspan(first, 100), &augmentation,
                                          epoch, placement);
            torch::nn::functional::cross_entropy(network->forward(batch.images), batch.labels).backward();
            sgd.step(0.1);
            if (epoch >= kEpochs - 2) tail.add(network->parameters());
        }
    }
    const auto accuracy = [&] {
        recomputeStatistics(*network, images.train, cifar10(), placement, 2000);
        return evaluate(*network, images.test, cifar10(), placement).accuracy;
    };
    const double own = accuracy();
    setWeights(*network, tail.mean());
    const double averaged = accuracy();
    CAPTURE(own, averaged);
    // Chance is .1 ± .01 over the 870 test images.
    REQUIRE(own > 0.25);
    REQUIRE(averaged > own);
    REQUIRE(averaged > 0.35);
}
