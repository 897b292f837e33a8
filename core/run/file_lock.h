// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"

#include <filesystem>

namespace basin {

/// What the kernel says about a lock.
enum class LockState {
    Free,
    Held,        ///< by another descriptor, in this process or elsewhere
    Unsupported  ///< the file system has no locks
};

/// Opens the file of a lock for writing, and makes it if there is none; never follows a link in its last place.
Result<Descriptor> openLockFile(const std::filesystem::path& path);

// Locks of open file descriptions (fcntl, F_OFD_*) on the whole file: the kernel takes them back when the last copy of the
// descriptor is gone, however the process ends; asking about one does not take it.

/// Held if somebody else has it, Free if it is this descriptor's now.
LockState takeLock(const Descriptor& file);
/// As takeLock, but waits, ten seconds at most; false if it was not given, or the file system has no locks.
bool waitForLock(const Descriptor& file);
LockState askLock(const Descriptor& file);

}  // namespace basin
