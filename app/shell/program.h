// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <vector>

namespace basin {

/// A verb of a program, and what to do when it was on the command line.
struct Verb {
    CLI::App* arguments;
    std::function<Outcome()> run;
};

/// Reads the command line and runs its verb; the result is main's. What goes wrong is one line on standard error.
int runProgram(CLI::App& program, const std::vector<Verb>& verbs, int argc, char** argv);

}  // namespace basin
