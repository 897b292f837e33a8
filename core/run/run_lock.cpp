// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_lock.h"

#include <fcntl.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cmath>
#include <utility>

namespace basin {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::size_t kRecord = 1024;  ///< bytes of a heartbeat, filled up with spaces
constexpr std::size_t kLongestMessage = 300;

double secondsSince1970() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string recordOf(const Heartbeat& heartbeat) {
    Json json{{"host", heartbeat.host.name},
              {"boot", heartbeat.host.boot},
              {"pid", heartbeat.pid},
              {"time", heartbeat.time},
              {"released", heartbeat.released}};
    if (heartbeat.end) {
        json["end"] = nameOf(heartbeat.end->reason);
        json["message"] = heartbeat.end->message.substr(0, kLongestMessage);
    }
    // A message of control characters grows to six times its length, and then has no room.
    std::string record = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (record.size() >= kRecord) {
        json.erase("message");
        record = json.dump(-1, ' ', true, Json::error_handler_t::replace);
    }
    record.resize(kRecord - 1, ' ');
    return record + "\n";
}

std::optional<Heartbeat> heartbeatIn(const std::string& record) {
    const Json json = Json::parse(record, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto text = [&json](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto number = [&json](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number() ? found->get<double>() : 0.0;
    };
    Heartbeat heartbeat{{text("host"), text("boot")}, 0, number("time")};
    if (const double pid = number("pid"); pid >= 1.0 && pid <= 4294967296.0)
        heartbeat.pid = static_cast<std::int64_t>(pid);
    heartbeat.released = json.value("released", Json(false)) == Json(true);
    if (const auto reason = valueNamed<EndReason>(text("end"), "end"))
        heartbeat.end = EndEvent{*reason, text("message")};
    return heartbeat;
}

std::optional<Heartbeat> readHeartbeat(const Descriptor& file) {
    std::string record(kRecord, '\0');
    const ssize_t got = ::pread(file.get(), record.data(), record.size(), 0);
    if (got <= 0) return std::nullopt;
    record.resize(static_cast<std::size_t>(got));
    return heartbeatIn(record);
}

/// Heard lately, and not given back. Clocks of two hosts may differ either way.
bool isFresh(const Heartbeat& heartbeat, double now) {
    return !heartbeat.released && std::abs(now - heartbeat.time) <= kHeartbeatLastsS;
}

/// The lock of a worker on this kernel would be seen if it lived.
bool isHere(const Heartbeat& heartbeat, const Host& host) { return heartbeat.host == host; }

}  // namespace

Host thisHost() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) name[0] = '\0';
    Host host{name.data(), {}};
    if (const auto boot = readFile("/proc/sys/kernel/random/boot_id")) {
        host.boot = *boot;
        while (!host.boot.empty() && host.boot.back() == '\n') host.boot.pop_back();
    }
    return host;
}

struct RunLock::Beating {
    Descriptor file;
    Heartbeat heartbeat;
    std::mutex mutex;  ///< of `heartbeat` and the writing
    std::condition_variable_any wake;
    std::jthread thread;

    /// With the mutex held. A beat that can not be written is one that is not heard.
    void beat() {
        heartbeat.time = secondsSince1970();
        const std::string record = recordOf(heartbeat);
        [[maybe_unused]] const ssize_t written = ::pwrite(file.get(), record.data(), record.size(), 0);
    }
    void run(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            wake.wait_for(lock, stop, kHeartbeatEvery, [] { return false; });
            if (!stop.stop_requested()) beat();
        }
    }
};

RunLock::RunLock(std::unique_ptr<Beating> beating) : m_beating(std::move(beating)) {}
RunLock::RunLock(RunLock&&) noexcept = default;

RunLock& RunLock::operator=(RunLock&& other) noexcept {
    std::swap(m_beating, other.m_beating);
    return *this;
}

RunLock::~RunLock() {
    if (!m_beating) return;
    m_beating->thread.request_stop();
    if (m_beating->thread.joinable()) m_beating->thread.join();
    const std::lock_guard lock(m_beating->mutex);
    m_beating->heartbeat.released = true;
    m_beating->beat();
}

Result<RunLock> RunLock::take(const fs::path& path) {
    auto beating = std::make_unique<Beating>();
    Result<Descriptor> opened = openLockFile(path);
    if (!opened) return opened.error();
    beating->file = *std::move(opened);
    const auto refuse = [&path](const std::optional<Heartbeat>& holder) {
        const std::string who =
            holder ? " (process " + std::to_string(holder->pid) + " on " + holder->host.name + ")" : "";
        return Error{"The run in " + path.parent_path().string() + " already has a worker" + who + ".", path.string()};
    };
    const LockState state = takeLock(beating->file);
    const std::optional<Heartbeat> before = readHeartbeat(beating->file);
    if (state == LockState::Held) return refuse(before);
    const Host host = thisHost();
    const bool seen = state == LockState::Free && before && isHere(*before, host);
    if (before && !seen && isFresh(*before, secondsSince1970())) return refuse(before);

    beating->heartbeat = {.host = host, .pid = ::getpid()};
    beating->heartbeat.time = secondsSince1970();
    const std::string record = recordOf(beating->heartbeat);
    if (::pwrite(beating->file.get(), record.data(), record.size(), 0) != static_cast<ssize_t>(record.size()))
        return fileError(path, "could not be written", errno);
    beating->thread = std::jthread([one = beating.get()](const std::stop_token& stop) { one->run(stop); });
    return RunLock(std::move(beating));
}

void RunLock::lastWords(const EndEvent& end) {
    const std::lock_guard lock(m_beating->mutex);
    m_beating->heartbeat.end = end;
    m_beating->beat();
}

WorkerSigns readWorkerSigns(const fs::path& path, double now, const Host& host) {
    WorkerSigns signs;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) return signs;
    signs.heartbeat = readHeartbeat(file);
    const LockState state = askLock(file);
    signs.everStarted = signs.heartbeat.has_value() || state == LockState::Held;
    const bool seen = state == LockState::Free && signs.heartbeat && isHere(*signs.heartbeat, host);
    signs.alive = state == LockState::Held || (!seen && signs.heartbeat && isFresh(*signs.heartbeat, now));
    return signs;
}

WorkerSigns readWorkerSigns(const fs::path& path) { return readWorkerSigns(path, secondsSince1970(), thisHost()); }

}  // namespace basin
