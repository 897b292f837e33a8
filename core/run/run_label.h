// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_folder.h"

#include <string>

namespace basin {

/// How people call a run and which colour its curves have: label.json in its folder, apart from what repeats the run.
struct RunLabel {
    std::string title;   ///< empty: the folder's name
    std::string colour;  ///< "#rrggbb"; empty: chosen by whoever shows it
    bool operator==(const RunLabel&) const = default;
};

/// The label of a run; an empty one if it has none, or one that is rubbish: nothing depends on it.
RunLabel readRunLabel(const RunFolder& run);
std::optional<Error> writeRunLabel(const RunFolder& run, const RunLabel& label);

}  // namespace basin
