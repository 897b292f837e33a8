// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <filesystem>

namespace basin {

/// The worker's program: what the environment variable BASIN_TRAIN names, else basin-train beside the window's program, else
/// the one in PATH. Empty if there is none.
QString workerProgram();
/// One sentence for when there is none.
QString noWorkerProgram();

/// What came of starting a worker.
struct StartedWorker {
    std::int64_t pid = 0;
    QString error;  ///< one sentence; empty if the process runs
};

/// Starts `basin-train resume RUN` as a process of its own, which outlives the window; what it says goes to RUN/worker.log.
/// That it runs does not say yet that it has the run. May be called on any thread; touches the disk.
StartedWorker startWorker(const std::filesystem::path& run);

}  // namespace basin
