// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/event_log.h"
#include "core/run/run_config.h"
#include "core/run/run_history.h"
#include "core/run/run_lock.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace basin {

/// Where a run stands, for everybody who looks.
enum class RunState {
    Ready,   ///< made, and no worker has been there yet
    Queued,  ///< its worker waits for the device
    Running,
    Paused,
    Finished,
    Stopped,  ///< by a person or the time limit; can be resumed
    Failed,   ///< see reason and message
    Lost      ///< its worker died without a word; can be resumed
};
/// "ready", "queued", "running", …
template <>
std::span<const Name<RunState>> namesOf();

struct RunStatus {
    RunState state = RunState::Ready;
    EndReason reason = EndReason::Finished;  ///< of Finished, Stopped and Failed
    std::string message;                     ///< what happened, in one sentence; may be empty
};

/// The folder of one run: the protocol between worker, window, shell and script (README.md).
class RunFolder {
public:
    /// Makes the folder (and those above it) with its configuration. Refuses a folder that is there already.
    static Result<RunFolder> create(const std::filesystem::path& path, const RunConfig& config);
    /// A folder with a configuration.
    static Result<RunFolder> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    std::string name() const;  ///< of the folder itself, also where its path is "."
    std::filesystem::path config() const { return m_path / "config.json"; }
    std::filesystem::path events() const { return m_path / "events.jsonl"; }
    std::filesystem::path checkpoints() const { return m_path / "checkpoints"; }
    std::filesystem::path lock() const { return m_path / "worker.lock"; }
    std::filesystem::path control() const { return m_path / "control.json"; }
    std::filesystem::path label() const { return m_path / "label.json"; }
    /// What the worker said on its standard outputs, where a window started it.
    std::filesystem::path workerLog() const { return m_path / "worker.log"; }

    Result<RunConfig> readConfig() const;
    std::optional<Error> writeConfig(const RunConfig& value) const;

    /// From the lock and the end of the event log, without reading all of it.
    RunStatus status() const;

private:
    explicit RunFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

/// The rule: what ended stays ended; else a worker that lives does what its last word says; else the run is lost, or its
/// lock file knows how it ended.
RunStatus statusOf(const std::optional<LastWord>& lastWord, const WorkerSigns& worker);

/// The run folders in and below `folder`, by name; links are not followed, folders that can not be read are passed over.
/// `stopRequested` is asked in every folder; what was found by then is returned.
std::vector<std::filesystem::path> listRuns(const std::filesystem::path& folder,
                                            const std::function<bool()>& stopRequested = {});

}  // namespace basin
