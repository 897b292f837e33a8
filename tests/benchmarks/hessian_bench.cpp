// SPDX-License-Identifier: GPL-3.0-or-later
// Products with the Hessian of ResNet-20 on a CPU, in evaluation mode: against PyHessian's method in Python on the same LibTorch
// and the same batch (hessian_peer.py), in interleaved rounds; and the memory at most.
#include "core/nn/loss_curvature.h"
#include "core/nn/measurement_cost.h"
#include "tests/benchmarks/peer.h"
#include "tests/benchmarks/report.h"
#include "tests/support/images.h"
#include "tests/support/python.h"

#include <ATen/Parallel.h>

#include <csignal>
#include <thread>

using namespace basin;

namespace {

constexpr int kBatch = 128, kRounds = 7, kVectors = 4;

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    // As many threads as there are cores, or as the argument says.
    const unsigned threads = count > 1 ? static_cast<unsigned>(std::strtoul(arguments[1], nullptr, 10))
                                       : std::max(1U, std::thread::hardware_concurrency());
    at::set_num_threads(static_cast<int>(threads));
    const ImageSet images = stripes(kBatch, 8, 1);
    const ImageSource source(images, datasetEntry(Dataset::Cifar10), {torch::kCPU, Layout::Planes});
    const std::shared_ptr<Network> network = makeNetwork("resnet20", 10);
    LossCurvature curvature(*network, {source.batch(0, kBatch)});
    const torch::Tensor v = rademacher(1, 0, curvature.size(), torch::kFloat32);
    const auto product = [&] { curvature.times(v)->sum().item<double>(); };
    product();

    const std::string python = pythonWith("torch");
    if (python.empty()) std::printf("Python has no torch: no comparison with it (install python3-torch).\n");
    std::vector<double> own, ratios, shared;
    if (python.empty()) {
        for (int round = 0; round < kRounds; ++round) own.push_back(secondsOf(product));
    } else {
        Peer peer("exec " + python + " '" BASIN_SOURCE_DIR "/tests/benchmarks/hessian_peer.py' resnet20 " +
                  std::to_string(kBatch) + " " + std::to_string(threads));
        if (peer.answer() != "ready\n") {
            std::printf("The script in Python did not start.\n");
            return 1;
        }
        for (int round = 0; round < kRounds; ++round) {
            peer.tell("1");
            const double theirs = std::strtod(peer.answer().c_str(), nullptr);
            own.push_back(secondsOf(product));
            ratios.push_back(theirs / own.back());
        }
    }
    for (int round = 0; round < 3; ++round)
        shared.push_back(secondsOf([&] { curvature.quadraticForms(kVectors, [&](std::size_t) { return v; }); }) /
                         kVectors / own[static_cast<std::size_t>(round)]);
    const auto gradient = [&] { curvature.gradients(); };
    gradient();
    std::printf("ResNet-20, batch %d: %.0f ms a product with the Hessian, %.1f gradients\n", kBatch, 1e3 * median(own),
                median(own) / secondsOf(gradient));
    std::printf("a quadratic form among %d that share a graph: %.2f products\n", kVectors, median(shared));
    if (!ratios.empty()) reportAtLeast("  times PyHessian's method in Python, ResNet-20", 1.5, median(ratios), "x");
    std::printf("memory at most: %.0f MB\n", peakBytes() / 1e6);
    return 0;
}
