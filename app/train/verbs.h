// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/program.h"

namespace basin::train {

/// What the exit status 130 means, for manual pages.
constexpr const char* kInterrupted = "Interrupted from the keyboard; a run that was being trained is saved.";

Verb addRun(CLI::App& program);
Verb addResume(CLI::App& program);
Verb addStatus(CLI::App& program);
Verb addEvaluate(CLI::App& program);
Verb addFork(CLI::App& program);
Verb addCompare(CLI::App& program);
Verb addPreflight(CLI::App& program);
Verb addBench(CLI::App& program);
Verb addDownload(CLI::App& program);
Verb addSharpness(CLI::App& program);
Verb addNoise(CLI::App& program);
Verb addSlice(CLI::App& program);

}  // namespace basin::train
