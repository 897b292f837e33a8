// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "ui/network/measured_weights.h"

#include <optional>

namespace basin {

/// The noise of a run's minibatch gradients on a slice, for the lab.
struct SliceNoise {
    enum class Source {
        Along,          ///< measured along the slice's first axis
        AllDirections,  ///< the mean over all directions, tr Σ over the number of weights: for random directions
        MadeUp          ///< so that one step jumps a hundredth of the slice
    };
    Source source = Source::MadeUp;
    double sigma = 0.0;  ///< √(dᵀΣ_B d) at the run's own batch size
    int batchSize = 1;
};
/// As it was measured at the slice's first weights, whose run this is; nothing if it was not.
std::optional<SliceNoise> measuredNoise(const Slice& slice, const MeasuredRun& run);
SliceNoise madeUpNoise(const Slice& slice, const MeasuredRun& run);

/// The slice as a scenario: a line for the lab, a plane for the plane. f is the measured training loss over the distance in
/// weight space, the step size the run's effective one η/(1 − β), the start SGD's place, the average that of the run. Errors
/// say what is missing.
Result<Scenario> scenarioOf(const Slice& slice, const MeasuredRun& run, const SliceNoise& noise);

/// "sgd: SGD to average of the last 25 %": the run's name and what the slice goes through.
QString sliceTitle(const Slice& slice, const QString& run);

}  // namespace basin
