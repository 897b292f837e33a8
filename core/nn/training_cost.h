// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/training_device.h"

#include <functional>

namespace basin {

/// Floating-point operations a second in products of large square matrices: the most that training could reach.
double matrixRate(const Placement& placement, Precision precision);

/// What an iteration costs, and what of it is not the network's own work. Shares are of an iteration's time.
struct TrainingCost {
    double stepS = 0.0;       ///< median of an iteration, its report included
    double imagesPerS = 0.0;  ///< of the batch size at that
    /// Operations of an iteration (three forward passes' worth; twice that for SAM) a second.
    double rate = 0.0;
    double augmentation = 0.0;  ///< making the batch
    double averaging = 0.0;     ///< updating all averages
    double events = 0.0;        ///< writing a report
    double checkpoint = 0.0;    ///< what training waits for one at the end of each epoch of 391 iterations
};

/// Measures on images of noise for about `seconds`, after some iterations to warm up. The device must fit (`placementOf`).
TrainingCost trainingCost(const RunConfig& config, const Placement& placement, double seconds);

}  // namespace basin
