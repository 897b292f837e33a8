// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/image_source.h"
#include "core/nn/network.h"
#include "core/nn/optimizer.h"
#include "core/nn/run_averages.h"
#include "core/run/event.h"
#include "core/run/run_config.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// The training of one network, iteration by iteration: SGD or SAM on batches of shuffled images, the step size of the
/// schedule, and all averages of the iterates. What it does is a function of the configuration and the images alone, on a CPU
/// bit for bit (for one number of threads); it can be put down and taken up between any two iterations.
class Trainer {
public:
    /// `images` must outlive it. The network is initialised by the seed.
    Trainer(const RunConfig& config, const ImageSource& images, const Placement& placement);
    Trainer(const Trainer&) = delete;  // the optimisers hold the network's own tensors
    Trainer& operator=(const Trainer&) = delete;

    /// One iteration: a batch, its gradient (two for SAM), a step, all averages. Does not wait for the device, but where a
    /// report is due.
    void advance();
    std::int64_t step() const { return m_step; }  ///< iterations made
    std::int64_t iterationsPerEpoch() const { return m_iterationsPerEpoch; }
    std::int64_t imagesSeen() const;  ///< in all iterations
    double epoch() const { return static_cast<double>(m_step) / static_cast<double>(m_iterationsPerEpoch); }
    bool isAtEpochEnd() const { return m_step > 0 && m_step % m_iterationsPerEpoch == 0; }

    /// Reports come at fixed steps, so that a run that was interrupted has the points of one that was not: every 128 images on
    /// a CPU, every 1280 on a GPU, where reading a number waits for the device; and at the end of an epoch.
    bool isReportDue() const { return isReportStep(m_step); }
    /// Mean loss since the last report, step size of the last iteration, and the norm of the gradient of its batch's loss
    /// (unknown where no report is due).
    StepEvent takeReport();
    /// Mean loss and accuracy over the images since the last one.
    EpochEvent takeEpoch();

    Network& network() { return *m_network; }
    const Placement& placement() const { return m_placement; }
    RunAverages& averages() { return m_averages; }
    const RunAverages& averages() const { return m_averages; }
    /// More epochs; only the extensions may differ.
    void extend(const RunConfig& config) { m_config = config; }

    /// Everything that the next iterations depend on, copied to the CPU.
    TensorMap state() const;
    /// Takes a state up; an error, and nothing usable, if it is of another network or configuration.
    std::optional<Error> restore(const TensorMap& state);

private:
    bool isReportStep(std::int64_t step) const;
    void accumulateGradients(const Batch& batch, bool counts);
    void addNoise();

    RunConfig m_config;
    const ImageSource& m_images;
    Placement m_placement;
    std::int64_t m_iterationsPerEpoch, m_reportEvery;
    Augmentation m_augmentation;
    std::shared_ptr<Network> m_network;
    std::vector<torch::Tensor> m_parameters;
    Sgd m_sgd;
    std::optional<Sam> m_sam;
    RunAverages m_averages;

    std::int64_t m_step = 0;
    std::vector<std::size_t> m_order;  ///< of the images in epoch m_orderEpoch
    std::int64_t m_orderEpoch = -1;
    /// On the device, in double precision: loss, right answers and images since the last report and since the last epoch.
    torch::Tensor m_sums;  ///< 2 × 3
    double m_stepSize = 0.0;
    torch::Tensor m_gradientNorm;
};

}  // namespace basin
