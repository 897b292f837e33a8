// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/interrupt.h"
#include "app/shell/report.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <cstdint>

namespace basin::lab {

/// Lets an ensemble, of the line or of the plane, take steps until it has taken `steps` or an interrupt comes.
template <class Ensemble, class Dynamics>
void advanceWithProgress(Ensemble& ensemble, const Dynamics& dynamics, std::int64_t steps, std::size_t threads) {
    ThreadPool pool(threads);
    const Interrupt interrupt;
    Progress progress("steps");
    constexpr std::int64_t kWork = 20'000'000;  // steps of one walker between two looks at the clock
    const std::int64_t chunk = std::max<std::int64_t>(1, kWork / static_cast<std::int64_t>(ensemble.walkers()));
    while (ensemble.step() < steps && !interrupt.came()) {
        ensemble.advance(dynamics, std::min(chunk, steps - ensemble.step()), &pool);
        progress.show(static_cast<double>(ensemble.step()), static_cast<double>(steps));
    }
}

}  // namespace basin::lab
