// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augmentation.h"

#include "core/noise/sampler.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace basin {

namespace {

constexpr int kSide = static_cast<int>(ImageSet::kSide);

/// Streams of random numbers for the order of an epoch, and for the images of an epoch.
constexpr std::uint64_t kOrderStream = 0x6f72646572ULL, kImageStream = 0x696d616765ULL;

/// 0 … count − 1 from a draw of U[−1, 1).
int below(int count, double uniform) { return std::min(static_cast<int>(0.5 * (uniform + 1.0) * count), count - 1); }

/// (byte/255 − mean)/deviation of each channel.
using Tables = std::array<std::array<float, 256>, 3>;
Tables tablesOf(const DatasetEntry& dataset) {
    Tables tables;
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[channel][byte] =
                (static_cast<float>(byte) / 255.0F - dataset.mean[channel]) / dataset.deviation[channel];
    return tables;
}

/// One channel of one image; `spacing` floats lie between two of its pixels.
void fillChannel(const std::uint8_t* source, const std::array<float, 256>& table, const ImageDraw& draw, float* out,
                 int spacing) {
    for (int row = 0; row < kSide; ++row) {
        const int from = row + draw.down;
        const bool inside = 0 <= from && from < kSide;
        for (int column = 0; column < kSide; ++column) {
            const int seen = draw.isMirrored ? kSide - 1 - column : column;
            const int at = seen + draw.right;
            const std::uint8_t byte = inside && 0 <= at && at < kSide ? source[from * kSide + at] : std::uint8_t{0};
            out[(row * kSide + column) * spacing] = table[byte];
        }
    }
}

void cutOut(const ImageDraw& draw, Layout layout, float* out) {
    constexpr int kHalf = Augmentation::kCutoutSide / 2;
    const int top = std::max(draw.cutoutRow - kHalf, 0), bottom = std::min(draw.cutoutRow + kHalf, kSide);
    const int left = std::max(draw.cutoutColumn - kHalf, 0), right = std::min(draw.cutoutColumn + kHalf, kSide);
    for (int row = top; row < bottom; ++row)
        if (layout == Layout::Pixels)
            std::fill(out + 3 * (row * kSide + left), out + 3 * (row * kSide + right), 0.0F);
        else
            for (int channel = 0; channel < 3; ++channel)
                std::fill(out + (channel * kSide + row) * kSide + left, out + (channel * kSide + row) * kSide + right,
                          0.0F);
}

}  // namespace

ImageDraw drawFor(const Augmentation& augmentation, std::int64_t epoch, std::size_t index) {
    // 2^24 images and 2^40 epochs have numbers of their own.
    const std::uint64_t block = static_cast<std::uint64_t>(epoch) << 24U | static_cast<std::uint64_t>(index);
    alignas(64) std::array<double, RandomStream::kLanes> u;
    RandomStream(augmentation.seed ^ kImageStream, block).fill(Law::Uniform, 0.0, u.data(), u.size());
    ImageDraw draw;
    constexpr int kPadding = Augmentation::kPadding;
    if (augmentation.cropAndFlip) {
        draw.right = below(2 * kPadding + 1, u[0]) - kPadding;
        draw.down = below(2 * kPadding + 1, u[1]) - kPadding;
        draw.isMirrored = u[2] < 0.0;
    }
    draw.hasCutout = 0.5 * (u[3] + 1.0) < augmentation.cutoutProbability;
    draw.cutoutRow = below(kSide, u[4]);
    draw.cutoutColumn = below(kSide, u[5]);
    return draw;
}

std::vector<std::size_t> shuffledOrder(std::uint64_t seed, std::int64_t epoch, std::size_t count) {
    const std::size_t padded = (count + RandomStream::kLanes - 1) / RandomStream::kLanes * RandomStream::kLanes;
    std::vector<double> keys(padded);
    RandomStream(seed ^ kOrderStream, static_cast<std::uint64_t>(epoch)).fill(Law::Uniform, 0.0, keys.data(), padded);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order,
                      [&](std::size_t a, std::size_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
    return order;
}

void fillBatch(const ImageSet& images, const DatasetEntry& dataset, std::span<const std::size_t> indices,
               const Augmentation* augmentation, std::int64_t epoch, Layout layout, std::span<float> out) {
    const Tables tables = tablesOf(dataset);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const ImageDraw draw = augmentation ? drawFor(*augmentation, epoch, indices[i]) : ImageDraw{};
        const std::uint8_t* const source = images.image(indices[i]).data();
        float* const image = out.data() + i * ImageSet::kBytes;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const bool pixels = layout == Layout::Pixels;
            fillChannel(source + channel * ImageSet::kPixels, tables[channel], draw,
                        image + (pixels ? channel : channel * ImageSet::kPixels), pixels ? 3 : 1);
        }
        if (draw.hasCutout) cutOut(draw, layout, image);
    }
}

}  // namespace basin
