// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"

#include <filesystem>
#include <fstream>
#include <random>

namespace basin {

/// Images of `classes` ≤ 8 kinds that can be told apart: each class is brighter in a stripe of its own, under noise.
inline ImageSet stripes(std::size_t count, int classes, unsigned seed) {
    std::mt19937 random(seed);
    ImageSet images;
    for (std::size_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::size_t>(random() % static_cast<unsigned>(classes));
        images.labels.push_back(static_cast<std::uint8_t>(label));
        for (std::size_t byte = 0; byte < ImageSet::kBytes; ++byte) {
            const bool inStripe = (byte % 1024) / 32 / 4 == label;
            images.pixels.push_back(static_cast<std::uint8_t>((random() % 100) + (inStripe ? 120 : 0)));
        }
    }
    return images;
}

/// Stripes as a CIFAR-10 in the official layout: five files of `trainEach` images and one of `test`.
inline void writeStripes(const std::filesystem::path& folder, std::size_t trainEach, std::size_t test) {
    std::filesystem::create_directories(folder);
    const DatasetEntry& entry = datasetEntry(Dataset::Cifar10);
    unsigned seed = 1;
    const auto write = [&](const std::string& name, std::size_t count) {
        const ImageSet images = stripes(count, 8, seed++);
        std::ofstream file(folder / name, std::ios::binary);
        for (std::size_t i = 0; i < count; ++i) {
            file.put(static_cast<char>(images.labels[i]));
            file.write(reinterpret_cast<const char*>(images.image(i).data()), ImageSet::kBytes);
        }
    };
    for (const std::string& name : entry.trainFiles) write(name, trainEach);
    write(entry.testFile, test);
}

}  // namespace basin
