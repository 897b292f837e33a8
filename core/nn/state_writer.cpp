// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/state_writer.h"

#include "core/run/checkpoint_file.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <system_error>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSegmentName = "step-%012lld-to-%012lld.pt";
constexpr std::size_t kMostJobs = 2;

}  // namespace

std::optional<Error> storeCheckpoint(const RunFolder& run, std::int64_t step, const TensorMap& state,
                                     std::int64_t keepEvery) {
    std::error_code fault;
    fs::create_directories(run.checkpoints(), fault);
    const fs::path path = checkpointPath(run.checkpoints(), step);
    Result<AtomicFile> file = AtomicFile::begin(path);
    if (!file) return file.error();
    AtomicFile open = *std::move(file);
    if (auto error = open.write(encodeTensors(state))) return error;
    if (auto error = commitWithChecksum(std::move(open), path)) return error;
    pruneCheckpoints(run.checkpoints(), 2, keepEvery, step);
    return std::nullopt;
}

StateWriter::StateWriter(const RunFolder& run, std::int64_t keepEvery)
    : m_run(run), m_keepEvery(keepEvery), m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

StateWriter::~StateWriter() { finish(); }

void StateWriter::writeCheckpoint(std::int64_t step, TensorMap state) {
    push([this, step, state = std::move(state)] { return storeCheckpoint(m_run, step, state, m_keepEvery); });
}

void StateWriter::writeSegment(const Segment& segment) {
    TensorMap tensors;
    for (std::size_t i = 0; i < segment.mean.size(); ++i)
        tensors[std::to_string(i)] = segment.mean[i].to(torch::kCPU, false, true);
    push([this, tensors = std::move(tensors), from = segment.from, to = segment.to]() -> std::optional<Error> {
        const fs::path path = segmentPath(m_run, from, to);
        std::error_code fault;
        fs::create_directories(path.parent_path(), fault);
        if (fault) return fileError(path.parent_path(), "could not be made", fault.value());
        return saveTensors(path, tensors);
    });
}

void StateWriter::push(Job job) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_jobs.size() < kMostJobs; });
    m_jobs.push_back(std::move(job));
    m_changed.notify_all();
}

std::optional<Error> StateWriter::finish() {
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_jobs.empty(); });
    }
    return takeError();
}

std::optional<Error> StateWriter::takeError() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_error, std::nullopt);
}

void StateWriter::work(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
        const Job& job = m_jobs.front();  // stays in the queue while it is worked on
        lock.unlock();
        std::optional<Error> error;
        try {
            error = job();
        } catch (const std::exception& fault) {
            error = Error{std::string("A checkpoint could not be written: ") + fault.what()};
        }
        lock.lock();
        m_jobs.pop_front();
        if (error && !m_error) m_error = std::move(error);
        m_changed.notify_all();
    }
}

fs::path segmentPath(const RunFolder& run, std::int64_t from, std::int64_t to) {
    char name[64];
    std::snprintf(name, sizeof name, kSegmentName, static_cast<long long>(from), static_cast<long long>(to));
    return run.path() / "segments" / name;
}

std::vector<SegmentFile> segmentsOf(const RunFolder& run) {
    std::vector<SegmentFile> found;
    std::error_code fault;
    for (fs::directory_iterator entry(run.path() / "segments", fault), end; !fault && entry != end;
         entry.increment(fault)) {
        long long from = 0, to = 0;
        if (std::sscanf(entry->path().filename().c_str(), kSegmentName, &from, &to) == 2)
            found.push_back({entry->path(), from, to});
    }
    std::ranges::sort(found, {}, &SegmentFile::from);
    return found;
}

}  // namespace basin
