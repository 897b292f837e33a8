// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

#include <vector>

namespace basin {

/// A scenario that comes with the program.
struct Preset {
    QString name;  ///< for the command line: the file's name without number and ending, "flat-basin-large-step"
    Scenario scenario;
};

/// All presets from the resources, in the order of the menu. They are part of the program and known to be valid.
const std::vector<Preset>& presets();
/// Those of the line and those of the plane alone, in the same order.
const std::vector<Preset>& linePresets();
const std::vector<Preset>& planePresets();

}  // namespace basin
