// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution.h"
#include "core/nn/lanczos.h"
#include "core/nn/loss_curvature.h"
#include "core/run/crossed_mean.h"
#include "tests/nn/small_network.h"
#include "tests/support/catch.h"

#include <torch/autograd.h>
#include <torch/linalg.h>
#include <torch/nn/functional/loss.h>
#include <torch/utils.h>

#include <cmath>
#include <random>

using namespace basin;
using torch::Tensor;
using torch::autograd::grad;

namespace {

std::vector<Batch> someBatches(std::int64_t count, std::int64_t size, int pixels) {
    std::vector<Batch> batches;
    for (std::int64_t b = 0; b < count; ++b)
        batches.push_back({torch::randn({size, 3, pixels, pixels}, torch::kFloat64), torch::randint(10, {size})});
    return batches;
}

/// All of the Hessian by torch's own second derivatives, row by row.
Tensor fullHessian(Network& network, const std::vector<Batch>& batches) {
    network.eval();
    const std::vector<Tensor> parameters = network.parameters();
    Tensor loss = torch::zeros({}, torch::kFloat64);
    for (const Batch& batch : batches)
        loss = loss + torch::nn::functional::cross_entropy(network.forward(batch.images), batch.labels) /
                          static_cast<double>(batches.size());
    const Tensor slope = flatten(grad({loss}, parameters, {}, {}, true));
    std::vector<Tensor> rows;
    for (std::int64_t i = 0; i < slope.numel(); ++i) rows.push_back(flatten(grad({slope[i]}, parameters, {}, true)));
    return torch::stack(rows);
}

double largest(const Tensor& tensor) { return tensor.abs().max().item<double>(); }

}  // namespace

TEST_CASE("Products with the Hessian, trace and eigenvalues are those of the full Hessian") {
    torch::manual_seed(3);
    SmallNetwork network;
    const std::vector<Batch> batches = someBatches(3, 5, 8);
    const Tensor hessian = fullHessian(network, batches);
    REQUIRE(largest(hessian - hessian.t()) < 1e-12);
    LossCurvature curvature(network, batches);
    REQUIRE(curvature.size() == hessian.size(0));

    for (int i = 0; i < 5; ++i) {
        const Tensor v = torch::randn({curvature.size()}, torch::kFloat64);
        REQUIRE(largest(*curvature.times(v) - hessian.matmul(v)) < 1e-12);
    }

    // The mean over batches of vᵀH_b v is vᵀHv, and its mean over all sign vectors the trace.
    constexpr std::size_t kVectors = 400;
    const auto vector = [&](std::size_t i) { return rademacher(7, i, curvature.size(), torch::kFloat64); };
    const Tensor forms = *curvature.quadraticForms(kVectors, vector);
    const Tensor mean = forms.mean(1);
    for (std::size_t i = 0; i < 3; ++i)
        REQUIRE(std::abs(mean[static_cast<std::int64_t>(i)].item<double>() -
                         torch::dot(vector(i), hessian.matmul(vector(i))).item<double>()) < 1e-12);
    // Hutchinson's variance over sign vectors is 2 Σ_{i≠j} h_ij².
    const double trace = hessian.trace().item<double>();
    const double variance = 2.0 * ((hessian * hessian).sum() - hessian.diag().square().sum()).item<double>();
    REQUIRE(std::abs(mean.mean().item<double>() - trace) < 4.0 * std::sqrt(variance / kVectors));
    REQUIRE(mean.var().item<double>() == Approx(variance).epsilon(0.4));

    // As many steps as there are dimensions find the whole spectrum that the start has a part in.
    const SymmetricOperator times = [&](const Tensor& v) { return curvature.times(v); };
    const std::optional<Tridiagonal> found = lanczos(times, vector(0), 60, true);
    const std::vector<RitzValue> values = ritzValues(*found);
    const Tensor eigenvalues = torch::linalg_eigvalsh(hessian);
    const auto exact = [&](std::int64_t fromTop) {
        return eigenvalues[eigenvalues.numel() - 1 - fromTop].item<double>();
    };
    for (std::int64_t i = 0; i < 3; ++i) {
        const RitzValue& value = values[static_cast<std::size_t>(i)];
        REQUIRE(value.residual < 1e-6);
        REQUIRE(std::abs(value.value - exact(i)) < value.residual + 1e-12);
        const Tensor v = ritzVector(*found, value);
        REQUIRE(largest(hessian.matmul(v) - value.value * v) < value.residual + 1e-10);
    }
    REQUIRE(std::abs(values.back().value - eigenvalues[0].item<double>()) < values.back().residual + 1e-12);

    REQUIRE(largest(curvature.gradients().mean(0) -
                    flatten(grad({[&] {
                                     Tensor loss = torch::zeros({}, torch::kFloat64);
                                     for (const Batch& batch : batches)
                                         loss = loss + torch::nn::functional::cross_entropy(
                                                           network.forward(batch.images), batch.labels) /
                                                           3.0;
                                     return loss;
                                 }()},
                                 network.parameters()))) < 1e-13);
}

