// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

namespace basin {

namespace fs = std::filesystem;

namespace {

/// The folder that `path` lies in; "." for a bare name.
fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

Error fileError(const fs::path& path, const std::string& what, int fault) {
    return {path.string() + " " + what + ": " + std::generic_category().message(fault) + ".", path.string()};
}

bool isDiskFull(const Error& error) {
    const auto says = [&error](int fault) {
        return error.message.find(std::generic_category().message(fault)) != std::string::npos;
    };
    return says(ENOSPC) || says(EDQUOT);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        if (m_number >= 0) ::close(m_number);
        m_number = other.release();
    }
    return *this;
}

Descriptor::~Descriptor() {
    if (m_number >= 0) ::close(m_number);
}

int Descriptor::release() { return std::exchange(m_number, -1); }

AtomicFile::AtomicFile(fs::path path, fs::path temporary, Descriptor file)
    : m_path(std::move(path)), m_temporary(std::move(temporary)), m_file(std::move(file)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_temporary(std::exchange(other.m_temporary, {})),
      m_file(std::move(other.m_file)) {}

AtomicFile::~AtomicFile() {
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

Result<AtomicFile> AtomicFile::begin(fs::path path) {
    static std::atomic<unsigned> count{0};
    // Another process, another thread and a dead process with the same number each have a name of their own.
    for (int attempt = 0; attempt < 1000; ++attempt) {
        fs::path temporary = folderOf(path) / ("." + path.filename().string() + "." + std::to_string(::getpid()) + "-" +
                                               std::to_string(count.fetch_add(1)) + ".tmp");
        Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (file) return AtomicFile(std::move(path), std::move(temporary), std::move(file));
        if (errno != EEXIST) break;
    }
    return fileError(path, "could not be written", errno);
}

std::optional<Error> AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fileError(m_path, "could not be written", errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<Error> AtomicFile::commit() {
    if (::fsync(m_file.get()) != 0) return fileError(m_path, "could not be brought to the disk", errno);
    // Some file systems report a full disk or a spent quota only here.
    if (::close(m_file.release()) != 0 && errno != EINTR) return fileError(m_path, "could not be written", errno);
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return fileError(m_path, "could not be put in its place", errno);
    m_temporary.clear();
    const Descriptor folder(::open(folderOf(m_path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Where a folder can not be synchronised (EINVAL), the system has no more to offer.
    if (!folder || (::fsync(folder.get()) != 0 && errno != EINVAL))
        return fileError(folderOf(m_path), "could not be brought to the disk", errno);
    return std::nullopt;
}

std::optional<Error> writeAtomically(const fs::path& path, std::string_view bytes) {
    Result<AtomicFile> file = AtomicFile::begin(path);
    if (!file) return file.error();
    AtomicFile content = *std::move(file);
    if (auto error = content.write(bytes)) return error;
    return content.commit();
}

Result<std::string> readFile(const fs::path& path, std::uintmax_t most) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) return fileError(path, "could not be read", errno);
    if (!S_ISREG(status.st_mode)) return Error{path.string() + " is no file.", path.string()};
    std::string bytes;
    std::array<char, 65536> piece;
    for (;;) {
        const ssize_t got = ::read(file.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fileError(path, "could not be read", errno);
        if (got == 0) return bytes;
        bytes.append(piece.data(), static_cast<std::size_t>(got));
        if (bytes.size() > most)
            return Error{
                path.string() + " is larger than the " + std::to_string(most) + " bytes that such a file can have.",
                path.string()};
    }
}

}  // namespace basin
