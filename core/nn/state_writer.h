// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/run_averages.h"
#include "core/run/run_folder.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace basin {

/// Writes checkpoints and segments of a run beside its training, in order, on a thread of its own.
class StateWriter {
public:
    /// Besides the last two checkpoints those at multiples of `keepEvery` steps stay (0: none).
    StateWriter(const RunFolder& run, std::int64_t keepEvery);
    ~StateWriter();  ///< when all is written

    // Both hand over what is theirs by then, on the CPU, and wait only while two writings are under way.
    void writeCheckpoint(std::int64_t step, TensorMap state);
    void writeSegment(const Segment& segment);

    /// Waits until all is written. The first error since the last question.
    std::optional<Error> finish();
    std::optional<Error> takeError();

private:
    using Job = std::function<std::optional<Error>()>;
    void push(Job job);
    void work(std::stop_token stop);

    RunFolder m_run;
    std::int64_t m_keepEvery;
    std::mutex m_mutex;  ///< guards the two below
    std::deque<Job> m_jobs;
    std::optional<Error> m_error;
    std::condition_variable_any m_changed;
    std::jthread m_thread;
};

/// Writes a checkpoint with its checksum; then takes away what is not to stay.
std::optional<Error> storeCheckpoint(const RunFolder& run, std::int64_t step, const TensorMap& state,
                                     std::int64_t keepEvery = 0);

/// The file of a segment: segments/step-000000000391-to-000000000782.pt.
std::filesystem::path segmentPath(const RunFolder& run, std::int64_t from, std::int64_t to);
/// The steps at which segments of a run begin and end, in order; not opened.
struct SegmentFile {
    std::filesystem::path path;
    std::int64_t from = 0, to = 0;
};
std::vector<SegmentFile> segmentsOf(const RunFolder& run);

}  // namespace basin
