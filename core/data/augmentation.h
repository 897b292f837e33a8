// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace basin {

/// How training images are varied (maths.md §6): zero-padded by 4 and cropped at random, mirrored with probability ½, and
/// after normalising a square of 16 × 16 about a random pixel set to 0 (Cutout, arXiv 1708.04552), cut at the border.
struct Augmentation {
    static constexpr int kPadding = 4, kCutoutSide = 16;

    bool cropAndFlip = true;
    double cutoutProbability = 0.5;
    std::uint64_t seed = 1;
};

/// What is done to one image in one epoch: a function of seed, epoch and index alone, so that no number of threads, no
/// batch and no interruption changes it.
struct ImageDraw {
    int right = 0, down = 0;  ///< of the crop against the image, −kPadding … kPadding
    bool isMirrored = false;
    bool hasCutout = false;
    int cutoutRow = 0, cutoutColumn = 0;  ///< the centre, 0 … 31
};
ImageDraw drawFor(const Augmentation& augmentation, std::int64_t epoch, std::size_t index);

/// The order of `count` images in an epoch: a permutation that is a function of seed and epoch alone.
std::vector<std::size_t> shuffledOrder(std::uint64_t seed, std::int64_t epoch, std::size_t count);

/// How a batch lies in memory.
enum class Layout {
    Planes,  ///< image, channel, row, column: NCHW
    Pixels   ///< image, row, column, channel: NHWC, which torch calls channels_last
};

/// Writes images, normalised to (byte/255 − mean)/deviation, into `out` (indices.size() · ImageSet::kBytes floats).
/// Black is what the padding is filled with. Without `augmentation` the images are only normalised. Any thread.
void fillBatch(const ImageSet& images, const DatasetEntry& dataset, std::span<const std::size_t> indices,
               const Augmentation* augmentation, std::int64_t epoch, Layout layout, std::span<float> out);

}  // namespace basin
