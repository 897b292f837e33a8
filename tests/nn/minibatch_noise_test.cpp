// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/minibatch_noise.h"
#include "core/nn/loss_curvature.h"
#include "core/run/crossed_mean.h"
#include "tests/nn/small_network.h"
#include "tests/support/catch.h"

#include <torch/linalg.h>
#include <torch/utils.h>

#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

/// f_i(w) = (w − x_i)ᵀA(w − x_i)/2 for N points in three dimensions: the gradient of image i is A(w − x_i), so that the noise of
/// a batch is A (x̄ − mean of its points), and the Hessian is A whatever the images.
struct Quadratic {
    Tensor curvature = torch::tensor({{4.0, 1.0, 0.0}, {1.0, 2.0, 0.5}, {0.0, 0.5, 1.0}}, torch::kFloat64);
    Tensor points, weights = torch::tensor({0.3, -0.2, 0.5}, torch::kFloat64);

    explicit Quadratic(std::int64_t images) {
        torch::manual_seed(8);
        points = torch::randn({images, 3}, torch::kFloat64).square();  // skew: ξ and −ξ are not alike
    }
    MinibatchGradient gradient() const {
        return [this](std::span<const std::size_t> images, std::int64_t) {
            Tensor sum = torch::zeros({3}, torch::kFloat64);
            for (const std::size_t i : images) sum += points[static_cast<std::int64_t>(i)];
            return curvature.matmul(weights - sum / static_cast<double>(images.size()));
        };
    }
    /// The images are in groups of equal size.
    LossAbout loss(std::int64_t groups) const {
        const Tensor centres = points.view({groups, -1, 3}).mean(1);
        const auto losses = [this, groups](const Tensor& step) {
            const Tensor away = weights + step - points;
            return 0.5 * (away.matmul(curvature) * away).sum(1).view({groups, -1}).mean(1);
        };
        return {losses, (weights - centres).matmul(curvature)};
    }
    /// S = A C A with the covariance C of the points, divided by N − 1.
    Tensor perImage() const {
        const Tensor off = points - points.mean(0);
        return curvature.matmul(off.t().matmul(off) / static_cast<double>(points.size(0) - 1)).matmul(curvature);
    }
};

double number(const Tensor& tensor) { return tensor.item<double>(); }

}  // namespace

TEST_CASE("The noise of batches is that of all images' own gradients") {
    torch::manual_seed(3);
    SmallNetwork network;
    constexpr std::size_t kImages = 40;
    const Tensor images = torch::randn({kImages, 3, 8, 8}, torch::kFloat64), labels = torch::randint(10, {kImages});
    network.eval();
    const MinibatchGradient gradient = [&](std::span<const std::size_t> chosen, std::int64_t) {
        const std::vector<std::int64_t> list(chosen.begin(), chosen.end());
        const Tensor index = torch::tensor(list);
        return lossGradient(network, {images.index_select(0, index), labels.index_select(0, index)});
    };
    // Every image's gradient, one by one.
    std::vector<Tensor> rows;
    for (std::size_t i = 0; i < kImages; ++i) rows.push_back(gradient(std::vector{i}, 0));
    const Tensor off = torch::stack(rows) - torch::stack(rows).mean(0);
    const Tensor covariance = off.t().matmul(off) / static_cast<double>(kImages - 1);

    Tensor random = torch::randn({off.size(1)}, torch::kFloat64);
    random /= random.norm();
    const auto [values, vectors] = torch::linalg_eigh(covariance);
    const Tensor leading = vectors.select(1, -1).contiguous();
    const std::vector<Tensor> directions{random, leading};
    const BatchDraws draws{kImages, 6};
    for (const int size : {1, 8, 20}) {
        const auto noise = noiseOfBatches(gradient, draws, 1, size, 400, directions, {});
        // Without replacement: Σ_B = (1/B − 1/N) S.
        const double share = 1.0 / size - 1.0 / static_cast<double>(kImages);
        REQUIRE(noise->batchSize == size);
        REQUIRE(std::abs(noise->trace.value - share * number(covariance.trace())) < 4.0 * noise->trace.error);
        REQUIRE(noise->trace.error < 0.1 * noise->trace.value);
        for (std::size_t i = 0; i < 2; ++i) {
            const double along = number(torch::dot(directions[i], covariance.matmul(directions[i])));
            REQUIRE(std::abs(noise->along[i].value - share * along) < 4.0 * noise->along[i].error);
        }
    }
    // All of the images in both batches: no noise.
    REQUIRE(noiseOfBatches(gradient, draws, 1, kImages, 2, {}, {})->trace.value < 1e-25);
}

