// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/download/unpack.h"

#include "core/number_text.h"
#include "core/run/atomic_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace basin {

namespace fs = std::filesystem;

namespace {

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// Writes the entry at hand into a new file.
std::optional<Error> write(archive* archive, const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file) return fileError(path, "could not be made", errno);
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t at = 0;
    for (;;) {
        const int result = archive_read_data_block(archive, &bytes, &size, &at);
        if (result == ARCHIVE_EOF) break;
        if (result < ARCHIVE_WARN) return Error{"the archive is damaged", path.string()};
        for (std::size_t written = 0; written < size;) {
            const ssize_t now = ::pwrite(file.get(), static_cast<const char*>(bytes) + written, size - written,
                                         at + static_cast<off_t>(written));
            if (now < 0 && errno == EINTR) continue;
            if (now <= 0) return fileError(path, "could not be written", now < 0 ? errno : ENOSPC);
            written += static_cast<std::size_t>(now);
        }
    }
    if (::fsync(file.get()) != 0) return fileError(path, "could not be written", errno);
    return std::nullopt;
}

/// NAME of an entry FOLDER/NAME, also as ./FOLDER/NAME; empty if it is none.
std::string nameWithin(const char* path, const std::string& folder) {
    std::string_view rest = path ? path : "";
    if (rest.starts_with("./")) rest.remove_prefix(2);
    if (!rest.starts_with(folder + "/")) return {};
    rest.remove_prefix(folder.size() + 1);
    return rest == "." || rest == ".." || rest.find('/') != std::string_view::npos ? std::string() : std::string(rest);
}

}  // namespace

std::optional<Error> unpackFolder(const fs::path& path, const std::string& folder, const fs::path& into,
                                  const KeepGoing& keepGoing) {
    constexpr std::size_t kBlock = std::size_t{1} << 16;
    const auto bad = [&path](const std::string& why) {
        return Error{"The archive " + path.string() + " can not be unpacked: " + why + ".", path.string()};
    };
    const Archive reader(archive_read_new(), archive_read_free);
    archive* archive = reader.get();
    archive_read_support_filter_gzip(archive);
    archive_read_support_format_tar(archive);
    if (archive_read_open_filename(archive, path.c_str(), kBlock) != ARCHIVE_OK)
        return bad(archive_error_string(archive) ? archive_error_string(archive) : "it is no archive");
    std::error_code ignored;
    const std::uintmax_t size = fs::file_size(path, ignored);
    archive_entry* entry = nullptr;
    for (;;) {
        const int result = archive_read_next_header(archive, &entry);
        if (result == ARCHIVE_EOF) return std::nullopt;
        if (result < ARCHIVE_WARN) return bad("it is damaged");
        if (archive_entry_filetype(entry) == AE_IFDIR) continue;
        const std::string name = nameWithin(archive_entry_pathname(entry), folder);
        const bool isFile = archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
        if (name.empty() || !isFile) {
            const char* what = archive_entry_pathname(entry);
            return bad("it holds " + inQuotes(what ? what : "") + ", which does not belong to it");
        }
        if (const auto error = write(archive, into / name))
            return error->message == "the archive is damaged" ? bad("it is damaged") : *error;
        if (!keepGoing(static_cast<std::uint64_t>(archive_filter_bytes(archive, -1)), size)) return stoppedError();
    }
}

}  // namespace basin