TEST_CASE("The spectral density of a network has the moments of its full Hessian") {
    torch::manual_seed(8);
    SmallNetwork network;
    const std::vector<Batch> batches = someBatches(2, 6, 8);
    const Tensor hessian = fullHessian(network, batches);
    LossCurvature curvature(network, batches);
    const SymmetricOperator times = [&](const Tensor& v) { return curvature.times(v); };
    constexpr int kSteps = 7;
    for (std::size_t probe = 0; probe < 3; ++probe) {
        const Tensor z = rademacher(4, probe, curvature.size(), torch::kFloat64);
        const std::vector<RitzValue> atoms = ritzValues(*lanczos(times, z, kSteps, false));
        REQUIRE(atoms.size() == kSteps);
        // Lanczos is Gauss's quadrature: Σ w θᵏ = zᵀHᵏz / zᵀz for all k < 2 · steps, and not beyond.
        Tensor power = z.clone();
        for (int k = 0; k <= 2 * kSteps; ++k) {
            const double exact = (torch::dot(z, power) / torch::dot(z, z)).item<double>();
            double moment = 0.0, size = 0.0;
            for (const RitzValue& atom : atoms) {
                moment += atom.weight * std::pow(atom.value, k);
                size += atom.weight * std::pow(std::abs(atom.value), k);
            }
            CAPTURE(probe, k, exact, moment);
            if (k < 2 * kSteps)
                REQUIRE(std::abs(moment - exact) < 1e-10 * size);
            else
                REQUIRE(std::abs(moment - exact) > 1e-10 * size);
            power = hessian.matmul(power);
        }
    }
}

TEST_CASE("The networks' second derivatives are torch's own, and their outputs what they were") {
    torch::manual_seed(5);
    for (const char* name : {"resnet8", "resnet20"}) {
        const std::shared_ptr<Network> network = makeNetwork(name, 10);
        network->to(torch::kFloat64);
        network->eval();
        const std::vector<Batch> batches = someBatches(1, 2, 32);
        LossCurvature curvature(*network, batches);
        const Tensor v = rademacher(1, 0, curvature.size(), torch::kFloat64);
        const Tensor quick = *curvature.times(v);

        const Tensor logits = network->forward(batches[0].images);
        {
            const SecondDerivatives scope;
            REQUIRE(torch::equal(network->forward(batches[0].images), logits));
        }
        const std::vector<Tensor> parameters = network->parameters();
        const auto slopes =
            grad({torch::nn::functional::cross_entropy(logits, batches[0].labels)}, parameters, {}, {}, true);
        const Tensor slow = flatten(grad({torch::dot(flatten(slopes), v)}, parameters));
        REQUIRE(largest(quick - slow) < 1e-10 * largest(slow));
    }
}

TEST_CASE("A work on the Hessian can be stopped") {
    torch::manual_seed(3);
    SmallNetwork network;
    LossCurvature curvature(network, someBatches(3, 2, 8));
    const Tensor v = rademacher(1, 0, curvature.size(), torch::kFloat64);
    double seen = 0.0;
    const auto untilHalf = [&](double done) {
        seen = done;
        return done < 0.5;
    };
    REQUIRE_FALSE(curvature.times(v, untilHalf));
    REQUIRE(seen == Approx(2.0 / 3.0));
    REQUIRE_FALSE(curvature.quadraticForms(
        4, [&](std::size_t) { return v; }, untilHalf));
    REQUIRE(seen == Approx(0.5));
}