TEST_CASE("The error of a trace is that of repeated draws") {
    const Quadratic model(64);
    constexpr int kRepeats = 400, kPairs = 20;
    double squares = 0.0, errors = 0.0;
    const double exact = number(model.perImage().trace()) * (1.0 / 8.0 - 1.0 / 64.0);
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
        const BatchDraws draws{64, static_cast<std::uint64_t>(100 + repeat)};
        const auto noise = noiseOfBatches(model.gradient(), draws, 1, 8, kPairs, {}, {});
        squares += std::pow(noise->trace.value - exact, 2) / kRepeats;
        errors += std::pow(noise->trace.error, 2) / kRepeats;
    }
    // A mean square of 400 nearly normal deviations has a relative error of √(2/400); four of them.
    REQUIRE(errors == Approx(squares).epsilon(4.0 * std::sqrt(2.0 / kRepeats)));
}

TEST_CASE("The smoothed loss of a quadratic model is half of η² tr HΣ") {
    const Quadratic model(64);
    const BatchDraws draws{64, 3};
    constexpr int kDraws = 300, kGroups = 8;
    const Tensor mean = model.curvature.matmul(model.weights - model.points.mean(0));
    const auto noise = [&](int draw) { return model.gradient()(draws.batch(draw + 1, 8), 0) - mean; };
    const std::vector<double> stepSizes{0.1, 1.0};
    const auto tables = smoothingOf(model.loss(kGroups), noise, kDraws, stepSizes, {});
    const Tensor covariance = model.perImage() * (1.0 / 8.0 - 1.0 / 64.0);
    for (std::size_t i = 0; i < 2; ++i) {
        const double exact = 0.5 * stepSizes[i] * stepSizes[i] * number(model.curvature.matmul(covariance).trace());
        const Mean found = crossedMean((*tables)[i], kDraws, kGroups);
        REQUIRE(std::abs(found.value - exact) < 4.0 * found.error);
        REQUIRE(found.error < 0.1 * exact);
        // With the first order taken off, a draw ξ gives ½η²ξᵀAξ in every group, with no noise of the images left.
        for (int draw = 0; draw < 5; ++draw) {
            const Tensor xi = noise(draw);
            const double own = 0.5 * stepSizes[i] * stepSizes[i] * number(torch::dot(xi, model.curvature.matmul(xi)));
            for (int group = 0; group < kGroups; ++group)
                REQUIRE((*tables)[i][static_cast<std::size_t>(draw * kGroups + group)] == Approx(own).epsilon(1e-9));
        }
    }
}

TEST_CASE("Taking the first order off leaves the mean where it was, also far from a quadratic") {
    // L(w) = (w⁴ + cw)/4 in one dimension at w = 1, noise ±: ξ = 2 with probability 1/3, else −1. Exactly
    // E L(1 − ηξ) − L(1) = ¼[E(1 − ηξ)⁴ − 1], as E ξ = 0. With η = ½: (0⁴ + 2 · 1.5⁴)/3 = 3.375, so F − f = 2.375/4;
    // pairs of ξ and −ξ would find ½[3.375 + (2⁴ + 2 · .5⁴)/3] = 4.375 instead of 3.375.
    const LossAbout loss{[](const Tensor& step) {
                             const Tensor w = 1.0 + step;
                             return 0.25 * (w.pow(4) + 7.0 * w);
                         },
                         torch::tensor({{0.25 * (4.0 + 7.0)}}, torch::kFloat64)};
    constexpr int kDraws = 3000;
    const auto noise = [](int draw) { return torch::tensor({draw % 3 == 0 ? 2.0 : -1.0}, torch::kFloat64); };
    const std::vector<double> stepSizes{0.5};
    const auto tables = smoothingOf(loss, noise, kDraws, stepSizes, {});
    REQUIRE(meanOf((*tables)[0]).value == Approx(2.375 / 4.0).epsilon(1e-12));
}

TEST_CASE("Measuring noise can be stopped") {
    const Quadratic model(64);
    double seen = 0.0;
    const auto untilHalf = [&](double done) {
        seen = done;
        return done < 0.5;
    };
    REQUIRE_FALSE(noiseOfBatches(model.gradient(), {64, 1}, 1, 8, 10, {}, untilHalf));
    REQUIRE(seen == 0.5);
    const std::vector<double> stepSizes{0.1, 0.2};
    const auto noise = [](int) { return torch::zeros({3}, torch::kFloat64); };
    REQUIRE_FALSE(smoothingOf(model.loss(8), noise, 10, stepSizes, untilHalf));
    REQUIRE(seen == 0.5);
}
