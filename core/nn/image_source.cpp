// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/image_source.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <numeric>
#include <vector>

namespace basin {

namespace {

using torch::Tensor;

constexpr std::int64_t kSide = ImageSet::kSide;

/// Memory from which a GPU takes numbers while everybody goes on.
at::TensorOptions hostOptions(const torch::Device& device) {
    return at::TensorOptions(torch::kInt64).pinned_memory(!device.is_cpu());
}

Tensor indexTensor(std::span<const std::size_t> indices, const torch::Device& device) {
    const Tensor tensor = at::empty({static_cast<std::int64_t>(indices.size())}, hostOptions(device));
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor.to(device, true);
}

/// For every image, which row and column of it each row and column of the batch shows (−1: black), and which of them lie in
/// its Cutout: 4 × N × 32 numbers, in one transfer.
Tensor drawTensor(std::span<const std::size_t> indices, const Augmentation& augmentation, std::int64_t epoch,
                  const torch::Device& device) {
    const auto count = static_cast<std::int64_t>(indices.size());
    const Tensor tensor = at::empty({4, count, kSide}, hostOptions(device));
    auto* const rows = tensor.data_ptr<std::int64_t>();
    const auto stride = count * kSide;
    constexpr int kHalf = Augmentation::kCutoutSide / 2, kLast = static_cast<int>(kSide) - 1;
    const auto within = [](int at) { return 0 <= at && at <= kLast ? at : -1; };
    for (std::int64_t i = 0; i < count; ++i) {
        const ImageDraw draw = drawFor(augmentation, epoch, indices[static_cast<std::size_t>(i)]);
        std::int64_t* const out = rows + i * kSide;
        for (int at = 0; at <= kLast; ++at) {
            out[at] = within(at + draw.down);
            out[stride + at] = within((draw.isMirrored ? kLast - at : at) + draw.right);
            const auto isCut = [&](int centre) {
                return draw.hasCutout && centre - kHalf <= at && at < centre + kHalf ? 1 : 0;
            };
            out[2 * stride + at] = isCut(draw.cutoutRow);
            out[3 * stride + at] = isCut(draw.cutoutColumn);
        }
    }
    return tensor.to(device, true);
}

}  // namespace

Tensor ofChannels(const float (&values)[3], const torch::Device& device) {
    return at::tensor({values[0], values[1], values[2]}, torch::kFloat32).view({1, 3, 1, 1}).to(device);
}

ImageSource::ImageSource(const ImageSet& images, const DatasetEntry& dataset, const Placement& placement)
    : m_images(images), m_dataset(dataset), m_placement(placement) {
    if (placement.device.is_cpu()) return;
    const auto count = static_cast<std::int64_t>(images.count());
    auto* const pixels = const_cast<std::uint8_t*>(images.pixels.data());  // from_blob only reads here
    auto* const labels = const_cast<std::uint8_t*>(images.labels.data());
    m_bytes = at::from_blob(pixels, {count, 3, kSide, kSide}, torch::kUInt8).to(placement.device);
    m_labels = at::from_blob(labels, {count}, torch::kUInt8).to(placement.device).to(torch::kInt64);
    m_mean = ofChannels(dataset.mean, placement.device);
    m_deviation = ofChannels(dataset.deviation, placement.device);
}

Batch ImageSource::batch(std::span<const std::size_t> indices, const Augmentation* augmentation,
                         std::int64_t epoch) const {
    if (m_placement.device.is_cpu()) return batchOnCpu(indices, augmentation, epoch);
    return {batchOfBytes({m_bytes, m_mean, m_deviation}, indices, augmentation, epoch, m_placement.layout),
            m_labels.index_select(0, indexTensor(indices, m_placement.device))};
}

Batch ImageSource::batch(std::size_t first, std::size_t end) const {
    std::vector<std::size_t> indices(end - first);
    std::iota(indices.begin(), indices.end(), first);
    return batch(indices, nullptr, 0);
}

Batch ImageSource::batchOnCpu(std::span<const std::size_t> indices, const Augmentation* augmentation,
                              std::int64_t epoch) const {
    const auto count = static_cast<std::int64_t>(indices.size());
    const bool pixels = m_placement.layout == Layout::Pixels;
    Tensor images = pixels ? at::empty({count, kSide, kSide, 3}) : at::empty({count, 3, kSide, kSide});
    Tensor labels = at::empty({count}, torch::kInt64);
    const std::span<float> out(images.data_ptr<float>(), indices.size() * ImageSet::kBytes);
    auto* const label = labels.data_ptr<std::int64_t>();
    at::parallel_for(0, count, 16, [&](std::int64_t begin, std::int64_t end) {
        const auto from = static_cast<std::size_t>(begin), some = static_cast<std::size_t>(end - begin);
        fillBatch(m_images, m_dataset, indices.subspan(from, some), augmentation, epoch, m_placement.layout,
                  out.subspan(from * ImageSet::kBytes, some * ImageSet::kBytes));
        for (std::size_t i = from; i < from + some; ++i) label[i] = m_images.labels[indices[i]];
    });
    // As NCHW for torch; its memory stays as it is, which is channels_last.
    return {pixels ? images.permute({0, 3, 1, 2}) : images, labels};
}

Tensor batchOfBytes(const ImageBytes& bytes, std::span<const std::size_t> indices, const Augmentation* augmentation,
                    std::int64_t epoch, Layout layout) {
    const torch::Device device = bytes.images.device();
    const auto count = static_cast<std::int64_t>(indices.size());
    Tensor images = bytes.images.index_select(0, indexTensor(indices, device));
    Tensor cut;
    if (augmentation) {
        const Tensor draws = drawTensor(indices, *augmentation, epoch, device);
        const Tensor rows = draws[0].view({count, 1, kSide, 1}), columns = draws[1].view({count, 1, 1, kSide});
        images = images.gather(2, rows.clamp_min(0).expand({count, 3, kSide, kSide}))
                     .gather(3, columns.clamp_min(0).expand({count, 3, kSide, kSide}));
        images = images.masked_fill(rows.lt(0).logical_or(columns.lt(0)), 0);
        if (augmentation->cutoutProbability > 0.0)
            cut = draws[2].view({count, 1, kSide, 1}).logical_and(draws[3].view({count, 1, 1, kSide}));
    }
    Tensor batch = images.to(torch::kFloat32).div_(255.0F).sub_(bytes.mean);
    batch.div_(bytes.deviation);
    if (cut.defined()) batch.masked_fill_(cut, 0.0);
    return layout == Layout::Pixels ? batch.contiguous(at::MemoryFormat::ChannelsLast) : batch;
}

}  // namespace basin
