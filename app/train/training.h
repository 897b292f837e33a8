// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"
#include "core/run/run_folder.h"

namespace basin::train {

/// Is this process's own: if training can not begin, it goes again.
enum class Fresh { No, Yes };

/// Trains a run in this process until it ends, and tells how it goes. An interrupt saves the run and ends it.
Outcome trainHere(const RunFolder& run, bool json, Fresh fresh);

/// Makes the run's folder: `where`, or else runs/NAME-N in the current folder with a number that is free.
Result<RunFolder> makeRun(const std::string& where, const RunConfig& config);

}  // namespace basin::train
