// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar.h"

#include "tests/support/catch.h"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace basin;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone at the end.
struct TemporaryFolder {
    TemporaryFolder() {
        static int count = 0;
        path =
            fs::temp_directory_path() / ("basin-data-test-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        fs::create_directories(path);
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    fs::path path;
};

/// `count` images in the official layout: image i has the class i mod classes, and every byte of it is i.
std::string records(Dataset dataset, std::size_t count, std::size_t first = 0) {
    std::string bytes;
    for (std::size_t i = first; i < first + count; ++i) {
        if (dataset == Dataset::Cifar100) bytes += '\x07';  // the coarse class
        bytes += static_cast<char>(i % static_cast<std::size_t>(datasetEntry(dataset).classes));
        bytes.append(ImageSet::kBytes, static_cast<char>(i));
    }
    return bytes;
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

void writeDataset(Dataset dataset, const fs::path& folder) {
    fs::create_directories(folder);
    const DatasetEntry& entry = datasetEntry(dataset);
    for (std::size_t i = 0; i < entry.trainFiles.size(); ++i)
        write(folder / entry.trainFiles[i], records(dataset, 3, 3 * i));
    write(folder / entry.testFile, records(dataset, 2, 100));
}

std::string errorOf(Dataset dataset, const fs::path& folder) {
    const auto read = readDataset(dataset, folder);
    return read ? std::string() : read.error().message;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Images and classes are read in the official order, also from the official folder within") {
    for (const DatasetEntry& entry : datasets()) {
        const TemporaryFolder plain, nested;
        writeDataset(entry.dataset, plain.path);
        writeDataset(entry.dataset, nested.path / entry.folder);
        for (const fs::path& folder : {plain.path, nested.path}) {
            const LabelledImages images = *readDataset(entry.dataset, folder);
            CAPTURE(entry.name, folder);
            REQUIRE(images.train.count() == 3 * entry.trainFiles.size());
            REQUIRE(images.test.count() == 2);
            REQUIRE(*checkDataset(entry.dataset, folder) == DatasetCounts{images.train.count(), 2});
            for (std::size_t i = 0; i < images.train.count(); ++i) {
                REQUIRE(images.train.labels[i] == i % static_cast<std::size_t>(entry.classes));
                REQUIRE(images.train.image(i).front() == i);
                REQUIRE(images.train.image(i).back() == i);
            }
            REQUIRE(images.test.image(1).front() == 101);
            const ImageSet some = images.train.subset(std::array<std::size_t, 2>{2, 0});
            REQUIRE(some.count() == 2);
            REQUIRE(some.image(0).back() == 2);
            REQUIRE(some.labels[1] == 0);
        }
    }
}

TEST_CASE("What is wrong with a file is said, with its name and the size that was expected") {
    const TemporaryFolder folder;
    REQUIRE(has(errorOf(Dataset::Cifar10, folder.path / "nowhere"), "There is no folder"));
    REQUIRE(has(errorOf(Dataset::Cifar10, folder.path), "data_batch_1.bin"));
    writeDataset(Dataset::Cifar10, folder.path);
    REQUIRE(errorOf(Dataset::Cifar10, folder.path).empty());

    const fs::path third = folder.path / "data_batch_3.bin";
    const auto saysOf = [&](const std::string& bytes, const std::string& part) {
        write(third, bytes);
        const std::string error = errorOf(Dataset::Cifar10, folder.path);
        CAPTURE(error);
        REQUIRE(has(error, "data_batch_3.bin"));
        REQUIRE(has(error, part));
        REQUIRE(has(error, "3073 bytes an image"));
        // The quick check looks at sizes alone, and says the same of them.
        const auto checked = checkDataset(Dataset::Cifar10, folder.path);
        if (!has(part, "class")) REQUIRE((!checked && checked.error().message == error));
        if (has(part, "class")) REQUIRE((checked && checked->train == 3 * 4 + bytes.size() / 3073));
    };
    const std::string good = records(Dataset::Cifar10, 2);
    saysOf(good.substr(0, good.size() - 1), "cut off");
    saysOf(good + "x", "cut off");
    saysOf("", "empty");
    saysOf(std::string(1, '\x0a') + good.substr(1), "the class 10 of 10");
    saysOf(std::string(2 * 3073, '\xff'), "the class 255");
    fs::remove(third);
    fs::create_directory(third);
    REQUIRE_FALSE(errorOf(Dataset::Cifar10, folder.path).empty());
}

TEST_CASE("The real images have the moments that they are normalised by") {
    const char* data = std::getenv("BASIN_DATA");
    if (!data) {
        WARN("BASIN_DATA names no folder with real images: not checked");
        return;
    }
    for (const DatasetEntry& entry : datasets()) {
        const fs::path folder = fs::path(data) / (entry.name + "-subset");
        if (!fs::exists(folder)) {
            WARN("there is no " + folder.string() + ": not checked");
            continue;
        }
        const ImageSet train = readDataset(entry.dataset, folder)->train;
        REQUIRE(train.count() >= 1000);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            double sum = 0.0, squares = 0.0;
            for (std::size_t i = 0; i < train.count(); ++i)
                for (const std::uint8_t byte : train.image(i).subspan(channel * ImageSet::kPixels, ImageSet::kPixels)) {
                    const double x = byte / 255.0;
                    sum += x, squares += x * x;
                }
            const double n = static_cast<double>(train.count() * ImageSet::kPixels), mean = sum / n;
            // Images differ by some .12 in their mean brightness: over a thousand of them .004 a standard error.
            REQUIRE_THAT(mean, WithinAbs(entry.mean[channel], 0.02));
            REQUIRE_THAT(std::sqrt(squares / n - mean * mean), WithinAbs(entry.deviation[channel], 0.02));
        }
    }
}
