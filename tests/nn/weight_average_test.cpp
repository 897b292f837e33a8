// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/weight_average.h"

#include "tests/support/catch.h"

#include <torch/utils.h>

#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

std::vector<std::vector<Tensor>> someWeights(int count) {
    torch::manual_seed(11);
    std::vector<std::vector<Tensor>> all;
    for (int i = 0; i < count; ++i) all.push_back({1.0 + 0.1 * torch::randn({3, 2}), torch::randn({4})});
    return all;
}

}  // namespace

TEST_CASE("The running mean is the mean of the weights that were saved, in double precision") {
    constexpr int kCount = 500;
    const auto weights = someWeights(kCount);
    WeightAverage average;
    REQUIRE(average.mean().empty());
    std::vector<Tensor> sums{torch::zeros({3, 2}, torch::kFloat64), torch::zeros({4}, torch::kFloat64)};
    for (const auto& w : weights) {
        average.add(w);
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += w[i].to(torch::kFloat64);
    }
    REQUIRE(average.count() == kCount);
    // Each of 500 updates rounds to 6e-8 of the value: a random walk of at most some 1e-6.
    for (std::size_t i = 0; i < sums.size(); ++i)
        REQUIRE((average.mean()[i].to(torch::kFloat64) - sums[i] / kCount).abs().max().item<double>() < 2e-6);
}

TEST_CASE("Segments joined are the mean of all their iterations") {
    const auto weights = someWeights(100);
    WeightAverage whole, first, nothing, second;
    for (int i = 0; i < 100; ++i) {
        whole.add(weights[static_cast<std::size_t>(i)]);
        (i < 30 ? first : second).add(weights[static_cast<std::size_t>(i)]);
    }
    WeightAverage joined;
    for (const WeightAverage* part : {&first, &nothing, &second}) joined.join(*part);
    REQUIRE(joined.count() == 100);
    for (std::size_t i = 0; i < joined.mean().size(); ++i)
        REQUIRE((joined.mean()[i] - whole.mean()[i]).abs().max().item<double>() < 2e-6);
    // A copy that grows leaves the original as it was.
    const Tensor before = first.mean()[0].clone();
    WeightAverage copy = first;
    copy.join(second);
    REQUIRE(torch::equal(first.mean()[0], before));
}

TEST_CASE("An exponential average weighs iterations by ψ^age over their sum, from the first on") {
    constexpr int kCount = 40;
    const double psi = 0.9;
    const auto weights = someWeights(kCount);
    WeightAverage average(psi);
    Tensor sum = torch::zeros({4}, torch::kFloat64);
    double norm = 0.0;
    for (int i = 0; i < kCount; ++i) {
        average.add(weights[static_cast<std::size_t>(i)]);
        const double weight = std::pow(psi, kCount - 1 - i);
        sum += weight * weights[static_cast<std::size_t>(i)][1].to(torch::kFloat64);
        norm += weight;
        if (i == 0) REQUIRE((average.mean()[1] - weights[0][1]).abs().max().item<double>() < 1e-6);
    }
    REQUIRE((average.mean()[1].to(torch::kFloat64) - sum / norm).abs().max().item<double>() < 2e-6);
    // From a checkpoint it goes on as it would have.
    WeightAverage restored(psi);
    restored.restore(average.buffers(), average.count());
    REQUIRE(torch::equal(restored.mean()[0], average.mean()[0]));
}
