// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/measurement_file.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace basin {

std::filesystem::path measurementPath(const std::filesystem::path& folder, const std::string& of, std::int64_t step) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "%012lld", static_cast<long long>(step));
    std::string name = of;
    std::replace(name.begin(), name.end(), ':', '-');
    return folder / ("step-" + std::string(number.data()) + "-" + name + ".json");
}

std::optional<Error> keepMeasurement(const std::filesystem::path& file, const std::string& text) {
    std::error_code fault;
    std::filesystem::create_directories(file.parent_path(), fault);
    return writeAtomically(file, text);
}

std::vector<std::filesystem::path> measurementFiles(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace basin
