// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_folder.h"

#include <functional>

namespace basin {

struct WorkerOptions {
    std::function<void(const Event&)> onEvent;          ///< everything that goes into the log, after it stands there
    std::function<void(const RunConfig&)> onExtension;  ///< epochs were added
    std::function<bool()> stopRequested;  ///< asked after every iteration: then the run is saved and stops
};

/// Trains the network of a run, from its start or from its last good checkpoint, until it ends, and keeps its folder
/// (core/run/README.md): waits for its turn on the device, obeys the control file, evaluates within its budget. How it ended
/// stands in the log too. An error means that nothing was touched: another worker has the run, there is no such device, the
/// images can not be read, or the configuration does not fit them.
Result<EndEvent> work(const RunFolder& run, const WorkerOptions& options);

}  // namespace basin
