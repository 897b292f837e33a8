// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The data sets of images that networks are trained on.
enum class Dataset { Cifar10, Cifar100 };

/// What is known of a data set.
struct DatasetEntry {
    Dataset dataset;
    std::string name;   ///< as in files and on the command line: "cifar10"
    std::string title;  ///< "CIFAR-10"
    int classes = 0;
    float mean[3], deviation[3];          ///< of the channels red, green, blue, in [0, 1] (maths.md §6)
    std::string folder;                   ///< that the official archive unpacks to
    std::vector<std::string> trainFiles;  ///< official binary layout
    std::string testFile;
    std::string archive, md5;  ///< the official archive's address and check sum
    double archiveBytes = 0.0;
};
std::span<const DatasetEntry> datasets();
const DatasetEntry& datasetEntry(Dataset dataset);
const DatasetEntry* findDataset(std::string_view name);  ///< null if there is none
/// The data set called `name`; the error names the known ones.
Result<Dataset> datasetNamed(std::string_view name);

/// Labelled images of 32 × 32 pixels in three channels, as bytes: image, channel, row, column.
struct ImageSet {
    static constexpr std::size_t kSide = 32, kPixels = kSide * kSide, kBytes = 3 * kPixels;

    std::vector<std::uint8_t> pixels;  ///< count() · kBytes
    std::vector<std::uint8_t> labels;  ///< 0 … classes − 1

    std::size_t count() const { return labels.size(); }
    std::span<const std::uint8_t> image(std::size_t index) const {
        return std::span(pixels).subspan(index * kBytes, kBytes);
    }
    /// The images of these indices, in their order.
    ImageSet subset(std::span<const std::size_t> indices) const;
};

/// CRC-32 of the pixels and labels of these sets, one behind the other.
std::uint32_t crcOf(std::initializer_list<const ImageSet*> sets);

/// A training and a test set.
struct LabelledImages {
    ImageSet train, test;
};

/// Reads the official binary files from `folder` or from the official folder within it. A file may hold fewer images than
/// the official one. Errors say which file, what size was expected, or that it holds no such data.
Result<LabelledImages> readDataset(Dataset dataset, const std::filesystem::path& folder);

/// How many images there are, by the sizes of the files alone; errors as those of `readDataset`, but that no label is
/// looked at. Quick, for whoever asks often.
struct DatasetCounts {
    std::size_t train = 0, test = 0;
    bool operator==(const DatasetCounts&) const = default;
};
Result<DatasetCounts> checkDataset(Dataset dataset, const std::filesystem::path& folder);

/// Appends the images of one file in the official layout.
Result<std::size_t> appendImages(Dataset dataset, const std::filesystem::path& file, ImageSet& images);

}  // namespace basin
