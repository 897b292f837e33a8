// SPDX-License-Identifier: GPL-3.0-or-later
// A plane of 21 × 21 points through a small network's weights, written row by row, against as many plain evaluations and
// passes for batch-norm statistics of the same network on as many images that lie ready in memory; in interleaved rounds of a
// row. The images are few, so that what is not the network's own work shows.
#include "core/nn/measure_slice.h"
#include "core/nn/worker.h"
#include "tests/benchmarks/report.h"
#include "tests/core/run/folder.h"
#include "tests/support/images.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <torch/nn/functional/loss.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace basin;

namespace {

constexpr int kPoints = 21;
constexpr std::int64_t kImages = 32;  ///< of each split, and for the statistics

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// What anybody would write: a pass in training mode for the statistics, one in evaluation mode for each split.
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
        const Clock::time_point begin = Clock::now();
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
        return secondsSince(begin);
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
    writeStripes(folder.path / "data", 40, 40);
    RunConfig config;
    config.data = (folder.path / "data").string();
    config.network = Architecture::ResNet8;
    config.epochs = 2;
    config.batchSize = 50;
    config.device = "cpu";
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
    std::vector<double> own, plain;
    for (Plain* one : {&planes, &pixels}) one->seconds(kPoints);
    double asPlanes = 0.0, asPixels = 0.0;
    std::size_t before = 0;
    Clock::time_point begin = Clock::now();
    const Result<bool> complete = measurement.measure({}, [&](const Slice& slice) {
        const std::optional<Error> error = saveSlice(run->path(), "plane", slice);
        if (slice.measured() == before + kPoints) {
            own.push_back(secondsSince(begin));
            const double first = planes.seconds(kPoints), second = pixels.seconds(kPoints);
            plain.push_back(std::min(first, second));
            asPlanes += first;
            asPixels += second;
        }
        before = slice.measured();
        begin = Clock::now();
        return error;
    });
    if (!complete || !*complete || own.size() != kPoints) return 1;
    std::vector<double> ratios;
    for (std::size_t row = 0; row < own.size(); ++row) ratios.push_back(own[row] / plain[row]);
    std::printf("resnet8, a point: %.1f ms; plain evaluation %.1f ms as planes, %.1f ms with channels last\n",
                1e3 * median(own) / kPoints, 1e3 * asPlanes / (kPoints * kPoints),
                1e3 * asPixels / (kPoints * kPoints));
    reportAtMost("a row of a 21 x 21 plane, times plain evaluations and statistics", 1.0, median(ratios), "x");
    std::printf("peak memory %.0f MB\n", 1e-6 * measurement.slice().peakBytes);
    return 0;
}
