// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace basin {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostImages = 1'000'000;

/// Bytes before the pixels: CIFAR-100 has the coarse class first.
std::size_t labelBytes(Dataset dataset) { return dataset == Dataset::Cifar100 ? 2 : 1; }

std::string quoted(const fs::path& path) { return "\"" + path.string() + "\""; }

/// `folder`, or the official folder in it where that has the files.
fs::path folderWithFiles(const DatasetEntry& entry, const fs::path& folder) {
    std::error_code code;
    const fs::path within = folder / entry.folder;
    return fs::exists(within / entry.testFile, code) ? within : folder;
}

}  // namespace

std::span<const DatasetEntry> datasets() {
    static const std::array<DatasetEntry, 2> kEntries{
        {{.dataset = Dataset::Cifar10,
          .name = "cifar10",
          .title = "CIFAR-10",
          .classes = 10,
          .mean = {0.4914F, 0.4822F, 0.4465F},
          .deviation = {0.2470F, 0.2435F, 0.2616F},
          .folder = "cifar-10-batches-bin",
          .trainFiles = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                         "data_batch_5.bin"},
          .testFile = "test_batch.bin",
          .archive = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
          .md5 = "c32a1d4ab5d03f1284b67883e8d87530"},
         {.dataset = Dataset::Cifar100,
          .name = "cifar100",
          .title = "CIFAR-100",
          .classes = 100,
          .mean = {0.5071F, 0.4866F, 0.4409F},
          .deviation = {0.2673F, 0.2564F, 0.2762F},
          .folder = "cifar-100-binary",
          .trainFiles = {"train.bin"},
          .testFile = "test.bin",
          .archive = "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
          .md5 = "03b5dce01913d631647c71ecec9e9cb8"}}};
    return kEntries;
}

const DatasetEntry& datasetEntry(Dataset dataset) { return datasets()[static_cast<std::size_t>(dataset)]; }

const DatasetEntry* findDataset(std::string_view name) {
    const auto found = std::ranges::find(datasets(), name, &DatasetEntry::name);
    return found == datasets().end() ? nullptr : &*found;
}

Result<Dataset> datasetNamed(std::string_view name) {
    if (const DatasetEntry* entry = findDataset(name)) return entry->dataset;
    std::string known;
    for (const DatasetEntry& entry : datasets()) known.append(known.empty() ? "" : ", ").append(entry.name);
    return Error{"There is no dataset \"" + std::string(name) + "\"; known are " + known + ".", "dataset"};
}

ImageSet ImageSet::subset(std::span<const std::size_t> indices) const {
    ImageSet chosen;
    chosen.pixels.reserve(indices.size() * kBytes);
    chosen.labels.reserve(indices.size());
    for (const std::size_t index : indices) {
        const auto bytes = image(index);
        chosen.pixels.insert(chosen.pixels.end(), bytes.begin(), bytes.end());
        chosen.labels.push_back(labels[index]);
    }
    return chosen;
}

Result<std::size_t> appendImages(Dataset dataset, const fs::path& file, ImageSet& images) {
    const DatasetEntry& entry = datasetEntry(dataset);
    const std::size_t label = labelBytes(dataset), record = label + ImageSet::kBytes;
    const auto bad = [&](const std::string& what) {
        return Error{"The file " + quoted(file) + " " + what + "; " + entry.title +
                         " in the official binary layout has " + std::to_string(record) + " bytes an image.",
                     file.string()};
    };
    std::error_code code;
    if (!fs::exists(file, code))
        return Error{"The file " + quoted(file) + " is missing; choose the folder with the files of " + entry.title +
                         ", or download them.",
                     file.string()};
    std::ifstream stream(file, std::ios::binary);
    const std::uintmax_t size = fs::is_regular_file(file, code) ? fs::file_size(file, code) : 0;
    if (!stream || code) return bad("can not be read");
    if (size == 0) return bad("is empty");
    if (size % record != 0)
        return bad("is cut off or of another kind: its " + std::to_string(size) +
                   " bytes are no whole number of images");
    const std::size_t count = static_cast<std::size_t>(size / record);
    if (count > kMostImages) return bad("is too large, with room for " + std::to_string(count) + " images");

    ImageSet read;
    read.pixels.resize(count * ImageSet::kBytes);
    read.labels.resize(count);
    std::array<char, 2> labels{};
    for (std::size_t i = 0; i < count; ++i) {
        stream.read(labels.data(), static_cast<std::streamsize>(label));
        stream.read(reinterpret_cast<char*>(read.pixels.data() + i * ImageSet::kBytes), ImageSet::kBytes);
        read.labels[i] = static_cast<std::uint8_t>(labels[label - 1]);
        if (read.labels[i] >= entry.classes)
            return bad("is not " + entry.title + ": its image " + std::to_string(i) + " has the class " +
                       std::to_string(read.labels[i]) + " of " + std::to_string(entry.classes));
    }
    if (!stream) return bad("can not be read to its end");
    images.pixels.insert(images.pixels.end(), read.pixels.begin(), read.pixels.end());
    images.labels.insert(images.labels.end(), read.labels.begin(), read.labels.end());
    return count;
}

Result<LabelledImages> readDataset(Dataset dataset, const fs::path& folder) {
    const DatasetEntry& entry = datasetEntry(dataset);
    std::error_code code;
    if (!fs::is_directory(folder, code))
        return Error{"There is no folder " + quoted(folder) + " with " + entry.title +
                         "; choose another folder, or download the data.",
                     folder.string()};
    const fs::path files = folderWithFiles(entry, folder);
    LabelledImages images;
    for (const std::string& name : entry.trainFiles)
        if (const auto read = appendImages(dataset, files / name, images.train); !read) return read.error();
    if (const auto read = appendImages(dataset, files / entry.testFile, images.test); !read) return read.error();
    return images;
}

}  // namespace basin
