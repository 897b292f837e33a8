// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/evaluation.h"
#include "core/nn/trainer.h"
#include "core/run/event.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// The images of a run: what it trains on, what it set aside, what it is tested on.
struct RunImages {
    ImageSet train, holdout, test;
};
/// Reads the dataset of a configuration and sets its holdout aside, by its seed. Errors: those of the files; too few images
/// for the holdout or for one batch.
Result<RunImages> readRunImages(const RunConfig& config);

/// One set of weights on one split.
struct WeightsEvaluation {
    std::string of;  ///< "sgd", or an average's name
    Split split = Split::Test;
    Statistics statistics = Statistics::Recomputed;
    Evaluation result;
};

/// Evaluates the iterate and the averages of a trainer beside its training, in a network of its own, so that training does not
/// notice.
class Evaluator {
public:
    /// `images` must outlive it.
    Evaluator(const RunConfig& config, const RunImages& images, const ImageSource& train, const Placement& placement);

    /// How thorough an evaluation is.
    enum class Depth {
        Quick,  ///< batch-norm statistics from at most 2048 images
        Full    ///< from all training images
    };
    /// Weights that are to be evaluated: "sgd" or an average.
    struct Weights {
        std::string of;
        std::vector<torch::Tensor> values;  ///< in the order of the network's parameters
    };
    using Report = std::function<void(const WeightsEvaluation&)>;
    /// The weights with recomputed statistics, on the holdout if there is one and on the test set. False if it was stopped.
    bool evaluate(const Weights& weights, Depth depth, const Report& report,
                  const std::function<bool()>& stopRequested);
    /// SGD's iterate with the statistics of its own training.
    bool evaluateOwn(Network& trained, const Report& report, const std::function<bool()>& stopRequested);

    /// The network as the last evaluation left it, as a dict that Python's torch.load reads.
    TensorMap weights() const;

private:
    bool evaluateSplits(const std::string& of, Statistics statistics, const Report& report,
                        const std::function<bool()>& stopRequested);

    RunConfig m_config;
    const ImageSource& m_train;
    Placement m_placement;
    ImageSource m_holdout, m_test;
    std::shared_ptr<Network> m_network;
};

/// SGD's weights and those of every average that has begun.
std::vector<Evaluator::Weights> allWeights(Trainer& trainer);

}  // namespace basin
