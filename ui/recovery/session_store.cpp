// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/session_store.h"

#include "core/run/file_lock.h"

#include <QUuid>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargest = 64 << 20;

fs::path lockOf(fs::path file) { return file.replace_extension(".lock"); }

}  // namespace

SessionStore::SessionStore(fs::path folder) : m_folder(std::move(folder)) {}

std::optional<Error> SessionStore::begin() {
    std::error_code fault;
    fs::create_directories(m_folder, fault);
    if (fault) return fileError(m_folder, "could not be made", fault.value());
    const std::string name = "session-" + QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    const fs::path file = m_folder / (name + ".json");
    Result<Descriptor> lock = openLockFile(lockOf(file));
    if (!lock) return lock.error();
    m_lock = *std::move(lock);
    takeLock(m_lock);
    m_file = file;
    return std::nullopt;
}

std::optional<Error> SessionStore::save(const Session& session) {
    if (m_file.empty())
        if (std::optional<Error> error = begin()) return error;
    return writeAtomically(m_file, writeSession(session));
}

void SessionStore::end() {
    if (m_file.empty()) return;
    std::error_code ignored;
    fs::remove(m_file, ignored);
    fs::remove(lockOf(m_file), ignored);
    m_file.clear();
    m_lock = Descriptor();
}

std::shared_ptr<LostSession> SessionStore::newestLost() const {
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code fault;
    for (fs::directory_iterator each(m_folder, fault), end; !fault && each != end; each.increment(fault)) {
        const fs::path& file = each->path();
        if (file.extension() != ".json" || file == m_file) continue;
        std::error_code gone;
        const fs::file_time_type time = fs::last_write_time(file, gone);
        if (!gone) files.emplace_back(time, file);
    }
    std::sort(files.rbegin(), files.rend());
    for (const auto& [time, file] : files) {
        Result<Descriptor> lock = openLockFile(lockOf(file));
        if (!lock || takeLock(*lock) != LockState::Free) continue;  // of a Basin that runs
        const Result<std::string> text = readFile(file, kLargest);
        Result<Session> session = text ? readSession(*text) : Result<Session>(text.error());
        auto lost = std::make_shared<LostSession>();
        lost->file = file;
        lost->time = time;
        lost->lock = *std::move(lock);
        if (session) {
            lost->session = *std::move(session);
            return lost;
        }
        // What a newer Basin left behind waits for it; what is no state at all helps nobody.
        const std::string& where = session.error().where;
        if (where != "basin_session" && where != "basin_state") remove(*lost);
    }
    return nullptr;
}

void SessionStore::remove(const LostSession& lost) {
    std::error_code ignored;
    fs::remove(lost.file, ignored);
    fs::remove(lockOf(lost.file), ignored);
}

}  // namespace basin
