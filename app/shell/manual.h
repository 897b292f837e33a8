// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <utility>
#include <vector>

namespace basin {

/// What --help says of a verb, besides its options: as the sections of a manual page.
struct Manual {
    std::vector<std::string> description;                   ///< paragraphs
    std::vector<std::pair<std::string, std::string>> keys;  ///< of the JSON object, with their meanings
    std::vector<std::string> examples;
    std::string interrupted = "Interrupted from the keyboard; what was done by then is on standard output.";
};
/// Lays --help out like a manual page, 80 columns wide.
void setManual(CLI::App& app, Manual manual);

}  // namespace basin
