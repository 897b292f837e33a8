// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar.h"

#include <boost/crc.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

namespace basin {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostImages = 1'000'000;

/// Bytes before the pixels: CIFAR-100 has the coarse class first.
std::size_t labelBytes(Dataset dataset) { return dataset == Dataset::Cifar100 ? 2 : 1; }

std::string quoted(const fs::path& path) { return "\"" + path.string() + "\""; }

Error badFile(Dataset dataset, const fs::path& file, const std::string& what) {
    return {"The file " + quoted(file) + " " + what + "; " + datasetEntry(dataset).title +
                " in the official binary layout has " + std::to_string(labelBytes(dataset) + ImageSet::kBytes) +
                " bytes an image.",
            file.string()};
}

/// By the file's size.
Result<std::size_t> countImages(Dataset dataset, const fs::path& file) {
    const std::size_t record = labelBytes(dataset) + ImageSet::kBytes;
    std::error_code code;
    if (!fs::exists(file, code))
        return Error{"The file " + quoted(file) + " is missing; choose the folder with the files of " +
                         datasetEntry(dataset).title + ", or download them.",
                     file.string()};
    const std::uintmax_t size = fs::is_regular_file(file, code) ? fs::file_size(file, code) : 0;
    if (code) return badFile(dataset, file, "can not be read");
    if (size == 0) return badFile(dataset, file, "is empty");
    if (size % record != 0)
        return badFile(
            dataset, file,
            "is cut off or of another kind: its " + std::to_string(size) + " bytes are no whole number of images");
    const std::size_t count = static_cast<std::size_t>(size / record);
    if (count > kMostImages)
        return badFile(dataset, file, "is too large, with room for " + std::to_string(count) + " images");
    return count;
}

/// `folder`, or the official folder in it where that has the files.
fs::path folderWithFiles(const DatasetEntry& entry, const fs::path& folder) {
    std::error_code code;
    const fs::path within = folder / entry.folder;
    return fs::exists(within / entry.testFile, code) ? within : folder;
}

enum class Part { Train, Test };

/// Visits the files of the data set in `folder`, those of the training set first, until one is bad.
template <class Visit>
std::optional<Error> visitFiles(Dataset dataset, const fs::path& folder, const Visit& visit) {
    const DatasetEntry& entry = datasetEntry(dataset);
    std::error_code code;
    if (!fs::is_directory(folder, code))
        return Error{"There is no folder " + quoted(folder) + " with " + entry.title +
                         "; choose another folder, or download the data.",
                     folder.string()};
    const fs::path files = folderWithFiles(entry, folder);
    for (const std::string& name : entry.trainFiles)
        if (const Result<std::size_t> done = visit(files / name, Part::Train); !done) return done.error();
    if (const Result<std::size_t> done = visit(files / entry.testFile, Part::Test); !done) return done.error();
    return std::nullopt;
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
          .md5 = "c32a1d4ab5d03f1284b67883e8d87530",
          .archiveBytes = 170052171.0},
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
          .md5 = "03b5dce01913d631647c71ecec9e9cb8",
          .archiveBytes = 168513733.0}}};
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

std::uint32_t crcOf(std::initializer_list<const ImageSet*> sets) {
    boost::crc_32_type crc;
    for (const ImageSet* set : sets) {
        crc.process_bytes(set->pixels.data(), set->pixels.size());
        crc.process_bytes(set->labels.data(), set->labels.size());
    }
    return static_cast<std::uint32_t>(crc.checksum());
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
    Result<std::size_t> counted = countImages(dataset, file);
    if (!counted) return counted;
    const DatasetEntry& entry = datasetEntry(dataset);
    const std::size_t label = labelBytes(dataset), count = *counted;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return badFile(dataset, file, "can not be read");
    ImageSet read;
    read.pixels.resize(count * ImageSet::kBytes);
    read.labels.resize(count);
    std::array<char, 2> labels{};
    for (std::size_t i = 0; i < count; ++i) {
        stream.read(labels.data(), static_cast<std::streamsize>(label));
        stream.read(reinterpret_cast<char*>(read.pixels.data() + i * ImageSet::kBytes), ImageSet::kBytes);
        read.labels[i] = static_cast<std::uint8_t>(labels[label - 1]);
        if (read.labels[i] >= entry.classes)
            return badFile(dataset, file,
                           "is not " + entry.title + ": its image " + std::to_string(i) + " has the class " +
                               std::to_string(read.labels[i]) + " of " + std::to_string(entry.classes));
    }
    if (!stream) return badFile(dataset, file, "can not be read to its end");
    images.pixels.insert(images.pixels.end(), read.pixels.begin(), read.pixels.end());
    images.labels.insert(images.labels.end(), read.labels.begin(), read.labels.end());
    return count;
}

Result<LabelledImages> readDataset(Dataset dataset, const fs::path& folder) {
    LabelledImages images;
    const auto error = visitFiles(dataset, folder, [&](const fs::path& file, Part part) {
        return appendImages(dataset, file, part == Part::Train ? images.train : images.test);
    });
    if (error) return *error;
    return images;
}

Result<DatasetCounts> checkDataset(Dataset dataset, const fs::path& folder) {
    DatasetCounts counts;
    const auto error = visitFiles(dataset, folder, [&](const fs::path& file, Part part) {
        Result<std::size_t> count = countImages(dataset, file);
        if (count) (part == Part::Train ? counts.train : counts.test) += *count;
        return count;
    });
    if (error) return *error;
    return counts;
}

}  // namespace basin
