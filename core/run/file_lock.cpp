// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/file_lock.h"

#include <fcntl.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace basin {

namespace {

struct flock wholeFile() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

}  // namespace

Result<Descriptor> openLockFile(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file) return fileError(path, "could not be opened", errno);
    return file;
}

LockState takeLock(const Descriptor& file) {
    struct flock lock = wholeFile();
    if (::fcntl(file.get(), F_OFD_SETLK, &lock) == 0) return LockState::Free;
    return errno == EAGAIN || errno == EACCES ? LockState::Held : LockState::Unsupported;
}

bool waitForLock(const Descriptor& file) {
    constexpr std::chrono::milliseconds kStride(5);
    constexpr int kMostStrides = 2000;
    for (int i = 0; i < kMostStrides; ++i) {
        const LockState state = takeLock(file);
        if (state != LockState::Held) return state == LockState::Free;
        std::this_thread::sleep_for(kStride);
    }
    return false;
}

LockState askLock(const Descriptor& file) {
    struct flock lock = wholeFile();
    if (::fcntl(file.get(), F_OFD_GETLK, &lock) != 0) return LockState::Unsupported;
    return lock.l_type == F_UNLCK ? LockState::Free : LockState::Held;
}

}  // namespace basin
