// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizer.h"

#include "tests/support/catch.h"

#include <torch/optim/sgd.h>
#include <torch/utils.h>

#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

std::vector<Tensor> someParameters() {
    torch::manual_seed(5);
    return {torch::randn({4, 3}, torch::kFloat64).requires_grad_(),
            torch::randn({5}, torch::kFloat64).requires_grad_()};
}

/// Something with gradients that change from step to step.
Tensor lossOf(const std::vector<Tensor>& w) { return w[0].sin().sum() + (w[1] * w[1]).sum() * w[0].mean().cos(); }

}  // namespace

TEST_CASE("SGD goes the way of torch's own, with and without momentum, Nesterov and weight decay") {
    for (const SgdOptions& options :
         {SgdOptions{}, SgdOptions{.momentum = 0.9}, SgdOptions{.momentum = 0.9, .isNesterov = true},
          SgdOptions{.weightDecay = 0.01}, SgdOptions{.momentum = 0.8, .isNesterov = true, .weightDecay = 5e-3}}) {
        std::vector<Tensor> ours = someParameters(), theirs = someParameters();
        Sgd sgd(ours, options);
        torch::optim::SGD reference(theirs, torch::optim::SGDOptions(0.05)
                                                .momentum(options.momentum)
                                                .nesterov(options.isNesterov)
                                                .weight_decay(options.weightDecay));
        for (int step = 0; step < 20; ++step) {
            lossOf(ours).backward();
            sgd.step(0.05);
            reference.zero_grad();
            lossOf(theirs).backward();
            reference.step();
        }
        CAPTURE(options.momentum, options.isNesterov, options.weightDecay);
        for (std::size_t i = 0; i < ours.size(); ++i) REQUIRE((ours[i] - theirs[i]).abs().max().item<double>() < 1e-14);
        REQUIRE_FALSE(ours[0].grad().defined());
    }
}

TEST_CASE("A step of SAM by hand") {
    // L = (w₁² + 3w₂²)/2 at (2, 1): g = (2, 3), ‖g‖ = √13, w + e = (2, 1) + ρ(2, 3)/√13; the gradient there, taken at w.
    Tensor w = torch::tensor({2.0, 1.0}, torch::kFloat64).requires_grad_();
    const Tensor scale = torch::tensor({1.0, 3.0}, torch::kFloat64);
    const double rho = 0.05, eta = 0.1, root = std::sqrt(13.0);
    Sgd sgd({w}, {});
    Sam sam({w}, rho);
    const auto backward = [&] { (0.5 * scale * w * w).sum().backward(); };
    backward();
    REQUIRE_THAT(gradientNorm({w}).item<double>(), WithinRel(root, 1e-14));
    sam.ascend();
    const double e1 = rho * 2.0 / root, e2 = rho * 3.0 / root;
    REQUIRE_THAT(w[0].item<double>(), WithinAbs(2.0 + e1, 1e-15));
    REQUIRE_THAT(w[1].item<double>(), WithinAbs(1.0 + e2, 1e-15));
    backward();
    sam.descend();
    sgd.step(eta);
    REQUIRE_THAT(w[0].item<double>(), WithinAbs(2.0 - eta * (2.0 + e1), 1e-15));
    REQUIRE_THAT(w[1].item<double>(), WithinAbs(1.0 - eta * 3.0 * (1.0 + e2), 1e-15));
    // At a gradient of 0 nothing moves.
    const Tensor before = w.detach().clone();
    (0.0 * w).sum().backward();
    sam.ascend();
    REQUIRE(torch::equal(w.detach(), before));
}
