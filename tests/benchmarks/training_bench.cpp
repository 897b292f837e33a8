// SPDX-License-Identifier: GPL-3.0-or-later
// Training on a CPU: images a second against the same network, precision and LibTorch driven from Python (training_peer.py),
// in interleaved rounds; and what is not the network's own work. Here a step is everything that a run does in it: its batch is
// cut out and augmented, its weights are averaged, its loss is read.
#include "core/nn/trainer.h"
#include "core/nn/training_cost.h"
#include "tests/benchmarks/peer.h"
#include "tests/benchmarks/report.h"
#include "tests/support/images.h"
#include "tests/support/python.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

using namespace basin;

namespace {

constexpr int kBatch = 128, kRounds = 10;

RunConfig configOf(Architecture network, Precision precision) {
    RunConfig config;
    config.data = "none";
    config.network = network;
    config.precision = precision;
    config.device = "cpu";
    return config;
}

void againstPython(const std::string& python, Architecture network, Precision precision, int steps) {
    const std::string name = nameOf(network) + " " + nameOf(precision);
    Peer peer("exec " + python + " '" BASIN_SOURCE_DIR "/tests/benchmarks/training_peer.py' " + name + " " +
              std::to_string(kBatch) + " " + std::to_string(std::max(1U, std::thread::hardware_concurrency())));
    if (peer.answer() != "ready\n") {
        std::printf("%s: the script in Python did not start\n", name.c_str());
        return;
    }
    const RunConfig config = configOf(network, precision);
    const Placement placement = *placementOf(config);
    prepareDevice(config);
    const ImageSet images = stripes(4 * kBatch, 8, 1);
    const ImageSource source(images, datasetEntry(config.dataset), placement);
    Trainer trainer(config, source, placement);
    const auto train = [&](int count) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < count; ++i) {
            trainer.advance();
            trainer.takeReport();
        }
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    train(3);
    std::vector<double> ratios, own;
    for (int round = 0; round < kRounds; ++round) {
        peer.tell(std::to_string(steps));
        const double theirs = std::strtod(peer.answer().c_str(), nullptr);
        own.push_back(train(steps));
        ratios.push_back(theirs / own.back());
    }
    std::printf("%s: %.1f images/s\n", name.c_str(), steps * kBatch / median(own));
    reportAtLeast(("  times Python, " + name).c_str(), 0.97, median(ratios), "x");
}

void overheads(Architecture network, Precision precision) {
    const RunConfig config = configOf(network, precision);
    const Placement placement = *placementOf(config);
    const TrainingCost cost = trainingCost(config, placement, 4.0);
    std::printf("%s %s: %.1f images/s, %.0f %% of the rate of matrices\n", nameOf(network).c_str(),
                nameOf(precision).c_str(), cost.imagesPerS, 100.0 * cost.rate / matrixRate(placement, precision));
    reportAtMost("  augmentation, share of a step", 3.0, 100.0 * cost.augmentation, "%");
    reportAtMost("  averaging in every iteration", 2.0, 100.0 * cost.averaging, "%");
    reportAtMost("  writing events", 1.0, 100.0 * cost.events, "%");
    reportAtMost("  what training waits for a checkpoint an epoch", 1.0, 100.0 * cost.checkpoint, "%");
}

}  // namespace

int main() {
    std::signal(SIGPIPE, SIG_IGN);
    const std::string python = pythonWith("torch");
    if (python.empty()) std::printf("Python has no torch: no comparison with it (install python3-torch).\n");
    for (const Precision precision : {Precision::Fp32, Precision::Bf16})
        for (const auto& [network, steps] :
             {std::pair(Architecture::ResNet20, 5), std::pair(Architecture::ResNet18, 1)})
            if (!python.empty()) againstPython(python, network, precision, steps);
    overheads(Architecture::ResNet20, Precision::Fp32);
    overheads(Architecture::ResNet18, Precision::Bf16);
    return 0;
}
