// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/run_averages.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace basin {

using torch::Tensor;

RunAverages::RunAverages(const RunConfig& config, std::int64_t iterationsPerEpoch)
    : m_segmentLength(config.epochsPerSegment() * iterationsPerEpoch) {
    for (const TrainingAverage& average : config.averages) {
        const bool isExponential = average.kind == TrainingAverage::Kind::Ema;
        m_lines.push_back({average.name(), isExponential,
                           average.start(config.epochs * iterationsPerEpoch, iterationsPerEpoch),
                           WeightAverage(isExponential ? average.value : 0.0)});
    }
}

void RunAverages::add(std::int64_t step, const std::vector<Tensor>& weights) {
    m_sinceBoundary.add(weights);
    for (Line& line : m_lines)
        if (line.isExponential) line.average.add(weights);
    const bool isStart =
        std::ranges::any_of(m_lines, [step](const Line& line) { return !line.isExponential && line.start == step; });
    if (isStart || step % m_segmentLength == 0) join(step);
}

void RunAverages::join(std::int64_t step) {
    for (Line& line : m_lines)
        if (!line.isExponential && line.start <= m_boundary) line.average.join(m_sinceBoundary);
    m_segment.join(m_sinceBoundary);
    m_sinceBoundary = WeightAverage();
    m_boundary = step;
    if (step % m_segmentLength != 0) return;
    m_finished = Segment{m_segmentFrom, step, m_segment.mean()};
    m_segment = WeightAverage();
    m_segmentFrom = step;
}

void RunAverages::close(std::int64_t step) {
    if (m_boundary != step) join(step);
}

std::optional<Segment> RunAverages::takeSegment() { return std::exchange(m_finished, std::nullopt); }

WeightAverage RunAverages::openSegment() const {
    WeightAverage open = m_segment;
    open.join(m_sinceBoundary);
    return open;
}

bool RunAverages::hasBegun(std::size_t average) const {
    const Line& line = m_lines[average];
    return line.average.count() > 0 || (!line.isExponential && line.start <= m_boundary && m_sinceBoundary.count() > 0);
}

std::vector<Tensor> RunAverages::mean(std::size_t average) const {
    const Line& line = m_lines[average];
    WeightAverage whole = line.average;
    if (!line.isExponential && line.start <= m_boundary) whole.join(m_sinceBoundary);
    return whole.mean();
}

template <class Self, class Visit>
void RunAverages::forEachAverage(Self& self, Visit visit) {
    visit("average/since-boundary", self.m_sinceBoundary);
    visit("average/segment", self.m_segment);
    for (auto& line : self.m_lines) visit("average/of/" + line.name, line.average);
}

void RunAverages::save(TensorMap& state) const {
    const auto put = [&state](const std::string& key, const WeightAverage& average) {
        state[key + "/count"] = at::tensor(average.count(), torch::kInt64);
        for (std::size_t i = 0; i < average.buffers().size(); ++i)
            state[key + "/" + std::to_string(i)] = average.buffers()[i].detach().to(torch::kCPU, false, true);
    };
    forEachAverage(*this, put);
    state["average/boundaries"] = at::tensor({m_boundary, m_segmentFrom}, torch::kInt64);
}

std::optional<Error> RunAverages::restore(const TensorMap& state, const torch::Device& device) {
    std::optional<Error> error;
    const auto find = [&](const std::string& key) -> Tensor {
        const auto found = state.find(key);
        if (found != state.end()) return found->second;
        if (!error) error = Error{"it lacks \"" + key + "\""};
        return {};
    };
    forEachAverage(*this, [&](const std::string& key, WeightAverage& average) {
        const Tensor count = find(key + "/count");
        if (error) return;
        std::vector<Tensor> buffers;
        for (auto part = state.find(key + "/0"); part != state.end();
             part = state.find(key + "/" + std::to_string(buffers.size())))
            buffers.push_back(part->second.to(device));
        average.restore(std::move(buffers), count.item<std::int64_t>());
    });
    const Tensor boundaries = find("average/boundaries");
    if (error) return error;
    m_boundary = boundaries[0].item<std::int64_t>();
    m_segmentFrom = boundaries[1].item<std::int64_t>();
    return std::nullopt;
}

}  // namespace basin
