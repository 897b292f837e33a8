// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/training_device.h"

#include <torch/types.h>

#include <cstdint>
#include <span>

namespace basin {

/// Images as a normalised batch on the device (N × 3 × 32 × 32, single precision), with their classes (N, 64-bit).
struct Batch {
    torch::Tensor images, labels;
};

/// A set of images where a network works, as bytes, and the batches made of them. On a CPU batches are written by
/// `fillBatch` on torch's threads; on a GPU the bytes stay there and batches are cut out of them there, with the same draws.
class ImageSource {
public:
    /// `images` and `dataset` must outlive it.
    ImageSource(const ImageSet& images, const DatasetEntry& dataset, const Placement& placement);

    std::size_t count() const { return m_images.count(); }
    /// Any of the images, varied as `augmentation` says (null: as they are) for this epoch.
    Batch batch(std::span<const std::size_t> indices, const Augmentation* augmentation, std::int64_t epoch) const;
    /// Images first … end − 1 as they are.
    Batch batch(std::size_t first, std::size_t end) const;

private:
    Batch batchOnCpu(std::span<const std::size_t> indices, const Augmentation* augmentation, std::int64_t epoch) const;

    const ImageSet& m_images;
    const DatasetEntry& m_dataset;
    Placement m_placement;
    torch::Tensor m_bytes, m_labels;    ///< on a GPU: N × 3 × 32 × 32 bytes, and the classes
    torch::Tensor m_mean, m_deviation;  ///< on a GPU: of the channels, 1 × 3 × 1 × 1
};

/// What batches are made of on a device: images (N × 3 × 32 × 32 bytes), mean and deviation of the channels (1 × 3 × 1 × 1).
struct ImageBytes {
    torch::Tensor images, mean, deviation;
};
/// Mean or deviation of a dataset's channels, for ImageBytes.
torch::Tensor ofChannels(const float (&values)[3], const torch::Device& device);
/// The batch of these images by tensor operations on their device; the same numbers as `fillBatch`. Nobody waits for the
/// device.
torch::Tensor batchOfBytes(const ImageBytes& bytes, std::span<const std::size_t> indices,
                           const Augmentation* augmentation, std::int64_t epoch, Layout layout);

}  // namespace basin
