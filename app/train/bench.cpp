// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/verbs.h"
#include "core/nn/training_cost.h"

#include <torch/version.h>

#include <memory>

namespace basin::train {

namespace {

struct BenchRequest {
    std::vector<std::string> networks, precisions;
    std::string device = "auto";
    int batchSize = 128, threads = 0;
    double seconds = 5.0;
    bool json = false;
};

template <class Value>
Result<std::vector<Value>> valuesNamed(const std::vector<std::string>& names, const std::string& what) {
    std::vector<Value> values;
    for (const std::string& name : names) {
        const Result<Value> value = valueNamed<Value>(name, what);
        if (!value) return value.error();
        values.push_back(*value);
    }
    return values;
}

Json jsonOf(const RunConfig& config, const TrainingCost& cost, double matrixRate) {
    return {{"network", nameOf(config.network)},
            {"precision", nameOf(config.precision)},
            {"images_per_s", cost.imagesPerS},
            {"step_s", cost.stepS},
            {"flops", cost.rate},
            {"of_matrices_percent", 100.0 * cost.rate / matrixRate},
            {"augmentation_percent", 100.0 * cost.augmentation},
            {"averaging_percent", 100.0 * cost.averaging},
            {"events_percent", 100.0 * cost.events},
            {"checkpoints_percent", 100.0 * cost.checkpoint}};
}

Outcome bench(const BenchRequest& request) {
    RunConfig config;
    config.data = "none";
    config.device = request.device;
    config.batchSize = request.batchSize;
    config.threads = request.threads;
    const Result<Placement> placement = placementOf(config);
    if (!placement) return wrongRequest(placement.error().message);
    const bool gpu = !placement->device.is_cpu();
    using Names = std::vector<std::string>;
    const auto networks = valuesNamed<Architecture>(
        !request.networks.empty() ? request.networks
                                  : (gpu ? Names{"resnet18", "resnet50", "wrn-28-10"} : Names{"resnet20", "resnet18"}),
        "network");
    if (!networks) return wrongRequest(networks.error().message);
    const auto precisions = valuesNamed<Precision>(
        !request.precisions.empty() ? request.precisions : (gpu ? Names{"tf32", "bf16"} : Names{"fp32", "bf16"}),
        "precision");
    if (!precisions) return wrongRequest(precisions.error().message);

    prepareDevice(config);
    Json results = Json::array();
    Table table{{"network", "precision", "images/s", "ms a step", "% of matrices", "% augmentation", "% averaging",
                 "% events", "% checkpoints"},
                {}};
    for (const Precision precision : *precisions) {
        config.precision = precision;
        if (const auto error = checkRunConfig(config)) return wrongRequest(error->message);
        const double rate = matrixRate(*placement, precision);
        for (const Architecture network : *networks) {
            config.network = network;
            const TrainingCost cost = trainingCost(config, *placement, request.seconds);
            results.push_back(jsonOf(config, cost, rate));
            table.rows.push_back({nameOf(network), nameOf(precision), cost.imagesPerS, 1e3 * cost.stepS,
                                  100.0 * cost.rate / rate, 100.0 * cost.augmentation, 100.0 * cost.averaging,
                                  100.0 * cost.events, 100.0 * cost.checkpoint});
        }
    }
    const std::string device = placement->device.str();
    if (request.json) {
        print(Json{{"device", device}, {"libtorch", TORCH_VERSION}, {"results", results}});
        return {};
    }
    printFacts({{"device", device}, {"LibTorch", TORCH_VERSION}, {"batch size", std::to_string(request.batchSize)}});
    print(table);
    return {};
}

}  // namespace

Verb addBench(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("bench", "How fast this machine trains, and what the rest costs");
    const auto request = std::make_shared<BenchRequest>();
    verb->add_option("--network", request->networks, "Networks to measure (default: two that suit the device)");
    verb->add_option("--precision", request->precisions, "fp32, tf32 or bf16 (default: two that suit the device)");
    verb->add_option("--device", request->device, "auto, cpu, cuda or cuda:NUMBER")->capture_default_str();
    verb->add_option("--batch-size", request->batchSize, "Images a step")->capture_default_str();
    verb->add_option("--threads", request->threads, "Threads on a CPU (0: as many as cores)")->capture_default_str();
    verb->add_option("--seconds", request->seconds, "Time for each network")->capture_default_str();
    verb->add_flag("--json", request->json, "One JSON object on standard output")->group("Output");
    setManual(
        *verb,
        {.description = {"Trains on images of noise. \"% of matrices\" is the rate of the network's "
                         "multiplications against that of large square matrices; the other shares are of a step: "
                         "making its batch, updating a tail average, writing a line of the log, and waiting for a "
                         "checkpoint every 391 steps."},
         .keys = {{"results", "one object for each network and precision, with the shares in per cent"}},
         .examples = {"basin-train bench --network resnet50 --precision bf16"}});
    return {verb, [request] { return bench(*request); }};
}

}  // namespace basin::train
