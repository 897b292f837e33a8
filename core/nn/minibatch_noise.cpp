// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/minibatch_noise.h"

#include "core/data/augmentation.h"

#include <ATen/ATen.h>

namespace basin {

using torch::Tensor;

std::vector<std::size_t> BatchDraws::batch(std::int64_t draw, int size) const {
    std::vector<std::size_t> images = shuffledOrder(seed, draw, population);
    images.resize(static_cast<std::size_t>(size));
    return images;
}

std::optional<BatchNoise> noiseOfBatches(const MinibatchGradient& gradient, const BatchDraws& draws,
                                         std::int64_t firstDraw, int batchSize, int pairs,
                                         const std::vector<Tensor>& directions, const GoesOn& goesOn) {
    std::vector<double> traces;
    std::vector<std::vector<double>> along(directions.size());
    for (int pair = 0; pair < pairs; ++pair) {
        if (goesOn && !goesOn(static_cast<double>(pair) / pairs)) return std::nullopt;
        const std::int64_t draw = firstDraw + 2 * pair;
        Tensor difference = gradient(draws.batch(draw, batchSize), draw);
        difference = (difference - gradient(draws.batch(draw + 1, batchSize), draw + 1)).to(torch::kFloat64);
        traces.push_back(0.5 * difference.square().sum().item<double>());
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const double part = at::dot(directions[i].to(torch::kFloat64), difference).item<double>();
            along[i].push_back(0.5 * part * part);
        }
    }
    BatchNoise noise{.batchSize = batchSize, .trace = meanOf(traces)};
    for (const std::vector<double>& one : along) noise.along.push_back(meanOf(one));
    return noise;
}

std::optional<std::vector<std::vector<double>>> smoothingOf(const LossAbout& loss,
                                                            const std::function<Tensor(int draw)>& noise, int draws,
                                                            std::span<const double> stepSizes, const GoesOn& goesOn) {
    std::vector<std::vector<double>> tables(stepSizes.size());
    const Tensor here = loss.losses(at::zeros_like(loss.slopes[0]));
    for (int draw = 0; draw < draws; ++draw) {
        const Tensor xi = noise(draw);
        const Tensor slope = at::mv(loss.slopes, xi).to(torch::kCPU, torch::kFloat64);
        for (std::size_t i = 0; i < stepSizes.size(); ++i) {
            const double count = static_cast<double>(stepSizes.size());
            if (goesOn && !goesOn((draw + static_cast<double>(i) / count) / draws)) return std::nullopt;
            const Tensor rise = loss.losses(-stepSizes[i] * xi) - here + stepSizes[i] * slope;
            const Tensor row = rise.contiguous();
            tables[i].insert(tables[i].end(), row.data_ptr<double>(), row.data_ptr<double>() + row.numel());
        }
    }
    return tables;
}

}  // namespace basin
