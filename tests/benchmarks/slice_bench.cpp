// SPDX-License-Identifier: GPL-3.0-or-later
// A plane of 21 × 21 points through a small network's weights, written as it grows, against as many plain evaluations and
// passes for batch-norm statistics of the same network on as many images that lie ready in memory; in interleaved rounds. The
// images are few, so that what is not the network's own work shows.
#include "core/nn/measure_slice.h"
#include "core/nn/worker.h"
#include "tests/benchmarks/report.h"
#include "tests/core/run/folder.h"
#include "tests/support/images.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <torch/nn/functional/loss.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace basin;

namespace {

constexpr int kPoints = 21;
constexpr std::int64_t kImages = 32;  ///< of each split, and for the statistics

/// Of the processor, on its one thread: others may be busy on the machine. Writing files waits beside that, for a hundredth of
/// the time at most.
double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// What anybody would write: a pass in training mode for the statistics, one in evaluation mode for each split. Gradients are
/// said to be wanted, but no parameter has one: so batch norm is not folded into the convolutions, and nothing is recorded.
class Plain {
public:
    explicit Plain(bool channelsLast) : m_network(makeNetwork("resnet8", 10)) {
        const auto format = channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
        m_images = at::randn({kImages, 3, 32, 32}).contiguous(format);
        m_classes = at::randint(10, {kImages}, at::kLong);
        for (torch::Tensor& parameter : m_network->parameters())
            if (parameter.dim() == 4) parameter.set_data(parameter.data().contiguous(format));
    }
    double seconds(int points) {
        const c10::InferenceMode inference;
        const torch::AutoGradMode unfolded(true);
        const double begin = processorSeconds();
        for (int i = 0; i < points; ++i) {
            m_network->train();
            m_network->forward(m_images);
            m_network->eval();
            for (int split = 0; split < 2; ++split) {
                const torch::Tensor logits = m_network->forward(m_images);
                m_loss += torch::nn::functional::cross_entropy(logits, m_classes).item<double>();
                m_right += logits.argmax(1).eq(m_classes).sum().item<double>();
            }
        }
        return processorSeconds() - begin;
    }

private:
    std::shared_ptr<Network> m_network;
    torch::Tensor m_images, m_classes;
    double m_loss = 0.0, m_right = 0.0;
};

}  // namespace

int main() {
    const TestFolder folder;
    ::setenv("XDG_RUNTIME_DIR", folder.path.c_str(), 1);
    writeStripes(folder.path / "data", 40, 64);
    RunConfig config;
    config.data = (folder.path / "data").string();
    config.network = Architecture::ResNet8;
    config.epochs = 2;
    config.batchSize = 50;
    config.device = "cpu";
    config.threads = 1;
    config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}, {TrainingAverage::Kind::Ema, 0.9}};
    const Result<RunFolder> run = RunFolder::create(folder.path / "run", config);
    if (!run || !work(*run, {})) return 1;
    const Result<std::unique_ptr<OpenedRun>> opened = OpenedRun::open(*run);
    if (!opened) return 1;
    std::vector<SliceWeights> weights;
    for (const char* of : {"sgd", "tail:0.5", "ema:0.9"}) weights.push_back(*sliceWeights(**opened, of));
    std::vector<Error> problems;
    Result<SliceMeasurement> prepared = SliceMeasurement::prepare(
        (*opened)->measured(), weights, {},
        {.kind = SliceKind::Plane, .points = kPoints, .images = kImages, .statisticsImages = kImages}, problems);
    if (!prepared) return 1;
    SliceMeasurement measurement = *std::move(prepared);

    Plain planes(false), pixels(true);
    for (Plain* one : {&planes, &pixels}) one->seconds(kPoints);
    double own = 0.0, asPlanes = 0.0, asPixels = 0.0;
    std::size_t before = 0;
    double begin = processorSeconds();
    const Result<bool> complete = measurement.measure({}, [&](const Slice& slice) {
        const std::optional<Error> error = saveSlice(run->path(), "plane", slice);
        if (slice.measured() > 0) own += processorSeconds() - begin;  // not the marks
        const int more = static_cast<int>(slice.measured() - before);
        asPlanes += planes.seconds(more);
        asPixels += pixels.seconds(more);
        before = slice.measured();
        begin = processorSeconds();
        return error;
    });
    if (!complete || !*complete) return 1;
    std::printf("resnet8, a point: %.1f ms; plain evaluation %.1f ms as planes, %.1f ms with channels last\n",
                1e3 * own / (kPoints * kPoints), 1e3 * asPlanes / (kPoints * kPoints),
                1e3 * asPixels / (kPoints * kPoints));
    reportAtMost("a plane of 21 x 21, times plain evaluations and statistics", 1.0, own / std::min(asPlanes, asPixels),
                 "x");
    std::printf("peak memory %.0f MB\n", 1e-6 * measurement.slice().peakBytes);
    return 0;
}
