// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/loss_curvature.h"
#include "core/run/sharpness.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace basin {

/// Measures how sharp the loss is at the weights of a run. Networks compute in single precision with images as planes.
class SharpnessMeasurement {
public:
    /// Errors: the setting is impossible, or there are fewer images.
    static Result<SharpnessMeasurement> prepare(const MeasuredRun& run, const SharpnessSetting& setting);

    /// From a product with the Hessian of one batch, and the statistics of some images, both of which it tries.
    MeasurementCost forecast();
    /// Recomputes the batch-norm statistics for the weights, which are those of iteration `step`, and measures. Errors: it was
    /// stopped by `goesOn`; loss or curvature is not finite there.
    Result<Sharpness> measure(const Evaluator::Weights& weights, std::int64_t step, const GoesOn& goesOn);

private:
    SharpnessMeasurement(const MeasuredRun& run, const SharpnessSetting& setting);
    std::uint32_t imagesCrc();
    torch::Tensor normalisation() const;

    MeasuredRun m_run;
    SharpnessSetting m_setting;
    std::shared_ptr<Network> m_network;
    std::shared_ptr<LossCurvature> m_curvature;
    std::optional<std::uint32_t> m_imagesCrc;  ///< once it was asked for
};

}  // namespace basin
