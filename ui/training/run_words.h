// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/watched_run.h"

#include <QString>

namespace basin {

/// The title that a person gave, else the name of the folder.
QString runName(const RunSummary& run);

/// Where a run stands, behind a mark, with the reason in plain words: "✗ diverged: the loss is not finite".
QString stateWords(const RunSummary& run);
/// The same in full, with what can be done about it: for a tooltip.
QString stateTip(const RunSummary& run);

/// Why a run ended, and what to do.
QString reasonWords(EndReason reason);

/// One line of a run's log without its time: "running", "went on from step 391", "warning: …".
QString logWords(const LogEntry& entry);
/// A time of day with its date, in the user's locale; empty for NaN.
QString timeWords(double secondsSince1970);

}  // namespace basin
