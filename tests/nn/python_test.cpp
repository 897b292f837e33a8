// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/python.h"
#include "core/nn/evaluation.h"
#include "core/nn/tensor_file.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"
#include "tests/support/images.h"

#include <torch/utils.h>

#include <cstdlib>

using namespace basin;

TEST_CASE("Exported weights give the same logits in an independent Python implementation") {
    const std::string python = pythonWith("torch");
    if (python.empty()) {
        WARN("Python has no torch here: not checked (Debian's package is python3-torch)");
        return;
    }
    const TestFolder folder;
    const ImageSet images = stripes(6, 8, 1);
    const ImageSource source(images, datasetEntry(Dataset::Cifar10), {.layout = Layout::Planes});
    const torch::Tensor batch = source.batch(0, images.count()).images;
    TensorMap logits, counts;
    torch::manual_seed(3);
    for (const NetworkEntry& entry : networks()) {
        const auto network = makeNetwork(entry.name, 10);
        // So that statistics and biases are not what every network begins with.
        REQUIRE(recomputeStatistics(*network, source, images.count()));
        const torch::NoGradGuard noGradients;
        for (const auto& parameter : network->named_parameters())
            if (parameter.value().dim() == 1) parameter.value().add_(0.1 * torch::randn_like(parameter.value()));
        TensorMap weights;
        for (const auto& item : network->named_parameters()) weights[item.key()] = item.value().detach();
        for (const auto& item : network->named_buffers()) weights[item.key()] = item.value();
        REQUIRE_FALSE(saveTensors(folder.path / (entry.name + ".pt"), weights));
        network->eval();
        logits[entry.name] = network->forward(batch);
        counts[entry.name] = torch::full({}, entry.multiplications, torch::kFloat64);
    }
    REQUIRE_FALSE(saveTensors(folder.path / "images.pt", {{"images", batch}, {"again", batch}}));
    REQUIRE_FALSE(saveTensors(folder.path / "logits.pt", logits));
    REQUIRE_FALSE(saveTensors(folder.path / "multiplications.pt", counts));
    const std::string command =
        python + " '" BASIN_SOURCE_DIR "/tests/nn/python_networks.py' '" + folder.path.string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
}
