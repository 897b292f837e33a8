// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/watched_run.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <utility>

namespace basin {

namespace {

constexpr std::uint64_t kPiece = std::uint64_t(1) << 20;  // bytes of a log at one look
constexpr std::size_t kMostEntries = 2000;
constexpr double kComesUpWithinS = 30.0;  // LibTorch with a GPU takes its time

double steadyS() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool isForTheLog(const Event& event) {
    return std::holds_alternative<StateEvent>(event.what) || std::holds_alternative<WarningEvent>(event.what) ||
           std::holds_alternative<EndEvent>(event.what) || std::holds_alternative<ResumedEvent>(event.what);
}

bool sameStatus(const RunStatus& a, const RunStatus& b) {
    return a.state == b.state && a.reason == b.reason && a.message == b.message;
}

}  // namespace

WatchedRun::WatchedRun(RunFolder folder) : m_folder(std::move(folder)), m_reader(m_folder.events()) {
    m_summary.path = m_folder.path();
}

WatchedRun::Stamp WatchedRun::stampOf(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return {};
    return {static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_size),
            static_cast<std::int64_t>(status.st_mtim.tv_sec), static_cast<std::int64_t>(status.st_mtim.tv_nsec)};
}

bool WatchedRun::readConfig() {
    const Stamp stamp = stampOf(m_folder.config());
    if (stamp == m_config) return false;
    m_config = stamp;
    if (std::isnan(m_history.lastTime())) m_summary.created = static_cast<double>(stamp.seconds);
    const Result<RunConfig> config = m_folder.readConfig();
    if (config) {
        m_summary.config = std::make_shared<const RunConfig>(*config);
        if (m_summary.hitch == Hitch::ConfigUnreadable) m_summary.hitch = Hitch::None;
    } else {
        m_summary.config.reset();
        m_summary.hitch = Hitch::ConfigUnreadable;
        m_summary.hitchDetail = config.error().message;
    }
    return true;
}

bool WatchedRun::readLabel() {
    const Stamp stamp = stampOf(m_folder.label());
    if (stamp == m_label) return false;
    m_label = stamp;
    m_summary.label = readRunLabel(m_folder);
    return true;
}

void WatchedRun::take(const NewEvents& found) {
    ++m_version;
    if (found.restarted) m_log.clear();
    if (!found.events.empty() && std::isnan(m_history.lastTime()) && !std::isnan(found.events.front().time))
        m_summary.created = found.events.front().time;
    std::int64_t step =
        m_history.steps().at.step.empty() ? 0 : static_cast<std::int64_t>(m_history.steps().at.step.back());
    for (const Event& event : found.events) {
        if (const auto* made = std::get_if<StepEvent>(&event.what)) step = made->at.step;
        if (isForTheLog(event)) note({event, step});
    }
    for (const BadLine& line : found.badLines)
        note({{kUnknown, WarningEvent{"events.jsonl, line " + std::to_string(line.number) + ": " + line.message}},
              step});
    m_history.add(found);
}

void WatchedRun::note(LogEntry entry) {
    // The end of a run is what people look for: the oldest go.
    if (m_log.size() >= kMostEntries) m_log.erase(m_log.begin());
    m_log.push_back(std::move(entry));
}

void WatchedRun::expectWorker(std::int64_t pid) {
    m_expected = {pid, steadyS(), m_reader.offset()};
    m_summary.starting = true;
    if (m_summary.hitch == Hitch::WorkerDidNotComeUp) m_summary.hitch = Hitch::None;
}

bool WatchedRun::lookForWorker(bool alive) {
    if (!m_expected) return false;
    const bool cameUp = alive || m_reader.offset() != m_expected->offset;
    const bool gone = m_expected->pid > 0 && ::kill(static_cast<pid_t>(m_expected->pid), 0) != 0 && errno == ESRCH;
    if (!cameUp && !gone && steadyS() - m_expected->since < kComesUpWithinS) return false;
    m_expected.reset();
    m_summary.starting = false;
    if (!cameUp) {
        m_summary.hitch = Hitch::WorkerDidNotComeUp;
        m_summary.hitchDetail = lastLine(endOfFile(m_folder.workerLog(), 4096));
    }
    return true;
}

bool WatchedRun::look() {
    // First the worker, then its words: what it says before it goes is then never missed.
    const WorkerSigns worker = readWorkerSigns(m_folder.lock());
    bool changed = readConfig();
    changed = readLabel() || changed;
    const Result<NewEvents> found = m_reader.poll(kPiece);
    const bool wasReading = m_summary.reading;
    m_summary.reading = found && found->more;
    changed = changed || wasReading != m_summary.reading;
    const Hitch before = m_summary.hitch;
    if (found && (found->restarted || !found->events.empty() || !found->badLines.empty())) {
        take(*found);
        changed = true;
    }
    if (!found && before != Hitch::EventsUnreadable) {
        m_summary.hitch = Hitch::EventsUnreadable;
        m_summary.hitchDetail = found.error().message;
    } else if (found && before == Hitch::EventsUnreadable) {
        m_summary.hitch = Hitch::None;
    }
    changed = lookForWorker(worker.alive) || changed;
    if (worker.alive && m_summary.hitch == Hitch::WorkerDidNotComeUp) m_summary.hitch = Hitch::None;
    changed = changed || before != m_summary.hitch;
    // What was read so far of a long log says nothing about how it ends.
    RunStatus status = m_summary.reading ? m_folder.status() : statusOf(m_history.lastWord(), worker);
    changed = changed || !sameStatus(status, m_summary.status);
    m_summary.status = std::move(status);
    if (changed) summarise(m_history, m_summary);
    return changed;
}

double WatchedRun::restS() const {
    if (m_summary.reading) return 0.0;
    return m_summary.isActive() ? 0.25 : 1.0;
}

std::string endOfFile(const std::filesystem::path& path, std::size_t most) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    const std::size_t from = size > most ? size - most : 0;
    std::string text(size - from, '\0');
    const ssize_t got = ::pread(file.get(), text.data(), text.size(), static_cast<off_t>(from));
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    if (from > 0) text.erase(0, std::min(text.size(), text.find('\n') + 1));
    return text;
}

std::string lastLine(const std::string& text) {
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    if (end == std::string::npos) return {};
    const std::size_t before = text.find_last_of("\r\n", end);
    return text.substr(before == std::string::npos ? 0 : before + 1,
                       end - (before == std::string::npos ? 0 : before + 1) + 1);
}

}  // namespace basin
