// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/event_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <string_view>

namespace basin {

namespace {

constexpr std::size_t kPiece = std::size_t(1) << 20;
/// A line with more bytes is no event.
constexpr std::size_t kLongestLine = kPiece;
constexpr std::size_t kMostBadLines = 100;

double now() {
    using namespace std::chrono;
    const auto since = system_clock::now().time_since_epoch();
    return static_cast<double>(duration_cast<milliseconds>(since).count()) / 1000.0;
}

/// Bytes of the file up to the end of its last whole line; -1 if it can not be read.
off_t endOfLastLine(int file, off_t size) {
    std::string piece(4096, '\0');
    while (size > 0) {
        const off_t from = std::max<off_t>(0, size - static_cast<off_t>(piece.size()));
        const ssize_t got = ::pread(file, piece.data(), static_cast<std::size_t>(size - from), from);
        if (got != size - from) return -1;
        const std::size_t newline = std::string_view(piece.data(), static_cast<std::size_t>(got)).rfind('\n');
        if (newline != std::string_view::npos) return from + static_cast<off_t>(newline) + 1;
        size = from;
    }
    return 0;
}

/// Up to `most` bytes from `offset`; short only at the end of the file. -1 for an error.
ssize_t readAt(int file, char* bytes, std::size_t most, std::uint64_t offset) {
    std::size_t total = 0;
    while (total < most) {
        const ssize_t got = ::pread(file, bytes + total, most - total, static_cast<off_t>(offset + total));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        total += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(total);
}

}  // namespace

Result<EventWriter> EventWriter::open(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) return fileError(path, "could not be opened", errno);
    const off_t end = endOfLastLine(file.get(), status.st_size);
    if (end < 0) return fileError(path, "could not be read", errno);
    if (end < status.st_size && ::ftruncate(file.get(), end) != 0) return fileError(path, "could not be mended", errno);
    return EventWriter(path, std::move(file));
}

std::optional<Error> EventWriter::append(Event event) {
    if (std::isnan(event.time)) event.time = now();
    const std::string line = (m_torn ? "\n" : "") + writeEvent(event) + "\n";
    ssize_t written = 0;
    do written = ::write(m_file.get(), line.data(), line.size());
    while (written < 0 && errno == EINTR);
    if (written == static_cast<ssize_t>(line.size())) {
        m_torn = false;
        return std::nullopt;
    }
    // A short write is a full disk, a spent quota or a limit on the file's size: only the next write would say which.
    const int fault = written < 0 ? errno : ENOSPC;
    struct stat status {};
    const bool back = written <= 0 || (::fstat(m_file.get(), &status) == 0 &&
                                       ::ftruncate(m_file.get(), status.st_size - static_cast<off_t>(written)) == 0);
    m_torn = m_torn || !back;
    return fileError(m_path, "could not be written", fault);
}

void EventReader::startAgain() {
    m_offset = 0;
    m_line = 0;
    m_overlong = false;
}

void EventReader::take(std::string_view line, NewEvents& found) {
    ++m_line;
    const auto complain = [&](const std::string& message) {
        if (found.badLines.size() < kMostBadLines) found.badLines.push_back({m_line, message});
    };
    if (m_overlong) {
        m_overlong = false;
        return complain("The line is too long for an event.");
    }
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    Result<std::optional<Event>> event = readEvent(line);
    if (!event)
        complain(event.error().message);
    else if (*event)
        found.events.push_back(**std::move(event));
}

Result<NewEvents> EventReader::poll(std::uint64_t most) {
    NewEvents found;
    const Descriptor file(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file && errno == ENOENT) {
        found.restarted = m_offset > 0;
        startAgain();
        m_opened = false;
        return found;
    }
    if (!file || ::fstat(file.get(), &status) != 0) return fileError(m_path, "could not be read", errno);
    if (!S_ISREG(status.st_mode)) return Error{m_path.string() + " is no file.", m_path.string()};
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (m_opened && (m_device != status.st_dev || m_inode != status.st_ino || size < m_offset)) {
        found.restarted = true;
        startAgain();
    }
    m_opened = true;
    m_device = status.st_dev;
    m_inode = status.st_ino;

    const std::uint64_t start = m_offset;
    std::string piece(std::min<std::uint64_t>(kPiece, size - m_offset), '\0');
    while (m_offset < size) {
        if (m_offset - start >= most) {
            found.more = true;
            break;
        }
        const ssize_t got = readAt(file.get(), piece.data(), piece.size(), m_offset);
        if (got < 0) return fileError(m_path, "could not be read", errno);
        std::string_view rest(piece.data(), static_cast<std::size_t>(got));
        const std::size_t before = rest.size();
        for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1))
            take(rest.substr(0, end), found);
        if (rest.size() >= kLongestLine) {
            m_overlong = true;
            rest = {};
        }
        m_offset += before - rest.size();
        if (before == rest.size()) break;  // no whole line: the rest of it is still to come
    }
    return found;
}

}  // namespace basin
