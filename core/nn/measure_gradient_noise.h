// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/loss_curvature.h"
#include "core/nn/minibatch_noise.h"
#include "core/run/gradient_noise_measurement.h"

#include <memory>

namespace basin {

/// Measures the noise of minibatch gradients, and the loss that it smooths, at the weights of a run. Batches are drawn from all
/// training images but the holdout; ∇L, by which the smoothing noise is centred, is over all of these; the loss and its Hessian
/// are taken on the setting's images. Gradients and Hessian are those in evaluation mode, with batch-norm statistics of all
/// training images at the weights; the smoothed loss has at every place statistics of its own, those of each group of images. Networks compute in single precision with images as planes.
class NoiseMeasurement {
public:
    /// Errors: the setting is impossible, or there are fewer images.
    static Result<NoiseMeasurement> prepare(const MeasuredRun& run, const GradientNoiseSetting& setting);

    /// From a few batches.
    MeasurementCost forecast();
    /// Recomputes the batch-norm statistics for the weights, which are those of iteration `step`, and measures; also along the
    /// way to each of the `others` that are elsewhere. Stopped by `goesOn`: an error.
    Result<GradientNoiseMeasurement> measure(const Evaluator::Weights& weights, std::int64_t step,
                                             const std::vector<Evaluator::Weights>& others, const GoesOn& goesOn);

private:
    /// Images that pass through the network: for statistics, for gradients, for products with the Hessian; and how often the
    /// loss of moved weights is taken, on the setting's images.
    struct Work {
        double statistics = 0.0, gradients = 0.0, products = 0.0, moves = 0.0;
        double whole(double images) const { return (statistics + moves * images) / 3.0 + gradients + 4.0 * products; }
    };

    NoiseMeasurement(const MeasuredRun& run, const GradientNoiseSetting& setting);
    Work work() const;
    bool isVaried() const;
    torch::Tensor gradient(std::span<const std::size_t> indices, const Augmentation* augmentation,
                           std::int64_t draw) const;
    torch::Tensor gradientOfAll(const GoesOn& goesOn) const;
    torch::Tensor groupLosses(const torch::Tensor& weights) const;
    torch::Tensor groupSlopes(const torch::Tensor& weights) const;
    bool findDirections(const torch::Tensor& here, const std::vector<Evaluator::Weights>& others, const GoesOn& goesOn,
                        GradientNoiseMeasurement& found, std::vector<torch::Tensor>& directions) const;
    bool smooth(const torch::Tensor& here, ShareDone& done, GradientNoiseMeasurement& found) const;

    MeasuredRun m_run;
    GradientNoiseSetting m_setting;         ///< as it is carried out
    std::shared_ptr<ImageSource> m_planes;  ///< the training images as planes
    std::shared_ptr<Network> m_network;
    std::vector<Batch> m_batches;      ///< of the setting's images, group by group
    std::shared_ptr<Network> m_moved;  ///< has the weights about those that are measured; in training mode
    std::shared_ptr<LossCurvature> m_curvature;
};

}  // namespace basin
