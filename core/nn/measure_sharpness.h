// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/loss_curvature.h"
#include "core/nn/opened_run.h"
#include "core/run/sharpness.h"

#include <functional>

namespace basin {

/// Measures how sharp the loss is at the weights of a run. Networks compute in single precision with images as planes.
class SharpnessMeasurement {
public:
    /// The run must outlive it. Errors: the setting is impossible, or there are fewer images.
    static Result<SharpnessMeasurement> prepare(OpenedRun& run, const SharpnessSetting& setting);

    /// Seconds that a measurement of one set of weights takes, from a product with the Hessian of one batch and the time of
    /// an evaluation.
    double forecast();
    /// Recomputes the batch-norm statistics for the weights, and measures. Stopped by `goesOn`: an error.
    Result<Sharpness> measure(const Evaluator::Weights& weights, const LossCurvature::GoesOn& goesOn);

private:
    SharpnessMeasurement(OpenedRun& run, const SharpnessSetting& setting);
    torch::Tensor normalisation() const;

    OpenedRun* m_run;
    SharpnessSetting m_setting;
    std::shared_ptr<Network> m_network;
    std::shared_ptr<LossCurvature> m_curvature;
};

}  // namespace basin
