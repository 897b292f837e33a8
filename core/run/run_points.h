// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_history.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace basin {

struct NamedHistory {
    std::string name;
    const RunHistory* history = nullptr;
};

/// Writes every point of the runs as one CSV table, one measurement a row:
/// run,of,split,statistics,quantity,step,epoch,seconds,value. What was not measured has no row. Numbers have a point
/// whatever the locale, and as many digits as tell them apart.
std::optional<Error> writePoints(const std::filesystem::path& file, const std::vector<NamedHistory>& runs);

}  // namespace basin
