// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_name.h"

namespace basin {

namespace fs = std::filesystem;

std::string runName(const RunConfig& config) {
    return datasetEntry(config.dataset).name + "-" + nameOf(config.network) + "-" + nameOf(config.optimizer) + "-" +
           nameOf(config.schedule.kind);
}

fs::path freeRunPath(const fs::path& folder, const RunConfig& config) {
    const std::string name = runName(config) + "-";
    for (int number = 1;; ++number) {
        fs::path path = folder / (name + std::to_string(number));
        std::error_code ignored;
        if (fs::symlink_status(path, ignored).type() == fs::file_type::not_found) return path;
    }
}

}  // namespace basin
