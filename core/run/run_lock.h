// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/event.h"
#include "core/run/file_lock.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace basin {

/// Which kernel a process runs on: locks of one kernel are seen by all of its processes.
struct Host {
    std::string name;  ///< for people
    std::string boot;  ///< of the running kernel; empty where the system does not tell
    bool operator==(const Host&) const = default;
};
Host thisHost();

/// What the worker writes into its lock file again and again: a record of fixed length, so that it needs no new room even
/// on a full disk.
struct Heartbeat {
    Host host;
    std::int64_t pid = 0;
    double time = 0.0;            ///< seconds since 1970, by the worker's clock
    bool released = false;        ///< the worker gave the run back
    std::optional<EndEvent> end;  ///< how it ended, for when the event log takes no more
};

constexpr std::chrono::seconds kHeartbeatEvery{10};
/// A worker on another host that was not heard for longer is lost.
constexpr double kHeartbeatLastsS = 60.0;

/// The worker's claim on its run: a lock that the kernel takes back when the process dies, and a heartbeat, written by a
/// thread of its own, for hosts and file systems where that lock is not seen.
class RunLock {
public:
    /// Refuses a run that another worker has, here or on another host.
    static Result<RunLock> take(const std::filesystem::path& path);
    RunLock(RunLock&&) noexcept;
    RunLock& operator=(RunLock&&) noexcept;
    ~RunLock();  ///< gives the run back

    /// Puts down how the run ended, in case the event log could not take it.
    void lastWords(const EndEvent& end);

private:
    struct Beating;
    explicit RunLock(std::unique_ptr<Beating> beating);
    std::unique_ptr<Beating> m_beating;
};

/// What a lock file tells an onlooker.
struct WorkerSigns {
    bool everStarted = false;
    bool alive = false;
    std::optional<Heartbeat> heartbeat;
};
/// Asks without taking the lock. `now` and `host` are the onlooker's.
WorkerSigns readWorkerSigns(const std::filesystem::path& path, double now, const Host& host);
WorkerSigns readWorkerSigns(const std::filesystem::path& path);

}  // namespace basin
