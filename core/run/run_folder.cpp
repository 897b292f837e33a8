// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr std::array<Name<RunState>, 8> kStates{{{RunState::Ready, "ready"},
                                                 {RunState::Queued, "queued"},
                                                 {RunState::Running, "running"},
                                                 {RunState::Paused, "paused"},
                                                 {RunState::Finished, "finished"},
                                                 {RunState::Stopped, "stopped"},
                                                 {RunState::Failed, "failed"},
                                                 {RunState::Lost, "lost"}}};
constexpr int kDeepest = 8;  ///< folders between the one that is listed and a run

RunStatus ended(EndReason reason, const std::string& message) {
    switch (reason) {
        case EndReason::Finished: return {RunState::Finished, reason, message};
        case EndReason::Stopped:
        case EndReason::TimeUp: return {RunState::Stopped, reason, message};
        default: return {RunState::Failed, reason, message};
    }
}

/// The last word of a log, from the last whole lines that are needed for it.
std::optional<LastWord> lastWordOf(const fs::path& events) {
    const Descriptor file(::open(events.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    const off_t size = status.st_size;
    for (off_t length = 65536;; length *= 4) {
        const off_t from = std::max<off_t>(0, size - length);
        std::string bytes(static_cast<std::size_t>(size - from), '\0');
        const ssize_t got = ::pread(file.get(), bytes.data(), bytes.size(), from);
        if (got < 0) return std::nullopt;
        std::string_view rest(bytes.data(), static_cast<std::size_t>(got));
        // Half a line at the end is still being written; the first one may be the end of a longer line.
        for (std::size_t end = rest.rfind('\n'); end != std::string_view::npos && end > 0; end = rest.rfind('\n')) {
            rest = rest.substr(0, end);
            const std::size_t before = rest.rfind('\n');
            if (before == std::string_view::npos && from > 0) break;
            const std::string_view line = before == std::string_view::npos ? rest : rest.substr(before + 1);
            const auto event = readEvent(line);
            if (!event || !*event) continue;
            if (auto word = lastWordIn(**event)) return word;
        }
        // What has no event in so many bytes is no log.
        constexpr off_t kFarthest = off_t(1) << 24;
        if (from == 0 || length >= kFarthest) return std::nullopt;
    }
}

void findRuns(const fs::path& folder, int depth, const std::function<bool()>& stopRequested,
              std::vector<fs::path>& runs) {
    if (stopRequested && stopRequested()) return;
    std::error_code fault;
    if (fs::is_regular_file(folder / "config.json", fault)) {
        runs.push_back(folder);
        return;
    }
    if (depth == kDeepest) return;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
        std::error_code ignored;
        if (entry->is_directory(ignored) && !entry->is_symlink(ignored))
            findRuns(entry->path(), depth + 1, stopRequested, runs);
    }
}

}  // namespace

template <>
std::span<const Name<RunState>> namesOf() {
    return kStates;
}

RunStatus statusOf(const std::optional<LastWord>& lastWord, const WorkerSigns& worker) {
    if (lastWord && !lastWord->activity) return ended(lastWord->reason, lastWord->message);
    if (worker.alive) {
        switch (lastWord ? *lastWord->activity : Activity::Running) {
            case Activity::Queued: return {RunState::Queued};
            case Activity::Paused: return {RunState::Paused};
            case Activity::Running: return {RunState::Running};
        }
    }
    if (worker.heartbeat && worker.heartbeat->end)
        return ended(worker.heartbeat->end->reason, worker.heartbeat->end->message);
    return {worker.everStarted || lastWord ? RunState::Lost : RunState::Ready};
}

Result<RunFolder> RunFolder::create(const fs::path& path, const RunConfig& config) {
    if (const auto error = checkRunConfig(config)) return *error;
    // "runs/a/" is the folder "runs/a".
    const fs::path whole = path.has_filename() ? path : path.parent_path();
    if (whole.empty()) return Error{"The folder of the run has no name."};
    std::error_code fault;
    if (whole.has_parent_path()) fs::create_directories(whole.parent_path(), fault);
    if (fault) return fileError(whole.parent_path(), "could not be made", fault.value());
    if (::mkdir(whole.c_str(), 0777) != 0) {
        if (errno == EEXIST)
            return Error{whole.string() + " is there already; a new run needs a folder of its own.", whole.string()};
        return fileError(whole, "could not be made", errno);
    }
    RunFolder folder(whole);
    std::optional<Error> error;
    if (::mkdir(folder.checkpoints().c_str(), 0777) != 0)
        error = fileError(folder.checkpoints(), "could not be made", errno);
    if (!error) error = folder.writeConfig(config);
    if (!error) return folder;
    // Only what was made here goes again.
    ::unlink(folder.config().c_str());
    ::rmdir(folder.checkpoints().c_str());
    ::rmdir(whole.c_str());
    return *error;
}

Result<RunFolder> RunFolder::open(const fs::path& path) {
    RunFolder folder(path.has_filename() ? path : path.parent_path());
    std::error_code fault;
    if (!fs::is_regular_file(folder.config(), fault))
        return Error{path.string() + " is no run: it has no config.json.", path.string()};
    return folder;
}

std::string RunFolder::name() const {
    std::error_code fault;
    const fs::path whole = fs::weakly_canonical(m_path, fault);
    return (fault ? m_path : whole).filename().string();
}

Result<RunConfig> RunFolder::readConfig() const {
    const Result<std::string> text = readFile(config());
    if (!text) return text.error();
    Result<RunConfig> read = readRunConfig(*text);
    if (read) return read;
    return Error{config().string() + ": " + read.error().message, read.error().where};
}

std::optional<Error> RunFolder::writeConfig(const RunConfig& value) const {
    return writeAtomically(config(), writeRunConfig(value));
}

RunStatus RunFolder::status() const {
    // First the worker, then its words: what it says before it goes is then never missed.
    const WorkerSigns worker = readWorkerSigns(lock());
    return statusOf(lastWordOf(events()), worker);
}

std::vector<fs::path> listRuns(const fs::path& folder, const std::function<bool()>& stopRequested) {
    std::vector<fs::path> runs;
    findRuns(folder, 0, stopRequested, runs);
    std::sort(runs.begin(), runs.end());
    return runs;
}

}  // namespace basin
