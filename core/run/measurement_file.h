// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace basin {

/// FOLDER/step-000000000960-tail-0.75.json: what was measured at these weights (with '-' for ':' in OF).
std::filesystem::path measurementPath(const std::filesystem::path& folder, const std::string& of, std::int64_t step);
/// All such files of a folder, by step and name; none if there is no folder.
std::vector<std::filesystem::path> measurementFiles(const std::filesystem::path& folder);

/// Puts a measurement into its file, and makes the folder if it is not there.
std::optional<Error> keepMeasurement(const std::filesystem::path& file, const std::string& text);

/// Every measurement in a folder that `read` can read, by step and name; what can not be read goes to `problems`.
template <class Read>
auto readMeasurements(const std::filesystem::path& folder, Read read, std::vector<Error>& problems) {
    constexpr std::uintmax_t kLargestFile = 64 << 20;
    std::vector<std::decay_t<decltype(*read(std::string_view()))>> all;
    for (const std::filesystem::path& file : measurementFiles(folder)) {
        const Result<std::string> text = readFile(file, kLargestFile);
        auto found = text ? read(*text) : decltype(read(std::string_view()))(text.error());
        if (found)
            all.push_back(*std::move(found));
        else
            problems.push_back({file.filename().string() + ": " + found.error().message, file.string()});
    }
    return all;
}

}  // namespace basin
