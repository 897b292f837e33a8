// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"
#include "core/result.h"
#include "core/run/run_folder.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// A run as its newest good checkpoint left it, with its images on its device: for looking at its weights, not for training.
class OpenedRun {
public:
    /// Errors: those of the configuration, the device and the images; no checkpoint that can be read.
    static Result<std::unique_ptr<OpenedRun>> open(const RunFolder& run);
    OpenedRun(const OpenedRun&) = delete;
    OpenedRun& operator=(const OpenedRun&) = delete;

    const RunFolder& folder() const { return m_folder; }
    const RunConfig& config() const { return m_config; }
    const Placement& placement() const { return m_placement; }
    const RunImages& images() const { return m_images; }
    const ImageSource& train() const { return m_train; }
    Trainer& trainer() { return m_trainer; }
    MeasuredRun measured() const { return {m_config, m_images, m_train, m_placement}; }
    double seconds() const { return m_seconds; }  ///< of training, up to the checkpoint

    /// `of` is "sgd", the name of one of the averages, or "tail:E" with an epoch E at which one of the run's segments begins,
    /// also if the run had no such average; absent: SGD and all averages that have begun. The error names those there are.
    Result<std::vector<Evaluator::Weights>> weights(const std::optional<std::string>& of);

private:
    OpenedRun(const RunFolder& folder, const RunConfig& config, const Placement& placement, RunImages images);
    std::optional<Error> takeUpNewest();
    Result<std::vector<torch::Tensor>> tailFrom(std::int64_t epoch) const;

    RunFolder m_folder;
    RunConfig m_config;
    Placement m_placement;
    RunImages m_images;
    ImageSource m_train;
    Trainer m_trainer;
    double m_seconds = 0.0;
};

}  // namespace basin
