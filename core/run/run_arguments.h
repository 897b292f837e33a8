// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// One option of `basin-train run`: the same entry reads it and writes it.
struct RunOption {
    using Texts = std::vector<std::string>;

    std::string name;   ///< "--batch-size"
    std::string key;    ///< of config.json, as errors name it
    std::string what;   ///< for --help
    std::string value;  ///< what stands behind it, as in a manual: "N"; empty for a flag
    std::string alias;  ///< another name, or empty
    bool needed = false;
    bool repeatable = false;
    /// The texts that give this configuration, one for each time that the option is there; a flag has empty ones.
    std::function<Texts(const RunConfig&)> write;
    std::function<std::optional<Error>(const Texts&, RunConfig&)> read;
};

/// In the order of a manual. What is not here (extensions, a fork's parent, versions) is not asked for at launch.
const std::vector<RunOption>& runOptions();

/// Options that were given, by their names.
using GivenOptions = std::map<std::string, RunOption::Texts>;

/// `base` as the options change it, checked. Errors name the option.
Result<RunConfig> applyOptions(RunConfig base, const GivenOptions& given);

/// The options of `basin-train run` that give this configuration; those that are needed, and those not at their default.
std::vector<std::string> argumentsFor(const RunConfig& config);

/// The whole command for a POSIX shell. `runDir` may be empty: then the program chooses a folder.
std::string shellCommand(const RunConfig& config, const std::string& runDir);

/// `word` as a POSIX shell takes it for one word.
std::string shellQuoted(std::string_view word);

}  // namespace basin
