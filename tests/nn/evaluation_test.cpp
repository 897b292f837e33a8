// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/evaluation.h"

#include "tests/support/catch.h"
#include "tests/support/images.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/utils.h>

#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

const DatasetEntry& cifar10() { return datasetEntry(Dataset::Cifar10); }

}  // namespace

TEST_CASE("A batch is the same in both layouts, and its labels are those of its images") {
    const ImageSet images = stripes(20, 8, 1);
    const std::vector<std::size_t> indices{4, 0, 19};
    const Batch planes = ImageSource(images, cifar10(), {.layout = Layout::Planes}).batch(indices, nullptr, 0);
    const Batch pixels = ImageSource(images, cifar10(), {.layout = Layout::Pixels}).batch(indices, nullptr, 0);
    REQUIRE(torch::equal(planes.images, pixels.images));
    REQUIRE(pixels.images.is_contiguous(at::MemoryFormat::ChannelsLast));
    for (std::int64_t i = 0; i < 3; ++i)
        REQUIRE(planes.labels[i].item<int>() == images.labels[indices[static_cast<std::size_t>(i)]]);
}

TEST_CASE("Batches cut out of bytes on the device are those that are written from them, number for number") {
    const ImageSet images = stripes(40, 8, 6);
    const torch::Tensor bytes =
        torch::tensor(images.pixels, torch::kUInt8).view({static_cast<std::int64_t>(images.count()), 3, 32, 32});
    const Tensor mean = ofChannels(cifar10().mean, torch::kCPU),
                 deviation = ofChannels(cifar10().deviation, torch::kCPU);
    const std::vector<std::size_t> indices{7, 7, 39, 0, 12, 25, 31, 2};
    for (const bool varies : {false, true})
        for (const Layout layout : {Layout::Planes, Layout::Pixels})
            for (std::int64_t epoch = 0; epoch < 5; ++epoch) {
                const Augmentation augmentation{.cropAndFlip = epoch != 1, .cutoutProbability = epoch == 2 ? 0.0 : 0.5};
                const Augmentation* how = varies ? &augmentation : nullptr;
                const Tensor written =
                    ImageSource(images, cifar10(), {.layout = layout}).batch(indices, how, epoch).images;
                const Tensor cut = batchOfBytes({bytes, mean, deviation}, indices, how, epoch, layout);
                CAPTURE(varies, epoch);
                REQUIRE(torch::equal(cut, written));
                REQUIRE(cut.strides() == written.strides());
            }
}

TEST_CASE("Loss, accuracy and the images that are right, whatever the size of the batches") {
    torch::manual_seed(2);
    const auto network = makeNetwork("resnet8", 10);
    const ImageSet images = stripes(50, 8, 3);
    const ImageSource source(images, cifar10(), {});
    const Evaluation whole = evaluate(*network, source, 50), parts = evaluate(*network, source, 7);
    REQUIRE(whole.isComplete);
    REQUIRE(whole.correct == parts.correct);
    REQUIRE_THAT(parts.loss, WithinRel(whole.loss, 1e-5));
    double right = 0.0;
    for (const std::uint8_t flag : whole.correct) right += flag;
    REQUIRE_THAT(whole.accuracy, WithinAbs(right / 50.0, 1e-12));
    REQUIRE_FALSE(evaluate(*network, source, 7, [] { return true; }).isComplete);
}

TEST_CASE("Recomputed statistics are means and variances of what reaches the first batch norm") {
    torch::manual_seed(4);
    const auto network = makeNetwork("resnet8", 10);
    const ImageSet images = stripes(60, 8, 5);
    const ImageSource source(images, cifar10(), {});
    REQUIRE(recomputeStatistics(*network, source, 40, 20));
    const Tensor mean = network->named_buffers()["bn1.running_mean"],
                 variance = network->named_buffers()["bn1.running_var"];
    // Two batches of twenty: the mean of their means and of their unbiased variances.
    const Tensor kernel = network->named_parameters()["conv1.weight"].detach();
    Tensor means = torch::zeros({8}), variances = torch::zeros({8});
    for (std::size_t first : {0, 20}) {
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < 20; ++i) indices.push_back(first + i);
        const Batch batch = ImageSource(images, cifar10(), {.layout = Layout::Planes}).batch(indices, nullptr, 0);
        const Tensor seen = torch::conv2d(batch.images, kernel, {}, 1, 1);
        means += 0.5 * seen.mean({0, 2, 3});
        variances += 0.5 * seen.var({0, 2, 3}, true);
    }
    REQUIRE(torch::allclose(mean, means, 1e-4, 1e-5));
    REQUIRE(torch::allclose(variance, variances, 1e-4, 1e-5));
    // Forty-one images by forty are not forty and one, which would have half of the statistics, but twenty and twenty-one.
    const auto moments = [&](std::size_t first, std::size_t end) {
        const Tensor seen = torch::conv2d(source.batch(first, end).images, kernel, {}, 1, 1);
        return std::pair(seen.mean({0, 2, 3}), seen.var({0, 2, 3}, true));
    };
    REQUIRE(recomputeStatistics(*network, source, 41, 40));
    const auto [m1, v1] = moments(0, 20);
    const auto [m2, v2] = moments(20, 41);
    REQUIRE(torch::allclose(network->named_buffers()["bn1.running_mean"], 0.5 * (m1 + m2), 1e-4, 1e-5));
    REQUIRE(torch::allclose(network->named_buffers()["bn1.running_var"], 0.5 * (v1 + v2), 1e-4, 1e-5));
    for (const auto& module : network->modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2d>()) REQUIRE(norm->options.momentum() == 0.1);
}
