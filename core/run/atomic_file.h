// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace basin {

/// What the system said about a file: "PATH could not be written: No space left on device." `fault` is an errno.
Error fileError(const std::filesystem::path& path, const std::string& what, int fault);

/// Whether a fileError says that there is no room: a full disk or a spent quota.
bool isDiskFull(const Error& error);

/// A POSIX file descriptor, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int get() const { return m_number; }
    int release();
    explicit operator bool() const { return m_number >= 0; }

private:
    int m_number;
};

/// A file that appears whole or not at all: written beside its place under a name of its own, then put there.
class AtomicFile {
public:
    static Result<AtomicFile> begin(std::filesystem::path path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();  ///< takes away what was not committed

    /// For libraries that write by name. They must write into this file, not put another in its place.
    const std::filesystem::path& temporary() const { return m_temporary; }
    std::optional<Error> write(std::string_view bytes);
    /// Brings the bytes to the disk, puts the file in its place, and brings the folder's entry to the disk.
    std::optional<Error> commit();

private:
    AtomicFile(std::filesystem::path path, std::filesystem::path temporary, Descriptor file);

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;  ///< empty once committed
    Descriptor m_file;
};

/// The whole of it in one go.
std::optional<Error> writeAtomically(const std::filesystem::path& path, std::string_view bytes);

/// All bytes of a file of at most `most` bytes.
Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t most = 1 << 20);

}  // namespace basin
