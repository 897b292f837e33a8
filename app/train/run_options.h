// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_arguments.h"

#include <CLI/CLI.hpp>

#include <vector>

namespace basin::train {

/// The options of a training run on the command line of a verb.
class RunOptions {
public:
    enum class Need { All, None };
    /// None: all of them may be left out, as where they change a configuration that is there.
    void addTo(CLI::App& verb, Need need);
    GivenOptions given() const;

private:
    std::vector<const CLI::Option*> m_options;  ///< as in runOptions()
};

}  // namespace basin::train
