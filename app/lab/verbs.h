// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/report.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace basin::lab {

/// A verb of the program, and what to do when it was on the command line.
struct Verb {
    CLI::App* arguments;
    std::function<Outcome()> run;
};
Verb addList(CLI::App& program);
Verb addSmooth(CLI::App& program);
Verb addSimulate(CLI::App& program);
Verb addLaw(CLI::App& program);
Verb addRates(CLI::App& program);

}  // namespace basin::lab
