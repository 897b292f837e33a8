// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/tensor_file.h"
#include "core/nn/weight_average.h"
#include "core/run/run_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// The mean of the weights over steps after `from` up to `to`.
struct Segment {
    std::int64_t from = 0, to = 0;
    std::vector<torch::Tensor> mean;
};

/// All averages of one run, and the means over its segments. However many equal-weight averages there are, an iteration costs
/// one update: the means between two boundaries (an average's start, a segment's end) are taken once and joined there.
/// Exponential averages cost one update each.
class RunAverages {
public:
    RunAverages(const RunConfig& config, std::int64_t iterationsPerEpoch);

    /// The weights after `step` iterations, every step once.
    void add(std::int64_t step, const std::vector<torch::Tensor>& weights);
    /// Ends the means since the last boundary at `step`, which becomes one: averages may begin there.
    void close(std::int64_t step);
    /// The segment that ended with the last `add`, once.
    std::optional<Segment> takeSegment();

    /// The mean since the end of the last segment, and the step at which that was.
    WeightAverage openSegment() const;
    std::int64_t openSegmentFrom() const { return m_segmentFrom; }

    std::size_t count() const { return m_lines.size(); }
    const std::string& name(std::size_t average) const { return m_lines[average].name; }
    bool hasBegun(std::size_t average) const;
    std::vector<torch::Tensor> mean(std::size_t average) const;  ///< of one that has begun

    /// For checkpoints: entries "average/…".
    void save(TensorMap& state) const;
    std::optional<Error> restore(const TensorMap& state, const torch::Device& device);

private:
    /// One average. Equal weights: of the iterations up to the last boundary.
    struct Line {
        std::string name;
        bool isExponential;
        std::int64_t start;  ///< iterates after this many steps count
        WeightAverage average;
    };
    void join(std::int64_t step);
    template <class Self, class Visit>
    static void forEachAverage(Self& self, Visit visit);

    std::vector<Line> m_lines;
    std::int64_t m_segmentLength;  ///< in steps
    WeightAverage m_sinceBoundary, m_segment;
    std::int64_t m_boundary = 0, m_segmentFrom = 0;  ///< in steps
    std::optional<Segment> m_finished;
};

}  // namespace basin
