// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augmentation.h"

#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>
#include <vector>

using namespace basin;

namespace {

ImageSet someImages(std::size_t count) {
    std::mt19937 random(2);
    ImageSet images;
    for (std::size_t i = 0; i < count * ImageSet::kBytes; ++i)
        images.pixels.push_back(static_cast<std::uint8_t>(random() & 255U));
    images.labels.assign(count, 0);
    return images;
}

const DatasetEntry& cifar10() { return datasetEntry(Dataset::Cifar10); }

/// The image as maths.md §6 says it: padded, cropped, mirrored, normalised, cut out; channel, row, column.
float expected(const ImageSet& images, std::size_t index, const ImageDraw& draw, int channel, int row, int column) {
    if (draw.hasCutout && std::abs(row - draw.cutoutRow + 0.5) < 8.0 &&
        std::abs(column - draw.cutoutColumn + 0.5) < 8.0)
        return 0.0F;
    const int from = row + draw.down, at = (draw.isMirrored ? 31 - column : column) + draw.right;
    int byte = 0;
    if (0 <= from && from < 32 && 0 <= at && at < 32)
        byte = images.image(index)[static_cast<std::size_t>(channel * 1024 + from * 32 + at)];
    return (static_cast<float>(byte) / 255.0F - cifar10().mean[channel]) / cifar10().deviation[channel];
}

}  // namespace

TEST_CASE("A batch is what its draws say, in both layouts") {
    const ImageSet images = someImages(40);
    const Augmentation augmentation{.cutoutProbability = 0.5, .seed = 9};
    const std::vector<std::size_t> indices{3, 39, 0, 17, 8, 3, 21, 30};
    std::vector<float> planes(indices.size() * ImageSet::kBytes), pixels(planes.size()), plain(planes.size());
    fillBatch(images, cifar10(), indices, &augmentation, 12, Layout::Planes, planes);
    fillBatch(images, cifar10(), indices, &augmentation, 12, Layout::Pixels, pixels);
    fillBatch(images, cifar10(), indices, nullptr, 12, Layout::Planes, plain);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const ImageDraw draw = drawFor(augmentation, 12, indices[i]);
        for (int channel = 0; channel < 3; ++channel)
            for (int row = 0; row < 32; ++row)
                for (int column = 0; column < 32; ++column) {
                    const float wanted = expected(images, indices[i], draw, channel, row, column);
                    const auto at = static_cast<std::size_t>(row * 32 + column), c = static_cast<std::size_t>(channel);
                    const std::size_t image = i * ImageSet::kBytes;
                    if (planes[image + c * 1024 + at] != wanted || pixels[image + 3 * at + c] != wanted ||
                        plain[image + c * 1024 + at] != expected(images, indices[i], {}, channel, row, column)) {
                        CAPTURE(i, channel, row, column, wanted);
                        FAIL("a pixel is not what its draw says");
                    }
                }
    }
}

// Counts over 90,000 draws within 5 standard errors √(np(1−p)).
TEST_CASE("Draws are spread evenly, differ between epochs and images, and come back") {
    const Augmentation augmentation{.cutoutProbability = 0.25, .seed = 4};
    constexpr int kDraws = 90000;
    std::array<int, 9> right{}, down{};
    std::array<int, 32> centre{};
    int mirrored = 0, cut = 0;
    for (int i = 0; i < kDraws; ++i) {
        const ImageDraw draw = drawFor(augmentation, i / 300, static_cast<std::size_t>(i % 300));
        ++right[static_cast<std::size_t>(draw.right + 4)];
        ++down[static_cast<std::size_t>(draw.down + 4)];
        ++centre[static_cast<std::size_t>(draw.cutoutColumn)];
        mirrored += draw.isMirrored;
        cut += draw.hasCutout;
    }
    const auto isNear = [](int count, double p) {
        REQUIRE_THAT(count, WithinAbs(kDraws * p, 5.0 * std::sqrt(kDraws * p * (1.0 - p))));
    };
    for (const int count : right) isNear(count, 1.0 / 9.0);
    for (const int count : down) isNear(count, 1.0 / 9.0);
    for (const int count : centre) isNear(count, 1.0 / 32.0);
    isNear(mirrored, 0.5);
    isNear(cut, 0.25);
    const ImageDraw once = drawFor(augmentation, 7, 5), again = drawFor(augmentation, 7, 5);
    REQUIRE(once.right == again.right);
    REQUIRE(once.cutoutRow == again.cutoutRow);
}

TEST_CASE("The order of an epoch is a permutation of its own") {
    for (const std::size_t count : {1, 2, 17, 1000}) {
        const auto order = shuffledOrder(3, 8, count);
        REQUIRE(std::set(order.begin(), order.end()).size() == count);
        REQUIRE(*std::ranges::max_element(order) == count - 1);
        REQUIRE(order == shuffledOrder(3, 8, count));
    }
    REQUIRE(shuffledOrder(3, 8, 1000) != shuffledOrder(3, 9, 1000));
    REQUIRE(shuffledOrder(3, 8, 1000) != shuffledOrder(4, 8, 1000));
    // Where image 0 goes is spread evenly: its mean place over 2000 epochs of 100 images is 49.5 ± 28.9/√2000, 5 of these.
    double sum = 0.0;
    for (int epoch = 0; epoch < 2000; ++epoch) {
        const auto order = shuffledOrder(1, epoch, 100);
        sum += static_cast<double>(std::ranges::find(order, std::size_t{0}) - order.begin()) / 2000.0;
    }
    REQUIRE_THAT(sum, WithinAbs(49.5, 5.0 * 28.9 / std::sqrt(2000.0)));
}
