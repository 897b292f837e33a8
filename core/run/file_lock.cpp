// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/file_lock.h"

#include <fcntl.h>

#include <cerrno>

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
    struct flock lock = wholeFile();
    int result = 0;
    do result = ::fcntl(file.get(), F_OFD_SETLKW, &lock);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

LockState askLock(const Descriptor& file) {
    struct flock lock = wholeFile();
    if (::fcntl(file.get(), F_OFD_GETLK, &lock) != 0) return LockState::Unsupported;
    return lock.l_type == F_UNLCK ? LockState::Free : LockState::Held;
}

}  // namespace basin
