// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace basin::lab {

/// A scenario that the program brings along.
struct PresetText {
    std::string_view name;  ///< of its file in resources/scenarios, without the number
    std::string_view json;
};
/// In the order of the numbers. The build writes them into the program (app/CMakeLists.txt).
std::span<const PresetText> presetTexts();

}  // namespace basin::lab
