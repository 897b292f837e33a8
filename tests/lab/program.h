// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/program.h"

namespace basin {

inline Run lab(const std::string& arguments, const std::string& before = {}) {
    return runProgram(BASIN_LAB, arguments, before);
}

}  // namespace basin
