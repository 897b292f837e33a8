// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include "tests/support/catch.h"

#include <torch/utils.h>

#include <string>
#include <vector>

using namespace basin;

TEST_CASE("Networks have the published number of parameters") {
    struct Case {
        const char* name;
        int classes;
        std::int64_t parameters;
    };
    // maths.md §6. ResNet-20: 9·(3·16 + 6·16² + 16·32 + 5·32² + 32·64 + 5·64²) for the convolutions, 2·(7·16 + 6·32 + 6·64)
    // for batch norm, 64·10 + 10 for the last layer. ResNet-18: kuangliu/pytorch-cifar.
    for (const Case& c :
         {Case{"resnet50", 10, 23'520'842}, Case{"resnet50", 100, 23'705'252}, Case{"wrn-28-10", 10, 36'479'194},
          Case{"wrn-28-10", 100, 36'536'884}, Case{"wrn-34-10", 10, 46'160'474}, Case{"wrn-34-10", 100, 46'218'164},
          Case{"resnet18", 10, 11'173'962}, Case{"resnet20", 10, 269'722},
          // 9·(3·8 + 2·8² + 8·16 + 16² + 16·32 + 32²) + 2·(3·8 + 2·16 + 2·32) + 330
          Case{"resnet8", 10, 9 * (24 + 128 + 128 + 256 + 512 + 1024) + 2 * 120 + 330}}) {
        CAPTURE(c.name, c.classes);
        REQUIRE(findNetwork(c.name));
        REQUIRE(makeNetwork(c.name, c.classes)->parameterCount() == c.parameters);
    }
    REQUIRE_FALSE(findNetwork("resnet19"));
}

TEST_CASE("Every network gives one logit a class, and every parameter has a gradient") {
    torch::manual_seed(1);
    for (const NetworkEntry& entry : networks()) {
        if (entry.name == "wrn-34-10" || entry.name == "wrn-28-10") continue;  // as below, and slow here
        const auto network = makeNetwork(entry.name, 7);
        const torch::Tensor logits = network->forward(torch::randn({2, 3, 32, 32}));
        CAPTURE(entry.name);
        REQUIRE(logits.sizes() == std::vector<std::int64_t>{2, 7});
        logits.square().sum().backward();
        for (const auto& parameter : network->named_parameters()) {
            CAPTURE(parameter.key());
            REQUIRE(parameter.value().grad().defined());
            REQUIRE(parameter.value().grad().abs().sum().item<double>() > 0.0);
        }
    }
}

TEST_CASE("Batch norm that is folded into the convolutions gives the same logits") {
    torch::manual_seed(2);
    for (const NetworkEntry& entry : networks()) {
        if (entry.name == "wrn-34-10") continue;  // as wrn-28-10
        const auto network = makeNetwork(entry.name, 7);
        for (const auto& parameter : network->named_parameters())
            if (parameter.value().dim() == 1) parameter.value().data().normal_(0.7, 0.5);
        network->train();
        network->forward(torch::randn({4, 3, 32, 32}) * 2 + 1);  // statistics that are not 0 and 1
        network->eval();
        const torch::Tensor images = torch::randn({2, 3, 32, 32});
        const torch::Tensor whole = network->forward(images).detach();
        const torch::NoGradGuard folded;
        CAPTURE(entry.name);
        REQUIRE((network->forward(images) - whole).abs().max().item<double>() <
                1e-4 * whole.abs().max().item<double>());
    }
}

TEST_CASE("Parameters are called as in the usual Python implementations") {
    const auto has = [](const char* network, const std::vector<std::string>& names) {
        const auto parameters = makeNetwork(network, 10)->named_parameters();
        for (const std::string& name : names) {
            CAPTURE(network, name);
            REQUIRE(parameters.contains(name));
        }
    };
    has("resnet18", {"conv1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer2.0.shortcut.0.weight",
                     "layer2.0.shortcut.1.weight", "layer4.1.bn2.weight", "linear.weight", "linear.bias"});
    has("resnet50", {"layer1.0.shortcut.0.weight", "layer3.5.conv3.weight", "layer4.2.bn3.bias"});
    has("resnet20", {"layer3.2.conv2.weight", "linear.weight"});
    has("wrn-28-10", {"block1.layer.0.convShortcut.weight", "block3.layer.3.conv2.weight", "bn1.weight", "fc.bias"});
}

TEST_CASE("Convolutions begin with variance 2/(k² · channels out)") {
    torch::manual_seed(3);
    const auto network = makeNetwork("resnet18", 10);
    // The variance of n normal draws has the relative error √(2/n); 5 of these.
    for (const auto& parameter : network->named_parameters()) {
        const torch::Tensor& w = parameter.value();
        if (w.dim() != 4) continue;
        CAPTURE(parameter.key());
        const double expected = 2.0 / static_cast<double>(w.size(0) * w.size(2) * w.size(3));
        REQUIRE_THAT(w.square().mean().item<double>(),
                     WithinRel(expected, 5.0 * std::sqrt(2.0 / static_cast<double>(w.numel()))));
    }
}