TEST_CASE("Lanczos finds a known spectrum, multiple and negative eigenvalues once each") {
    // diag(5, 5, 2, −1, 0, 0, 0): four distinct values are all that one start can tell.
    const Tensor spectrum = torch::tensor({5.0, 5.0, 2.0, -1.0, 0.0, 0.0, 0.0}, torch::kFloat64);
    const SymmetricOperator times = [&](const Tensor& v) -> std::optional<Tensor> { return spectrum * v; };
    const Tensor start = rademacher(2, 0, 7, torch::kFloat64);
    const std::optional<Tridiagonal> found = lanczos(times, start, 7, false);
    REQUIRE(found->rest == 0.0);
    const std::vector<RitzValue> values = ritzValues(*found);
    REQUIRE(values.size() == 4);
    const double expected[] = {5.0, 2.0, 0.0, -1.0};
    // Every sign vector has the same share, 1/7, in each axis.
    const double weights[] = {2.0 / 7.0, 1.0 / 7.0, 3.0 / 7.0, 1.0 / 7.0};
    for (std::size_t i = 0; i < 4; ++i) {
        REQUIRE(values[i].value == Approx(expected[i]).margin(1e-12));
        REQUIRE(values[i].weight == Approx(weights[i]).epsilon(1e-10));
    }
    REQUIRE_FALSE(lanczos([](const Tensor&) -> std::optional<Tensor> { return std::nullopt; }, start, 3, false));
}

TEST_CASE("Lanczos stays orthogonal long after its first eigenvalues have converged") {
    torch::manual_seed(9);
    const Tensor spectrum =
        torch::cat({torch::tensor({1000.0, 300.0, 100.0}, torch::kFloat64), torch::rand({297}, torch::kFloat64)});
    const SymmetricOperator times = [&](const Tensor& v) -> std::optional<Tensor> { return spectrum * v; };
    const std::optional<Tridiagonal> found = lanczos(times, torch::randn({300}, torch::kFloat64), 80, true);
    const Tensor basis = torch::stack(found->basis);
    REQUIRE(largest(basis.matmul(basis.t()) - torch::eye(80, torch::kFloat64)) < 1e-13);
    const std::vector<RitzValue> values = ritzValues(*found);
    REQUIRE(values[0].value == Approx(1000.0).epsilon(1e-12));
    REQUIRE(values[2].value == Approx(100.0).epsilon(1e-12));
    REQUIRE(values[3].value < 1.0);
}

TEST_CASE("The error of a mean over rows and columns is that of repeated draws of both") {
    // y = r_i + c_j + e_ij with deviations 2, 1 and 3 on 6 × 10: Var(mean) = 4/6 + 1/10 + 9/60.
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    constexpr std::size_t kRows = 6, kColumns = 10, kDraws = 4000;
    double squares = 0.0, errors = 0.0;
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        std::vector<double> rows(kRows), columns(kColumns), table;
        for (double& one : rows) one = 2.0 * normal(random);
        for (double& one : columns) one = normal(random);
        for (const double row : rows)
            for (const double column : columns) table.push_back(row + column + 3.0 * normal(random));
        const Mean mean = crossedMean(table, kRows, kColumns);
        squares += mean.value * mean.value / kDraws;
        errors += mean.error * mean.error / kDraws;
    }
    const double exact = 4.0 / 6.0 + 1.0 / 10.0 + 9.0 / 60.0;
    REQUIRE(squares == Approx(exact).epsilon(4.0 * std::sqrt(2.0 / kDraws)));
    // The error errs on the side of caution where the estimate of one part alone would be larger.
    REQUIRE(errors > 0.97 * exact);
    REQUIRE(errors < 1.1 * exact);
    REQUIRE(crossedMean(std::vector{1.0, 3.0}, 1, 2).error == Approx(1.0));
}
