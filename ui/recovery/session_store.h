// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"
#include "core/session/session.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace basin {

/// What a Basin left behind that ended without closing its window. While this value lives, no other Basin is offered it.
struct LostSession {
    Session session;
    std::filesystem::path file;
    std::filesystem::file_time_type time;  ///< when it was last saved
    Descriptor lock;
};

/// The sessions of all running Basins of this user, a file each. Beside every file lies a lock, which the kernel takes back however
/// its process ends: a file whose lock is free was left behind. Belongs to one thread at a time.
class SessionStore {
public:
    explicit SessionStore(std::filesystem::path folder);
    SessionStore(const SessionStore&) = delete;
    SessionStore& operator=(const SessionStore&) = delete;

    /// Makes the folder and takes a file of its own in it.
    std::optional<Error> begin();
    /// Replaces the file, whole or not at all; begins where that failed before.
    std::optional<Error> save(const Session& session);
    /// Takes the own file away: nothing was lost.
    void end();

    /// The newest session that was left behind, or null.
    std::shared_ptr<LostSession> newestLost() const;
    /// Takes the files of a lost session away.
    static void remove(const LostSession& lost);

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_file;  ///< the own one, empty before `begin`
    Descriptor m_lock;
};

}  // namespace basin
