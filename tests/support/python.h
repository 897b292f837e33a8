// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <string>

namespace basin {

/// A Python that has the module: the one in the path, else the system's, whose packages are Debian's. Empty if neither has.
inline std::string pythonWith(const std::string& module) {
    for (const std::string python : {"python3", "/usr/bin/python3"})
        if (std::system((python + " -c 'import " + module + "' >/dev/null 2>&1").c_str()) == 0) return python;
    return {};
}

}  // namespace basin
