// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"
#include "core/run/event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// Appends to events.jsonl; only the worker that holds the run's lock has one.
class EventWriter {
public:
    /// Makes the file if there is none. Half a line that a killed writer left at its end is cut off.
    static Result<EventWriter> open(const std::filesystem::path& path);

    /// One line by one write(2), stamped with the time if the event has none; the kernel has it when this returns. If the
    /// disk is full, what was written of the line is taken back.
    std::optional<Error> append(Event event);

private:
    EventWriter(std::filesystem::path path, Descriptor file) : m_path(std::move(path)), m_file(std::move(file)) {}

    std::filesystem::path m_path;
    Descriptor m_file;
    bool m_torn = false;  ///< half a line stands at the end and could not be taken back
};

/// A line that can not be used.
struct BadLine {
    std::int64_t number = 0;  ///< counted from 1
    std::string message;
};

/// What was added to an event log since the last look.
struct NewEvents {
    bool restarted = false;  ///< the file is another than before, or shorter: what was read earlier counts no more
    std::vector<Event> events;
    std::vector<BadLine> badLines;  ///< the first hundred, each once
    bool more = false;              ///< there are further bytes to read at once
};

/// Reads an event log as it grows: whole lines only, each once. Needs no writer, and hinders none.
class EventReader {
public:
    explicit EventReader(std::filesystem::path path) : m_path(std::move(path)) {}

    /// At most `most` bytes in one go, to the end of the line. A file that is not there yet has no events.
    Result<NewEvents> poll(std::uint64_t most = std::uint64_t(1) << 26);
    std::uint64_t offset() const { return m_offset; }  ///< bytes read, up to the end of a line

private:
    void take(std::string_view line, NewEvents& found);
    void startAgain();

    std::filesystem::path m_path;
    std::uint64_t m_device = 0, m_inode = 0;
    std::uint64_t m_offset = 0;
    std::int64_t m_line = 0;  ///< complete lines read
    bool m_overlong = false;  ///< within a line that was given up
    bool m_opened = false;
};

}  // namespace basin
